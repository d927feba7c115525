//! What somebody reads who has the database of a portal with pharmacies, and no key: nothing of what was handed over, to whom,
//! by whom.

use crate::{
    collecting::{entitled, name},
    counter::{
        CITY, LAKE, LATA, OMAR, asked, challenge, lata, number, open_shops, prescribed, seen,
        tablets, typed,
    },
    exception::{WHY, stands},
    people::{ASHA, PASSWORD, browser, minutes},
};
use portal::{
    counter::{self, Handed, Once},
    domain::pharmacy::Scope,
    pharmacy::token,
};
use std::{fmt::Write, time::Duration};
use store::Engine;
use testkit::{Medicine, TestPortal, on_both, prescription};

/// Amounts that stand nowhere by accident.
const SYRUP: Medicine = Medicine {
    name: "Zopiclone 7.5 mg",
    tablets: 871_355,
    repeats: 0,
    interval: 1,
    schedule: None,
};
const HANDED: u64 = 135_791;
const COLLECTOR: &str = "Ravi Menon";
const SYSTEM: &str = "till by the door";
const KEY: &str = "the key of a request";
const REQUEST: &str = "what a till asked for";

/// Asha's prescription, with its number and whom she lets collect it.
async fn prescription_to_collect(it: &TestPortal) -> String {
    let request = prescription(("m1", 1, "active"), &ASHA, Some("paper number one"), &SYRUP);
    let (asha, ids) = prescribed(it, &ASHA, &[request]).await;
    let by = entitled(it, &asha).await;
    name(it, &asha, by, ids[0], COLLECTOR, "2026-01-01").await.unwrap();
    number(it, &asha, ids[0]).await
}

/// It is handed over to whoever collects it, a colleague stands for the next time, and a till asks for it.
async fn tour(it: &TestPortal, number: &str) -> String {
    let here = lata(it).await;
    let look_up = asked(it, &here, number).await;
    let code = it.code_of(challenge(it, &here, look_up).await);
    typed(it, &here, look_up, &code).await.unwrap();
    let wanted = seen(it, &here, look_up).await.iter().map(|it| tablets(it, HANDED)).collect();
    let handed = Handed { wanted, collector: Some(COLLECTOR.to_owned()) };
    counter::dispense(&it.portal, &here, look_up, &handed, None).await.unwrap();

    it.pass(minutes(20));
    let here = lata(it).await;
    let second = asked(it, &here, number).await;
    stands(it, &here, second, OMAR).await.unwrap();

    let life = Duration::from_hours(24);
    let made = token::add(&it.portal, CITY, SYSTEM, &Scope::ALL, life).await.unwrap();
    let (till, _) = token::dispenser(&it.portal, browser(40), &made.secret).await.unwrap();
    let once = Once { key: KEY, request: REQUEST.as_bytes() };
    counter::ask(&it.portal, &till, number, Some(once)).await.unwrap();
    made.secret
}

/// What nobody may read.
fn secrets(number: String, token: String) -> Vec<String> {
    let named = [
        ASHA.name,
        ASHA.number,
        ASHA.phone,
        PASSWORD,
        SYRUP.name,
        "Zopiclone",
        "871355",
        COLLECTOR,
        "Menon",
        LATA.phone,
        OMAR.phone,
        WHY,
        SYSTEM,
        KEY,
        REQUEST,
        CITY,
        LAKE,
        "paper number one",
        // As words of their own: four letters may stand in random bytes.
        "\"lata\"",
        "\"omar\"",
    ];
    let bare = number.chars().filter(char::is_ascii_alphanumeric).collect();
    let random = token.trim_start_matches("medseal_").to_owned();
    let mut all: Vec<String> = named.map(ToOwned::to_owned).into();
    all.extend([HANDED.to_string(), number, bare, token, random]);
    all
}

fn has(stored: &[u8], text: &str) -> bool {
    stored.windows(text.len()).any(|window| window.eq_ignore_ascii_case(text.as_bytes()))
}

on_both! {
    async fn nothing_of_what_was_handed_over_is_readable_in_the_database(it: TestPortal) {
        open_shops(&it).await;
        let number = prescription_to_collect(&it).await;
        let token = tour(&it, &number).await;
        let secrets = secrets(number, token);
        let stored = it.db.dump().await;
        for open in ["pharmacist", "prescription-looked-up", "dispensed", "$argon2id$"] {
            assert!(has(&stored, open), "what may be read is found: {open}");
        }
        for secret in &secrets {
            assert!(!has(&stored, secret), "{secret}");
        }
        let hex = secrets.join(" ").bytes().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        let bytes = match it.db.engine() {
            Engine::Sqlite => format!("x'{hex}'"),
            Engine::Postgres => format!("'\\x{hex}'::bytea"),
        };
        it.db.meddle(&format!("UPDATE pharmacy_token SET name = {bytes}")).await;
        let stored = it.db.dump().await;
        for secret in &secrets {
            assert!(has(&stored, secret), "{secret} would not have been found");
        }
    }
}
