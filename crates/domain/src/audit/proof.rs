//! Proofs from tiles: that a leaf is in the tree, and that one tree extends another (RFC 6962, sections 2.1.1 and 2.1.2).

use super::{
    tile::{Place, Subtree, Tile},
    tree::{Hash, fold},
};
use ct_merkle::{
    ConsistencyProof, InclusionProof, RootHash, indices_for_consistency_proof,
    indices_for_inclusion_proof,
};
use sha2::Sha256;
use std::collections::BTreeSet;

/// The largest tree of which proofs are made.
const LARGEST: u64 = 1 << 62;

/// The nodes of a tree of which a proof consists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan(Vec<Vec<Subtree>>);

impl Plan {
    /// Of the proof that the leaf at `index` is in a tree of `size`; none when it cannot be.
    #[must_use]
    pub fn inclusion(size: u64, index: u64) -> Option<Self> {
        let sane = index < size && size <= LARGEST;
        sane.then(|| Self::of(size, &indices_for_inclusion_proof(size, index)))
    }

    /// Of the proof that a tree of `new` leaves extends one of `old`; none when it cannot. Every tree extends the empty
    /// one, without proof.
    #[must_use]
    pub fn consistency(old: u64, new: u64) -> Option<Self> {
        match old {
            _ if old > new || new > LARGEST => None,
            0 => Some(Self(Vec::new())),
            _ => Some(Self::of(new, &indices_for_consistency_proof(old, new - old))),
        }
    }

    /// The nodes of these indices, by which arrays of trees are numbered (RFC 9420, appendix C): a node over 2^n leaves
    /// ends in n ones.
    fn of(size: u64, indices: &[u64]) -> Self {
        let node = |index: &u64| {
            let height = index.trailing_ones();
            let start = (index >> (height + 1)) << height;
            Subtree::cover(start, size.min(start + (1 << height)))
        };
        Self(indices.iter().map(node).collect())
    }

    /// The tiles from which its hashes follow.
    #[must_use]
    pub fn places(&self) -> BTreeSet<Place> {
        self.0.iter().flatten().map(|subtree| subtree.place()).collect()
    }

    /// Its hashes, in the standard's order; none when a tile is missing or too short.
    #[must_use]
    pub fn hashes(&self, tiles: &[Tile]) -> Option<Vec<Hash>> {
        let hash = |subtree: &Subtree| {
            let tile = tiles.iter().find(|tile| tile.place == subtree.place())?;
            subtree.hash(&tile.hashes)
        };
        let node = |parts: &Vec<Subtree>| {
            let parts = parts.iter().map(hash).collect::<Option<Vec<_>>>()?;
            Some(fold(&parts))
        };
        self.0.iter().map(node).collect()
    }
}

/// Whether `proof` shows that the leaf of these bytes stands at `index` in the tree of this size and root.
#[must_use]
pub fn includes(size: u64, root: &Hash, index: u64, leaf: &[u8], proof: &[Hash]) -> bool {
    let head = RootHash::<Sha256>::new((*root).into(), size);
    let proof = proof.iter().map(|hash| (*hash).into()).collect::<Vec<_>>();
    head.verify_inclusion(&leaf, index, &InclusionProof::from_digests(&proof)).is_ok()
}

/// Whether `proof` shows that the tree `new` extends the tree `old`: each a size and a root.
#[must_use]
pub fn extends(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> bool {
    if old.0 == 0 {
        return proof.is_empty() && *old.1 == fold(&[]);
    }
    let head = |(size, root): (u64, &Hash)| RootHash::<Sha256>::new((*root).into(), size);
    let proof = proof.iter().map(|hash| (*hash).into()).collect::<Vec<_>>();
    head(new).verify_consistency(&head(old), &ConsistencyProof::from_digests(&proof)).is_ok()
}

#[cfg(test)]
mod tests;
