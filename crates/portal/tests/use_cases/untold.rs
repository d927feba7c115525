//! What was done without a code, where no text can tell the patient.

use crate::{
    counter::{MORPHINE, OMAR, asked, hand_over, lata, metformin, number, open_shops, prescribed},
    exception::stands,
    people::{ASHA, RAVI, browser},
};
use portal::{
    Principal, Refusal, counter,
    domain::{alarm::Alarm, audit::Event, challenge::Channel},
    prescriptions,
    watch::raised,
};
use testkit::{Person, TestPortal, bundle, on_both, patient, prescription};

/// A line that takes no texts.
const LANDLINE: Person = Person { phone: "+912223456789", ..ASHA };
/// A number of a country that is not served.
const ABROAD: Person = Person { phone: "+12025550123", ..ASHA };

/// The alarms that were raised about what was handed over.
fn alarms(it: &TestPortal) -> Vec<Alarm> {
    raised(&it.portal).into_iter().map(|it| it.alarm).collect()
}

on_both! {
    async fn they_read_it_on_their_pages_until_they_have_seen_it(it: TestPortal) {
        open_shops(&it).await;
        for (person, calls) in [(LANDLINE, vec![Channel::Voice]), (ABROAD, Vec::new())] {
            let id = person.phone.trim_start_matches('+');
            let request = prescription((id, 1, "active"), &person, None, &crate::counter::METFORMIN);
            let (asha, ids) = prescribed(&it, &person, &[request]).await;
            let lata = lata(&it).await;
            let look_up = asked(&it, &lata, &number(&it, &asha, ids[0]).await).await;
            stands(&it, &lata, look_up, OMAR).await.unwrap();
            let reached = it.messages(person.phone).await;
            let reached: Vec<Channel> = reached.iter().map(|it| it.channel).collect();
            assert_eq!(reached, calls, "the code's call at most");
            assert!(counter::look(&it.portal, &lata, look_up).await.unwrap().untold);
            assert_eq!(alarms(&it).first(), Some(&Alarm::HandedOverUntold));
            hand_over(&it, &lata, look_up, 10).await.unwrap();
            let [notice] =
                prescriptions::untold(&it.portal, &asha).await.unwrap().try_into().unwrap();
            assert_eq!((notice.id, notice.let_in), (look_up, true));
            it.import(&bundle(&[patient(&RAVI)])).await;
            let ravi = Principal { patient: it.patient(RAVI.number).await, caller: browser(9) };
            refused!(prescriptions::have_seen(&it.portal, &ravi, look_up).await, Refusal::NotFound);
            let before = it.events(Event::UntoldSeen).await;
            for _ in 0..2 {
                prescriptions::have_seen(&it.portal, &asha, look_up).await.unwrap();
                assert_eq!(it.events(Event::UntoldSeen).await, before + 1);
            }
            assert_eq!(prescriptions::untold(&it.portal, &asha).await.unwrap(), []);
        }
    }

    async fn who_was_told_by_a_text_reads_no_notice(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        stands(&it, &lata, look_up, OMAR).await.unwrap();
        assert!(!counter::look(&it.portal, &lata, look_up).await.unwrap().untold);
        assert_eq!(prescriptions::untold(&it.portal, &asha).await.unwrap(), []);
        assert_eq!(alarms(&it), [Alarm::HandedOverWithoutCode]);
    }

    async fn nor_is_what_was_tried_in_vain_kept_from_them(it: TestPortal) {
        open_shops(&it).await;
        let request = prescription(("x", 1, "active"), &LANDLINE, None, &MORPHINE);
        let (asha, ids) = prescribed(&it, &LANDLINE, &[request]).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number(&it, &asha, ids[0]).await).await;
        refused!(stands(&it, &lata, look_up, OMAR).await, Refusal::Controlled);
        let [notice] = prescriptions::untold(&it.portal, &asha).await.unwrap().try_into().unwrap();
        assert_eq!((notice.id, notice.let_in), (look_up, false));
    }
}
