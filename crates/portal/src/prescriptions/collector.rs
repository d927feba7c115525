//! Somebody else who collects a prescription, on a day that the patient names. The code goes to the patient all the same.

use super::own as own_prescription;
use crate::{
    Portal, Principal, Refusal,
    event::{About, note},
    own::{self, Own},
};
use domain::{
    audit::Event,
    challenge::SendSomebody,
    day::Day,
    id::{ChallengeId, CollectorId, PatientId, PrescriptionId},
};
use std::fmt;
use store::{
    Tx,
    collector::{self, CollectorRow},
};
use vault::Field;

/// The longest name, in characters.
const LONGEST: usize = 80;
/// How far ahead somebody may be named, in days.
const AHEAD: i64 = 90;

impl Own for SendSomebody {
    fn of(patient: PatientId) -> Self {
        Self { patient }
    }

    fn patient(&self) -> PatientId {
        self.patient
    }
}

/// Somebody who may collect a prescription.
#[derive(Clone, PartialEq, Eq)]
pub struct Collecting {
    /// The name of the entry, by which it is taken back.
    pub id: CollectorId,
    /// What they are called.
    pub name: String,
    /// On which day.
    pub day: Day,
}

impl fmt::Debug for Collecting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collecting").field("id", &self.id).finish_non_exhaustive()
    }
}

own::steps!(SendSomebody);

/// Names who collects a prescription on a day, in place of whoever was named for it before.
///
/// # Errors
/// [`Refusal::CollectorNeeded`] for no name; [`Refusal::CollectorDayNeeded`] for a day that is past or more than ninety days
/// ahead; [`Refusal::Lapsed`]; [`Refusal::NotFound`].
pub async fn name(
    portal: &Portal,
    who: &Principal,
    challenge: ChallengeId,
    id: PrescriptionId,
    name: &str,
    day: Day,
) -> Result<(), Refusal> {
    let name = domain::line::tidy(name);
    let length = name.chars().count();
    if length == 0 || length > LONGEST {
        return Err(Refusal::CollectorNeeded);
    }
    if !(0..=AHEAD).contains(&today(portal)?.days_until(day)) {
        return Err(Refusal::CollectorDayNeeded);
    }
    let now = portal.now();
    let mut tx = portal.begin().await?;
    own::use_up::<SendSomebody>(portal, &mut tx, who, challenge).await?;
    own_prescription(portal, &mut tx, who, id).await?;
    let entry = CollectorId::fresh(now, portal.chance());
    let key = store::patient::wrapped_key(&mut tx, who.patient).await?.ok_or(Refusal::NotFound)?;
    let field = Field::Collector(entry);
    let row = CollectorRow {
        id: entry,
        prescription_id: id,
        patient_id: who.patient,
        name: portal.vault().seal_field(who.patient, &key, field, name.as_bytes())?,
        day: day.to_string(),
        named_at: now,
    };
    collector::name(&mut tx, &row).await?;
    let (patient, challenge) = (Some(who.patient), Some(challenge));
    let about = About { patient, challenge, ..About::default() };
    note(portal, &mut tx, &who.caller, Event::CollectorNamed, about).await?;
    Ok(tx.commit().await?)
}

/// Takes back that somebody may collect; it takes no code, since it gives nobody anything.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this name, or it is somebody else's.
pub async fn take_back(portal: &Portal, who: &Principal, id: CollectorId) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    crate::family::holds(portal, &mut tx, who).await?;
    if !collector::end(&mut tx, id, who.patient, portal.now()).await? {
        return Err(Refusal::NotFound);
    }
    let about = About { patient: Some(who.patient), ..About::default() };
    note(portal, &mut tx, &who.caller, Event::CollectorEnded, about).await?;
    Ok(tx.commit().await?)
}

/// Who may collect one of the principal's prescriptions, today or later, the first day first.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn collecting(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
) -> Result<Vec<Collecting>, Refusal> {
    let mut tx = portal.read().await?;
    own_prescription(portal, &mut tx, who, id).await?;
    current(portal, &mut tx, who.patient, id).await
}

/// The names of those who may collect a prescription today.
pub(crate) async fn collectors_on(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    id: PrescriptionId,
) -> Result<Vec<String>, Refusal> {
    let today = today(portal)?;
    let all = current(portal, tx, patient, id).await?;
    Ok(all.into_iter().filter(|it| it.day == today).map(|it| it.name).collect())
}

/// Who may collect a patient's prescription, today or later, the first day first.
pub(crate) async fn current(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    id: PrescriptionId,
) -> Result<Vec<Collecting>, Refusal> {
    let key = store::patient::wrapped_key(tx, patient).await?.ok_or(Refusal::NotFound)?;
    let rows = collector::current(tx, id, &today(portal)?.to_string()).await?;
    rows.iter()
        .map(|row| {
            let field = Field::Collector(row.id);
            let plain = portal.vault().open_field(patient, &key, field, &row.name)?;
            let name = String::from_utf8_lossy(&plain).into_owned();
            let day = Day::parse(&row.day).ok_or(Refusal::Inner("reading a day"))?;
            Ok(Collecting { id: row.id, name, day })
        })
        .collect()
}

/// The day at the clinic.
fn today(portal: &Portal) -> Result<Day, Refusal> {
    Day::at(portal.now(), &portal.rules().zone).ok_or(Refusal::Inner("telling the day"))
}
