//! Giving events their places in the tree, and signing its head.

use super::{
    head::Head,
    mark::{self, Seen},
    said::is_genuine,
};
use crate::{Portal, Refusal};
use domain::{
    alarm::Alarm,
    audit::{
        checkpoint::Checkpoint,
        tile::{self, Edge, Tile, WIDTH},
        tree::Hash,
    },
    id::EventId,
};
use store::{
    Tx,
    audit::EventRow,
    checkpoint::{self, CheckpointRow},
    leaf,
};
use uuid::Uuid;

/// How many events one transaction places: few enough that a sign-in hardly notices.
const BATCH: usize = 500;
const FIRST: EventId = EventId(Uuid::nil());

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// Events that got their places.
    pub placed: u64,
    /// Events that wait, and that the portal did not write as they stand: they get no place.
    pub refused: u64,
}

/// Seals what waits, and signs the head; on several nodes they do so in turn. Each round is one transaction: what ends
/// between two of its statements leaves nothing behind.
///
/// # Errors
/// [`Refusal::Inner`] when the tree or its newest head is not what this portal left, or does not go on from what this node
/// has seen: nothing is signed over that, and an alarm is raised.
pub async fn seal(portal: &Portal) -> Result<Sealed, Refusal> {
    let mut done = Sealed::default();
    loop {
        let round = round(portal).await;
        if matches!(round, Err(Refusal::Inner(_))) {
            portal.watch().raise(Alarm::AuditAltered, "", portal.now());
        }
        let Sealed { placed, refused } = round?;
        done.placed += placed;
        done.refused = refused;
        if placed == 0 {
            return Ok(done);
        }
        // Whoever waits to write goes first.
        tokio::task::yield_now().await;
    }
}

async fn round(portal: &Portal) -> Result<Sealed, Refusal> {
    let seen = mark::seen(portal)?;
    let mut tx = portal.read().await?;
    if leaf::waiting(&mut tx, FIRST, 1).await?.is_empty() {
        // What other nodes sealed is seen by this one too, so that nobody takes it away behind its back.
        let head = going_on(portal, &mut tx, &seen).await?;
        drop(tx);
        mark::follow(portal, &seen, head).await;
        return Ok(Sealed::default());
    }
    drop(tx);
    let mut tx = portal.begin().await?;
    checkpoint::gate(&mut tx, portal.now()).await?;
    let head = going_on(portal, &mut tx, &seen).await?;
    let (done, head) = grow(portal, &mut tx, head).await?;
    tx.commit().await?;
    mark::follow(portal, &seen, head).await;
    Ok(done)
}

/// The head to go on from, which goes on itself from what this node has seen.
async fn going_on(portal: &Portal, tx: &mut Tx, seen: &Seen) -> Result<Head, Refusal> {
    let head = Head::newest(portal, tx).await?;
    match mark::judge(tx, seen, &head).await? {
        None => Ok(head),
        Some(finding) => {
            tracing::error!(%finding, "the audit log is not the one that this node has seen");
            Err(Refusal::Inner("the audit log is not the one that this node has seen"))
        }
    }
}

async fn grow(portal: &Portal, tx: &mut Tx, head: Head) -> Result<(Sealed, Head), Refusal> {
    let (events, refused) = genuine(portal, tx).await?;
    if events.is_empty() {
        return Ok((Sealed { placed: 0, refused }, head));
    }
    let (mut edge, mut names) = edge(tx, &head).await?;
    let ids: Vec<EventId> = events.iter().map(|event| event.id).collect();
    let placed = leaf::place(tx, head.size, &ids).await?;
    for event in &events {
        let leaf = event.leaf().ok_or(Refusal::Inner("reading an audit event"))?;
        edge.push(leaf.hash());
        names.push(event.id.0);
    }
    if edge.size() != head.size + placed {
        return Err(Refusal::Inner("placing audit events"));
    }
    let (size, root) = (edge.size(), edge.root());
    let first = head.size / WIDTH;
    for tile in edge.tiles() {
        store::tile::put(tx, &tile, names_of(&tile, first, &names)).await?;
    }
    let head = sign(portal, tx, head.number, size, root).await?;
    Ok((Sealed { placed, refused }, head))
}

/// The first events that wait and that the portal wrote as they stand, and how many it did not write.
async fn genuine(portal: &Portal, tx: &mut Tx) -> Result<(Vec<EventRow>, u64), Refusal> {
    let (mut found, mut refused, mut after) = (Vec::new(), 0, FIRST);
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    loop {
        let page = leaf::waiting(tx, after, limit).await?;
        let is_last = page.len() < BATCH;
        after = page.last().map_or(after, |row| row.id);
        for row in page {
            match row.payload.is_some() && is_genuine(portal, &row) {
                true if found.len() < BATCH => found.push(row),
                true => return Ok((found, refused)),
                false => refused += 1,
            }
        }
        if is_last {
            return Ok((found, refused));
        }
    }
}

/// What is needed to append to the tree: its open tiles, and the names in the lowest.
async fn edge(tx: &mut Tx, head: &Head) -> Result<(Edge, Vec<Uuid>), Refusal> {
    const CHANGED: Refusal = Refusal::Inner("the audit tree is not what its newest head says");
    let (mut tiles, mut names): (Vec<Tile>, _) = (Vec::new(), Vec::new());
    for place in Edge::places(head.size) {
        if let Some(row) = store::tile::get(tx, place).await? {
            if place.level == 0 {
                names = row.names();
            }
            tiles.push(row.tile());
        }
    }
    let edge = Edge::resume(head.size, &tiles).filter(|edge| edge.root() == head.root);
    let whole = u64::try_from(names.len()).is_ok_and(|length| length == head.size % WIDTH);
    match edge {
        Some(edge) if whole => Ok((edge, names)),
        _ => Err(CHANGED),
    }
}

/// The names of a lowest tile's events, of names that begin with those of the tile `first`.
fn names_of<'a>(tile: &Tile, first: u64, names: &'a [Uuid]) -> Option<&'a [Uuid]> {
    let tile::Place { level: 0, number } = tile.place else { return None };
    let start = usize::try_from((number - first) * WIDTH).ok()?;
    names.get(start..)?.get(..tile.hashes.len())
}

/// Signs a head and keeps it under this number.
async fn sign(
    portal: &Portal,
    tx: &mut Tx,
    number: u64,
    size: u64,
    root: Hash,
) -> Result<Head, Refusal> {
    let verifier = portal.vault().log_verifier();
    let body = Checkpoint { origin: verifier.name.clone(), size, root }.body();
    let note = verifier.note(&body, &portal.vault().sign_head(&body));
    let row = CheckpointRow { number, size, note, signed_at: portal.now() };
    checkpoint::insert(tx, &row).await?;
    Ok(Head { number: number + 1, size, root, note: Some(row.note) })
}
