//! Records that are ready to be sealed.

use crate::{Portal, Refusal};
use domain::{
    Millis,
    sealed::{Binding, Kind},
};
use std::{num::NonZero, sync::Arc, thread::available_parallelism};
use store::{
    Tx,
    patient::PatientRow,
    record::{RecordHead, RecordRow},
};
use tokio::task::spawn_blocking;

/// A record that is not sealed yet.
pub(super) struct Draft {
    pub head: RecordHead,
    pub patient: Arc<PatientRow>,
    /// Its content, as JSON.
    pub content: Vec<u8>,
    /// Its documents, each as JSON.
    pub documents: Vec<Vec<u8>>,
    /// The source keys of the results that it shows.
    pub shows: Vec<[u8; 32]>,
    pub place: Place,
}

/// Where a record goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is new.
    New,
    /// It replaces an older version of itself.
    Older,
}

/// A record as it is written.
pub(super) struct Sealed {
    row: RecordRow,
    documents: Vec<Vec<u8>>,
    shows: Vec<[u8; 32]>,
    place: Place,
}

/// Seals drafts, a share of them on each core: the key exchange is most of an import's work.
pub(super) async fn seal(portal: &Portal, drafts: Vec<Draft>) -> Result<Vec<Sealed>, Refusal> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let share = drafts.len().div_ceil(cores).max(1);
    let mut drafts = drafts.into_iter();
    let shares: Vec<_> = std::iter::from_fn(|| {
        let share: Vec<_> = drafts.by_ref().take(share).collect();
        let portal = portal.clone();
        (!share.is_empty()).then(|| spawn_blocking(move || sealed(&portal, share)))
    })
    .collect();
    let mut all = Vec::new();
    for share in shares {
        all.extend(share.await.map_err(|_| Refusal::Inner("sealing records"))??);
    }
    Ok(all)
}

fn sealed(portal: &Portal, drafts: Vec<Draft>) -> Result<Vec<Sealed>, Refusal> {
    drafts.into_iter().map(|draft| draft.sealed(portal)).collect()
}

impl Draft {
    fn sealed(self, portal: &Portal) -> Result<Sealed, Refusal> {
        let documents = (0_i64..).zip(&self.documents);
        let documents = documents.map(|(part, it)| self.envelope(portal, Kind::Document, part, it));
        let documents = documents.collect::<Result<_, _>>()?;
        let envelope = self.envelope(portal, self.head.kind, 0, &self.content)?;
        let row = self.head.with(envelope);
        Ok(Sealed { row, documents, shows: self.shows, place: self.place })
    }

    fn envelope(
        &self,
        portal: &Portal,
        kind: Kind,
        part: i64,
        plain: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let RecordHead { id: record, patient, version, .. } = self.head;
        let binding = Binding { patient, record, kind, version, part };
        Ok(portal.vault().seal(&self.patient.public_key, &binding, plain)?)
    }
}

/// Writes sealed records: those that are new all at once, then those that replace an older version, in their order.
pub(super) async fn write(tx: &mut Tx, now: Millis, all: Vec<Sealed>) -> Result<(), Refusal> {
    let (new, mut newer): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.place == Place::New);
    let shown: Vec<_> = new.iter().flat_map(Sealed::shown).collect();
    let (rows, documents): (Vec<_>, Vec<_>) =
        new.into_iter().map(|it| (it.row, it.documents)).unzip();
    store::record::insert(tx, &rows).await?;
    store::shows::add(tx, &shown).await?;
    for (row, documents) in rows.iter().zip(&documents) {
        put_documents(tx, row, documents).await?;
    }
    // In the order in which whoever hands something over takes them.
    newer.sort_by_key(|it| it.row.id);
    for it in newer {
        replaced(store::record::replace(tx, &it.row, now).await?)?;
        store::shows::replace(tx, it.row.id, &it.shows).await?;
        put_documents(tx, &it.row, &it.documents).await?;
    }
    Ok(())
}

impl Sealed {
    fn shown(&self) -> impl Iterator<Item = (domain::id::RecordId, [u8; 32])> {
        self.shows.iter().map(|lookup| (self.row.id, *lookup))
    }
}

/// No other import can have been faster, so that anything else is a fault.
pub(super) fn replaced(is: bool) -> Result<(), Refusal> {
    is.then_some(()).ok_or(Refusal::Inner("replacing an older version"))
}

async fn put_documents(tx: &mut Tx, row: &RecordRow, documents: &[Vec<u8>]) -> Result<(), Refusal> {
    for (part, envelope) in (0_i64..).zip(documents) {
        store::document::put(tx, row.id, row.version, part, envelope).await?;
    }
    Ok(())
}
