//! Putting a number in the place of another, and telling both.

use crate::{
    Portal, Refusal,
    challenge::Addressee,
    news,
    profile::{self, OwnNumber, Profile},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Language, challenge::NewNumber, id::ChallengeId, phone::Phone};
use store::{Tx, patient::PatientRow};
use uuid::Uuid;
use vault::Field;

const BROKEN: Refusal = Refusal::Inner("reading a new number");

/// A new number as it travels: sealed to its patient, under a name of its own.
pub(crate) fn sealed(
    portal: &Portal,
    row: &PatientRow,
    phone: &Phone,
) -> Result<NewNumber, Refusal> {
    let id = domain::id::fresh(portal.now(), portal.chance());
    let sealed = sealed_as(portal, row, id, phone)?;
    Ok(NewNumber { id, sealed: STANDARD.encode(sealed) })
}

/// The same, for a column.
pub(crate) fn sealed_as(
    portal: &Portal,
    row: &PatientRow,
    id: Uuid,
    phone: &Phone,
) -> Result<Vec<u8>, Refusal> {
    let field = Field::NewNumber(*id.as_bytes());
    Ok(portal.vault().seal_field(row.id, &row.wrapped_key, field, phone.e164().as_bytes())?)
}

/// The number that travelled.
///
/// # Errors
/// [`Refusal::Vault`] when it is another patient's, or was sealed under another name.
pub(crate) fn opened(portal: &Portal, row: &PatientRow, to: &NewNumber) -> Result<Phone, Refusal> {
    let sealed = STANDARD.decode(&to.sealed).map_err(|_| BROKEN)?;
    opened_as(portal, row, to.id, &sealed)
}

/// The same, of a column.
pub(crate) fn opened_as(
    portal: &Portal,
    row: &PatientRow,
    id: Uuid,
    sealed: &[u8],
) -> Result<Phone, Refusal> {
    let field = Field::NewNumber(*id.as_bytes());
    let plain = portal.vault().open_field(row.id, &row.wrapped_key, field, sealed)?;
    let text = std::str::from_utf8(&plain).map_err(|_| BROKEN)?;
    Phone::try_from(text.to_owned()).map_err(|_| BROKEN)
}

/// Puts a number in the place of the one that codes go to, with what the patient is found by. It lies over what imports
/// bring from then on.
pub(crate) async fn change(
    portal: &Portal,
    tx: &mut Tx,
    before: &Profile,
    phone: &Phone,
) -> Result<(), Refusal> {
    let left = before.phone(portal).ok();
    let own = OwnNumber::taken(before.own.as_ref(), left, phone);
    let row = &before.row;
    let new = PatientRow {
        profile: profile::sealed_with(portal, row, &before.as_imported(), Some(&own))?,
        version: row.version + 1,
        updated_at: portal.now(),
        ..row.clone()
    };
    if !store::patient::update(tx, &new, portal.now()).await? {
        return Err(Refusal::Inner("a patient changed while their number did"));
    }
    let person = Profile::of(portal, tx, row.id).await?.person;
    Ok(store::patient::set_contacts(tx, row.id, &profile::contacts(portal, &person)).await?)
}

/// What numbers are told.
pub(crate) struct Told {
    /// The template.
    pub template: &'static str,
    /// The challenge that the message hangs on.
    pub challenge: ChallengeId,
}

/// Tells a number, by a text; one that takes no texts is not told.
pub(crate) async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    profile: &Profile,
    number: &Phone,
    told: &Told,
    page: Language,
) -> Result<(), Refusal> {
    if number.is_landline() || !number.is_of(&portal.rules().countries) {
        return Ok(());
    }
    let to = Addressee::at(tx, profile, number.clone(), page).await?;
    let row = news::row(portal, &to, told.challenge, told.template)?;
    Ok(store::message::insert(tx, &[row]).await?)
}
