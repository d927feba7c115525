//! Reports that a newer version takes the place of, while they are open.

use crate::{
    clinic::{GLUCOSE, measured, open, read, report_of, signed_in},
    people::{ASHA, minutes},
};
use portal::{
    Refusal,
    domain::{clinical::Status, id::RecordId},
    reports::{self, Mark},
};
use serde_json::{Value, json};
use testkit::{TestPortal, bundle, on_both};

on_both! {
    async fn the_newer_version_is_shown_and_the_older_is_kept(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.import(&bundle(&version(1, "final", 90.0))).await;
        let id = report_of(&it, &asha).await;
        open(&it, &asha, id).await;
        let until = it.now().after(minutes(5));
        let first = read(&it, &asha, id).await.unwrap();
        assert_eq!(
            (first.status, first.report.conclusion.as_deref()),
            (Status::Final, Some("version 1"))
        );

        it.import(&bundle(&version(2, "amended", 70.5))).await;
        let second = read(&it, &asha, id).await.unwrap();
        assert_eq!(second.report.conclusion.as_deref(), Some("version 2"));
        assert_eq!((second.status, second.until), (Status::Amended, until));
        assert!(format!("{:?}", second.rows[0].observation.value).contains("70.5"));
        assert!(second.rows[0].trend.is_empty(), "the older version is no value of its own");
        assert_eq!(versions(&it, id).await, 1);
        assert_eq!(versions(&it, second.rows[0].record).await, 1);
        let document = reports::document(&it.portal, &asha, id, 0).await.unwrap();
        assert_eq!(document.bytes, b"%PDF-1.4 2");
    }

    async fn one_bundle_may_hold_several_versions(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let all = [(1, 90.0), (3, 70.0), (2, 80.0), (3, 70.0)];
        let all: Vec<Value> =
            all.into_iter().flat_map(|(n, value)| version(n, "final", value)).collect();
        let outcome = it.import(&bundle(&all)).await;
        let counts = (outcome.created, outcome.updated, outcome.older, outcome.unchanged);
        assert_eq!((counts, outcome.faults.len()), ((2, 2, 2, 2), 0));

        let id = report_of(&it, &asha).await;
        open(&it, &asha, id).await;
        let newest = read(&it, &asha, id).await.unwrap();
        assert_eq!(newest.report.conclusion.as_deref(), Some("version 3"));
        assert_eq!((versions(&it, id).await, newest.rows.len()), (1, 1));
        let document = reports::document(&it.portal, &asha, id, 0).await.unwrap();
        assert_eq!(document.bytes, b"%PDF-1.4 3");
    }

    async fn a_report_that_goes_back_under_review_is_closed_at_once(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.import(&bundle(&version(1, "final", 90.0))).await;
        let id = report_of(&it, &asha).await;
        let closed = [("preliminary", Mark::UnderReview), ("entered-in-error", Mark::Withdrawn)];
        for (number, (status, mark)) in (1..).zip(closed) {
            it.pass(minutes(1));
            open(&it, &asha, id).await;
            it.import(&bundle(&version(2 * number, status, 90.0))).await;
            refused!(read(&it, &asha, id).await, Refusal::NotReleased);
            refused!(reports::document(&it.portal, &asha, id, 0).await, Refusal::NotReleased);
            assert_eq!(reports::list(&it.portal, &asha).await.unwrap()[0].mark, mark);
            it.import(&bundle(&version(2 * number + 1, "final", 90.0))).await;
        }
        assert!(read(&it, &asha, id).await.is_ok(), "the grant is not over");
    }

    async fn documents_that_a_newer_version_lacks_are_gone(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.import(&bundle(&version(1, "final", 90.0))).await;
        let id = report_of(&it, &asha).await;
        let mut newer = version(2, "amended", 90.0);
        newer[1].as_object_mut().unwrap().remove("presentedForm");
        it.import(&bundle(&newer)).await;
        open(&it, &asha, id).await;
        assert!(read(&it, &asha, id).await.unwrap().report.documents.is_empty());
        refused!(reports::document(&it.portal, &asha, id, 0).await, Refusal::NotFound);
    }
}

/// A version of one report, with its result and a document that say which version they are.
fn version(number: u8, status: &str, value: f64) -> [Value; 2] {
    let [mut observation, mut report] = measured(&ASHA, "2025-06-01", GLUCOSE, value);
    let meta = json!({ "versionId": number.to_string() });
    observation["meta"] = meta.clone();
    report["meta"] = meta;
    report["status"] = status.into();
    report["conclusion"] = format!("version {number}").into();
    // "%PDF-1.4 " and the number, in base64.
    let tail = ["MA==", "MQ==", "Mg==", "Mw==", "NA==", "NQ=="][usize::from(number)];
    let data = format!("JVBERi0xLjQg{tail}");
    report["presentedForm"] = json!([{ "contentType": "application/pdf", "data": data }]);
    [observation, report]
}

async fn versions(it: &TestPortal, id: RecordId) -> u64 {
    let mut tx = it.db.read().await.unwrap();
    store::history::of_record(&mut tx, id).await.unwrap()
}
