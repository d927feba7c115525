//! Where the tree's hashes stand: in tiles of up to 256 neighbours, of every eighth level alone (as in C2SP tlog-tiles).
//!
//! A tile of level 0 has the hashes of leaves, one of level 1 the heads of whole tiles of level 0, and so on. What lies
//! between the levels is computed again when it is needed: at most 255 hashes.

use super::tree::{Hash, Peaks, fold, node};

/// How many hashes a whole tile has.
pub const WIDTH: u64 = 256;
/// How many levels of the tree lie between those of two tiles.
const HEIGHT: u32 = 8;

/// Which tile: its level, and its number from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// How many levels of tiles lie below it.
    pub level: u32,
    /// How many tiles of its level stand left of it.
    pub number: u64,
}

/// A tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Where it stands.
    pub place: Place,
    /// Its hashes, from the left.
    pub hashes: Vec<Hash>,
}

/// A whole subtree: of 2^height leaves, with so many of its size left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subtree {
    height: u32,
    number: u64,
}

impl Subtree {
    /// The whole subtrees of which the leaves `start..end` consist, the largest first. `start` is a multiple of the first
    /// one's size.
    pub(super) fn cover(mut start: u64, end: u64) -> Vec<Self> {
        let mut found = Vec::new();
        while let Some(height) = end.checked_sub(start).and_then(u64::checked_ilog2) {
            found.push(Self { height, number: start >> height });
            start += 1 << height;
        }
        found
    }

    /// The tile its hash follows from.
    pub(super) fn place(self) -> Place {
        let (level, first, _) = self.hashes();
        Place { level, number: first / WIDTH }
    }

    /// Its hash, from its tile.
    pub(super) fn hash(self, tile: &[Hash]) -> Option<Hash> {
        let (_, first, amount) = self.hashes();
        let first = usize::try_from(first % WIDTH).ok()?;
        let mut row = tile.get(first..)?.get(..amount)?.to_vec();
        while row.len() > 1 {
            row = row.as_chunks::<2>().0.iter().map(|[left, right]| node(left, right)).collect();
        }
        row.first().copied()
    }

    /// The level of its tile, the first hash of that level below it, and how many there are.
    const fn hashes(self) -> (u32, u64, usize) {
        let above = self.height % HEIGHT;
        (self.height / HEIGHT, self.number << above, 1 << above)
    }
}

/// The open tiles of a tree, one for each level: what is needed to append to it.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    size: u64,
    /// From level 0 upwards.
    open: Vec<Vec<Hash>>,
    /// Whole since the edge was made.
    whole: Vec<Tile>,
}

impl Edge {
    /// The tiles that are open in a tree of this size.
    #[must_use]
    pub fn places(size: u64) -> Vec<Place> {
        let levels = (0..).take_while(|level| count(size, *level) > 0);
        levels.map(|level| Place { level, number: count(size, level) / WIDTH }).collect()
    }

    /// The edge of a tree of this size; none when these are not the open tiles of one. A tile that is empty may be left
    /// out.
    #[must_use]
    pub fn resume(size: u64, tiles: &[Tile]) -> Option<Self> {
        let mut open = Vec::new();
        for place in Self::places(size) {
            let tile = tiles.iter().find(|tile| tile.place == place);
            let hashes = tile.map(|tile| tile.hashes.clone()).unwrap_or_default();
            let expected = count(size, place.level) % WIDTH;
            (u64::try_from(hashes.len()).ok() == Some(expected)).then_some(())?;
            open.push(hashes);
        }
        Some(Self { size, open, whole: Vec::new() })
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let (mut hash, mut level) = (leaf, 0);
        self.size += 1;
        loop {
            let Some(tile) = self.open.get_mut(level) else {
                self.open.push(vec![hash]);
                return;
            };
            tile.push(hash);
            let full = u64::try_from(tile.len()).is_ok_and(|length| length == WIDTH);
            if !full {
                return;
            }
            let hashes = std::mem::take(tile);
            hash = head(&hashes);
            let depth = u32::try_from(level).unwrap_or(u32::MAX);
            let number = count(self.size, depth) / WIDTH - 1;
            self.whole.push(Tile { place: Place { level: depth, number }, hashes });
            level += 1;
        }
    }

    /// The hash of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        let heads = self.open.iter().rev().flat_map(|tile| heads(tile));
        fold(&heads.collect::<Vec<_>>())
    }

    /// The tiles that became whole since they were last asked for.
    #[must_use]
    pub fn whole(&mut self) -> Vec<Tile> {
        std::mem::take(&mut self.whole)
    }

    /// The tiles to be written: those that became whole, and the open ones that are not empty.
    #[must_use]
    pub fn tiles(self) -> Vec<Tile> {
        let places = Self::places(self.size);
        let open = places.into_iter().zip(self.open).map(|(place, hashes)| Tile { place, hashes });
        self.whole.into_iter().chain(open.filter(|tile| !tile.hashes.is_empty())).collect()
    }
}

/// The head of a whole tile.
#[must_use]
pub fn head(hashes: &[Hash]) -> Hash {
    fold(&heads(hashes))
}

fn heads(hashes: &[Hash]) -> Vec<Hash> {
    let mut peaks = Peaks::default();
    for hash in hashes {
        peaks.push(*hash);
    }
    peaks.heads().to_vec()
}

/// How many hashes a level of tiles has in a tree of this size.
const fn count(size: u64, level: u32) -> u64 {
    match size.checked_shr(level * HEIGHT) {
        Some(count) => count,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::tree::leaf;

    #[test]
    fn an_edge_goes_on_where_another_ended() {
        let mut peaks = Peaks::default();
        let mut kept: Vec<Tile> = Vec::new();
        for (round, amount) in [1, 3, 252, 1, 255, 257, 1000, 64_000, 300].into_iter().enumerate() {
            let places = Edge::places(peaks.size());
            let open: Vec<Tile> =
                kept.iter().filter(|tile| places.contains(&tile.place)).cloned().collect();
            let mut edge = Edge::resume(peaks.size(), &open).unwrap();
            assert_eq!(edge.root(), peaks.root());
            for n in 0..amount {
                let hash = leaf(&[round.to_be_bytes(), usize::to_be_bytes(n)].concat());
                peaks.push(hash);
                edge.push(hash);
            }
            assert_eq!((edge.size(), edge.root()), (peaks.size(), peaks.root()));
            for tile in edge.tiles() {
                kept.retain(|old| old.place != tile.place);
                kept.push(tile);
            }
        }
        // 66 069 leaves: 259 tiles of them, two of the heads of those, and one above.
        let of = |level| kept.iter().filter(|tile| tile.place.level == level).count();
        assert_eq!((of(0), of(1), of(2), kept.len()), (259, 2, 1, 262));
    }

    #[test]
    fn an_edge_is_not_made_of_tiles_of_another_size() {
        let mut edge = Edge::default();
        (0..300_u32).for_each(|n| edge.push(leaf(&n.to_be_bytes())));
        let tiles = edge.tiles();
        assert!(Edge::resume(300, &tiles).is_some());
        for size in [299, 301, 44, 556] {
            assert!(Edge::resume(size, &tiles).is_none(), "{size}");
        }
        assert!(Edge::resume(300, &[]).is_none());
    }
}
