//! The results of an open report.

use super::{
    read::{Reader, binding},
    trend::Point,
};
use crate::Refusal;
use domain::{Millis, clinical::Observation, id::RecordId, sealed::Kind};
use std::collections::{HashMap, HashSet};
use store::{Tx, record::RecordRow};

/// How deep panels may hold panels.
pub(crate) const DEPTH: u8 = 3;
/// How many results a page opens.
const MOST: usize = 500;

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

/// A source key that a report or a panel names, with the panel's name.
type Place = (Option<String>, String);

/// The results of these keys, in order, the panels followed by their members. Each result has the first of its
/// places alone, so that panels that hold each other over and over cost no more than what they hold.
pub(super) async fn rows(
    reader: &Reader<'_>,
    tx: &mut Tx,
    keys: &[String],
) -> Result<Vec<Row>, Refusal> {
    let mut rows = Vec::new();
    let mut opened: HashSet<RecordId> = HashSet::new();
    let mut asked: HashSet<String> = HashSet::new();
    let mut wave: Vec<Place> = keys.iter().map(|key| (None, key.clone())).collect();
    for _ in 0..DEPTH {
        wave.retain(|(_, key)| asked.insert(key.clone()));
        wave.truncate(MOST);
        let found = of_wave(reader, tx, wave, &mut opened).await?;
        wave = found.iter().flat_map(Row::members).collect();
        rows.extend(found);
    }
    Ok(rows.into_iter().filter(Row::says_something).collect())
}

impl Row {
    /// The places of a panel's members.
    fn members(&self) -> impl Iterator<Item = Place> {
        let panel = &self.observation.analyte.name;
        self.observation.members.iter().map(|key| (Some(panel.clone()), key.clone()))
    }

    /// A panel without a value of its own is only the heading of its members.
    fn says_something(&self) -> bool {
        let observation = &self.observation;
        observation.members.is_empty()
            || observation.value.is_ok()
            || !observation.components.is_empty()
    }
}

async fn of_wave(
    reader: &Reader<'_>,
    tx: &mut Tx,
    wave: Vec<Place>,
    opened: &mut HashSet<RecordId>,
) -> Result<Vec<Row>, Refusal> {
    let mut places = targets(reader, tx, wave).await?;
    places.retain(|(_, id)| opened.len() < MOST && opened.insert(*id));
    let ids: Vec<RecordId> = places.iter().map(|(_, id)| *id).collect();
    let records = store::record::by_ids(tx, reader.grant.patient(), &ids).await?;
    let mut by_id: HashMap<RecordId, (RecordRow, Observation)> = HashMap::new();
    for (row, observation) in open(reader, records)? {
        by_id.insert(row.id, (row, observation));
    }
    let in_order = places.into_iter().filter_map(|(panel, id)| Some((panel, by_id.remove(&id)?)));
    Ok(in_order
        .map(|(panel, (row, observation))| Row {
            record: row.id,
            analyte: row.analyte,
            observation,
            panel,
            at: row.effective_at,
            trend: Vec::new(),
        })
        .collect())
}

/// The results that these keys name; a key of anything else names none.
async fn targets(
    reader: &Reader<'_>,
    tx: &mut Tx,
    wave: Vec<Place>,
) -> Result<Vec<(Option<String>, RecordId)>, Refusal> {
    let vault = reader.portal.vault();
    let lookups: Vec<[u8; 32]> = wave.iter().map(|(_, key)| vault.lookup("source", key)).collect();
    let found: HashMap<[u8; 32], RecordId> = store::source::find(tx, &lookups)
        .await?
        .into_iter()
        .filter(|(_, kind, _)| kind == Kind::Observation.name())
        .map(|(lookup, _, target)| (lookup, RecordId(target)))
        .collect();
    let places = wave.into_iter().zip(&lookups);
    Ok(places.filter_map(|((panel, _), lookup)| Some((panel, *found.get(lookup)?))).collect())
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
