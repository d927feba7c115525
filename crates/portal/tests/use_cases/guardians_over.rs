//! When somebody acts for somebody no more, and what is closed with it.

use crate::{
    clinic::{asked, open, read, report_of, typed},
    guardians::{acting, lines_of},
    people::minutes,
};
use portal::{
    Refusal,
    account::{self, Leaving},
    audit::Who,
    domain::{audit::Event, challenge::Wrong, day::Day},
    family, reports, settings,
};
use std::time::Duration;
use testkit::on_both;

on_both! {
    async fn an_end_counts_at_once_also_between_code_and_answer(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let report = report_of(&it, &for_dev).await;
        let challenge = asked(&it, &for_dev, report).await;
        let ((), noted) = it.noted(async {
            family::end(&it.portal, for_dev.patient, asha.patient).await.unwrap();
        }).await;
        assert_eq!(noted, ["guardian-ended", "ward-ended"]);
        let late = typed(&it, &for_dev, report, challenge, &it.code_of(challenge)).await;
        refused!(late, Refusal::GuardianshipOver);
        refused!(family::end(&it.portal, for_dev.patient, asha.patient).await, Refusal::NotFound);
        assert_eq!(it.events(Event::RecordOpened).await, 0);
    }

    async fn what_is_open_closes_with_the_guardianship(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let report = report_of(&it, &for_dev).await;
        open(&it, &for_dev, report).await;
        read(&it, &for_dev, report).await.unwrap();
        family::end(&it.portal, for_dev.patient, asha.patient).await.unwrap();
        refused!(read(&it, &for_dev, report).await, Refusal::GuardianshipOver);
        let document = reports::document(&it.portal, &for_dev, report, 0).await;
        refused!(document, Refusal::GuardianshipOver);
        let sealed = reports::seal(&it.portal, &for_dev, report).await;
        refused!(sealed, Refusal::GuardianshipOver);
        refused!(reports::glance(&it.portal, &for_dev, report).await, Refusal::GuardianshipOver);
        let caller = for_dev.caller;
        assert!(!family::still_holds(&it.portal, caller.acting.unwrap()).await.unwrap());
    }

    async fn the_eighteenth_birthday_ends_it_by_the_clock(it: TestPortal) {
        let (_, for_dev) = acting(&it).await;
        let report = report_of(&it, &for_dev).await;
        let birthday = Day::parse("2026-11-20").unwrap().in_utc();
        it.pass(it.now().until(birthday.before(minutes(2))));
        open(&it, &for_dev, report).await;
        it.pass(Duration::from_millis(119_999));
        read(&it, &for_dev, report).await.unwrap();
        it.pass(Duration::from_millis(1));
        refused!(read(&it, &for_dev, report).await, Refusal::GuardianshipOver);
        assert!(!family::still_holds(&it.portal, for_dev.caller.acting.unwrap()).await.unwrap());
        let seen = family::family(&it.portal, &for_dev).await.unwrap();
        assert!(seen.wards.is_empty());
    }

    async fn switching_ends_what_the_session_held(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let report = report_of(&it, &for_dev).await;
        open(&it, &for_dev, report).await;
        let challenge = asked(&it, &for_dev, report).await;
        family::back(&it.portal, &for_dev).await.unwrap();
        refused!(read(&it, &for_dev, report).await, Refusal::Sealed);
        let late = typed(&it, &for_dev, report, challenge, &it.code_of(challenge)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        settings::ask(&it.portal, &asha).await.unwrap();
        it.deliver().await;
        let own = settings::pending(&it.portal, &asha).await.unwrap().unwrap().id;
        family::begin(&it.portal, &asha, for_dev.patient).await.unwrap();
        let late = settings::answer(&it.portal, &asha, own, &it.code_of(own)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
    }

    async fn whoever_signs_out_while_acting_signs_out_themselves(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        account::leave(&it.portal, &for_dev, Leaving::SignedOut).await.unwrap();
        let of_dev = lines_of(&it, for_dev.patient, Event::ActingBegan).await;
        let by = Who::Guardian(asha.patient);
        assert_eq!(of_dev, [(Event::ActingEnded, by), (Event::ActingBegan, by)]);
        let hers = lines_of(&it, asha.patient, Event::SignedOut).await;
        assert_eq!(hers, [(Event::SignedOut, Who::Browser)]);
    }
}
