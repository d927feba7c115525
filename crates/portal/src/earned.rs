//! What an answered code entitles to, for acts that take a further page: once, for its purpose, and for a quarter of an
//! hour.

use crate::{Portal, Refusal};
use domain::{Millis, challenge::Purpose, id::ChallengeId};
use std::time::Duration;
use store::{Tx, earned};

/// How long it may be acted upon: long enough to read a notice and to think of a password.
pub const LIFE: Duration = Duration::from_mins(15);

/// How many tries there are in all, those at the code included, where something is judged once more.
const TRIES: i64 = 10;

fn since(portal: &Portal) -> Millis {
    portal.now().before(LIFE)
}

fn read<P: Purpose>(purpose: Option<String>) -> Result<P, Refusal> {
    let purpose = purpose.ok_or(Refusal::Lapsed)?;
    serde_json::from_str(&purpose).map_err(|_| Refusal::Inner("reading a purpose"))
}

/// What was agreed to, while it can be acted upon.
///
/// # Errors
/// [`Refusal::Lapsed`] when it is over, used up, or for another purpose.
pub(crate) async fn see<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    challenge: ChallengeId,
) -> Result<P, Refusal> {
    read(earned::see(tx, challenge, P::KIND, since(portal)).await?)
}

/// Counts a try, which is committed before anything is judged.
///
/// # Errors
/// [`Refusal::Lapsed`] as for [`see`], and after ten tries.
pub(crate) async fn spend_try<P: Purpose>(
    portal: &Portal,
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let tries = earned::spend_try(&mut tx, challenge, P::KIND, since(portal)).await?;
    tx.commit().await?;
    match tries {
        Some(tries) if tries <= TRIES => Ok(()),
        _ => Err(Refusal::Lapsed),
    }
}

/// Uses it up in the transaction of what it is for: exactly one caller gets what was agreed to.
///
/// # Errors
/// [`Refusal::Lapsed`] as for [`see`].
pub(crate) async fn use_up<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    challenge: ChallengeId,
) -> Result<P, Refusal> {
    read(earned::use_up(tx, challenge, P::KIND, since(portal), portal.now()).await?)
}
