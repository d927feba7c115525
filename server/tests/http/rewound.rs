//! The log is shorter than this server has seen it: nothing is signed, everybody who looks is told, and whoever put an older
//! backup back agrees to it.

use crate::{
    clinic::Clinic,
    people::ASHA,
    process::{Place, ends, rights},
};
use axum::http::StatusCode;
use portal::audit;
use std::{fs, path::PathBuf};

/// What must be typed before the log goes on.
pub const AGREED: &str = "go on without them\n";

/// The files of the database, of which there may be several.
fn database(place: &Place) -> Vec<PathBuf> {
    ["medseal.db", "medseal.db-wal", "medseal.db-shm"].map(|name| place.home().join(name)).into()
}

#[tokio::test]
async fn an_older_database_is_refused_until_somebody_agrees_to_it() {
    let place = Place::with_a_patient().await;
    ends(&place.run(&["audit", "restored"], &[]), 0, &["nothing to agree to"]);
    ends(&place.run(&["audit", "checkpoint"], &[]), 0, &["\n3\n"]);
    let kept = place.home().join("keys/audit-head");
    assert_eq!(rights(&kept), 0o600);
    let backup = database(&place).into_iter().map(|file| (fs::read(&file).ok(), file));
    let backup: Vec<_> = backup.collect();
    ends(&place.run(&["keys", "rotate", "code"], &[]), 0, &[]);
    let newest = place.run(&["audit", "checkpoint"], &[]);
    ends(&newest, 0, &["\n4\n"]);
    assert_eq!(fs::read_to_string(&kept).unwrap(), newest.out, "as a witness keeps it");
    assert!(place.run(&["doctor"], &[]).out.contains("ok   audit log  goes on"));

    for (bytes, file) in &backup {
        match bytes {
            Some(bytes) => fs::write(file, bytes).unwrap(),
            None => drop(fs::remove_file(file)),
        }
    }
    let rewound = "log rewound: from 4 events, which this server saw, to 3";
    ends(&place.run(&["audit", "verify"], &[]), 5, &[rewound]);
    let doctor = place.run(&["doctor"], &[]);
    ends(&doctor, 1, &["BAD  audit log  log rewound"]);
    ends(&place.run(&["keys", "rotate", "code"], &[]), 0, &[]);
    ends(&place.run(&["audit", "checkpoint"], &[]), 1, &["cannot seal the audit log"]);
    for typed in ["", "\n", "yes\n", "go on\n"] {
        let said = place.run_with(typed, &["audit", "restored"], &[]);
        ends(&said, 1, &[rewound, "not typed, so nothing was changed"]);
    }
    ends(&place.run(&["audit", "verify"], &[]), 5, &[rewound]);

    ends(&place.run_with(AGREED, &["audit", "restored"], &[]), 0, &[rewound, "goes on from here"]);
    ends(&place.run(&["audit", "checkpoint"], &[]), 0, &["\n5\n"]);
    ends(&place.run(&["audit", "verify"], &[]), 0, &["as it was sealed"]);
    ends(&place.run(&["audit", "restored"], &[]), 0, &["nothing to agree to"]);
}

#[tokio::test]
async fn the_operators_page_says_that_the_log_was_altered() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let portal = &clinic.wiring.portal;
    audit::seal(portal).await.unwrap();
    let says = "The audit log is not as this server left it";
    let page = clinic.browser().get("/ops/delivery").await;
    page.is_page(StatusCode::OK);
    assert!(!page.body.contains(says), "{}", page.body);
    clinic.db.meddle("DELETE FROM audit_checkpoint").await;
    assert!(audit::seal(portal).await.is_err());
    let page = clinic.browser().get("/ops/delivery").await;
    assert!(page.body.contains(says), "{}", page.body);
}
