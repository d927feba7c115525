//! The page of a code as it is now, whatever it is for.

use super::{
    super::{Halt, Shown},
    Dead, Purpose, dead, live,
};
use crate::{desk::Asked, parts::progress};
use portal::{Caller, challenge::Pending};

/// The page of what waits for a code, or of what ended it; none where nothing waits. What it says once is said then.
///
/// # Errors
/// [`Halt`] when the database fails.
pub(crate) async fn now(
    asked: &mut Asked,
    caller: &Caller,
    pending: Option<Pending>,
    purpose: &Purpose,
) -> Result<Option<Shown>, Halt> {
    let flash = asked.visitor.flash();
    let why = Dead::of(&flash, pending.is_some_and(|pending| pending.live));
    let shown = match (pending, why) {
        (_, Some(why @ (Dead::Paused(_) | Dead::Blocked))) | (Some(_), Some(why)) => {
            dead(&asked.desk, purpose, why)
        }
        (Some(pending), None) => {
            let (portal, words) = (asked.site.portal(), asked.desk.words);
            let told = progress::told(portal, caller, &pending, words).await?;
            live(&asked.desk, purpose, &pending, told, &flash)
        }
        (None, _) => return Ok(None),
    };
    asked.visitor.take_flash().await?;
    Ok(Some(shown))
}
