//! How long a report is open, and for whom.

use crate::{
    clinic::{asked, elsewhere, open, open_until, read, report_of, reports_of, signed_in, typed},
    people::{ASHA, browser, minutes},
};
use portal::{
    Refusal,
    account::{self, Leaving},
    domain::{Millis, challenge::Wrong},
    reports,
};
use testkit::on_both;

on_both! {
    async fn a_report_is_sealed_until_its_code_is_answered(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let (sealed, noted) = it.noted(read(&it, &asha, report)).await;
        refused!(sealed, Refusal::Sealed);
        assert!(noted.is_empty());
        refused!(reports::document(&it.portal, &asha, report, 0).await, Refusal::Sealed);
        asked(&it, &asha, report).await;
        refused!(read(&it, &asha, report).await, Refusal::Sealed);
        open(&it, &asha, report).await;
        assert!(read(&it, &asha, report).await.is_ok());
    }

    async fn it_is_open_for_five_minutes(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        open(&it, &asha, report).await;
        let until = it.now().after(minutes(5));
        for (at, expected) in [(Millis(until.0 - 1), Some(until)), (until, None)] {
            it.clock.set(at);
            assert_eq!(open_until(&it, &asha, report).await, expected);
        }
        refused!(read(&it, &asha, report).await, Refusal::Sealed);
    }

    async fn another_code_begins_the_five_minutes_anew(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        open(&it, &asha, report).await;
        it.pass(minutes(4));
        open(&it, &asha, report).await;
        it.pass(minutes(4));
        assert_eq!(open_until(&it, &asha, report).await, Some(it.now().after(minutes(1))));
    }

    async fn it_is_open_in_one_browser_alone(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let other = elsewhere(&asha, browser(2));
        let report = report_of(&it, &asha).await;
        open(&it, &asha, report).await;
        refused!(read(&it, &other, report).await, Refusal::Sealed);
        refused!(reports::document(&it.portal, &other, report, 0).await, Refusal::Sealed);
        assert!(reports::pending(&it.portal, &other, report).await.unwrap().is_none());
        open(&it, &other, report).await;
        reports::seal(&it.portal, &asha, report).await.unwrap();
        refused!(read(&it, &asha, report).await, Refusal::Sealed);
        assert!(read(&it, &other, report).await.is_ok());
    }

    async fn it_is_sealed_again_by_hand(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-06-01"]).await;
        let [newer, older] = reports_of(&it, &asha).await.try_into().unwrap();
        for report in [newer, newer, older] {
            open(&it, &asha, report).await;
            it.pass(minutes(1));
        }
        let (_, noted) = it.noted(reports::seal(&it.portal, &asha, newer)).await;
        assert_eq!(noted, ["record-sealed"]);
        refused!(read(&it, &asha, newer).await, Refusal::Sealed);
        assert!(read(&it, &asha, older).await.is_ok());
        let (_, noted) = it.noted(reports::seal(&it.portal, &asha, newer)).await;
        assert!(noted.is_empty(), "it was sealed already");
    }

    async fn leaving_seals_what_was_open_and_ends_what_was_asked(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-06-01"]).await;
        let other = elsewhere(&asha, browser(2));
        let [newer, older] = reports_of(&it, &asha).await.try_into().unwrap();
        open(&it, &other, newer).await;
        let ways = [
            (Leaving::SignedOut, "signed-out"),
            (Leaving::Idle, "session-ended"),
            (Leaving::Over, "session-ended"),
        ];
        for (leaving, event) in ways {
            it.pass(minutes(1));
            open(&it, &asha, newer).await;
            let challenge = asked(&it, &asha, older).await;
            let (left, noted) = it.noted(account::leave(&it.portal, &asha, leaving)).await;
            left.unwrap();
            assert_eq!(noted, [event]);
            refused!(read(&it, &asha, newer).await, Refusal::Sealed);
            let late = typed(&it, &asha, older, challenge, &it.code_of(challenge)).await;
            refused!(late, Refusal::Wrong(Wrong::Expired));
            assert!(read(&it, &other, newer).await.is_ok());
        }
    }
}
