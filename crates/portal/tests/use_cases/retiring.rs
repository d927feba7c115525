//! Retiring keys, so that older copies of the database give nothing of who was erased.

use crate::{
    erased::{WORDS, backed_up, due, name, with_report},
    people::{ASHA, RAVI},
};
use portal::{
    Hasher, Parts, Portal, Principal, Refusal, Rules, audit,
    domain::{audit::Event, id::PatientId, sealed::Kind},
    erasure,
    hasher::Cost,
    wrapping::{self, Adopted, Rewrapped},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use store::{
    Db,
    testing::{TestDb, fresh_postgres, fresh_sqlite},
};
use tempfile::TempDir;
use testkit::TestPortal;
use tokio::sync::Notify;
use vault::{Keyring, keyring::Rotates};

fn rules() -> Rules {
    Rules { record_years: 0, ..Rules::default() }
}

/// A portal on another database, as it is after a start now.
fn on(it: &TestPortal, db: &Db, folder: &Path) -> Portal {
    let vault = TestPortal::vault_at(folder, &*it.clock, it.chance.clone());
    Portal::new(Parts {
        db: db.clone(),
        vault: Arc::new(vault),
        clock: it.clock.clone(),
        chance: it.chance.clone(),
        rules: rules(),
        hasher: Hasher::new(Cost::LEAST, 1, &*it.chance).unwrap(),
        mark: it.mind.clone(),
        outbox: Arc::new(Notify::new()),
    })
}

fn turn(it: &TestPortal, folder: &Path) {
    Keyring::rotate_in(folder, Rotates::Wrap, it.now(), &*it.chance).unwrap();
}

/// Two patients, of whom one is erased; a copy of the database is from before.
async fn erased(db: TestDb, copy: &Db, folder: &Path) -> (TestPortal, PatientId, Principal) {
    let it = TestPortal::with_keys(db, rules(), folder);
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let ravi = with_report(&it, &RAVI, "2025-01-01").await;
    backed_up(&it.db, copy).await;
    due(&it, &asha).await;
    assert_eq!(erasure::run(&it.portal).await.unwrap(), 1);
    (it, asha.patient, ravi)
}

async fn an_older_copy_gives_nothing_of_who_was_erased(db: TestDb, copy: TestDb) {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let (it, asha, ravi) = erased(db, &copy, &keys).await;
    let before = on(&it, &copy, &keys);
    assert_eq!(name(&before, asha).await.as_deref(), Some(ASHA.name), "so it is until then");
    let standing = wrapping::standing(&it.portal).await.unwrap();
    assert_eq!((standing.waiting, standing.needs_key), (1, true));

    turn(&it, &keys);
    assert!(it.vault.renew());
    let Rewrapped { keys: count, older, is_clear } = wrapping::rewrap(&it.portal).await.unwrap();
    assert!(is_clear);
    assert_eq!((count, older.len()), (1, 1));
    let again = Rewrapped { keys: 0, older: older.clone(), is_clear: true };
    assert_eq!(wrapping::rewrap(&it.portal).await.unwrap(), again);
    assert!(!wrapping::standing(&it.portal).await.unwrap().needs_key);
    assert_eq!(Keyring::destroy_in(&keys, &older).unwrap(), 1);

    // A node that was started since.
    let now = on(&it, &it.db, &keys);
    assert_eq!(wrapping::standing(&now).await.unwrap(), wrapping::Standing::default());
    assert_eq!(name(&now, ravi.patient).await.as_deref(), Some(RAVI.name));
    let restored = on(&it, &copy, &keys);
    for patient in [asha, ravi.patient] {
        assert_eq!(name(&restored, patient).await, None);
    }
    let expected = Adopted { keys: 1, erased: 1 };
    assert_eq!(wrapping::adopt(&restored, &it.db).await.unwrap(), expected);
    assert_eq!(wrapping::adopt(&restored, &it.db).await.unwrap(), Adopted::default());
    assert_eq!(name(&restored, asha).await, None);
    assert_eq!(name(&restored, ravi.patient).await.as_deref(), Some(RAVI.name));
    // What was sealed long before still opens.
    let id = portal::reports::list(&restored, &ravi).await.unwrap()[0].id;
    let mut tx = copy.read().await.unwrap();
    assert!(store::record::get(&mut tx, id).await.unwrap().is_some());
}

async fn a_node_that_knows_only_the_old_key_goes_on(db: TestDb, _: TestDb) {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let it = TestPortal::with_keys(db, rules(), &keys);
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let stale = on(&it, &it.db, &keys);
    let other = on(&it, &it.db, &keys);
    turn(&it, &keys);
    assert!(it.vault.renew());
    let older = wrapping::rewrap(&it.portal).await.unwrap().older;
    assert_eq!(name(&stale, asha.patient).await.as_deref(), Some(ASHA.name));
    // One that has met nobody's new key yet enrols nobody under the old one.
    let vault = it.vault.clone();
    Keyring::destroy_in(&keys, &older).unwrap();
    let ravi = testkit::bundle(&[testkit::patient(&RAVI)]);
    portal::import::bundle(&other, &ravi, portal::import::Mode::Lenient).await.unwrap();
    let ravi = it.patient(RAVI.number).await;
    let mut tx = it.db.read().await.unwrap();
    let wrapped = store::patient::wrapped_key(&mut tx, ravi).await.unwrap().unwrap();
    assert_eq!(vault.wrapped_by(&wrapped), vault.wraps().pop());
    let fresh = on(&it, &it.db, &keys);
    assert_eq!(name(&fresh, ravi).await.as_deref(), Some(RAVI.name));
}

async fn a_rewrapping_that_is_cut_short_goes_on(db: TestDb, _: TestDb) {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let it = TestPortal::with_keys(db, rules(), &keys);
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let ravi = with_report(&it, &RAVI, "2025-01-01").await;
    turn(&it, &keys);
    it.vault.renew();
    for polls in 1.. {
        if testkit::cut_short(wrapping::rewrap(&it.portal), polls).await.is_some() {
            break;
        }
        let now = on(&it, &it.db, &keys);
        for patient in [asha.patient, ravi.patient] {
            assert!(name(&now, patient).await.is_some(), "{polls}");
        }
    }
    let Rewrapped { keys: count, older, is_clear } = wrapping::rewrap(&it.portal).await.unwrap();
    assert!(is_clear);
    assert_eq!(count, 0);
    Keyring::destroy_in(&keys, &older).unwrap();
    let now = on(&it, &it.db, &keys);
    for patient in [asha.patient, ravi.patient] {
        assert!(name(&now, patient).await.is_some());
    }
}

macro_rules! on_each {
    ($($name:ident),+) => {$(
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(fresh_sqlite().await, fresh_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(fresh_postgres().await, fresh_postgres().await).await;
            }
        }
    )+};
}

on_each!(
    an_older_copy_gives_nothing_of_who_was_erased,
    a_node_that_knows_only_the_old_key_goes_on,
    a_rewrapping_that_is_cut_short_goes_on,
    a_key_and_its_line_are_made_together
);

/// The bytes of a database's file and of the log that SQLite writes before it.
fn bytes_of(database: &Path) -> Vec<u8> {
    let mut bytes = fs::read(database).unwrap();
    bytes.extend(fs::read(format!("{}-wal", database.display())).unwrap_or_default());
    bytes
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// What is stored of a patient and cannot be read without their key, the wrapped key first.
async fn sealed(it: &TestPortal, patient: PatientId) -> Vec<Vec<u8>> {
    let mut tx = it.db.read().await.unwrap();
    let row = store::patient::get(&mut tx, patient).await.unwrap().unwrap();
    let mut sealed = vec![row.wrapped_key, row.profile];
    for head in store::record::list(&mut tx, patient, Kind::Report).await.unwrap() {
        sealed.push(store::record::get(&mut tx, head.id).await.unwrap().unwrap().envelope);
    }
    assert_eq!(sealed.len(), 3);
    sealed
}

fn file_of(it: &TestPortal) -> PathBuf {
    it.db.url().strip_prefix("sqlite:").unwrap().into()
}

/// Byte for byte: the files after erasing have nothing of her, and an older copy nothing that is readable.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_byte_of_a_file_says_anything_of_who_was_erased() {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let it = TestPortal::with_keys(fresh_sqlite().await, rules(), &keys);
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let sealed = sealed(&it, asha.patient).await;
    let copy = folder.path().join("older.db");
    it.db.meddle(&format!("VACUUM INTO '{}'", copy.display())).await;
    due(&it, &asha).await;
    erasure::run(&it.portal).await.unwrap();
    let (older, newer) = (bytes_of(&copy), bytes_of(&file_of(&it)));
    for part in &sealed {
        assert!(has(&older, part), "what is looked for would be found");
        assert!(!has(&newer, part), "what was deleted is in no file");
    }
    for bytes in [&older, &newer] {
        for secret in [ASHA.name, "Verma", ASHA.number, ASHA.phone, "9000000001", "137.25", WORDS] {
            assert!(!has(bytes, secret.as_bytes()), "{secret}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_cleared_in_a_later_round_where_somebody_read_them() {
    let it = TestPortal::with(fresh_sqlite().await, rules());
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let key = sealed(&it, asha.patient).await.remove(0);
    due(&it, &asha).await;
    let mut reading = it.db.read().await.unwrap();
    store::patient::count(&mut reading).await.unwrap();
    assert_eq!(erasure::run(&it.portal).await.unwrap(), 1);
    assert!(has(&bytes_of(&file_of(&it)), &key), "whoever reads has it before them");
    let owed = async || store::erasure::unscrubbed(&mut it.db.read().await.unwrap()).await.unwrap();
    let rewritten = owed().await;
    assert_eq!(rewritten, [(asha.patient, Some(it.now()))]);
    it.pass(Duration::from_mins(1));
    assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
    assert_eq!(owed().await, rewritten, "the file is written anew once");
    drop(reading);
    let other = it.node(rules()).await;
    assert_eq!(erasure::run(&other).await.unwrap(), 0);
    assert!(owed().await.is_empty());
    assert!(!has(&bytes_of(&file_of(&it)), &key));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_file_has_what_an_older_key_wrapped_once_a_newer_one_does() {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let it = TestPortal::with_keys(fresh_sqlite().await, rules(), &keys);
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let wrapped = sealed(&it, asha.patient).await.remove(0);
    turn(&it, &keys);
    assert!(it.vault.renew());
    let mut reading = it.db.read().await.unwrap();
    store::patient::count(&mut reading).await.unwrap();
    let first = wrapping::rewrap(&it.portal).await.unwrap();
    assert_eq!((first.keys, first.is_clear), (1, false), "whoever reads has it before them");
    assert!(has(&bytes_of(&file_of(&it)), &wrapped));
    drop(reading);
    let again = wrapping::rewrap(&it.portal).await.unwrap();
    assert_eq!((again.keys, again.is_clear), (0, true));
    assert!(!has(&bytes_of(&file_of(&it)), &wrapped));
}

async fn a_key_and_its_line_are_made_together(db: TestDb, _: TestDb) {
    let it = TestPortal::with(db, rules());
    // The first line takes the only name that there is; every further one fails.
    it.chance.stick();
    let made = || -> Result<u32, Refusal> { Ok(1) };
    assert_eq!(audit::rotated(&it.portal, "wrap", made).await.unwrap(), 1);
    let never = || -> Result<u32, Refusal> { panic!("a key was made that nothing tells of") };
    refused!(audit::rotated(&it.portal, "wrap", never).await, Refusal::Store(_));
    it.chance.loosen();
    let failing = || -> Result<u32, Refusal> { Err(Refusal::Lapsed) };
    refused!(audit::rotated(&it.portal, "wrap", failing).await, Refusal::Lapsed);
    assert_eq!(it.events(Event::KeyRotated).await, 1);
}
