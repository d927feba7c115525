//! What somebody has of sessions who has the database and no key.

use crate::{
    clinic::Clinic,
    people::{ASHA, PASSWORD, RESULT},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use portal::domain::{Chance, Millis, phone::Phone};
use server::config::Config;
use std::sync::Arc;
use store::testing::{TestDb, fresh_postgres, fresh_sqlite};
use testkit::Seeded;
use tower_sessions::session::Id;
use vault::{Keyring, LocalVault, Vault};

async fn the_database_knows_the_cookie_by_a_hash_and_keeps_its_data_sealed(db: TestDb) {
    let clinic = Clinic::on(db, Config::default());
    clinic.enrol(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    let (cookie, code) = (browser.session(), clinic.code(&ASHA).await);
    let id: Id = cookie.parse().unwrap();
    let hash = clinic.wiring.vault.lookup("session", &cookie);
    let mut tx = clinic.db.read().await.unwrap();
    let row = store::session::get(&mut tx, hash, clinic.wiring.portal.now()).await.unwrap();
    let sealed = STANDARD.decode(row.expect("a row under the hash").data).unwrap();
    let stored = clinic.db.dump().await;
    let big = id.0.to_be_bytes();
    let little = id.0.to_le_bytes();
    let phone = Phone::parse(ASHA.phone, "91").unwrap();
    let secrets: [&[u8]; 14] = [
        cookie.as_bytes(),
        &big,
        &little,
        b"\"seat\"",
        b"signed_in_at",
        ASHA.name.as_bytes(),
        b"Verma",
        ASHA.number.as_bytes(),
        phone.e164().as_bytes(),
        b"9000000001",
        PASSWORD.as_bytes(),
        RESULT.as_bytes(),
        b"Fasting glucose",
        b"Test Laboratory",
    ];
    for secret in secrets {
        let shown = String::from_utf8_lossy(secret);
        assert!(!holds(&clinic, &stored, secret), "the database holds {shown}");
        assert!(!contains(&sealed, secret), "the session's data hold {shown}");
    }
    assert!(!holds(&clinic, &stored, code.as_bytes()), "the database holds the code");
    assert!(holds(&clinic, &stored, &hash), "the search finds what is there");
}

async fn what_a_stolen_database_holds_signs_nobody_in(db: TestDb) {
    let clinic = Clinic::on(db, Config::default());
    clinic.enrol(&ASHA, &[]).await;
    let browser = clinic.signed_in(&ASHA).await;
    let (cookie, badge) = (browser.session(), browser.cookies["medseal-device"].clone());
    let vault = &clinic.wiring.vault;
    let hashes = [vault.lookup("session", &cookie), vault.lookup("device", &badge)];
    let stored = clinic.db.dump().await;
    for hash in hashes {
        assert!(holds(&clinic, &stored, &hash), "the search finds what is there");
        for half in [&hash[..16], &hash[16..]] {
            let number = u128::from_be_bytes(half.try_into().unwrap());
            for id in [number, number.swap_bytes()] {
                let mut thief = clinic.browser();
                thief.cookies.insert("medseal".into(), Id(id.cast_signed()).to_string());
                thief.cookies.insert("medseal-device".into(), format!("{id:032x}"));
                thief.get("/home").await.redirects_to("/sign-in");
            }
        }
    }
    let stored = clinic.db.dump().await;
    assert!(!holds(&clinic, &stored, badge.as_bytes()), "the database holds the badge");
    // Without its key nobody can tell which row a cookie would be.
    let chance = Arc::new(Seeded::default());
    chance.fill(&mut [0; 7]);
    let other = LocalVault::open(Keyring::fresh(Millis(0), &*chance), chance);
    assert_ne!(other.lookup("session", &cookie), hashes[0]);
}

#[tokio::test]
async fn the_database_knows_the_cookie_by_a_hash_and_keeps_its_data_sealed_sqlite() {
    the_database_knows_the_cookie_by_a_hash_and_keeps_its_data_sealed(fresh_sqlite().await).await;
}

#[tokio::test]
async fn the_database_knows_the_cookie_by_a_hash_and_keeps_its_data_sealed_postgres() {
    the_database_knows_the_cookie_by_a_hash_and_keeps_its_data_sealed(fresh_postgres().await).await;
}

#[tokio::test]
async fn what_a_stolen_database_holds_signs_nobody_in_sqlite() {
    what_a_stolen_database_holds_signs_nobody_in(fresh_sqlite().await).await;
}

#[tokio::test]
async fn what_a_stolen_database_holds_signs_nobody_in_postgres() {
    what_a_stolen_database_holds_signs_nobody_in(fresh_postgres().await).await;
}

/// Whether a dump of the clinic's database has these bytes.
fn holds(clinic: &Clinic, dump: &[u8], bytes: &[u8]) -> bool {
    if clinic.db.url().starts_with("sqlite:") {
        return contains(dump, bytes);
    }
    contains(dump, &bytes.iter().flat_map(|byte| in_a_row(*byte)).collect::<Vec<_>>())
}

/// A byte as PostgreSQL writes it in the text of a row: escaped as one of a `bytea`, and then as one of a column.
fn in_a_row(byte: u8) -> Vec<u8> {
    match byte {
        b'\\' => br"\\\\".to_vec(),
        b'"' => b"\"\"".to_vec(),
        0x20..=0x7e => vec![byte],
        _ => format!(r"\\{byte:03o}").into_bytes(),
    }
}

fn contains(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}
