//! Time and chance that do as they are told.

use domain::{Chance, Clock, Millis};
use std::{
    sync::atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicU64, Ordering},
    time::Duration,
};

/// How many random bytes an id has.
const ID: usize = 10;

/// A clock that stands still until moved. It begins at 2026-01-01T00:00:00Z.
#[derive(Debug)]
pub struct Hand(AtomicI64);

impl Default for Hand {
    fn default() -> Self {
        Self(AtomicI64::new(1_767_225_600_000))
    }
}

impl Hand {
    /// Moves the clock on.
    pub fn pass(&self, span: Duration) {
        let millis = i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Moves the clock to a moment.
    pub fn set(&self, to: Millis) {
        self.0.store(to.0, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that is the same in every run, and never twice the same in one (`SplitMix64`), unless it sticks. Ids that
/// are made of it in one moment sort as they were made.
#[derive(Debug, Default)]
pub struct Seeded {
    state: AtomicU64,
    ids: AtomicU32,
    stuck: AtomicBool,
}

impl Seeded {
    /// Gives the same bytes again and again from now on: the second id of a kind made in one moment is no longer
    /// fresh, so that writing it fails.
    pub fn stick(&self) {
        self.stuck.store(true, Ordering::SeqCst);
    }

    /// Gives fresh bytes again.
    pub fn loosen(&self) {
        self.stuck.store(false, Ordering::SeqCst);
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        if self.stuck.load(Ordering::SeqCst) {
            return bytes.fill(0x5a);
        }
        for chunk in bytes.chunks_mut(8) {
            let state = self.state.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let mixed = (mixed ^ (mixed >> 31)).to_le_bytes();
            for (byte, random) in chunk.iter_mut().zip(mixed) {
                *byte = random;
            }
        }
        if let Ok(id) = <&mut [u8; ID]>::try_from(bytes) {
            order(id, self.ids.fetch_add(1, Ordering::SeqCst));
        }
    }
}

/// Puts a number where a `UUIDv7` made of these bytes has its first random bits (RFC 9562, section 5.7).
fn order(id: &mut [u8; ID], number: u32) {
    let [a, b, c, d, ..] = id;
    let [.., middle, low] = number.to_be_bytes();
    let [.., top, high] = (number >> 14).to_be_bytes();
    // Bits that the version and the variant take are left out.
    (*a, *b, *c, *d) = (top, high, middle & 0x3f, low);
}
