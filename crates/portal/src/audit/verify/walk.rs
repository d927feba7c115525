//! Along the leaves, from head to head.

use super::{
    super::{Finding, Findings, finding::Witness, mark::Seen, said::is_genuine},
    marked::Marked,
    places::{Found, Places},
    rows::Rows,
};
use crate::{Portal, Refusal};
use domain::{
    Millis,
    audit::{
        Event, Keep,
        checkpoint::Checkpoint,
        tile::{Edge, Place, Tile, WIDTH},
        tree::{Hash, Peaks},
    },
    id::EventId,
};
use std::time::Duration;
use store::{audit::EventRow, tile::TileRow};
use uuid::Uuid;

/// Computes the tree again while it reads it.
pub(super) struct Walk<'a> {
    portal: &'a Portal,
    now: Millis,
    least: Duration,
    since: Option<&'a Checkpoint>,
    met_witness: bool,
    marked: Marked,
    pub(super) rows: Rows<'a>,
    pub(super) findings: Findings,
    places: Places,
    /// Over the leaves as they were sealed.
    peaks: Peaks,
    /// The same, as tiles: those of higher levels follow from the leaves.
    edge: Edge,
    /// The lowest tile under way, with the names of its events.
    tile: (Tile, Vec<Uuid>),
    /// The last head that fitted, and whether one has not.
    fitted: u64,
    rewritten: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        portal: &'a Portal,
        since: Option<&'a Checkpoint>,
        least: Duration,
        seen: Seen,
    ) -> Self {
        let (marked, forged) = Marked::new(seen);
        let mut findings = Findings::default();
        findings.extend(forged);
        let place = Place { level: 0, number: u64::MAX };
        Self {
            portal,
            now: portal.now(),
            least,
            since,
            met_witness: false,
            marked,
            rows: Rows::new(portal),
            findings,
            places: Places::default(),
            peaks: Peaks::default(),
            edge: Edge::default(),
            tile: (Tile { place, hashes: Vec::new() }, Vec::new()),
            fitted: 0,
            rewritten: false,
        }
    }

    /// How many leaves were read, and the hash over them.
    pub(super) fn head(&self) -> (u64, Hash) {
        (self.peaks.size(), self.peaks.root())
    }

    /// Whether the leaves that the witness saw are those that were read.
    pub(super) const fn met_witness(&self) -> bool {
        self.met_witness
    }

    /// Reads the leaves up to a head, and compares.
    pub(super) async fn to(&mut self, head: &Checkpoint) -> Result<(), Refusal> {
        self.rows.look_again();
        while self.peaks.size() < head.size {
            let place = self.peaks.size();
            let leaf = self.leaf(place).await?;
            self.peaks.push(leaf);
            self.edge.push(leaf);
            self.higher().await?;
            self.meet();
            self.marked.pass(&self.peaks);
        }
        match (self.peaks.root() == head.root, self.rewritten) {
            (true, _) => self.fitted = head.size,
            (false, true) => {}
            (false, false) => {
                self.rewritten = true;
                self.findings.add(Finding::Rewritten { from: self.fitted, to: head.size });
            }
        }
        self.findings.extend(self.marked.reach(head));
        Ok(())
    }

    fn meet(&mut self) {
        let seen = self.since.filter(|since| since.size == self.peaks.size());
        if let Some(since) = seen {
            self.met_witness = since.root == self.peaks.root();
            if !self.met_witness {
                let (by, witnessed) = (Witness::Outside, since.size);
                self.findings.add(Finding::Forked { by, witnessed });
            }
        }
    }

    /// The hash of the leaf at a place, as it was sealed where that can still be told.
    async fn leaf(&mut self, place: u64) -> Result<Hash, Refusal> {
        let (stored, name) = self.stored(place).await?;
        if name.is_none() {
            // Every place below a head was given to an event by name.
            self.findings.add(Finding::Tree { level: 0, number: place / WIDTH });
        }
        let mut rows = self.rows.at(place).await?;
        let own = |row: &EventRow| row.position == Some(place);
        let named = |row: &EventRow| own(row) && Some(row.id) == name;
        let at = rows.iter().position(named).or_else(|| rows.iter().position(own));
        let row = at.map(|at| rows.remove(at));
        for other in rows {
            self.stray(&other, false);
        }
        if let Some(row) = row {
            return Ok(self.judge(place, &row, stored, name));
        }
        match name {
            Some(event) => self.places.missing(event, place, &mut self.findings),
            None => self.findings.add(Finding::Removed { place, event: None }),
        }
        Ok(stored.unwrap_or_default())
    }

    fn judge(
        &mut self,
        place: u64,
        row: &EventRow,
        stored: Option<Hash>,
        name: Option<EventId>,
    ) -> Hash {
        let event = row.id;
        let hash = row.leaf().map(|leaf| leaf.hash());
        let genuine = is_genuine(self.portal, row);
        let tree = Finding::Tree { level: 0, number: place / WIDTH };
        let is_named = name.is_none_or(|name| name == event);
        match (hash.is_some() && hash == stored, is_named, genuine) {
            (true, true, true) if self.is_emptied(row) => {
                self.findings.add(Finding::Emptied { place, event });
            }
            (true, true, true) => {}
            (true, false, true) => self.findings.add(tree),
            (false, true, true) => {
                self.findings.add(tree);
                return hash.or(stored).unwrap_or_default();
            }
            (true, _, false) | (false, true, false) => {
                self.findings.add(Finding::Changed { place, event });
            }
            (false, false, _) => {
                self.stray(row, false);
                if let Some(name) = name {
                    self.places.missing(name, place, &mut self.findings);
                }
            }
        }
        stored.or(hash).unwrap_or_default()
    }

    /// An event that stands where it was not sealed.
    fn stray(&mut self, row: &EventRow, beyond: bool) {
        let genuine = is_genuine(self.portal, row);
        let found = Found { place: row.position, genuine, beyond };
        self.places.found(row.id, found, &mut self.findings);
    }

    /// Whether what it says was removed before its time.
    fn is_emptied(&self, row: &EventRow) -> bool {
        let keep = Event::of_name(&row.kind).map_or(Keep::ThreeYears, Event::keep);
        row.payload.is_none() && row.at >= self.now.before(keep.span().max(self.least))
    }

    /// What the tree has at a place: the hash of the leaf, and the event's name.
    async fn stored(&mut self, place: u64) -> Result<(Option<Hash>, Option<EventId>), Refusal> {
        let at = Place { level: 0, number: place / WIDTH };
        let index = usize::try_from(place % WIDTH).unwrap_or(usize::MAX);
        if self.tile.0.place != at || index >= self.tile.0.hashes.len() {
            let row = store::tile::get(&mut self.portal.read().await?, at).await?;
            let row = row.as_ref();
            let hashes = row.map(|row| row.tile().hashes).unwrap_or_default();
            self.tile = (Tile { place: at, hashes }, row.map(TileRow::names).unwrap_or_default());
        }
        let name = self.tile.1.get(index).copied().map(EventId);
        Ok((self.tile.0.hashes.get(index).copied(), name))
    }

    /// Compares the tiles above that became whole.
    async fn higher(&mut self) -> Result<(), Refusal> {
        for tile in self.edge.whole() {
            self.compare(&tile).await?;
        }
        Ok(())
    }

    async fn compare(&mut self, tile: &Tile) -> Result<(), Refusal> {
        let Place { level, number } = tile.place;
        if level == 0 || tile.hashes.is_empty() {
            return Ok(());
        }
        let row = store::tile::get(&mut self.portal.read().await?, tile.place).await?;
        // An open tile may have grown since.
        if !row.is_some_and(|row| row.tile().hashes.starts_with(&tile.hashes)) {
            self.findings.add(Finding::Tree { level, number });
        }
        Ok(())
    }

    /// Everything was read that a head reaches; what stands beyond has lost its own.
    pub(super) async fn leave(&mut self, beyond: bool) -> Result<(), Refusal> {
        while beyond && let Some(row) = self.rows.next().await? {
            self.stray(&row, true);
        }
        for tile in self.edge.clone().tiles() {
            self.compare(&tile).await?;
        }
        std::mem::take(&mut self.places).settle(&mut self.findings);
        self.findings.extend(self.marked.end(self.peaks.size()));
        Ok(())
    }

    pub(super) fn done(self) -> (u64, Hash, Findings) {
        (self.peaks.size(), self.peaks.root(), self.findings)
    }
}
