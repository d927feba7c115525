//! Reports of other people, and reports that are not there.

use crate::{
    clinic::{asked, open, read, report_of, signed_in},
    people::{ASHA, RAVI},
};
use portal::{
    Principal, Refusal,
    domain::id::{ChallengeId, RecordId},
    reports,
};
use testkit::{TestPortal, on_both};
use uuid::Uuid;

on_both! {
    async fn somebody_elses_report_is_not_there_and_that_is_noted_once(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let ravi = signed_in(&it, &RAVI, &["2025-06-01"]).await;
        let (own, others) = (report_of(&it, &asha).await, report_of(&it, &ravi).await);
        let challenge = asked(&it, &asha, own).await;
        open(&it, &asha, own).await;
        let result = read(&it, &asha, own).await.unwrap().rows[0].record;
        let cases = [
            ("another patient's", others, true),
            ("nobody's", RecordId(Uuid::from_u128(7)), false),
            ("no report but a result", result, true),
        ];
        for (whose, id, is_there) in cases {
            for (n, (act, (done, noted))) in (0..).zip(acts(&it, &asha, id, challenge).await) {
                refused!(done, Refusal::NotFound);
                let expected: &[&str] = if is_there && n == 0 { &["record-refused"] } else { &[] };
                assert_eq!(noted, expected, "{act} {whose}");
            }
        }
        assert!(reports::read(&it.portal, &asha, own).await.is_ok());
    }

    async fn a_code_of_ones_own_does_not_open_somebody_elses(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let ravi = signed_in(&it, &RAVI, &["2025-06-01"]).await;
        let (own, others) = (report_of(&it, &asha).await, report_of(&it, &ravi).await);
        let challenge = asked(&it, &asha, own).await;
        let code = it.code_of(challenge);
        // In one browser, as when two people share it, one after the other.
        let borrowed = reports::answer(&it.portal, &ravi, others, challenge, &code).await;
        refused!(borrowed, Refusal::Wrong(portal::domain::challenge::Wrong::Purpose));
        refused!(read(&it, &ravi, others).await, Refusal::Sealed);
        refused!(read(&it, &asha, own).await, Refusal::Sealed);
    }
}

type Noted = (Result<(), Refusal>, Vec<&'static str>);

/// Everything that can be done with a report.
async fn acts(
    it: &TestPortal,
    who: &Principal,
    id: RecordId,
    challenge: ChallengeId,
) -> Vec<(&'static str, Noted)> {
    let node = &it.portal;
    let code = it.code_of(challenge);
    let answering = Box::pin(reports::answer(node, who, id, challenge, &code));
    let glancing = Box::pin(async { reports::glance(node, who, id).await.map(drop) });
    let pending = Box::pin(async { reports::pending(node, who, id).await.map(drop) });
    let reading = Box::pin(async { reports::read(node, who, id).await.map(drop) });
    let fetching = Box::pin(async { reports::document(node, who, id, 0).await.map(drop) });
    vec![
        ("glancing at", it.noted(glancing).await),
        ("asking for", it.noted(reports::ask(node, who, id)).await),
        ("waiting for", it.noted(pending).await),
        ("answering for", it.noted(answering).await),
        ("reading", it.noted(reading).await),
        ("fetching from", it.noted(fetching).await),
        ("sealing", it.noted(reports::seal(node, who, id)).await),
    ]
}
