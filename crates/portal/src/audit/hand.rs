//! Who at a pharmacy did something, for the clinic's eyes alone.

use crate::{Portal, Refusal, caller::Counter, pharmacy::Colleague};
use domain::id::StaffId;
use store::Tx;

const STAFF: &str = "staff ";

/// Whoever stands at a counter, as an event keeps it: by the name of their account, or of a system's token.
pub(crate) fn of(counter: Counter) -> Option<String> {
    match counter {
        Counter { staff: Some(staff), .. } => Some(format!("{STAFF}{staff}")),
        Counter { token, .. } => token.map(|token| format!("token {token}")),
    }
}

/// The same in words: login and name, as long as the account is there.
pub(super) async fn told(portal: &Portal, tx: &mut Tx, hand: String) -> Result<String, Refusal> {
    let Some(id) = hand.strip_prefix(STAFF).and_then(|id| id.parse::<StaffId>().ok()) else {
        return Ok(hand);
    };
    Ok(Colleague::of(portal, tx, id).await?.map_or(hand, |it| it.to_string()))
}
