//! What keeps a pharmacy from its work, or soon will.

use super::Trouble;
use crate::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use portal::{
    Portal, Refusal,
    domain::Millis,
    pharmacy::{self, staff, token},
};
use std::{collections::HashSet, time::Duration};

/// How long before its end a token is told of.
const SOON: Duration = Duration::from_hours(24 * 14);

/// What is wrong with the clinic's pharmacies; none where nothing is, or there are none.
pub(super) async fn trouble(home: &Home, config: &Config) -> Option<Trouble> {
    let Ok(wiring) = Wiring::look(home, config.clone(), &Nature::of_the_machine()).await else {
        // Whatever it is, it stands in a line of its own.
        return None;
    };
    let all = all(&wiring.portal).await.unwrap_or_else(|why| vec![why.to_string()]);
    (!all.is_empty()).then(|| Trouble::Warning(all.join("; ")))
}

async fn all(portal: &Portal) -> Result<Vec<String>, Refusal> {
    let open = pharmacy::list(portal).await?.into_iter().filter(|it| it.ended_at.is_none());
    let open: HashSet<String> = open.map(|it| it.name).collect();
    let staff = staff::list(portal).await?.into_iter().filter(|it| it.ended_at.is_none());
    let staffed: HashSet<String> = staff.map(|it| it.pharmacy).collect();
    let tokens: Vec<token::Listed> = token::list(portal)
        .await?
        .into_iter()
        .filter(|it| it.revoked_at.is_none() && open.contains(&it.pharmacy))
        .collect();
    let comes =
        |name: &String| staffed.contains(name) || tokens.iter().any(|it| it.pharmacy == *name);
    let mut wrong: Vec<String> = open
        .iter()
        .filter(|name| !comes(name))
        .map(|name| {
            format!("nobody signs in at {name}: `medseal staff add`, or `medseal pharmacy end`")
        })
        .collect();
    wrong.sort();
    wrong.extend(tokens.iter().filter_map(|it| ends(it, portal.now())));
    Ok(wrong)
}

/// What is said of a token that has ended, or soon will.
fn ends(it: &token::Listed, now: Millis) -> Option<String> {
    let says = if it.expires_at <= now { "has ended" } else { "soon ends" };
    (it.expires_at <= now.after(SOON)).then(|| {
        format!(
            "the token {} of {} {says}: `medseal token add`, then `medseal token revoke`",
            it.id, it.pharmacy
        )
    })
}
