//! Taking one's data away.

use crate::{
    clinic::{self, GLUCOSE, measured, signed_in},
    exporting::{Plain, ask, made, newest, whole},
    people::{ASHA, RAVI, browser, minutes, seconds},
};
use portal::{
    Principal, Refusal,
    account::{self, Leaving},
    domain::{audit::Event, challenge::Wrong},
    export::{self, File, State},
    settings,
};
use serde_json::{Value, json};
use testkit::{TestPortal, bundle, cut_short, on_both};

/// A patient of the demo clinic, with years of reports.
const ANITA: &[u8] = include_bytes!("../../../../server/demo/02-anita.json");
const CLINIC: &[u8] = include_bytes!("../../../../server/demo/01-clinic.json");

async fn begun_just_now(it: &TestPortal) {
    let end = it.now().0 + 60_000;
    it.db.meddle(&format!("UPDATE export SET tries = 0, expires_at = {end}")).await;
}

on_both! {
    async fn what_was_taken_away_is_imported_again_to_the_same(it: TestPortal) {
        let first = anita(&it, &[CLINIC, ANITA]).await;
        let elsewhere = TestPortal::sqlite().await;
        let second = anita(&elsewhere, &[first.bundle.as_bytes()]).await;
        assert_eq!(first.records, second.records);
        for (kind, least) in
            [("DiagnosticReport", 5), ("Observation", 30), ("MedicationRequest", 1), ("Patient", 1)]
        {
            let [count, again] = [&first, &second].map(|taken| taken.count(kind));
            assert!(count >= least && count == again, "{kind}: {count}, {again}");
        }
        assert!(first.count("AuditEvent") > 2 && first.count("Organization") > 0);
    }

    async fn what_is_not_released_is_said_to_be_there_and_no_more(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01"]).await;
        for (day, status) in [("2025-02-01", "preliminary"), ("2025-03-01", "entered-in-error")] {
            let [result, mut report] = measured(&ASHA, day, GLUCOSE, 777.0);
            report["status"] = status.into();
            report["conclusion"] = "not to be read".into();
            it.import(&bundle(&[result, report])).await;
        }
        let id = made(&it, &asha).await;
        let page = whole(&it, &asha, id, File::Page).await.unwrap();
        let bundle = whole(&it, &asha, id, File::Bundle).await.unwrap();
        assert!(page.contains("UnderReview Some") && page.contains("Withdrawn Some"), "{page}");
        for text in [&page, &bundle] {
            assert!(!text.contains("777") && !text.contains("not to be read"), "{text}");
        }
        assert_eq!(bundle.matches("\"DiagnosticReport\"").count(), 1);
    }

    async fn each_file_is_taken_once_in_its_session_and_within_the_hour(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01"]).await;
        signed_in(&it, &RAVI, &["2025-01-01"]).await;
        let id = made(&it, &asha).await;
        let elsewhere = clinic::elsewhere(&asha, browser(9));
        refused!(whole(&it, &elsewhere, id, File::Page).await, Refusal::Lapsed);
        assert_eq!(export::newest(&it.portal, &elsewhere).await.unwrap(), None);
        let ravi = Principal { patient: it.patient(RAVI.number).await, ..asha };
        refused!(whole(&it, &ravi, id, File::Page).await, Refusal::Lapsed);
        whole(&it, &asha, id, File::Page).await.unwrap();
        refused!(whole(&it, &asha, id, File::Page).await, Refusal::Lapsed);
        assert_eq!(it.events(Event::ExportTaken).await, 1);
        let State::Ready(files) = newest(&it, &asha).await.state else { panic!("not ready") };
        let taken: Vec<bool> = files.iter().map(|file| file.taken_at.is_some()).collect();
        assert_eq!(taken, [true, false]);
        it.pass(minutes(59));
        let mut slow = export::take(&it.portal, &asha, id, File::Bundle).await.unwrap();
        it.pass(minutes(1));
        refused!(slow.piece().await, Refusal::Lapsed);
        assert_eq!(export::newest(&it.portal, &asha).await.unwrap(), None);
    }

    async fn a_file_goes_to_one_of_two_who_take_it_at_once(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01"]).await;
        let id = made(&it, &asha).await;
        let other = it.node(it.portal.rules().clone()).await;
        let (one, two) = tokio::join!(
            export::take(&it.portal, &asha, id, File::Page),
            export::take(&other, &asha, id, File::Page),
        );
        assert_eq!(u8::from(one.is_ok()) + u8::from(two.is_ok()), 1);
    }

    async fn signing_out_ends_it_and_nothing_is_left_of_what_is_over(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01"]).await;
        let id = made(&it, &asha).await;
        assert_eq!(export::sweep(&it.portal).await.unwrap(), 0);
        account::leave(&it.portal, &asha, Leaving::SignedOut).await.unwrap();
        refused!(whole(&it, &asha, id, File::Page).await, Refusal::Lapsed);
        assert_eq!(export::sweep(&it.portal).await.unwrap(), 1);
        let asha = clinic::elsewhere(&asha, browser(9));
        let first = made(&it, &asha).await;
        let second = made(&it, &asha).await;
        refused!(whole(&it, &asha, first, File::Page).await, Refusal::Lapsed);
        assert_eq!(export::sweep(&it.portal).await.unwrap(), 1, "the first gave way");
        it.pass(minutes(60));
        assert_eq!(export::sweep(&it.portal).await.unwrap(), 1);
        let mut tx = it.db.read().await.unwrap();
        let part = store::export::part(&mut tx, second, File::Page, 0).await.unwrap();
        assert_eq!(part, None);
    }

    async fn the_code_of_something_else_takes_nothing_away(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        settings::ask(&it.portal, &asha).await.unwrap();
        let other = settings::pending(&it.portal, &asha).await.unwrap().unwrap().id;
        let answered = export::answer(&it.portal, &asha, other, &it.code_of(other)).await;
        refused!(answered, Refusal::Wrong(Wrong::Purpose));
        assert_eq!(export::newest(&it.portal, &asha).await.unwrap(), None);
        assert!(!export::make(&it.portal, &Plain).await.unwrap());
    }

    async fn whoever_dies_while_making_it_is_followed_by_another(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-02-01"]).await;
        let id = ask(&it, &asha).await;
        let mut cuts = 0;
        for polls in 1.. {
            let cut = cut_short(export::make(&it.portal, &Plain), polls).await;
            cut.transpose().unwrap();
            // Who finds nothing to do may come after the end of it, or while a server has yet to undo what was cut short.
            if matches!(newest(&it, &asha).await.state, State::Ready(_)) {
                break;
            }
            cuts += 1;
            // They are more than are begun, and take longer than an hour.
            it.pass(seconds(61));
            begun_just_now(&it).await;
        }
        assert!(cuts > 3, "{cuts}");
        // A server may commit what was cut short after it was meddled with.
        begun_just_now(&it).await;
        let page = whole(&it, &asha, id, File::Page).await.unwrap();
        assert_eq!((page.matches("2 reports").count(), page.matches("end\n").count()), (1, 1));
    }

    async fn whoever_comes_back_late_writes_nothing(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01"]).await;
        let id = ask(&it, &asha).await;
        // One who took it and went to sleep.
        let mark = uuid::Uuid::from_u128(7);
        let lease = store::export::Lease { mark, until: it.now().after(seconds(60)) };
        let mut tx = it.db.begin().await.unwrap();
        store::export::claim(&mut tx, lease, it.now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert!(!export::make(&it.portal, &Plain).await.unwrap(), "somebody is at it");
        it.pass(seconds(60));
        assert!(export::make(&it.portal, &Plain).await.unwrap());
        let mut tx = it.db.begin().await.unwrap();
        assert!(!store::export::progress(&mut tx, id, lease, 1, 1).await.unwrap());
        let finished = store::export::finish(&mut tx, id, lease, it.now(), &[]).await.unwrap();
        assert!(!finished);
        drop(tx);
        whole(&it, &asha, id, File::Bundle).await.unwrap();
    }

    async fn what_cannot_be_made_is_given_up_and_said_so(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01"]).await;
        ask(&it, &asha).await;
        it.db.meddle("UPDATE record SET envelope = profile FROM patient WHERE kind = 'report'").await;
        for _ in 0..5 {
            assert!(matches!(newest(&it, &asha).await.state, State::Making(..)));
            refused!(export::make(&it.portal, &Plain).await, Refusal::Vault(_));
            it.pass(seconds(61));
        }
        assert!(!export::make(&it.portal, &Plain).await.unwrap());
        assert_eq!(newest(&it, &asha).await.state, State::GivenUp);
        made_again(&it, &asha).await;
    }

    async fn a_large_document_comes_in_many_pieces(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let [result, mut report] = measured(&ASHA, "2025-01-01", GLUCOSE, 90.0);
        let data = format!("JVBERi0x{}", "QUJD".repeat(600_000));
        report["presentedForm"] = json!([{ "contentType": "application/pdf", "data": data }]);
        it.import(&bundle(&[result, report])).await;
        let id = made(&it, &asha).await;
        let mut taken = export::take(&it.portal, &asha, id, File::Bundle).await.unwrap();
        let mut pieces = 0;
        while let Some(piece) = taken.piece().await.unwrap() {
            assert!(piece.len() <= 1024 * 1024);
            pieces += 1;
        }
        assert!(pieces >= 3, "{pieces}");
    }
}

async fn made_again(it: &TestPortal, who: &Principal) {
    it.db.meddle("DELETE FROM shows").await;
    it.db.meddle("DELETE FROM record").await;
    made(it, who).await;
}

/// What was taken away.
struct Took {
    /// The records as they are shown, without what their results are called.
    records: Vec<String>,
    bundle: String,
}

impl Took {
    fn count(&self, kind: &str) -> usize {
        let parsed: Value = serde_json::from_str(&self.bundle).unwrap();
        let entries = parsed["entry"].as_array().unwrap();
        entries.iter().filter(|entry| entry["resource"]["resourceType"] == kind).count()
    }
}

/// Imports files, and takes away what is in them of one patient of the demo clinic.
async fn anita(it: &TestPortal, files: &[&[u8]]) -> Took {
    for file in files {
        it.import(file).await;
    }
    let who = Principal { patient: it.patient("SJ-1001").await, caller: browser(5) };
    let id = made(it, &who).await;
    let page = whole(it, &who, id, File::Page).await.unwrap();
    let bundle = whole(it, &who, id, File::Bundle).await.unwrap();
    let is_record =
        |line: &&str| ["Final", "Amended", "Prescription"].iter().any(|it| line.starts_with(it));
    let mut records: Vec<String> = page.lines().filter(is_record).map(nameless).collect();
    records.sort();
    Took { records, bundle }
}

fn nameless(line: &str) -> String {
    let mut parts = line.split("results: [");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once(']').unwrap().1);
    }
    let mut parts = text.split("members: [");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once(']').unwrap().1);
    }
    text
}
