//! "This was not me."

use super::{Told, one};
use crate::{
    Portal, Principal, Refusal, elsewhere,
    event::{About, note},
};
use domain::{
    alarm::Alarm,
    audit::Event,
    id::{EventId, SessionKey},
};

/// What a patient is told who said that a line was not them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disowned {
    /// Every other browser is signed out, and the clinic was told.
    Elsewhere,
    /// The same, but it was this very browser that did it.
    Here,
}

/// Takes a patient's word that a line was not them: ends every other session of theirs and every code that is under way
/// elsewhere, and lets the clinic know. Saying so twice does no harm, and is noted once. It takes no code, since it gives
/// nobody anything.
///
/// # Errors
/// [`Refusal::NotForGuardians`]; [`Refusal::NotFound`] when there is no such line, it is somebody else's, or nobody can be meant
/// by it.
pub async fn disown(
    portal: &Portal,
    who: &Principal,
    own: &[SessionKey],
    id: EventId,
) -> Result<Disowned, Refusal> {
    who.themselves()?;
    let told = one(portal, who, own, id).await?;
    if !told.can_be_disowned() {
        return Err(Refusal::NotFound);
    }
    let mut tx = portal.begin().await?;
    let fresh = store::line_report::insert(&mut tx, id, who.patient, portal.now()).await?;
    elsewhere::end_others(portal, &mut tx, &who.caller, who.patient, "line-reported").await?;
    let keep = Some(who.caller.session);
    elsewhere::end_all_underway(portal, &mut tx, who.patient, keep).await?;
    if fresh {
        let about = About { patient: Some(who.patient), line: Some(id), ..About::default() };
        note(portal, &mut tx, &who.caller, Event::LineReported, about).await?;
    }
    tx.commit().await?;
    if fresh {
        portal.watch().raise(Alarm::LineReported, &id.to_string(), portal.now());
    }
    Ok(by(&told))
}

fn by(told: &Told) -> Disowned {
    match told.by {
        super::By::Here => Disowned::Here,
        _ => Disowned::Elsewhere,
    }
}
