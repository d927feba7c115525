//! The results of a report, panels unfolded.

use super::reader::Reader;
use crate::{Portal, Refusal, reports::DEPTH};
use domain::{clinical::Observation, id::RecordId, sealed::Kind};
use std::collections::{HashMap, HashSet};
use store::Tx;

/// How many results are read at once.
const AT_ONCE: usize = 64;

/// A result.
pub(super) struct Item {
    pub id: RecordId,
    /// The panel it belongs to.
    pub panel: Option<String>,
    pub observation: Observation,
}

/// The results of a report.
#[derive(Default)]
pub(super) struct Gathered {
    /// Each once, the members of panels after them.
    pub items: Vec<Item>,
    /// Which of them a source key names.
    names: HashMap<String, RecordId>,
}

impl Gathered {
    /// Those of these keys that were found.
    pub(super) fn named(&self, keys: &[String]) -> Vec<RecordId> {
        keys.iter().filter_map(|key| self.names.get(key).copied()).collect()
    }
}

/// The results that these keys name, as deep as a report's page shows panels, but however many there are.
pub(super) async fn results(
    portal: &Portal,
    reader: &Reader<'_>,
    tx: &mut Tx,
    keys: &[String],
) -> Result<Gathered, Refusal> {
    let mut all = Gathered::default();
    let mut opened = HashSet::new();
    let mut wave: Vec<(Option<String>, String)> =
        keys.iter().map(|key| (None, key.clone())).collect();
    for _ in 0..DEPTH {
        let mut next = Vec::new();
        let places = targets(portal, tx, &mut all, wave).await?;
        let places: Vec<_> = places.into_iter().filter(|(_, id)| opened.insert(*id)).collect();
        for places in places.chunks(AT_ONCE) {
            for item in open(reader, tx, places).await? {
                let Observation { analyte, members, .. } = &item.observation;
                next.extend(members.iter().map(|key| (Some(analyte.name.clone()), key.clone())));
                all.items.push(item);
            }
        }
        wave = next;
    }
    let there: HashSet<RecordId> = all.items.iter().map(|item| item.id).collect();
    all.names.retain(|_, id| there.contains(id));
    Ok(all)
}

type Place = (Option<String>, RecordId);

async fn targets(
    portal: &Portal,
    tx: &mut Tx,
    all: &mut Gathered,
    wave: Vec<(Option<String>, String)>,
) -> Result<Vec<Place>, Refusal> {
    let lookups: Vec<_> =
        wave.iter().map(|(_, key)| portal.vault().lookup("source", key)).collect();
    let found = store::source::find(tx, &lookups).await?.into_iter();
    let found: HashMap<[u8; 32], RecordId> = found
        .filter(|(_, kind, _)| kind == Kind::Observation.name())
        .map(|(lookup, _, target)| (lookup, RecordId(target)))
        .collect();
    let mut places = Vec::new();
    for ((panel, key), lookup) in wave.into_iter().zip(&lookups) {
        if let Some(id) = found.get(lookup) {
            all.names.insert(key, *id);
            places.push((panel, *id));
        }
    }
    Ok(places)
}

async fn open(reader: &Reader<'_>, tx: &mut Tx, places: &[Place]) -> Result<Vec<Item>, Refusal> {
    let ids: Vec<RecordId> = places.iter().map(|(_, id)| *id).collect();
    let mut rows = store::record::by_ids(tx, reader.grant.patient(), &ids).await?;
    rows.retain(|row| row.kind == Kind::Observation);
    let observations: Vec<Observation> = reader.records(&rows)?;
    let mut by_id: HashMap<RecordId, Observation> =
        rows.iter().map(|row| row.id).zip(observations).collect();
    let items = places.iter().filter_map(|(panel, id)| {
        let observation = by_id.remove(id)?;
        Some(Item { id: *id, panel: panel.clone(), observation })
    });
    Ok(items.collect())
}
