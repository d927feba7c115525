//! The hashes of a Merkle tree (RFC 6962, section 2.1) with SHA-256.

use sha2::{Digest, Sha256};

/// A hash of the tree.
pub type Hash = [u8; 32];

/// The hash of a leaf.
#[must_use]
pub fn leaf(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The hash of what stands above two subtrees.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The hash of adjacent subtrees of falling size, the last of which may be of any size.
#[must_use]
pub fn fold(subtrees: &[Hash]) -> Hash {
    match subtrees.split_last() {
        Some((last, before)) => before.iter().rev().fold(*last, |right, left| node(left, &right)),
        None => Sha256::digest([]).into(),
    }
}

/// The least that must be kept of a tree to append to it: the heads of its whole subtrees, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    size: u64,
    heads: Vec<Hash>,
}

impl Peaks {
    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: Hash) {
        self.heads.push(leaf);
        self.size += 1;
        for _ in 0..self.size.trailing_zeros() {
            if let (Some(right), Some(left)) = (self.heads.pop(), self.heads.pop()) {
                self.heads.push(node(&left, &right));
            }
        }
    }

    /// The heads of the whole subtrees, the largest first.
    #[must_use]
    pub fn heads(&self) -> &[Hash] {
        &self.heads
    }

    /// The hash of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        fold(&self.heads)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;

    #[test]
    fn the_tree_is_that_of_the_standard() {
        let mut known = MemoryBackedTree::<Sha256, [u8; 4]>::new();
        let mut peaks = Peaks::default();
        assert_eq!(peaks.root().as_slice(), Sha256::digest([]).as_slice());
        for n in 0..700_u32 {
            known.push(n.to_be_bytes());
            peaks.push(leaf(&n.to_be_bytes()));
            assert_eq!(peaks.root().as_slice(), known.root().as_bytes().as_slice(), "{n}");
        }
        assert_eq!(peaks.size(), 700);
    }
}
