//! People, records and keys for the tests.

use crate::{Keyring, LocalVault};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Chance, Millis,
    grant::{Grant, Granted},
    id::{GrantId, PatientId, RecordId, SessionKey},
    sealed::{Binding, Kind},
};
use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use uuid::Uuid;

/// Different bytes at each draw, the same in each run (`SplitMix64`).
pub struct Seeded(AtomicU64);

impl Seeded {
    pub fn of(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    fn word(&self) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.word().to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Exactly these bytes and no more.
pub struct Scripted(Mutex<Vec<u8>>);

impl Scripted {
    pub fn of(bytes: &[u8]) -> Arc<Self> {
        Arc::new(Self(Mutex::new(bytes.to_vec())))
    }

    pub fn is_spent(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

impl Chance for Scripted {
    fn fill(&self, bytes: &mut [u8]) {
        let mut left = self.0.lock().unwrap();
        bytes.copy_from_slice(&left[..bytes.len()]);
        left.drain(..bytes.len());
    }
}

/// A keyring's text of (id, use, moment, the byte its secret repeats).
pub fn ring_text(keys: &[(&str, &str, i64, u8)]) -> String {
    keys.iter().fold(String::new(), |mut text, (id, usage, made_at, byte)| {
        let secret = STANDARD.encode([*byte; 32]);
        writeln!(text, "[[key]]\nid = '{id}'\nuse = '{usage}'\nmade_at = {made_at}").unwrap();
        writeln!(text, "secret = '{secret}'").unwrap();
        text
    })
}

pub const KEYS: [(&str, &str, i64, u8); 4] = [
    ("wrap-1", "wrap", 10, 1),
    ("code-1", "code", 10, 2),
    ("index-1", "index", 10, 3),
    ("clinic-1", "clinic", 10, 4),
];

pub fn ring() -> Keyring {
    Keyring::from_text(&ring_text(&KEYS)).ok().unwrap()
}

pub fn vault() -> LocalVault {
    LocalVault::open(ring(), Arc::new(Seeded::of(1)))
}

pub fn patient(n: u128) -> PatientId {
    PatientId(Uuid::from_u128(n))
}

pub fn record(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

/// Patient 3's report 4.
pub fn report() -> Binding {
    Binding { patient: patient(3), record: record(4), kind: Kind::Report, version: 1, part: 0 }
}

pub fn grant(patient: PatientId, report: RecordId) -> Grant {
    let row = Granted {
        id: GrantId(Uuid::from_u128(1)),
        session: SessionKey(Uuid::from_u128(2)),
        patient,
        record: report,
        kind: Kind::Report,
        granted_at: Millis(0),
        expires_at: Millis(100),
        ended_at: None,
    };
    row.live(row.session, report, Millis(50)).unwrap()
}

pub fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
}

/// A directory of one test's own, removed with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("medseal-vault-{}-{name}", process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
