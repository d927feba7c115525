//! One report: sealed, open, or not to be opened.

use super::{Halt, Shown, Written, lab_closed, lab_open};
use crate::{desk::Asked, problem::Problem, remark::Remark};
use portal::{
    Principal, Refusal,
    domain::id::RecordId,
    reports::{Glance, Mark},
};

/// `/labs/{id}`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id = id(&asked.path)?;
    let glance = portal::reports::glance(asked.site.portal(), &who, id).await?;
    match glance.line.mark {
        Mark::Open(_) => match portal::reports::read(asked.site.portal(), &who, id).await {
            Ok(opened) => open(asked, &who, &opened).await,
            // It was sealed between the glance and the reading.
            Err(Refusal::Sealed) => sealed(asked, &glance).await,
            Err(refusal) => Err(refusal.into()),
        },
        Mark::Sealed => sealed(asked, &glance).await,
        Mark::UnderReview => Ok(lab_closed::review(&asked.desk, &glance)),
        Mark::Withdrawn => Ok(lab_closed::withdrawn(&asked.desk, &glance)),
    }
}

/// The report that a path names.
///
/// # Errors
/// [`Problem::NotFound`] when it names none.
pub(crate) fn id(path: &str) -> Result<RecordId, Halt> {
    let id = path.split('/').nth(2).and_then(|id| id.parse().ok());
    id.ok_or(Halt::Problem(Problem::NotFound))
}

async fn open(asked: &mut Asked, who: &Principal, opened: &portal::reports::Opened) -> Written {
    let flash = asked.visitor.take_flash().await?;
    let greeting = portal::account::greeting(asked.site.portal(), who).await?;
    Ok(lab_open::shown(&asked.desk, &greeting, opened, &flash))
}

async fn sealed(asked: &mut Asked, glance: &Glance) -> Result<Shown, Halt> {
    let mut flash = asked.visitor.take_flash().await?;
    if asked.over && flash.messages.is_empty() {
        flash = Remark::SealedByTime.into();
    }
    Ok(lab_closed::sealed(&asked.desk, glance, &flash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_report_or_none() {
        let name = "0195a000-0000-7000-8000-000000000001";
        assert_eq!(id(&format!("/labs/{name}")).ok().map(|id| id.to_string()), Some(name.into()));
        assert!(id(&format!("/labs/{name}/code")).is_ok());
        for path in ["/labs", "/labs/", "/labs/7", "/labs/..", "/labs/<script>"] {
            assert!(matches!(id(path), Err(Halt::Problem(Problem::NotFound))), "{path}");
        }
    }
}
