//! The list of a patient's reports: when, from where, and whether sealed. Never what is in them.

use crate::{Portal, Principal, Refusal, family};
use domain::{
    Millis,
    clinical::{Heading, Status},
    id::RecordId,
    sealed::Kind,
};
use store::{Tx, record::RecordHead};
use vault::Field;

/// Whether a report is open, in this session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It takes a code.
    Sealed,
    /// It is open until then.
    Open(Millis),
    /// It cannot be opened yet.
    UnderReview,
    /// The laboratory withdrew it.
    Withdrawn,
}

/// One report in the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name.
    pub id: RecordId,
    /// When it was released, or its specimen taken.
    pub at: Option<Millis>,
    /// The laboratory.
    pub laboratory: Option<String>,
    /// The test, where the clinic allows it to be named.
    pub title: Option<String>,
    /// Whether it is open.
    pub mark: Mark,
}

/// The principal's reports, newest first.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn list(portal: &Portal, who: &Principal) -> Result<Vec<Line>, Refusal> {
    let mut tx = portal.read().await?;
    family::holds(portal, &mut tx, who).await?;
    let patient = store::patient::get(&mut tx, who.patient).await?.ok_or(Refusal::NotFound)?;
    let heads = store::record::list(&mut tx, who.patient, Kind::Report).await?;
    let mut lines = Vec::with_capacity(heads.len());
    for head in &heads {
        let mark = mark(portal, &mut tx, who, head).await?;
        lines.push(line(portal, &patient.wrapped_key, head, mark)?);
    }
    Ok(lines)
}

/// Whether a report is open in this session.
pub(super) async fn mark(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    head: &RecordHead,
) -> Result<Mark, Refusal> {
    let session = who.caller.session;
    Ok(match head.status {
        Status::UnderReview => Mark::UnderReview,
        Status::Withdrawn => Mark::Withdrawn,
        Status::Final | Status::Amended => store::grant::latest(tx, session, head.id)
            .await?
            .and_then(|granted| granted.live(session, head.id, portal.now()))
            .map_or(Mark::Sealed, |grant| Mark::Open(grant.expires_at())),
    })
}

/// A report as its owner sees it from outside.
pub(super) fn line(
    portal: &Portal,
    wrapped_key: &[u8],
    head: &RecordHead,
    mark: Mark,
) -> Result<Line, Refusal> {
    let heading = heading(portal, wrapped_key, head)?;
    let open = matches!(mark, Mark::Open(_));
    let named = (portal.rules().show_test_names || open) && !heading.title.is_empty();
    Ok(Line {
        id: head.id,
        at: head.effective_at,
        laboratory: heading.laboratory,
        title: named.then_some(heading.title),
        mark,
    })
}

/// The laboratory that a record comes from, which its list shows to its owner without a code.
pub(crate) fn laboratory(
    portal: &Portal,
    wrapped_key: &[u8],
    head: &RecordHead,
) -> Result<Option<String>, Refusal> {
    Ok(heading(portal, wrapped_key, head)?.laboratory)
}

fn heading(portal: &Portal, wrapped_key: &[u8], head: &RecordHead) -> Result<Heading, Refusal> {
    let Some(sealed) = &head.heading else {
        return Ok(Heading { title: String::new(), laboratory: None });
    };
    let field = Field::Heading(head.id);
    let plain = portal.vault().open_field(head.patient, wrapped_key, field, sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Refusal::Inner("reading a heading"))
}
