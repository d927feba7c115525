//! `medseal audit verify` names each way in which somebody who has the database alone writes to the log.

use crate::{
    people::ASHA,
    process::{Place, ends},
};
use portal::import::{self, Mode};
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use std::fs;
use store::testing::{TestDb, fresh_sqlite};
use testkit::Person;

/// How many events the first head is over.
const FIRST: usize = 5;

/// A place whose database is the test's to write to: five events under a head, and one under the next.
struct Log {
    place: Place,
    db: TestDb,
    /// The newest head, as a witness keeps it.
    head: String,
}

impl Log {
    async fn sealed() -> Self {
        let (place, db) = (Place::none(), fresh_sqlite().await);
        let mut config = Config::default();
        config.database.url = Some(db.url().to_owned());
        let home = Home::at(place.home());
        let wiring = Wiring::open(&home, config, &Nature::of_the_machine()).await.unwrap();
        for n in 0..=FIRST {
            let number: &'static str = ["F-1", "F-2", "F-3", "F-4", "F-5", "F-6"][n];
            let bundle = testkit::bundle(&[testkit::patient(&Person { number, ..ASHA })]);
            import::bundle(&wiring.portal, &bundle, Mode::AllOrNothing).await.unwrap();
            if n + 1 >= FIRST {
                portal::audit::seal(&wiring.portal).await.unwrap();
            }
        }
        wiring.db.close().await;
        let log = Self { place, db, head: String::new() };
        let head = log.run(&["audit", "checkpoint"]).out;
        assert!(head.contains("\n6\n"), "{head}");
        log.verifies(0, &["6 events under 2 signed checkpoints", "as it was sealed"]);
        Self { head, ..log }
    }

    fn run(&self, command: &[&str]) -> crate::process::Said {
        self.place.run(command, &[("MEDSEAL_DATABASE_URL", self.db.url())])
    }

    #[track_caller]
    fn verifies(&self, code: i32, says: &[&str]) {
        ends(&self.run(&["audit", "verify"]), code, says);
    }
}

#[tokio::test]
async fn each_fault_has_its_name() {
    let swapped = "DROP INDEX audit_event_position; UPDATE audit_event SET position = \
        CASE position WHEN 1 THEN 3 ELSE 1 END WHERE position IN (1, 3)";
    let copied = "INSERT INTO audit_event (id, at, event, patient_id, payload, content, tag) \
        SELECT x'00000000000000000000000000000077', at, event, patient_id, payload, content, tag \
        FROM audit_event WHERE position = 2";
    let stranger = "inserted: event 00000000-0000-0000-0000-000000000077 has no place";
    for (sql, names) in [
        (
            "UPDATE audit_event SET at = at + 1 WHERE position = 2",
            &["changed: event ", " at place 2 "][..],
        ),
        ("DELETE FROM audit_event WHERE position = 2", &["removed: event ", " from place 2"]),
        (copied, &[stranger]),
        (swapped, &["reordered: event ", "was sealed at place 1 and stands at 3"]),
        (
            "DELETE FROM audit_checkpoint WHERE number = 1",
            &["log rewound: from 6 events, which this server saw, to 5"],
        ),
    ] {
        let log = Log::sealed().await;
        log.db.meddle(sql).await;
        log.verifies(5, &[names, &["NOT as it was sealed"]].concat());
    }
}

#[tokio::test]
async fn a_witness_finds_a_rewound_log_where_no_server_remembers_it() {
    let log = Log::sealed().await;
    let file = log.place.file("head", log.head.as_bytes());
    let since = ["audit", "verify", "--since", file.to_str().unwrap()];
    ends(&log.run(&since), 0, &["extends the checkpoint over 6 events"]);
    fs::remove_file(log.place.home().join("keys/audit-head")).unwrap();
    // Everything is taken back, the leaf with its name, so that what is left is as it once was.
    for sql in [
        "DELETE FROM audit_checkpoint WHERE number = 1",
        "DELETE FROM audit_event WHERE position = 5",
        "DELETE FROM audit_tile",
    ] {
        log.db.meddle(sql).await;
    }
    ends(&log.run(&since), 5, &["log rewound: from 6 events, which the witness saw, to 5"]);
}
