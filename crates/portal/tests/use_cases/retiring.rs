//! Retiring keys, so that older copies of the database give nothing of who was erased.

use crate::{
    erased::{WORDS, backed_up, due, name, with_report},
    people::{ASHA, RAVI},
};
use portal::{
    Hasher, Parts, Portal, Principal, Rules,
    domain::id::PatientId,
    erasure,
    hasher::Cost,
    wrapping::{self, Adopted},
};
use std::{fs, path::Path, sync::Arc};
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
    let (count, older) = wrapping::rewrap(&it.portal).await.unwrap();
    assert_eq!((count, older.len()), (1, 1));
    assert_eq!(wrapping::rewrap(&it.portal).await.unwrap(), (0, older.clone()));
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
    let (_, older) = wrapping::rewrap(&it.portal).await.unwrap();
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
    let (count, older) = wrapping::rewrap(&it.portal).await.unwrap();
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
    a_rewrapping_that_is_cut_short_goes_on
);

/// Byte for byte: neither the file after erasing nor an older copy of it says anything of her.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_byte_of_a_file_says_anything_of_who_was_erased() {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let it = TestPortal::with_keys(fresh_sqlite().await, rules(), &keys);
    let asha = with_report(&it, &ASHA, "2025-01-01").await;
    let mut tx = it.db.read().await.unwrap();
    let wrapped = store::patient::wrapped_key(&mut tx, asha.patient).await.unwrap().unwrap();
    drop(tx);
    let older = folder.path().join("older.db");
    it.db.meddle(&format!("VACUUM INTO '{}'", older.display())).await;
    due(&it, &asha).await;
    erasure::run(&it.portal).await.unwrap();
    it.db.meddle("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let newer = it.db.url().strip_prefix("sqlite:").unwrap().to_owned();
    let has = |path: &Path, what: &[u8]| {
        fs::read(path).unwrap().windows(what.len()).any(|bytes| bytes == what)
    };
    assert!(has(&older, &wrapped), "what is looked for would be found");
    assert!(!has(Path::new(&newer), &wrapped), "what is deleted is written over");
    for path in [older.as_path(), Path::new(&newer)] {
        for secret in [ASHA.name, "Verma", ASHA.number, ASHA.phone, "9000000001", "137.25", WORDS] {
            assert!(!has(path, secret.as_bytes()), "{secret}");
        }
    }
}
