//! The key file is its owner's alone, made once, and never lost to a crash or a race.

use super::fixture::{Folder, Seeded};
use crate::keyring::{Created, FILE, Fault, Keyring, KeyringError, Rotates, Use};
use domain::Millis;
use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    sync::Barrier,
    thread,
};

type Loaded = Result<(Keyring, Created), KeyringError>;

fn load(dir: &Path, seed: u64) -> Loaded {
    Keyring::load_or_create(dir, Millis(10), &Seeded::of(seed))
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn the_first_start_makes_a_private_file_and_later_ones_read_it() {
    let folder = Folder::new("first");
    let dir = folder.path().join("home/keys");
    let (made, created) = load(&dir, 1).ok().unwrap();
    assert_eq!(created, Created::Now);
    assert_eq!((mode(&dir), mode(&dir.join(FILE))), (0o700, 0o600));
    let (found, created) = load(&dir, 2).ok().unwrap();
    assert_eq!(created, Created::Before);
    assert!(found.to_text() == made.to_text(), "another ring was loaded");
}

#[test]
fn a_file_that_others_can_read_is_refused_with_the_way_out() {
    let folder = Folder::new("modes");
    let dir = folder.path().join("keys");
    load(&dir, 1).ok().unwrap();
    let path = dir.join(FILE);
    for open_to_others in [0o640, 0o604, 0o620, 0o601, 0o660, 0o644, 0o777] {
        allow(&path, open_to_others);
        let message = load(&dir, 1).err().unwrap().to_string();
        assert!(message.contains(&format!("chmod 600 {}", path.display())), "{message}");
    }
    for private in [0o600, 0o400] {
        allow(&path, private);
        assert!(load(&dir, 1).is_ok(), "{private:o}");
    }
    for open_to_others in [0o770, 0o707, 0o722] {
        allow(&dir, open_to_others);
        let message = load(&dir, 1).err().unwrap().to_string();
        assert!(message.contains(&format!("chmod 700 {}", dir.display())), "{message}");
    }
    fs::remove_file(&path).unwrap();
    assert!(load(&dir, 1).is_err() && !path.exists(), "no key is made in an open directory");
    allow(&dir, 0o755);
    assert!(load(&dir, 1).is_ok(), "others may look into the directory");
}

#[test]
fn a_corrupt_file_is_named_and_left_alone() {
    let folder = Folder::new("corrupt");
    let dir = folder.path().join("keys");
    load(&dir, 1).ok().unwrap();
    let path = dir.join(FILE);
    let whole = fs::read(&path).unwrap();
    for content in [&b""[..], &whole[..whole.len() / 2], b"\xff\xfe", b"key = 1"] {
        fs::write(&path, content).unwrap();
        let error = load(&dir, 2).err().unwrap();
        assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
        assert_eq!(fs::read(&path).unwrap(), content);
    }
    fs::write(&path, "key = []").unwrap();
    let error = load(&dir, 2).err();
    assert!(matches!(error, Some(KeyringError::Corrupt { fault: Fault::Missing(Use::Wrap), .. })));
}

#[test]
fn of_many_that_start_at_once_one_makes_the_file_and_all_get_the_same() {
    for round in 0..20 {
        let folder = Folder::new(&format!("race-{round}"));
        let dir = folder.path().join("keys");
        let start = Barrier::new(8);
        let loaded: Vec<_> = thread::scope(|scope| {
            let starts: Vec<_> = (0..8)
                .map(|seed| {
                    let (dir, start) = (&dir, &start);
                    scope.spawn(move || {
                        start.wait();
                        load(dir, seed).unwrap_or_else(|error| panic!("{error}"))
                    })
                })
                .collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        let made = loaded.iter().filter(|(_, created)| *created == Created::Now).count();
        assert_eq!(made, 1);
        let first = loaded[0].0.to_text();
        assert!(loaded.iter().all(|(ring, _)| ring.to_text() == first), "two rings");
    }
}

#[test]
fn the_remains_of_a_crash_are_no_hindrance() {
    let folder = Folder::new("crash");
    let dir = folder.path().join("keys");
    load(&dir, 1).ok().unwrap();
    fs::rename(dir.join(FILE), dir.join("keyring.toml.new")).unwrap();
    allow(&dir.join("keyring.toml.new"), 0o644);
    let (_, created) = load(&dir, 2).ok().unwrap();
    assert_eq!(created, Created::Now);
    assert_eq!(mode(&dir.join(FILE)), 0o600);
    assert!(!dir.join("keyring.toml.new").exists());
}

#[test]
fn rotations_at_once_are_all_kept() {
    let folder = Folder::new("rotate");
    let dir = folder.path().join("keys");
    let early = Keyring::rotate_in(&dir, Rotates::Wrap, Millis(20), &Seeded::of(9));
    assert!(matches!(early, Err(KeyringError::Io { .. })), "there is no ring to rotate");
    let (before, _) = load(&dir, 1).ok().unwrap();
    let mut ids: Vec<String> = thread::scope(|scope| {
        let rotations: Vec<_> = (10..16)
            .map(|seed| {
                let dir = &dir;
                let rotate = move || {
                    Keyring::rotate_in(dir, Rotates::Wrap, Millis(20), &Seeded::of(seed)).unwrap()
                };
                scope.spawn(rotate)
            })
            .collect();
        rotations.into_iter().map(|rotation| rotation.join().unwrap()).collect()
    });
    let (after, _) = load(&dir, 1).ok().unwrap();
    let (kept, added) = after.ids(Use::Wrap).split_first().map(|(a, b)| (*a, b.to_vec())).unwrap();
    assert_eq!([kept], before.ids(Use::Wrap)[..]);
    ids.sort();
    let mut added: Vec<_> = added.into_iter().map(str::to_owned).collect();
    added.sort();
    assert_eq!(added, ids);
    assert_eq!(mode(&dir.join(FILE)), 0o600);
}
