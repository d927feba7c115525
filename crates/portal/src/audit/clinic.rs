//! What staff see of the log: who did something, and the lines that patients reported.

use super::{
    hand,
    said::{Said, Who, is_genuine, key, opened, staff_of},
};
use crate::{
    Portal, Refusal,
    event::{About, note_clinic, note_look},
    pharmacy, profile,
};
use domain::{
    Millis,
    audit::Event,
    id::{EventId, PatientId, PharmacyId, TokenId, VerificationId},
};
use store::{Tx, audit::EventRow, line_report};

/// Of how many patients reported lines are listed at the most.
const LISTED: i64 = 200;

/// A line of the log, as staff see it: nothing of the record, of the session or of the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// What happened.
    pub event: Event,
    /// To which patient, by their number.
    pub number: Option<String>,
    /// Who did it; none where what it says is gone.
    pub who: Option<Who>,
    /// Who of the staff, where it was the clinic; at the pharmacy, where it was one.
    pub staff: Option<String>,
    /// Which pharmacy did it.
    pub counter: Option<String>,
    /// About which other line.
    pub line: Option<EventId>,
    /// About which pharmacy.
    pub pharmacy: Option<PharmacyId>,
    /// About which token of a pharmacy's system.
    pub token: Option<TokenId>,
    /// About which look-up of a pharmacy's.
    pub look_up: Option<VerificationId>,
    /// Whether the portal wrote it as it stands.
    pub genuine: bool,
}

/// A line of which its patient said that it was not them, and at which nobody has looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The line.
    pub event: EventId,
    /// When they said so.
    pub at: Millis,
    /// Their patient number.
    pub number: Option<String>,
    /// How many more of this patient's wait.
    pub more: u64,
}

/// A line of the log. Where it is a patient's, their history says that the clinic looked.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none.
pub async fn show(portal: &Portal, id: EventId) -> Result<Shown, Refusal> {
    let mut tx = portal.begin().await?;
    let row = store::audit::get(&mut tx, id).await?.ok_or(Refusal::NotFound)?;
    let event = Event::of_name(&row.kind).ok_or(Refusal::NotFound)?;
    let said = said(portal, &mut tx, &row).await?;
    let number = match row.patient {
        Some(patient) => profile::number(portal, &mut tx, patient).await?,
        None => None,
    };
    let who = said.as_ref().map(|said| said.who);
    let staff = match (said.as_ref().and_then(|said| staff_of(portal, id, said)), who) {
        (Some(hand), Some(Who::Pharmacy { .. })) => Some(hand::told(portal, &mut tx, hand).await?),
        (staff, _) => staff,
    };
    let counter = match who {
        Some(Who::Pharmacy { pharmacy }) => Some(pharmacy::name(portal, &mut tx, pharmacy).await?),
        _ => None,
    };
    if let Some(patient) = row.patient {
        note_look(portal, &mut tx, patient, ("line", Some(id))).await?;
    }
    tx.commit().await?;
    Ok(Shown {
        id,
        at: row.at,
        event,
        number,
        who,
        staff,
        counter,
        line: said.as_ref().and_then(|said| said.line),
        pharmacy: said.as_ref().and_then(|said| said.pharmacy),
        token: said.as_ref().and_then(|said| said.token),
        look_up: said.and_then(|said| said.look_up),
        genuine: is_genuine(portal, &row),
    })
}

async fn said(portal: &Portal, tx: &mut Tx, row: &EventRow) -> Result<Option<Said>, Refusal> {
    let key = key(tx, row.patient).await?;
    let patient = row.patient.unwrap_or(PatientId(uuid::Uuid::nil()));
    let content = opened(portal, patient, key.as_deref(), row).ok().flatten();
    Ok(content.and_then(|content| serde_json::from_str(content.text()).ok()))
}

/// The oldest line of each patient that they reported and nobody has looked at, the oldest first, two hundred at the most.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn reports(portal: &Portal) -> Result<Vec<Waiting>, Refusal> {
    let mut tx = portal.read().await?;
    let mut waiting = Vec::new();
    for report in line_report::open(&mut tx, LISTED).await? {
        let number = profile::number(portal, &mut tx, report.patient_id).await?;
        let line_report::Oldest { event_id, reported_at, more, .. } = report;
        waiting.push(Waiting { event: event_id, at: reported_at, number, more });
    }
    Ok(waiting)
}

/// Notes that staff looked at a reported line; the patient sees that they did.
///
/// # Errors
/// [`Refusal::NotFound`] when nobody reported it, or it was looked at already.
pub async fn looked_at(portal: &Portal, event: EventId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let patient = line_report::look_at(&mut tx, event, portal.now()).await?;
    let patient = patient.ok_or(Refusal::NotFound)?;
    let about = About { patient: Some(patient), line: Some(event), ..About::default() };
    note_clinic(portal, &mut tx, Event::ReportLookedAt, about).await?;
    Ok(tx.commit().await?)
}
