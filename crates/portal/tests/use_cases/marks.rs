//! The list of reports, and what it gives away.

use crate::{
    clinic::{GLUCOSE, asked, measured, open, reports_of, signed_in, typed},
    people::{ASHA, RAVI, browser, minutes},
};
use portal::{
    Portal, Principal, Refusal, Rules,
    reports::{self, Line, Mark},
};
use serde_json::Value;
use testkit::{bundle, on_both, report};

on_both! {
    async fn reports_are_listed_newest_first_with_their_marks(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", "2025-06-01"]).await;
        let others: Vec<Value> = [
            ("preliminary", "2025-03-01"),
            ("registered", "2025-02-01"),
            ("cancelled", "2024-12-01"),
            ("amended", "2023-01-01"),
        ]
        .map(|(status, day)| report(&format!("X-{status}"), &ASHA, day, status, &[]))
        .into();
        it.import(&bundle(&others)).await;
        signed_in(&it, &RAVI, &["2025-05-01"]).await;
        let marks: Vec<Mark> = lines(&it.portal, &asha).await.iter().map(|it| it.mark).collect();
        let expected = [
            Mark::Sealed,
            Mark::UnderReview,
            Mark::UnderReview,
            Mark::Withdrawn,
            Mark::Sealed,
            Mark::Sealed,
        ];
        assert_eq!(marks, expected);
        let lines = lines(&it.portal, &asha).await;
        assert!(lines.is_sorted_by_key(|line| std::cmp::Reverse(line.at)));
        assert!(lines.iter().all(|line| line.laboratory.as_deref() == Some("Test Laboratory")));

        open(&it, &asha, lines[4].id).await;
        let until = it.now().after(minutes(5));
        let now = self::lines(&it.portal, &asha).await;
        assert_eq!((now[4].mark, now[0].mark), (Mark::Open(until), Mark::Sealed));
    }

    async fn a_tests_name_is_shown_when_open_or_where_the_clinic_allows_it(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-06-01"]).await;
        let node = it.node(Rules { show_test_names: true, ..Rules::default() }).await;
        let [newer, _] = reports_of(&it, &asha).await.try_into().unwrap();
        assert_eq!(titles(&it.portal, &asha).await, [None, None]);
        let named = Some("Fasting glucose".to_owned());
        assert_eq!(titles(&node, &asha).await, [named.clone(), named.clone()]);
        let glance = reports::glance(&it.portal, &asha, newer).await.unwrap();
        assert_eq!(glance.line.title, None);
        assert_eq!(glance.tail.as_deref(), Some("01"), "the end of the number that codes go to");

        open(&it, &asha, newer).await;
        assert_eq!(titles(&it.portal, &asha).await, [named.clone(), None]);
        let glance = reports::glance(&it.portal, &asha, newer).await.unwrap();
        assert_eq!(glance.line.title, named);
    }

    async fn what_is_not_released_cannot_be_asked_for_or_opened(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let released = reports_of(&it, &asha).await[0];
        let challenge = asked(&it, &asha, released).await;
        for (status, mark) in [("preliminary", Mark::UnderReview), ("cancelled", Mark::Withdrawn)] {
            let [observation, mut report] = measured(&ASHA, "2025-07-01", GLUCOSE, 99.0);
            report["status"] = status.into();
            it.import(&bundle(&[observation, report])).await;
            let id = lines(&it.portal, &asha).await[0].id;
            let glance = reports::glance(&it.portal, &asha, id).await.unwrap();
            assert_eq!((glance.line.mark, glance.opens()), (mark, false));

            let ((), noted) = it
                .noted(async {
                    refused!(reports::ask(&it.portal, &asha, id).await, Refusal::NotReleased);
                    let code = it.code_of(challenge);
                    refused!(typed(&it, &asha, id, challenge, &code).await, Refusal::NotReleased);
                    refused!(reports::read(&it.portal, &asha, id).await, Refusal::NotReleased);
                    refused!(
                        reports::document(&it.portal, &asha, id, 0).await,
                        Refusal::NotReleased
                    );
                })
                .await;
            assert!(noted.is_empty(), "{noted:?}");
            assert!(reports::pending(&it.portal, &asha, id).await.unwrap().is_none());
        }
        // The code was for the other report, and its tries are all left.
        let code = it.code_of(challenge);
        typed(&it, &asha, released, challenge, &code).await.unwrap();
    }

    async fn a_patient_without_reports_has_an_empty_list(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        assert!(lines(&it.portal, &asha).await.is_empty());
        let nobody = portal::domain::id::PatientId(uuid::Uuid::from_u128(7));
        let nobody = Principal { patient: nobody, caller: browser(1) };
        refused!(reports::list(&it.portal, &nobody).await, Refusal::NotFound);
    }
}

async fn lines(node: &Portal, who: &Principal) -> Vec<Line> {
    reports::list(node, who).await.unwrap()
}

async fn titles(node: &Portal, who: &Principal) -> Vec<Option<String>> {
    lines(node, who).await.into_iter().map(|line| line.title).collect()
}
