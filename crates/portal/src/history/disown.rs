//! "This was not me."

use super::{By, Told, one};
use crate::{
    Portal, Principal, Refusal,
    audit::Who,
    counter, elsewhere,
    event::{About, note},
};
use domain::{
    Millis,
    alarm::Alarm,
    audit::Event,
    id::{EventId, PatientId, SessionKey},
};
use std::time::Duration;
use store::{
    Tx,
    line_report::{self, LineReport},
};

/// How many lines of one patient wait for the clinic at the most …
const WAITING: usize = 10;
/// … and how many one patient reports within [`RECENT`]: each ends their other sessions.
const FRESH: usize = 5;
const RECENT: Duration = Duration::from_hours(1);
/// What a session's end says in the log.
const DETAIL: &str = "line-reported";

/// Takes a patient's word that a line was not them: ends every other session of theirs, every code that is under way
/// elsewhere, and the sessions of a guardian who did it; and lets the clinic know. Saying so twice does nothing more. It
/// takes no code, since it gives nobody anything.
///
/// # Errors
/// [`Refusal::NotForGuardians`]; [`Refusal::NotFound`] when there is no such line, it is somebody else's, or nobody can be meant
/// by it; [`Refusal::ReportedEnough`] when the clinic has to look at others first.
pub async fn disown(
    portal: &Portal,
    who: &Principal,
    own: &[SessionKey],
    id: EventId,
) -> Result<(), Refusal> {
    let patient = who.themselves()?;
    let told = one(portal, who, own, id).await?;
    if !told.can_be_disowned() {
        return Err(Refusal::NotFound);
    }
    let mut tx = portal.begin().await?;
    // Of two at once, one sees the other's.
    elsewhere::cut_off(portal, &mut tx, patient).await?;
    if !line_report::insert(&mut tx, id, patient, portal.now()).await? {
        return Ok(());
    }
    let oldest = oldest(&line_report::of_patient(&mut tx, patient).await?, portal.now())?;
    end(portal, &mut tx, who, &told).await?;
    let about = About { patient: Some(patient), line: Some(id), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::LineReported, about).await?;
    tx.commit().await?;
    // However many lines, it is one thing for the clinic to look at.
    portal.watch().raise(Alarm::LineReported, &oldest.unwrap_or(id).to_string(), portal.now());
    Ok(())
}

/// The oldest of a patient's reports that waits; they come the newest first.
fn oldest(reports: &[LineReport], now: Millis) -> Result<Option<EventId>, Refusal> {
    let mut waiting = reports.iter().filter(|report| report.looked_at.is_none());
    let recent = reports.iter().filter(|report| report.reported_at > now.before(RECENT));
    if waiting.clone().count() > WAITING || recent.count() > FRESH {
        return Err(Refusal::ReportedEnough);
    }
    Ok(waiting.next_back().map(|report| report.event_id))
}

async fn end(portal: &Portal, tx: &mut Tx, who: &Principal, told: &Told) -> Result<(), Refusal> {
    // Before what is theirs elsewhere merely ends: whoever says so says no.
    counter::stop_all(portal, tx, who.patient).await?;
    elsewhere::end_other_sessions(portal, tx, &who.caller, who.patient, DETAIL).await?;
    let keep = Some(who.caller.session);
    elsewhere::end_all_underway(portal, tx, who.patient, keep).await?;
    match guardian(told) {
        Some(guardian) => end_of_guardian(portal, tx, who, guardian).await,
        None => Ok(()),
    }
}

fn guardian(told: &Told) -> Option<PatientId> {
    match (&told.by, told.line.said.as_ref()?.who) {
        (By::Guardian(_), Who::Guardian(guardian)) => Some(guardian),
        _ => None,
    }
}

/// Where a guardian is signed in says nothing of whom they act for there, so all of it ends, with what it opened and asked
/// for. They stay the guardian: that is the clinic's to end.
async fn end_of_guardian(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    guardian: PatientId,
) -> Result<(), Refusal> {
    let ended = elsewhere::end_sessions(portal, tx, guardian, None).await?;
    elsewhere::note_ended(portal, tx, &who.caller, guardian, &ended, DETAIL).await
}
