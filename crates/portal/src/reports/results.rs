//! The results of an open report.

use super::{
    read::{Reader, binding},
    trend::Point,
};
use crate::Refusal;
use domain::{Millis, clinical::Observation, id::RecordId};
use std::collections::HashMap;
use store::{Tx, record::RecordRow};

/// How deep panels may hold panels.
const DEPTH: u8 = 3;

/// One result, with the trend of its analyte.
pub struct Row {
    /// The result's record.
    pub record: RecordId,
    /// The look-up key of its analyte; none where it has none.
    pub(super) analyte: Option<Vec<u8>>,
    /// The result.
    pub observation: Observation,
    /// The panel it belongs to, where that has a name of its own.
    pub panel: Option<String>,
    /// When its specimen was taken.
    pub at: Option<Millis>,
    /// The same analyte in earlier reports and in this one, oldest first; empty unless there are two or more.
    pub trend: Vec<Point>,
}

/// The results of these keys, in order, each panel followed by its members.
pub(super) async fn rows(
    reader: &Reader<'_>,
    tx: &mut Tx,
    keys: &[String],
) -> Result<Vec<Row>, Refusal> {
    let mut rows = Vec::new();
    let mut wave: Vec<(Option<String>, Vec<String>)> = vec![(None, keys.to_vec())];
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        for (panel, keys) in wave {
            for row in of_panel(reader, tx, panel.as_ref(), &keys).await? {
                let members = row.observation.members.clone();
                next.extend(
                    (!members.is_empty())
                        .then(|| (Some(row.observation.analyte.name.clone()), members)),
                );
                rows.push(row);
            }
        }
        wave = next;
    }
    Ok(rows.into_iter().filter(Row::says_something).collect())
}

impl Row {
    /// A panel without a value of its own is only the heading of its members.
    fn says_something(&self) -> bool {
        let observation = &self.observation;
        observation.members.is_empty()
            || observation.value.is_ok()
            || !observation.components.is_empty()
    }
}

async fn of_panel(
    reader: &Reader<'_>,
    tx: &mut Tx,
    panel: Option<&String>,
    keys: &[String],
) -> Result<Vec<Row>, Refusal> {
    let ids = targets(reader, tx, keys).await?;
    let records = store::record::by_ids(tx, reader.grant.patient(), &ids).await?;
    let mut by_id: HashMap<RecordId, (RecordRow, Observation)> = HashMap::new();
    for (row, observation) in open(reader, records)? {
        by_id.insert(row.id, (row, observation));
    }
    let in_order = ids.iter().filter_map(|id| by_id.remove(id));
    Ok(in_order
        .map(|(row, observation)| Row {
            record: row.id,
            analyte: row.analyte,
            observation,
            panel: panel.cloned(),
            at: row.effective_at,
            trend: Vec::new(),
        })
        .collect())
}

async fn targets(
    reader: &Reader<'_>,
    tx: &mut Tx,
    keys: &[String],
) -> Result<Vec<RecordId>, Refusal> {
    let vault = reader.portal.vault();
    let lookups: Vec<[u8; 32]> = keys.iter().map(|key| vault.lookup("source", key)).collect();
    let found: HashMap<[u8; 32], RecordId> = store::source::find(tx, &lookups)
        .await?
        .into_iter()
        .map(|(lookup, _, target)| (lookup, RecordId(target)))
        .collect();
    Ok(lookups.iter().filter_map(|lookup| found.get(lookup).copied()).collect())
}

/// Opens observations, all with one unwrapping of the key.
pub(super) fn open(
    reader: &Reader<'_>,
    records: Vec<RecordRow>,
) -> Result<Vec<(RecordRow, Observation)>, Refusal> {
    let sealed: Vec<_> =
        records.iter().map(|row| (binding(row), row.envelope.as_slice())).collect();
    let opened = reader.portal.vault().open(reader.grant, reader.wrapped_key, &sealed)?;
    let mut observations = Vec::with_capacity(records.len());
    for plain in &opened {
        let observation: Observation =
            serde_json::from_slice(plain).map_err(|_| Refusal::Inner("reading a result"))?;
        observations.push(observation);
    }
    Ok(records.into_iter().zip(observations).collect())
}
