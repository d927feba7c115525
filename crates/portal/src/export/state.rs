//! How far an export is.

use crate::{Portal, Principal, Refusal};
use domain::{
    Millis,
    export::{File, TRIES},
    id::ExportId,
};
use store::export::{ExportRow, FileRow};

/// An export that lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name.
    pub id: ExportId,
    /// Until when the files can be taken away.
    pub until: Millis,
    /// How far it is.
    pub state: State,
}

/// How far an export is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The files are being made: so many records are written, of so many. Of none, it has not begun.
    Making(u64, u64),
    /// The files are there.
    Ready(Vec<Waiting>),
    /// The files could not be made.
    GivenUp,
}

/// A file that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub file: File,
    /// How long it is, in bytes.
    pub size: u64,
    /// When somebody began to take it away.
    pub taken_at: Option<Millis>,
}

/// The newest export of this session, while it lives.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn newest(portal: &Portal, who: &Principal) -> Result<Option<Export>, Refusal> {
    let now = portal.now();
    let mut tx = portal.read().await?;
    let row = store::export::latest(&mut tx, who.caller.session, who.patient).await?;
    let Some(row) = row.filter(|row| row.granted.live(now).is_some()) else { return Ok(None) };
    let files = store::export::files(&mut tx, row.granted.id).await?;
    let (id, until) = (row.granted.id, row.granted.expires_at);
    Ok(Some(Export { id, until, state: state(&row, &files, now) }))
}

fn state(row: &ExportRow, files: &[FileRow], now: Millis) -> State {
    let is_idle = row.lease_until.is_none_or(|until| until <= now);
    match row.ready_at {
        Some(_) => State::Ready(files.iter().map(waiting).collect()),
        None if row.tries >= TRIES && is_idle => State::GivenUp,
        None => State::Making(row.done, row.records),
    }
}

fn waiting(row: &FileRow) -> Waiting {
    Waiting { file: row.file, size: row.size, taken_at: row.claimed_at }
}
