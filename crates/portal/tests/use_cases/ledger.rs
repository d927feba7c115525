//! What the tests of the audit log have in common.

use crate::people::{ASHA, browser, seconds};
use portal::{
    Portal, Principal, account,
    audit::{self, Finding, Report},
    domain::{
        audit::{checkpoint::Checkpoint, tile::Edge},
        challenge::Channel,
        id::EventId,
    },
};
use std::time::Duration;
use store::{Engine, audit::EventRow, leaf};
use testkit::{TestPortal, bundle, patient};
use uuid::Uuid;

/// A patient of whom the log has so many events, in clear of each other by a second.
pub async fn with_events(it: &TestPortal, amount: u64) -> Principal {
    it.import(&bundle(&[patient(&ASHA)])).await;
    let who = Principal { patient: it.patient(ASHA.number).await, caller: browser(1) };
    for _ in 1..amount {
        act(&it.portal, &who).await;
        it.pass(seconds(1));
    }
    who
}

/// An act that writes one event.
pub async fn act(node: &Portal, who: &Principal) {
    account::set_codes_by(node, who.patient, Some(Channel::Voice)).await.unwrap();
}

/// A patient of whom the log has so many events, sealed in rounds of ten under a head each.
pub async fn with_heads(it: &TestPortal, rounds: u64) -> Principal {
    let who = with_events(it, 10).await;
    audit::seal(&it.portal).await.unwrap();
    for _ in 1..rounds {
        for _ in 0..10 {
            act(&it.portal, &who).await;
        }
        it.pass(seconds(3));
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 10);
    }
    who
}

pub async fn verified(it: &TestPortal) -> Report {
    audit::verify(&it.portal, None, Duration::ZERO).await.unwrap()
}

pub async fn found(it: &TestPortal) -> Vec<Finding> {
    verified(it).await.findings.told().to_vec()
}

/// What the log says was found by a witness who kept this head.
pub async fn found_since(it: &TestPortal, since: &Checkpoint) -> Vec<Finding> {
    let report = audit::verify(&it.portal, Some(since), Duration::ZERO).await.unwrap();
    assert!(report.extension.is_none() || report.findings.is_empty());
    report.findings.told().to_vec()
}

/// The newest head, as a witness keeps it.
pub async fn head(it: &TestPortal) -> Checkpoint {
    let note = audit::checkpoint(&it.portal).await.unwrap().unwrap();
    audit::witnessed(&audit::verifier(&it.portal), &note).unwrap()
}

pub async fn standing(it: &TestPortal) -> Vec<EventRow> {
    let mut tx = it.db.read().await.unwrap();
    leaf::standing(&mut tx, None, 100_000).await.unwrap()
}

/// The event at a place.
pub async fn at(it: &TestPortal, place: u64) -> EventId {
    let all = standing(it).await;
    all.iter().find(|row| row.position == Some(place)).unwrap().id
}

/// Makes the tree anew from the events as they stand: what an administrator can do who knows the program and has no key.
pub async fn repair_tree(it: &TestPortal) {
    it.db.meddle("DELETE FROM audit_tile").await;
    let (mut edge, mut names) = (Edge::default(), Vec::<Uuid>::new());
    for row in standing(it).await {
        edge.push(row.leaf().unwrap().hash());
        names.push(row.id.0);
    }
    let mut tx = it.db.begin().await.unwrap();
    for tile in edge.tiles() {
        let start = usize::try_from(tile.place.number * 256).unwrap();
        let own = (tile.place.level == 0).then(|| &names[start..start + tile.hashes.len()]);
        store::tile::put(&mut tx, &tile, own).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A name in the engine's SQL.
pub fn literal(it: &TestPortal, id: Uuid) -> String {
    match it.db.engine() {
        Engine::Sqlite => format!("x'{}'", id.simple()),
        Engine::Postgres => format!("'{id}'"),
    }
}

/// Bytes in the engine's SQL.
pub fn bytes(it: &TestPortal, byte: u8, amount: usize) -> String {
    let hex = format!("{byte:02x}").repeat(amount);
    match it.db.engine() {
        Engine::Sqlite => format!("x'{hex}'"),
        Engine::Postgres => format!("'\\x{hex}'::bytea"),
    }
}
