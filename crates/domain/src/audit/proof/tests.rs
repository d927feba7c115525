//! Properties over trees of many sizes, against verifiers written from RFC 9162, sections 2.1.3.2 and 2.1.4.2.

use super::*;
use crate::audit::{
    tile::Edge,
    tree::{Peaks, leaf, node},
};

/// A sequence that looks like chance and is the same in every run (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

fn bytes(n: u64) -> [u8; 8] {
    n.to_be_bytes()
}

/// The tiles of a tree, and its root at every size up to it.
fn grown(size: u64) -> (Vec<Tile>, Vec<Hash>) {
    let (mut edge, mut peaks) = (Edge::default(), Peaks::default());
    let mut roots = vec![peaks.root()];
    for n in 0..size {
        edge.push(leaf(&bytes(n)));
        peaks.push(leaf(&bytes(n)));
        roots.push(peaks.root());
    }
    (edge.tiles(), roots)
}

fn proved(plan: Option<Plan>, tiles: &[Tile]) -> Vec<Hash> {
    let plan = plan.unwrap();
    let needed: Vec<Tile> =
        tiles.iter().filter(|tile| plan.places().contains(&tile.place)).cloned().collect();
    plan.hashes(&needed).unwrap()
}

fn included(size: u64, root: Hash, index: u64, leaf: Hash, path: &[Hash]) -> bool {
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for part in path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node(part, &hash);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, part);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

fn extended(old: (u64, Hash), new: (u64, Hash), path: &[Hash]) -> bool {
    if old.0 == new.0 {
        return path.is_empty() && old.1 == new.1;
    }
    let own = [old.1];
    let whole = if old.0.is_power_of_two() { own.as_slice() } else { &[] };
    let mut parts = whole.iter().chain(path);
    let (mut at, mut last) = (old.0 - 1, new.0 - 1);
    while at % 2 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let Some(first) = parts.next() else { return false };
    let (mut before, mut after) = (*first, *first);
    for part in parts {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            before = node(part, &before);
            after = node(part, &after);
            while at % 2 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            after = node(&after, part);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && before == old.1 && after == new.1
}

#[test]
fn every_leaf_of_every_small_tree_is_proved() {
    for size in 1..40 {
        let (tiles, roots) = grown(size);
        let root = roots.last().unwrap();
        for index in 0..size {
            let proof = proved(Plan::inclusion(size, index), &tiles);
            assert!(includes(size, root, index, &bytes(index), &proof), "{index} of {size}");
            assert!(included(size, *root, index, leaf(&bytes(index)), &proof));
        }
    }
}

#[test]
fn leaves_of_large_trees_are_proved_at_every_size_they_had() {
    let (tiles, roots) = grown(70_000);
    let mut draw = Draw(4);
    for _ in 0..300 {
        let size = 1 + draw.below(70_000);
        let index = draw.below(size);
        let proof = proved(Plan::inclusion(size, index), &tiles);
        let root = roots[usize::try_from(size).unwrap()];
        assert!(includes(size, &root, index, &bytes(index), &proof), "{index} of {size}");
        assert!(included(size, root, index, leaf(&bytes(index)), &proof));
        let other = (index + 1 + draw.below(size)) % (size + 1);
        assert!(other == index || !includes(size, &root, index, &bytes(other), &proof));
        if let Some(at) = (proof.len() as u64).checked_sub(1).map(|most| draw.below(most + 1)) {
            let mut wrong = proof.clone();
            wrong[usize::try_from(at).unwrap()][0] ^= 1;
            assert!(!includes(size, &root, index, &bytes(index), &wrong));
            assert!(!includes(size, &root, index, &bytes(index), &proof[1..]));
        }
    }
}

#[test]
fn each_tree_extends_those_it_grew_from_and_no_others() {
    let (tiles, roots) = grown(70_000);
    let root = |size: u64| &roots[usize::try_from(size).unwrap()];
    let mut draw = Draw(6);
    let some = (0..300).map(|_| (draw.below(70_001), draw.below(70_001)));
    let edges = [(0, 0), (0, 9), (1, 1), (1, 2), (256, 256), (256, 65_536), (65_536, 65_537)];
    for (a, b) in some.collect::<Vec<_>>().into_iter().chain(edges) {
        let (old, new) = (a.min(b), a.max(b));
        let proof = proved(Plan::consistency(old, new), &tiles);
        assert!(extends((old, root(old)), (new, root(new)), &proof), "{old} {new}");
        assert!(old == 0 || extended((old, *root(old)), (new, *root(new)), &proof));
        let mut forged = *root(old);
        forged[3] ^= 4;
        assert!(!extends((old, &forged), (new, root(new)), &proof), "{old} {new}");
    }
    assert_eq!(Plan::consistency(2, 1), None);
    assert_eq!(Plan::inclusion(5, 5), None);
    assert_eq!(Plan::inclusion(u64::MAX, 5), None);
}

#[test]
fn a_proof_needs_few_tiles_and_says_when_they_are_not_there() {
    let plan = Plan::inclusion(1 << 30, 12_345_678).unwrap();
    assert!(plan.places().len() <= 8, "{}", plan.places().len());
    let (tiles, _) = grown(300);
    let plan = Plan::inclusion(300, 7).unwrap();
    assert!(plan.hashes(&tiles[..1]).is_none());
    let mut short = tiles.clone();
    for tile in &mut short {
        tile.hashes.truncate(4);
    }
    assert!(plan.hashes(&short).is_none());
}
