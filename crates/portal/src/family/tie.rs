//! Who acts for whom, as both of them see it, and the clinic.

use crate::{Portal, Principal, Refusal, event::note_look, profile::Profile};
use domain::{Millis, guardian::Reason, id::PatientId};
use store::{
    Tx,
    guardian::{self, GuardianshipRow},
};

/// Somebody who acts for the principal, or for whom they act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Who.
    pub patient: PatientId,
    /// Their name.
    pub name: String,
    /// The name to call them by.
    pub given: String,
    /// Until when.
    pub until: Millis,
}

/// Who acts for somebody, and for whom they act, at present.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// Who acts for them.
    pub guardians: Vec<Tie>,
    /// For whom they act.
    pub wards: Vec<Tie>,
}

/// Who acts for whoever is signed in, and for whom they may act.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn family(portal: &Portal, who: &Principal) -> Result<Family, Refusal> {
    let mut tx = portal.read().await?;
    of(portal, &mut tx, who.holder()).await
}

/// Who acts for somebody, and for whom they act.
pub(crate) async fn of(portal: &Portal, tx: &mut Tx, holder: PatientId) -> Result<Family, Refusal> {
    let mut family = Family::default();
    for row in living(portal, guardian::of_patient(tx, holder).await?) {
        family.guardians.extend(tie(portal, tx, row.guardian, row.ends_at).await?);
    }
    for row in living(portal, guardian::of_guardian(tx, holder).await?) {
        family.wards.extend(tie(portal, tx, row.patient, row.ends_at).await?);
    }
    Ok(family)
}

fn living(portal: &Portal, rows: Vec<GuardianshipRow>) -> impl Iterator<Item = GuardianshipRow> {
    let now = portal.now();
    rows.into_iter().filter(move |row| row.holds(now))
}

/// None for somebody who was erased.
async fn tie(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    until: Millis,
) -> Result<Option<Tie>, Refusal> {
    match Profile::of(portal, tx, patient).await {
        Ok(Profile { person, .. }) => {
            Ok(Some(Tie { patient, name: person.name, given: person.given, until }))
        }
        Err(Refusal::NotFound | Refusal::Vault(_)) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// A guardianship over a patient, as the clinic sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The guardian's patient number, where they have one.
    pub guardian: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub granted_at: Millis,
    /// Until when, at the longest.
    pub ends_at: Millis,
    /// When it was over before that.
    pub ended_at: Option<Millis>,
}

/// Every guardianship over a patient, also those that are over, the newest first, for the clinic, with a line in the patient's
/// history that it looked.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn listed(portal: &Portal, patient: PatientId) -> Result<Vec<Listed>, Refusal> {
    let mut tx = portal.begin().await?;
    let mut listed = Vec::new();
    for row in guardian::of_patient(&mut tx, patient).await? {
        let person = Profile::of(portal, &mut tx, row.guardian).await?.person;
        let GuardianshipRow { reason, granted_at, ends_at, ended_at, .. } = row;
        listed.push(Listed { guardian: person.number, reason, granted_at, ends_at, ended_at });
    }
    note_look(portal, &mut tx, patient, ("guardians", None)).await?;
    tx.commit().await?;
    Ok(listed)
}
