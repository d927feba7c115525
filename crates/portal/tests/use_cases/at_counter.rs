//! A look-up, from the number to the code.

use crate::{
    counter::{
        ASPIRIN, CITY, LAKE, METFORMIN, OMAR, ZOYA, asked, at_counter as signed_in, challenge,
        lata, let_in, metformin, number, open_shops, prescribed, seen, state, typed,
    },
    people::{ASHA, browser, minutes, seconds},
};
use portal::{
    Refusal, counter,
    domain::{
        audit::Event,
        challenge::Wrong,
        id::VerificationId,
        pharmacy::{NotAPrescriptionNumber, State},
    },
    history,
};
use testkit::{Person, on_both, prescription};
use uuid::Uuid;

/// The number of no prescription, with a check character that fits.
const UNKNOWN: &str = "333-333-333";

on_both! {
    async fn the_patients_code_opens_the_medicines_for_ten_minutes(it: TestPortal) {
        open_shops(&it).await;
        let group = Some("paper-1");
        let requests = [
            prescription(("a", 1, "active"), &ASHA, group, &METFORMIN),
            prescription(("b", 1, "active"), &ASHA, group, &ASPIRIN),
        ];
        let (asha, ids) = prescribed(&it, &ASHA, &requests).await;
        let [id] = ids.try_into().unwrap();
        let number = number(&it, &asha, id).await;
        let lata = lata(&it).await;
        let (look_up, noted) = it.noted(counter::ask(&it.portal, &lata, &number, None)).await;
        assert_eq!(noted, ["challenge-opened", "prescription-looked-up"]);
        let look_up = look_up.unwrap();
        assert_eq!(state(&it, &lata, look_up).await, State::Asked);
        assert!(seen(&it, &lata, look_up).await.is_empty(), "nothing is seen before the code");
        let texts = it.messages(ASHA.phone).await;
        let text = &texts.first().unwrap().text;
        assert!(text.contains(CITY) && text.contains('2'), "{text}");
        assert!(!text.contains("Metformin") && !text.contains("Aspirin"), "{text}");
        let code = it.code(ASHA.phone).await;
        let (done, noted) = Box::pin(it.noted(typed(&it, &lata, look_up, &code))).await;
        done.unwrap();
        assert!(noted.contains(&"pharmacy-allowed"), "{noted:?}");
        let names: Vec<String> =
            seen(&it, &lata, look_up).await.into_iter().map(|it| it.prescription.medicine).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert_eq!(look.patient.as_deref(), Some(ASHA.name));
        it.pass(minutes(10));
        assert_eq!(state(&it, &lata, look_up).await, State::Over);
        assert!(seen(&it, &lata, look_up).await.is_empty());
    }

    async fn three_wrong_codes_end_it(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let challenge = challenge(&it, &lata, look_up).await;
        let wrong = it.wrong_code_of(challenge);
        for left in [2, 1, 0] {
            let typed = counter::answer(&it.portal, &lata, look_up, challenge, &wrong, None).await;
            refused!(typed, Refusal::Wrong(Wrong::Guess { left: seen }) if seen == left);
        }
        let right = it.code_of(challenge);
        let typed = counter::answer(&it.portal, &lata, look_up, challenge, &right, None).await;
        refused!(typed, Refusal::Wrong(_));
        assert!(seen(&it, &lata, look_up).await.is_empty());
        // What others type wrongly is not counted against the patient.
        it.set_password(asha.patient, crate::people::PASSWORD).await;
        assert_eq!(it.credential(asha.patient).await.failures, 0);
    }

    async fn a_code_ends_after_a_minute_and_a_half(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        it.pass(seconds(90));
        refused!(typed(&it, &lata, look_up, &code).await, Refusal::Wrong(Wrong::Expired));
    }

    async fn a_number_that_nobody_has_looks_like_any_other(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let (known, unknown) =
            (asked(&it, &lata, &number).await, asked(&it, &lata, UNKNOWN).await);
        for id in [known, unknown] {
            let pending = counter::pending(&it.portal, &lata, id).await.unwrap().unwrap();
            assert!(pending.live);
            assert!(pending.call_at.is_some() && pending.resend_at.is_some());
            let look = counter::look(&it.portal, &lata, id).await.unwrap();
            assert_eq!((look.state, look.patient), (State::Asked, None));
            let wrong = it.wrong_code_of(pending.id);
            refused!(typed(&it, &lata, id, &wrong).await, Refusal::Wrong(Wrong::Guess { left: 2 }));
            it.pass(seconds(31));
            counter::resend(&it.portal, &lata, id, pending.id).await.unwrap();
        }
        // The code that would follow from the decoy's name opens nothing.
        let code = it.code_of(challenge(&it, &lata, unknown).await);
        refused!(typed(&it, &lata, unknown, &code).await, Refusal::Wrong(_));
        assert_eq!(it.events(Event::LookUpFailed).await, 1);
        assert_eq!(it.texts(ASHA.phone).await, 2);
    }

    async fn a_phone_that_is_served_no_more_is_not_told_when_the_code_is_sent_again(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let challenge = challenge(&it, &lata, look_up).await;
        let abroad = Person { phone: "+12025550123", ..ASHA };
        prescribed(&it, &abroad, &[prescription(("b", 1, "active"), &abroad, None, &ASPIRIN)]).await;
        it.pass(seconds(31));
        counter::resend(&it.portal, &lata, look_up, challenge).await.unwrap();
        assert_eq!((it.texts(ASHA.phone).await, it.texts(abroad.phone).await), (1, 0));
    }

    async fn what_is_no_number_is_told_and_counts_for_nothing(it: TestPortal) {
        open_shops(&it).await;
        let lata = lata(&it).await;
        for (typed, expected) in [
            ("", NotAPrescriptionNumber::Missing),
            ("12", NotAPrescriptionNumber::Malformed),
            ("333-333-334", NotAPrescriptionNumber::Mistyped),
        ] {
            let (asked, noted) = it.noted(counter::ask(&it.portal, &lata, typed, None)).await;
            refused!(asked, Refusal::PrescriptionNumber(why) if why == expected);
            assert!(noted.is_empty(), "{noted:?}");
        }
    }

    async fn nobody_else_goes_on_with_a_look_up(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        let colleague = signed_in(&it, OMAR, browser(33)).await;
        let rival = signed_in(&it, ZOYA, browser(34)).await;
        let nobodys = VerificationId(Uuid::nil());
        for (who, id) in [(&colleague, look_up), (&rival, look_up), (&lata, nobodys)] {
            refused!(counter::look(&it.portal, who, id).await, Refusal::NotFound);
            refused!(counter::pending(&it.portal, who, id).await, Refusal::NotFound);
            refused!(crate::counter::hand_over_as(&it, who, id).await, Refusal::NotFound);
            refused!(counter::undo(&it.portal, who, id).await, Refusal::NotFound);
        }
    }

    async fn whoever_asked_sees_what_they_asked_today_and_how_far_it_came(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let first = asked(&it, &lata, UNKNOWN).await;
        it.pass(seconds(1));
        let second = let_in(&it, &lata, &number).await;
        let today = counter::today(&it.portal, &lata).await.unwrap();
        let seen: Vec<_> = today.iter().map(|it| (it.id, it.state)).collect();
        let until = state(&it, &lata, second).await;
        assert_eq!(seen, [(second, until), (first, State::Asked)]);
        let colleague = signed_in(&it, OMAR, browser(33)).await;
        assert!(counter::today(&it.portal, &colleague).await.unwrap().is_empty());
        it.pass(minutes(24 * 60));
        assert!(counter::today(&it.portal, &lata).await.unwrap().is_empty());
        portal::pharmacy::staff::end(&it.portal, crate::counter::LATA.login).await.unwrap();
        refused!(counter::today(&it.portal, &lata).await, Refusal::NotFound);
    }

    async fn every_look_up_is_in_the_history_with_the_pharmacys_name(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let (lata, zoya) = (lata(&it).await, signed_in(&it, ZOYA, browser(34)).await);
        // Four codes an hour go to a phone: the last two look-ups come to nobody, and stand there all the same.
        for who in [&lata, &lata, &lata, &zoya, &zoya, &lata] {
            it.pass(minutes(2));
            asked(&it, who, &number).await;
            it.deliver().await;
        }
        assert_eq!(it.texts(ASHA.phone).await, 4);
        portal::pharmacy::end(&it.portal, LAKE).await.unwrap();
        let wanted = portal::audit::history::Wanted::default();
        let page = history::page(&it.portal, &asha, &[], &wanted).await.unwrap();
        let lines = page.lines.iter().filter(|it| it.line.event == Event::PrescriptionLookedUp);
        let lines: Vec<_> = lines.collect();
        assert!(lines.iter().all(|it| it.can_be_disowned()));
        let by = [CITY, LAKE, LAKE, CITY, CITY, CITY].map(|it| history::By::Pharmacy(Some(it.to_owned())));
        assert!(lines.iter().map(|it| &it.by).eq(&by), "{:?}", lines.iter().map(|it| &it.by));
    }
}
