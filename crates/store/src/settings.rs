//! What patients set for themselves.

use crate::{Result, Tx, value::values};
use domain::{Language, challenge::Channel, id::PatientId, settings::Settings, settings::TextSize};

statements! {
    GET = both "SELECT codes_by, chosen_language, text_size FROM patient WHERE id = $1";
    SET = both "UPDATE patient SET codes_by = $2, chosen_language = $3, text_size = $4 WHERE id = $1";
}

/// What a patient set; the defaults for somebody who set nothing, or is not there.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, id: PatientId) -> Result<Settings> {
    type Row = (Option<Channel>, Option<Language>, Option<TextSize>);
    let (codes_by, language, text) =
        tx.optional::<Row>(GET, values![id]).await?.unwrap_or_default();
    Ok(Settings { codes_by, language, text: text.unwrap_or_default() })
}

/// Writes what a patient set; says whether they are there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn set(tx: &mut Tx, id: PatientId, settings: &Settings) -> Result<bool> {
    let values = values![id, settings.codes_by, settings.language, settings.text];
    Ok(tx.execute(SET, values).await? == 1)
}
