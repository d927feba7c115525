//! A patient's personal details, opened for the portal's own use.

use crate::{Portal, Refusal};
use domain::{id::PatientId, identifier::Identifier, person::Person, phone::Phone};
use store::{Tx, patient::PatientRow};
use vault::Field;

/// The patients who have this phone number, e-mail address or patient number, oldest first.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn find(portal: &Portal, identifier: &Identifier) -> Result<Vec<PatientId>, Refusal> {
    let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
    let mut tx = portal.read().await?;
    Ok(store::patient::by_contact(&mut tx, identifier.kind(), lookup).await?)
}

/// A patient's personal details.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such patient.
pub async fn person(portal: &Portal, patient: PatientId) -> Result<Person, Refusal> {
    let mut tx = portal.read().await?;
    Ok(Profile::of(portal, &mut tx, patient).await?.person)
}

/// A patient as the portal addresses them.
pub(crate) struct Profile {
    /// Who.
    pub row: PatientRow,
    /// Their personal details.
    pub person: Person,
}

impl Profile {
    /// Opens a patient's personal details.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is no such patient; [`Refusal::Vault`] when their key was destroyed.
    pub(crate) async fn of(
        portal: &Portal,
        tx: &mut Tx,
        patient: PatientId,
    ) -> Result<Self, Refusal> {
        let row = store::patient::get(tx, patient).await?.ok_or(Refusal::NotFound)?;
        Self::open(portal, row)
    }

    pub(crate) fn open(portal: &Portal, row: PatientRow) -> Result<Self, Refusal> {
        let plain =
            portal.vault().open_field(row.id, &row.wrapped_key, Field::Profile, &row.profile)?;
        let person = serde_json::from_slice(&plain)
            .map_err(|_| Refusal::Inner("reading a patient's details"))?;
        Ok(Self { row, person })
    }

    /// The number that codes go to.
    ///
    /// # Errors
    /// [`Refusal::NumberNotServed`] when there is none, or none of a country that is served.
    pub(crate) fn phone(&self, portal: &Portal) -> Result<&Phone, Refusal> {
        let served = |phone: &&Phone| phone.is_of(&portal.rules().countries);
        self.person.phones.iter().find(served).ok_or(Refusal::NumberNotServed)
    }
}
