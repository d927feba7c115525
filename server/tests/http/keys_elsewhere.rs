//! Keys that are not in a file: retired, taken out, and an older copy of the database used again.

use crate::{
    erasure::{Ahead, ask_for, wiring},
    people::{ASHA, RAVI},
    process::{Place, ends},
    rewound::AGREED,
    serving::sign_in,
};
use portal::{erasure, import};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

const KEYS: &str = "MEDSEAL_KEYS";

/// A home with Asha, who lives, and Ravi, who was erased; and the text of its keys, which are not there any more.
async fn erased() -> (Place, String) {
    let place = Place::with_a_patient().await;
    let (here, _) = wiring(&place, None).await;
    let ravi = testkit::bundle(&[testkit::patient(&RAVI)]);
    import::bundle(&here.portal, &ravi, import::Mode::AllOrNothing).await.unwrap();
    here.db.close().await;
    fs::copy(place.home().join("medseal.db"), place.home().join("older.db")).unwrap();
    ask_for(&place, &RAVI).await;
    ends(&place.run(&["erasure", "confirm", "--patient", RAVI.number], &[]), 0, &[]);
    let (ahead, _) = wiring(&place, Some(Arc::new(Ahead))).await;
    assert_eq!(erasure::run(&ahead.portal).await.unwrap(), 1);
    ahead.db.close().await;
    let keys = place.home().join("keys/keyring.toml");
    let text = fs::read_to_string(&keys).unwrap();
    fs::remove_dir_all(keys.parent().unwrap()).unwrap();
    (place, text)
}

/// The text with a key more, made in an empty folder as the command says.
fn with_another(place: &Place, text: &str) -> String {
    let folder = place.home().with_file_name("empty");
    private(&folder.join("keys"));
    let file = folder.join("keys/keyring.toml");
    fs::write(&file, text).unwrap();
    own(&file, 0o600);
    let database = format!("sqlite:{}", place.home().join("medseal.db").display());
    let variables =
        [("MEDSEAL_HOME", folder.to_str().unwrap()), ("MEDSEAL_DATABASE_URL", database.as_str())];
    ends(&place.run(&["keys", "rotate", "wrap"], &variables), 0, &["is the current key"]);
    fs::read_to_string(&file).unwrap()
}

fn private(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    own(folder, 0o700);
}

fn own(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The text without the first of its keys that wrap.
fn without_first(text: &str) -> String {
    let mut keys: Vec<&str> = text.split("[[key]]").collect();
    let first = keys.iter().position(|it| it.contains("\"wrap\"")).unwrap();
    keys.remove(first);
    keys.join("[[key]]")
}

#[tokio::test]
async fn keys_in_the_environment_are_retired_by_hand_and_older_copies_are_shut() {
    let (place, text) = erased().await;
    let first = [(KEYS, text.as_str())];
    ends(&place.run(&["doctor"], &first), 0, &["WARN erasures   1 people were erased"]);
    for command in [&["keys", "retire"][..], &["keys", "retire", "--destroy"]] {
        let said = place.run(command, &first);
        ends(&said, 1, &["without MEDSEAL_KEYS", "MEDSEAL_DATABASE_URL"]);
        assert!(!place.home().join("keys").exists(), "no file is made beside the variable");
    }

    let text = with_another(&place, &text);
    let both = [(KEYS, text.as_str())];
    ends(
        &place.run(&["keys", "retire"], &both),
        0,
        &["1 patient(s) had their key", "MEDSEAL_KEYS"],
    );
    let told = place.run(&["keys", "retire", "--destroy"], &both);
    ends(&told, 0, &["0 patient(s) had their key", "Take these keys out of MEDSEAL_KEYS", "wrap-"]);
    ends(&place.run(&["doctor"], &both), 0, &["WARN erasures"]);

    let text = without_first(&text);
    let last = [(KEYS, text.as_str())];
    ends(&place.run(&["doctor"], &last), 0, &["ok   erasures"]);
    ends(&place.run(&["keys", "retire"], &last), 0, &["no older key"]);
    ends(&place.run(&["audit", "verify"], &last), 0, &[]);
    lives(&place, &last).await;

    let newer = put_back(&place);
    let unlock = |number| place.run(&["patient", "unlock", number], &last);
    assert_eq!(unlock(ASHA.number).code, 1, "the older copy does not open");
    let from = format!("sqlite:{}", newer.display());
    let adopted = place.run(&["keys", "adopt", "--from", &from], &last);
    ends(&adopted, 0, &["1 patient(s) have their newer key; 1 were erased"]);
    ends(&place.run_with(AGREED, &["audit", "restored"], &last), 0, &["goes on from here"]);
    ends(&place.run(&["audit", "verify"], &last), 0, &[]);
    lives(&place, &last).await;
    ends(&unlock(ASHA.number), 0, &[]);
    assert_eq!(unlock(RAVI.number).code, 1, "he is erased here too");
}

/// Puts the older copy in the place of the database, and says where that is from then on. A portal that was killed leaves a log
/// behind, which is of this database and would spoil any other.
fn put_back(place: &Place) -> PathBuf {
    let at = |name: String| place.home().join(name);
    for companion in ["", "-wal", "-shm"] {
        let file = at(format!("medseal.db{companion}"));
        if file.exists() {
            fs::rename(file, at(format!("newer.db{companion}"))).unwrap();
        }
    }
    fs::rename(at("older.db".to_owned()), at("medseal.db".to_owned())).unwrap();
    at("newer.db".to_owned())
}

/// Asha signs in.
async fn lives(place: &Place, variables: &[(&str, &str)]) {
    let mut medseal = place.serve(variables).await;
    sign_in(&medseal, &mut medseal.browser()).await;
    medseal.kill();
    medseal.end();
}
