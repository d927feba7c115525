//! `Annotation`.

use super::text::Cap;
use crate::{fault::Fault, json::At};

/// The texts of a resource's notes.
pub(crate) fn notes(at: &At<'_>) -> Result<Vec<String>, Fault> {
    let notes = at.list("note")?;
    let texts = notes.iter().map(|note| note.clean("text", Cap::Remark));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}
