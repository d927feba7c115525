//! Making the files.

mod account;
mod dispensed;
mod gather;
mod reader;
mod sink;
mod steps;

use super::Pages;
use crate::{Portal, Refusal};
use domain::{
    export::LEASE,
    id::{self, CollectorId, RecordId},
};
use fhir::write::Writer;
use reader::Reader;
use sink::Sinks;
use std::collections::{HashMap, HashSet};
use store::export::{self, ExportRow, Lease};
use uuid::Uuid;

/// How many records are read at once.
const AT_ONCE: usize = 32;

/// Makes the files of the export that has waited longest, and says whether there was one. It holds one report with its
/// results and documents at a time in memory, and of the files a piece each.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails. Whoever comes when the lease is over begins anew, a few times.
pub async fn make(portal: &Portal, pages: &dyn Pages) -> Result<bool, Refusal> {
    let now = portal.now();
    if !export::is_waiting(&mut portal.read().await?, now).await? {
        return Ok(false);
    }
    let lease = Lease { mark: id::fresh(now, portal.chance()), until: now.after(LEASE) };
    let mut tx = portal.begin().await?;
    let Some(row) = export::claim(&mut tx, lease, now).await? else { return Ok(false) };
    // What somebody left half done.
    export::clear(&mut tx, row.granted.id).await?;
    tx.commit().await?;
    match made(portal, pages, &row, lease).await {
        // Somebody else goes on, or nobody wants it any more.
        Ok(()) | Err(Stop::Lost) => Ok(true),
        Err(Stop::Refusal(refusal)) => Err(refusal),
    }
}

async fn made(
    portal: &Portal,
    pages: &dyn Pages,
    row: &ExportRow,
    lease: Lease,
) -> Result<(), Stop> {
    let reader = Reader::open(portal, row).await?;
    let sinks = Sinks::new(portal, row.granted, lease, reader.public_key.clone());
    let writer = Writer::begin(row.granted.patient, portal.now(), portal.chance());
    let language = row.language;
    let (written, collectors) = (HashSet::new(), HashMap::new());
    Maker { portal, pages, language, reader, writer, sinks, written, collectors }.run().await
}

/// Who makes the files.
struct Maker<'a> {
    portal: &'a Portal,
    pages: &'a dyn Pages,
    language: domain::Language,
    reader: Reader<'a>,
    writer: Writer<'a>,
    sinks: Sinks<'a>,
    /// The records that are in the bundle.
    written: HashSet<RecordId>,
    /// What those who may collect are called in it.
    collectors: HashMap<CollectorId, Uuid>,
}

/// Why the making ends before its end.
enum Stop {
    /// Somebody else has the lease, or the export has ended.
    Lost,
    /// Something failed.
    Refusal(Refusal),
}

impl<E: Into<Refusal>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Refusal(error.into())
    }
}
