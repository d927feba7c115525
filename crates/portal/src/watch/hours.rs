//! The codes that were answered, by the hour, for the budgets that follow them.

use crate::{Portal, Refusal};
use domain::{
    Millis,
    challenge::Life,
    delivery::begin_of,
    sending::{HOUR, KEPT},
};
use std::{collections::BTreeMap, time::Duration};
use store::sending::{self, Scope};

/// After this, no code of an hour can be answered any more.
const SETTLED: Duration = Duration::from_mins(10);
const _: () = assert!(SETTLED.as_secs() > Life::LONGEST.as_secs());

/// Tallies every hour that is over and was not tallied yet.
pub(super) async fn tally(portal: &Portal, now: Millis) -> Result<(), Refusal> {
    let until = begin_of(now.before(SETTLED), HOUR);
    let mut tx = portal.read().await?;
    let tallied = sending::tallied_until(&mut tx).await?;
    drop(tx);
    let oldest = begin_of(now.before(KEPT), HOUR);
    let mut from = tallied.unwrap_or(oldest).max(oldest);
    while from < until {
        let mut tx = portal.read().await?;
        let first = sending::first(&mut tx, from).await?;
        drop(tx);
        // Where nothing was sent, the last hour stands for all of them.
        let hour = first.map_or(until, |at| begin_of(at, HOUR)).min(until.before(HOUR));
        tally_hour(portal, hour.max(from)).await?;
        from = hour.max(from).after(HOUR);
    }
    Ok(())
}

async fn tally_hour(portal: &Portal, hour: Millis) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    for at_counter in [false, true] {
        let span = (hour, hour.after(HOUR));
        let by_prefix = sending::by_prefix(&mut tx, span, at_counter).await?;
        for (digits, verified) in scopes(&by_prefix) {
            let scope = Scope { digits, at_counter };
            sending::tally(&mut tx, &scope, hour, verified).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// The sums for everything, for whatever may be a country calling code, and for each prefix.
fn scopes(by_prefix: &[(String, u64)]) -> BTreeMap<&str, u64> {
    let mut scopes = BTreeMap::from([("", 0)]);
    for (prefix, verified) in by_prefix {
        let heads = [0, 1, 2, 3].into_iter().filter_map(|length| prefix.get(..length));
        for scope in heads.chain([prefix.as_str()]) {
            *scopes.entry(scope).or_default() += verified;
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::scopes;

    #[test]
    fn a_send_counts_for_its_prefix_its_country_and_everything() {
        let sent = [("91900".to_owned(), 2), ("91911".to_owned(), 3), ("97798".to_owned(), 4)];
        let sums = scopes(&sent);
        let expected = [
            ("", 9),
            ("9", 9),
            ("91", 5),
            ("919", 5),
            ("91900", 2),
            ("91911", 3),
            ("97", 4),
            ("977", 4),
            ("97798", 4),
        ];
        assert_eq!(sums.into_iter().collect::<Vec<_>>(), expected);
        assert_eq!(scopes(&[]).into_iter().collect::<Vec<_>>(), [("", 0)]);
    }
}
