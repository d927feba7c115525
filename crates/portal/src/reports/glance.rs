//! One report from outside.

use super::{
    list::{Line, Mark, line, mark},
    read::wrapped_key,
};
use crate::{Portal, Principal, Refusal, family, foreign, profile::Profile};
use domain::{id::RecordId, sealed::Kind};
use store::record::{RecordHead, RecordRow};

/// A report from outside, and the number its code would go to.
pub struct Glance {
    /// The report.
    pub line: Line,
    /// The last two digits of the number; none when there is none to send to.
    pub tail: Option<String>,
}

/// One of the principal's reports, from outside.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none, or it is somebody else's; of the latter an audit event tells, once an hour.
pub async fn glance(portal: &Portal, who: &Principal, id: RecordId) -> Result<Glance, Refusal> {
    let row = own(portal, who, id).await?;
    let mut tx = portal.read().await?;
    let profile = Profile::of(portal, &mut tx, who.holder()).await?;
    let wrapped_key = wrapped_key(&mut tx, who).await?;
    let head = head(row);
    let mark = mark(portal, &mut tx, who, &head).await?;
    let line = line(portal, &wrapped_key, &head, mark)?;
    let tail = profile.phone(portal).ok().map(|phone| phone.tail().to_owned());
    Ok(Glance { line, tail })
}

fn head(row: RecordRow) -> RecordHead {
    RecordHead {
        id: row.id,
        patient: row.patient,
        kind: row.kind,
        status: row.status,
        effective_at: row.effective_at,
        heading: row.heading,
        analyte: row.analyte,
        version: row.version,
        stamp: row.stamp,
        digest: row.digest,
        imported_at: row.imported_at,
    }
}

impl Glance {
    /// Whether a code may be asked for.
    #[must_use]
    pub fn opens(&self) -> bool {
        matches!(self.line.mark, Mark::Sealed | Mark::Open(_))
    }
}

/// The report, if it is the principal's own, or of whom they may still act for; else a refusal that is the same for every reason, and an audit
/// event.
pub(super) async fn own(
    portal: &Portal,
    who: &Principal,
    id: RecordId,
) -> Result<RecordRow, Refusal> {
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let row = store::record::get(&mut tx, id).await?;
    let mine = |row: &RecordRow| row.patient == who.patient && row.kind == Kind::Report;
    match row {
        Some(row) if mine(&row) => return Ok(row),
        Some(_) => {
            drop(tx);
            foreign::refused(portal, who, id).await?;
        }
        // What is nowhere was kept from nobody, and whoever makes ids up would fill the log.
        None => {}
    }
    Err(Refusal::NotFound)
}
