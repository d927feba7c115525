//! What an event says, and how that is sealed.

use crate::{Portal, Refusal};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Millis,
    audit::{Content, Event},
    device::Model,
    id::{
        ChallengeId, EventId, PatientId, PharmacyId, RecordId, SessionKey, TokenId, VerificationId,
    },
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use store::{
    Tx,
    audit::{EventRow, NewEvent},
};
use vault::Field;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Whoever had the session: the patient, or somebody who said to be them.
    Browser,
    /// Somebody who may act for the patient.
    Guardian(PatientId),
    /// The clinic, by a command.
    Clinic,
    /// A pharmacy. Who stood there is for the clinic's eyes alone.
    Pharmacy {
        /// Which.
        pharmacy: PharmacyId,
    },
}

/// What an event says beside its kind, its moment and its patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Who did it.
    pub who: Who,
    /// From which session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<SessionKey>,
    /// With which browser, where a person did it and it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Model>,
    /// With which record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// By which challenge: what was proved, or was to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<ChallengeId>,
    /// About which other line of the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<EventId>,
    /// Which pharmacy, where the clinic did something with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pharmacy: Option<PharmacyId>,
    /// Which token of a pharmacy's system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<TokenId>,
    /// About which look-up of a pharmacy's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_up: Option<VerificationId>,
    /// A word more, such as the reason of a refusal; never a name, a number, a code or a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Cow<'static, str>>,
    /// Who of the clinic's staff or at the pharmacy did it, for the clinic's eyes alone: sealed to it, in base64 (RFC 4648,
    /// section 4). A patient is told that it was the clinic, or which pharmacy, and the receipt they take away says no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
}

impl Said {
    /// That somebody did it, and nothing more.
    pub(crate) const fn of(who: Who) -> Self {
        Self {
            who,
            session: None,
            device: None,
            record: None,
            challenge: None,
            line: None,
            pharmacy: None,
            token: None,
            look_up: None,
            detail: None,
            staff: None,
        }
    }
}

/// Which event of whom is sealed.
struct Place {
    id: EventId,
    at: Millis,
    event: Event,
    patient: Option<PatientId>,
}

/// Appends an event, and gives its name: one insert, after a look-up of the patient's key where the transaction has not read
/// it already. `hand` is by whom of the clinic's staff or at the pharmacy.
pub(crate) async fn append(
    portal: &Portal,
    tx: &mut Tx,
    event: Event,
    patient: Option<PatientId>,
    said: &Said,
    hand: Option<&str>,
) -> Result<EventId, Refusal> {
    let at = portal.now();
    let place = Place { id: EventId::fresh(at, portal.chance()), at, event, patient };
    let key = key(tx, patient).await?;
    let staff = staff(portal, place.id, hand)?;
    let event = sealed(portal, &place, key.as_deref(), &Said { staff, ..said.clone() })?;
    store::audit::append(tx, &event).await?;
    Ok(place.id)
}

/// By whose hand it is done, sealed; none where it is a patient's or a guardian's, or nobody said who runs the command.
fn staff(portal: &Portal, id: EventId, hand: Option<&str>) -> Result<Option<String>, Refusal> {
    let sealed = hand.map(|hand| portal.vault().seal_clinic(&staff_name(id), hand.as_bytes()));
    Ok(sealed.transpose()?.map(|sealed| STANDARD.encode(sealed)))
}

/// Who of the staff acted, for the clinic; none where that was not said, or it does not open.
pub(super) fn staff_of(portal: &Portal, id: EventId, said: &Said) -> Option<String> {
    let sealed = STANDARD.decode(said.staff.as_deref()?).ok()?;
    let plain = portal.vault().open_clinic(&staff_name(id), &sealed).ok()?;
    String::from_utf8(plain.to_vec()).ok()
}

/// What a patient's events are sealed with; none where there is no patient, or none whose key still is.
pub(super) async fn key(
    tx: &mut Tx,
    patient: Option<PatientId>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(patient) = patient else { return Ok(None) };
    let key = store::patient::wrapped_key(tx, patient).await?;
    Ok(key.filter(|key| !key.is_empty()))
}

/// An event, sealed to its patient by their wrapped key, or to the clinic.
fn sealed(
    portal: &Portal,
    place: &Place,
    key: Option<&[u8]>,
    said: &Said,
) -> Result<NewEvent, Refusal> {
    let text = serde_json::to_string(said).map_err(|_| Refusal::Inner("writing an audit event"))?;
    let content = Content::fresh(&text, portal.chance());
    let Place { id, at, event, patient } = *place;
    let payload = match (patient, key) {
        (Some(patient), Some(key)) => {
            portal.vault().seal_field(patient, key, Field::Event(id), content.bytes())?
        }
        _ => portal.vault().seal_clinic(&name(id), content.bytes())?,
    };
    let digest = content.digest();
    let mut event = NewEvent { id, at, event, patient, payload, content: digest, tag: [0; 32] };
    event.tag = portal.vault().event_tag(event.leaf().text().as_bytes());
    Ok(event)
}

/// What a patient's event says; none once that was kept for long enough.
pub(super) fn opened(
    portal: &Portal,
    patient: PatientId,
    key: Option<&[u8]>,
    row: &EventRow,
) -> Result<Option<Content>, Refusal> {
    let Some(payload) = &row.payload else { return Ok(None) };
    let vault = portal.vault();
    let by_key = key.map(|key| vault.open_field(patient, key, Field::Event(row.id), payload));
    let plain = match by_key {
        Some(Ok(plain)) => plain,
        // It was written before the patient had a key.
        Some(Err(_)) | None => vault.open_clinic(&name(row.id), payload)?,
    };
    let content = Content::opened(plain.to_vec());
    let content = content.filter(|content| Some(content.digest()) == row.content);
    content.map(Some).ok_or(Refusal::Inner("reading an audit event"))
}

/// Whether the portal wrote this, as it stands.
pub(super) fn is_genuine(portal: &Portal, row: &EventRow) -> bool {
    row.leaf().is_some_and(|leaf| row.tag == Some(portal.vault().event_tag(leaf.text().as_bytes())))
}

fn staff_name(event: EventId) -> String {
    format!("audit event {event}: who of the staff")
}

fn name(event: EventId) -> String {
    format!("audit event {event}")
}
