//! What opens a patient's records, by the grant.

use super::Stop;
use crate::{Portal, Refusal, profile::Profile};
use domain::{
    clinical::Document,
    grant::Grant,
    person::Person,
    sealed::{Binding, Kind},
};
use serde::de::DeserializeOwned;
use store::{Tx, export::ExportRow, record::RecordRow};

/// What opens a patient's records.
pub(super) struct Reader<'a> {
    portal: &'a Portal,
    pub grant: Grant,
    pub person: Person,
    pub wrapped_key: Vec<u8>,
    pub public_key: Vec<u8>,
}

impl<'a> Reader<'a> {
    /// By what was granted, while it lives.
    pub(super) async fn open(portal: &'a Portal, row: &ExportRow) -> Result<Self, Stop> {
        let grant = row.granted.live(portal.now()).ok_or(Stop::Lost)?;
        let mut tx = portal.read().await?;
        let Profile { row, person, .. } = Profile::of(portal, &mut tx, row.granted.patient).await?;
        let (wrapped_key, public_key) = (row.wrapped_key, row.public_key);
        Ok(Self { portal, grant, person, wrapped_key, public_key })
    }

    /// Opens records of one kind, all with one unwrapping of the key.
    pub(super) fn records<T: DeserializeOwned>(
        &self,
        rows: &[RecordRow],
    ) -> Result<Vec<T>, Refusal> {
        let sealed: Vec<_> =
            rows.iter().map(|row| (of(row, row.kind, 0), row.envelope.as_slice())).collect();
        let opened = self.portal.vault().open(&self.grant, &self.wrapped_key, &sealed)?;
        let read = opened.iter().map(|plain| serde_json::from_slice(plain));
        read.collect::<Result<_, _>>().map_err(|_| Refusal::Inner("reading a record"))
    }

    /// The documents of a report, in their order.
    pub(super) async fn documents(
        &self,
        tx: &mut Tx,
        row: &RecordRow,
    ) -> Result<Vec<Document>, Refusal> {
        let mut documents = Vec::new();
        for part in 0.. {
            let envelope = store::document::get(tx, row.id, row.version, part).await?;
            let Some(envelope) = envelope else { break };
            let sealed = [(of(row, Kind::Document, part), envelope.as_slice())];
            for plain in self.portal.vault().open(&self.grant, &self.wrapped_key, &sealed)? {
                let document = serde_json::from_slice(&plain);
                documents.push(document.map_err(|_| Refusal::Inner("reading a document"))?);
            }
        }
        Ok(documents)
    }
}

fn of(row: &RecordRow, kind: Kind, part: i64) -> Binding {
    Binding { patient: row.patient, record: row.id, kind, version: row.version, part }
}
