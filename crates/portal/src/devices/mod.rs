//! The browsers in which a person signed in: known again by a cookie, listed, signed out, and told to forget everything.
//!
//! They belong to whoever signed in, and nobody sees or ends them while acting for somebody else.

mod end;
mod wipe;

pub use end::{end, end_others};
pub use wipe::{Cleared, Which, deliver, wipe, wipe_by_clinic};

use crate::{Portal, Principal, Refusal, event::note_look};
use domain::{
    Millis,
    device::{Look, Wipe},
    id::{DeviceId, PatientId, StaffId},
    session::Limits,
};
use store::{
    Tx,
    device::{self, DeviceRow},
    patient::PatientRow,
};
use vault::Field;

/// A browser in which a person signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// What it looks like.
    pub look: Look,
    /// When the person first signed in with it.
    pub first_seen_at: Millis,
    /// When it was last used while they were signed in.
    pub last_seen_at: Millis,
    /// Whether they are signed in with it.
    pub is_signed_in: bool,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// Whether it is to forget everything.
    pub wipe: Wipe,
}

/// Knows a patient's browser again by what its cookie holds, or meets it for the first time.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn recognise(
    portal: &Portal,
    patient: PatientId,
    cookie: &str,
    look: &Look,
) -> Result<DeviceId, Refusal> {
    let cookie = hash(portal, cookie);
    let mut tx = portal.begin().await?;
    let owner = store::patient::get(&mut tx, patient).await?.ok_or(Refusal::NotFound)?;
    let id = match device::find(&mut tx, patient, cookie).await? {
        Some(id) => {
            device::meet(&mut tx, id, &sealed(portal, &owner, id, look)?, portal.now()).await?;
            id
        }
        None => meet(portal, &mut tx, &owner, cookie, look).await?,
    };
    tx.commit().await?;
    Ok(id)
}

async fn meet(
    portal: &Portal,
    tx: &mut Tx,
    owner: &PatientRow,
    cookie: [u8; 32],
    look: &Look,
) -> Result<DeviceId, Refusal> {
    let now = portal.now();
    let id = DeviceId::fresh(now, portal.chance());
    let row = DeviceRow {
        id,
        patient: owner.id,
        cookie,
        look: sealed(portal, owner, id, look)?,
        first_seen_at: now,
        last_seen_at: now,
        wipe_asked_at: None,
        wipe_delivered_at: None,
    };
    if device::insert(tx, &row).await? {
        return Ok(id);
    }
    // Another request of this very browser was first.
    let found = device::find(tx, owner.id, cookie).await?;
    found.ok_or(Refusal::Inner("meeting a browser"))
}

/// The principal's browsers, the one used last first; `this` is the one that asks.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(
    portal: &Portal,
    who: &Principal,
    this: Option<DeviceId>,
) -> Result<Vec<Device>, Refusal> {
    let mut tx = portal.read().await?;
    all(portal, &mut tx, who.themselves()?, this).await
}

/// A patient's browsers, for the clinic, with a line in the patient's history that it looked.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn of_patient(portal: &Portal, patient: PatientId) -> Result<Vec<Device>, Refusal> {
    let mut tx = portal.begin().await?;
    let all = all(portal, &mut tx, patient, None).await?;
    note_look(portal, &mut tx, patient, ("devices", None)).await?;
    tx.commit().await?;
    Ok(all)
}

/// A patient's browsers, the one used last first.
pub(crate) async fn all(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    this: Option<DeviceId>,
) -> Result<Vec<Device>, Refusal> {
    let now = portal.now();
    let owner = store::patient::get(tx, patient).await?.ok_or(Refusal::NotFound)?;
    let live = device::with_sessions(tx, patient, now).await?;
    let rows = device::of_patient(tx, patient).await?;
    let staff = store::staff::get(tx, StaffId(patient.0)).await?;
    let idle = staff.map_or(portal.rules().stay, |_| Limits::STAFF).idle;
    let device = |row: DeviceRow| {
        let is_used = now < row.last_seen_at.after(idle);
        Ok(Device {
            id: row.id,
            look: opened(portal, &owner, &row)?,
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
            is_signed_in: is_used && live.contains(&row.id),
            is_this: this == Some(row.id),
            wipe: Wipe::of(row.wipe_asked_at, row.wipe_delivered_at),
        })
    };
    rows.into_iter().map(device).collect()
}

fn sealed(
    portal: &Portal,
    owner: &PatientRow,
    id: DeviceId,
    look: &Look,
) -> Result<Vec<u8>, Refusal> {
    let plain = serde_json::to_vec(look).map_err(|_| Refusal::Inner("writing a browser's look"))?;
    Ok(portal.vault().seal_field(owner.id, &owner.wrapped_key, Field::Device(id), &plain)?)
}

fn opened(portal: &Portal, owner: &PatientRow, row: &DeviceRow) -> Result<Look, Refusal> {
    let field = Field::Device(row.id);
    let plain = portal.vault().open_field(owner.id, &owner.wrapped_key, field, &row.look)?;
    serde_json::from_slice(&plain).map_err(|_| Refusal::Inner("reading a browser's look"))
}

/// What a browser's cookie is found by.
fn hash(portal: &Portal, cookie: &str) -> [u8; 32] {
    portal.vault().lookup("device", cookie)
}
