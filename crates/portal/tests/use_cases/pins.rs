//! PINs on a phone that several share.

use crate::{
    accounts::{USHA, earn, enrol},
    activation::ASHA,
    people::{OTHER_PASSWORD, PASSWORD, browser, minutes},
};
use portal::{
    Caller, Principal, Refusal,
    domain::{
        audit::Event,
        challenge::Wrong,
        id::{ChallengeId, PatientId},
        pin::{self as rule, NotAPin},
    },
    forgotten, pin,
    sign_in::{self, Admission, Entry},
};
use std::time::Duration;
use testkit::{TestPortal, on_both};

pub const PIN: &str = "2580";
pub const OTHER: &str = "4971";

/// Answers the code for a PIN.
pub async fn allowed(it: &TestPortal, who: &Principal) -> ChallengeId {
    pin::ask(&it.portal, who).await.unwrap();
    it.deliver().await;
    let challenge = pin::pending(&it.portal, who).await.unwrap().unwrap().id;
    pin::answer(&it.portal, who, challenge, &it.code_of(challenge)).await.unwrap();
    challenge
}

async fn set(it: &TestPortal, who: &Principal, current: &str, typed: &str) -> Result<(), Refusal> {
    pin::change(&it.portal, who, allowed(it, who).await, current, typed).await
}

/// Asha, who has a password and a PIN.
pub async fn with_pin(it: &TestPortal) -> Principal {
    let patient = enrol(it, &ASHA).await;
    let who = Principal { patient, caller: browser(1) };
    set(it, &who, PASSWORD, PIN).await.unwrap();
    who
}

/// Signs in up to the PIN; gives the challenge and whose PIN it is.
async fn up_to_pin(it: &TestPortal, browser: &Caller) -> (ChallengeId, PatientId) {
    sign_in::begin(&it.portal, browser, ASHA.number, PASSWORD).await.unwrap();
    it.deliver().await;
    let challenge = it.pending(browser).await.id;
    let code = it.code_of(challenge);
    match sign_in::answer(&it.portal, browser, challenge, &code).await.unwrap() {
        Admission::One(Entry::Pin(patient)) => (challenge, patient),
        other => panic!("{other:?}"),
    }
}

async fn give(
    it: &TestPortal,
    browser: &Caller,
    (challenge, patient): (ChallengeId, PatientId),
    typed: &str,
) -> Result<Principal, Refusal> {
    sign_in::give_pin(&it.portal, browser, challenge, &[patient], patient, typed).await
}

on_both! {
    async fn whoever_sets_or_clears_a_pin_its_owner_is_told(it: TestPortal) {
        let asha = with_pin(&it).await;
        let told = async || {
            let all = it.messages(ASHA.phone).await;
            all.iter().filter(|it| it.text.contains("set, changed or removed")).count()
        };
        assert_eq!(told().await, 1);
        pin::clear(&it.portal, asha.patient).await.unwrap();
        assert_eq!(told().await, 2);
        pin::set_for_demo(&it.portal, asha.patient, PIN).await.unwrap();
        assert_eq!(told().await, 3);
        it.pass(minutes(61));
        let challenge = allowed(&it, &asha).await;
        pin::remove(&it.portal, &asha, challenge, PIN).await.unwrap();
        assert_eq!(told().await, 4);
    }

    async fn a_pin_is_asked_after_the_code_and_nobody_is_signed_in_before(it: TestPortal) {
        let asha = with_pin(&it).await;
        let (open, noted) = it.noted(up_to_pin(&it, &browser(2))).await;
        assert_eq!(noted, ["challenge-opened", "code-answered"]);
        let (wrong, noted) = it.noted(give(&it, &browser(2), open, OTHER)).await;
        refused!(wrong, Refusal::PinWrong(rule::Wrong::Guess { left: 4 }));
        assert_eq!(noted, ["pin-failed"]);
        let (none, noted) = it.noted(give(&it, &browser(2), open, "12")).await;
        refused!(none, Refusal::NotAPin(NotAPin::Malformed));
        assert!(noted.is_empty(), "no try was spent");
        let (who, noted) = it.noted(give(&it, &browser(2), open, " २५ ८० ")).await;
        assert_eq!(who.unwrap().patient, asha.patient);
        assert_eq!(noted, ["signed-in"]);
        refused!(give(&it, &browser(2), open, PIN).await, Refusal::Lapsed);
        assert_eq!(it.events(Event::SignedIn).await, 1);
    }

    async fn a_code_without_its_pin_signs_nobody_else_in(it: TestPortal) {
        with_pin(&it).await;
        let usha = enrol(&it, &USHA).await;
        let open = up_to_pin(&it, &browser(2)).await;
        let chosen = sign_in::choose(&it.portal, &browser(2), open.0, &[open.1], open.1).await;
        assert!(matches!(chosen.unwrap(), Entry::Pin(_)), "a choice goes past no PIN");
        let chosen = sign_in::choose(&it.portal, &browser(2), open.0, &[open.1], usha).await;
        refused!(chosen, Refusal::NotFound);
        let given =
            sign_in::give_pin(&it.portal, &browser(2), open.0, &[open.1], usha, PIN).await;
        refused!(given, Refusal::NotFound);
        assert_eq!(it.events(Event::SignedIn).await, 0);
    }

    async fn a_family_chooses_and_each_has_their_own_pin(it: TestPortal) {
        let asha = with_pin(&it).await.patient;
        it.pass(minutes(1));
        let usha = enrol(&it, &USHA).await;
        sign_in::begin(&it.portal, &browser(2), ASHA.phone, PASSWORD).await.unwrap();
        it.deliver().await;
        let challenge = it.pending(&browser(2)).await.id;
        let code = it.code_of(challenge);
        let admission = sign_in::answer(&it.portal, &browser(2), challenge, &code).await.unwrap();
        let Admission::Several(all) = admission else { panic!("{admission:?}") };
        let names = sign_in::candidates(&it.portal, &all).await.unwrap();
        assert_eq!(names.iter().map(|it| it.has_pin).collect::<Vec<_>>(), [true, false]);
        let me = browser(2);
        let choose = |who| sign_in::choose(&it.portal, &me, challenge, &all, who);
        assert!(matches!(choose(asha).await.unwrap(), Entry::Pin(patient) if patient == asha));
        // Somebody tapped the wrong name, and goes back.
        let (entry, noted) = it.noted(choose(usha)).await;
        assert!(matches!(entry.unwrap(), Entry::In(who) if who.patient == usha));
        assert_eq!(noted, ["signed-in"]);
        // What is replayed of the list, and of the page of the PIN, is over.
        for again in [asha, usha] {
            refused!(choose(again).await, Refusal::Wrong(Wrong::Used));
        }
        let given = sign_in::give_pin(&it.portal, &browser(2), challenge, &all, asha, PIN).await;
        refused!(given, Refusal::Lapsed);
    }

    async fn five_wrong_pins_in_a_row_pause_it_and_not_for_good(it: TestPortal) {
        with_pin(&it).await;
        let open = up_to_pin(&it, &browser(2)).await;
        for left in [4, 3, 2, 1] {
            let wrong = give(&it, &browser(2), open, OTHER).await;
            refused!(wrong, Refusal::PinWrong(rule::Wrong::Guess { left: seen }) if seen == left);
        }
        let until = it.now().after(minutes(15));
        let (fifth, noted) = it.noted(give(&it, &browser(2), open, OTHER)).await;
        refused!(fifth, Refusal::PinWrong(rule::Wrong::Paused(at)) if at == until);
        assert_eq!(noted, ["pin-failed"]);
        it.pass(minutes(1));
        let (sixth, noted) = it.noted(give(&it, &browser(2), open, PIN)).await;
        refused!(sixth, Refusal::PinWrong(rule::Wrong::Paused(at)) if at == until);
        assert!(noted.is_empty());
        it.pass(Duration::from_millis(839_999));
        let open = up_to_pin(&it, &browser(3)).await;
        refused!(give(&it, &browser(3), open, PIN).await, Refusal::PinWrong(rule::Wrong::Paused(_)));
        it.pass(Duration::from_millis(1));
        give(&it, &browser(3), open, PIN).await.unwrap();
        let open = up_to_pin(&it, &browser(4)).await;
        let wrong = give(&it, &browser(4), open, OTHER).await;
        refused!(wrong, Refusal::PinWrong(rule::Wrong::Guess { left: 4 }));
    }

    async fn one_code_has_ten_tries(it: TestPortal) {
        with_pin(&it).await;
        let open = up_to_pin(&it, &browser(2)).await;
        for n in 1..=9 {
            if n == 6 {
                it.pass(minutes(14));
                it.pass(Duration::from_secs(59));
            }
            let wrong = give(&it, &browser(2), open, OTHER).await;
            refused!(wrong, Refusal::PinWrong(_) | Refusal::Lapsed);
        }
        it.pass(minutes(15));
        refused!(give(&it, &browser(2), open, PIN).await, Refusal::Lapsed);
    }

    async fn very_many_wrong_pins_need_staff(it: TestPortal) {
        let asha = with_pin(&it).await;
        let mut tx = it.db.begin().await.unwrap();
        for n in 1..=100 {
            let at = it.now().after(minutes(20 * n));
            let limits = store::pin::Limits { run: 5, since: at.before(minutes(15)), most: 100 };
            store::pin::spend_try(&mut tx, asha.patient, limits, at).await.unwrap().unwrap();
        }
        tx.commit().await.unwrap();
        it.pass(minutes(20 * 101));
        let open = up_to_pin(&it, &browser(2)).await;
        refused!(give(&it, &browser(2), open, PIN).await, Refusal::PinWrong(rule::Wrong::NeedsStaff));
        let (cleared, noted) = it.noted(pin::clear(&it.portal, asha.patient)).await;
        cleared.unwrap();
        assert_eq!(noted, ["pin-removed"]);
        refused!(pin::clear(&it.portal, asha.patient).await, Refusal::NotFound);
        it.sign_in(browser(3), &ASHA, PASSWORD).await;
    }

    async fn two_tries_at_once_both_count_and_one_signs_in(it: TestPortal) {
        with_pin(&it).await;
        let open = up_to_pin(&it, &browser(2)).await;
        let me = browser(2);
        let (one, other) = tokio::join!(give(&it, &me, open, PIN), give(&it, &me, open, PIN));
        let signed_in = [&one, &other].iter().filter(|it| it.is_ok()).count();
        assert_eq!(signed_in, 1, "{one:?} {other:?}");
        assert_eq!(it.events(Event::SignedIn).await, 1);
        // Who came second gave a right PIN that signed nobody in; it counts until the next right one.
        let open = up_to_pin(&it, &browser(3)).await;
        give(&it, &browser(3), open, PIN).await.unwrap();
        let open = up_to_pin(&it, &browser(4)).await;
        let me = browser(4);
        for _ in 0..4 {
            give(&it, &me, open, OTHER).await.unwrap_err();
        }
        // The last try of the run is one of the two, and the other is not judged.
        let (one, other) = tokio::join!(give(&it, &me, open, OTHER), give(&it, &me, open, OTHER));
        refused!(one, Refusal::PinWrong(rule::Wrong::Paused(_)));
        refused!(other, Refusal::PinWrong(rule::Wrong::Paused(_)));
        assert_eq!(it.events(Event::PinFailed).await, 5);
    }

    async fn a_pin_that_was_changed_meanwhile_signs_nobody_in(it: TestPortal) {
        let asha = with_pin(&it).await;
        let open = up_to_pin(&it, &browser(2)).await;
        set(&it, &asha, PIN, OTHER).await.unwrap();
        refused!(give(&it, &browser(2), open, PIN).await, Refusal::PinWrong(_));
        give(&it, &browser(2), open, OTHER).await.unwrap();
    }

    async fn a_forgotten_password_takes_the_pin_too(it: TestPortal) {
        with_pin(&it).await;
        let me = browser(2);
        let challenge = earn(&it, &me, ASHA.number).await;
        let names = forgotten::whose(&it.portal, challenge).await.unwrap();
        assert!(names.iter().all(|it| it.has_pin));
        let finish =
            |typed| forgotten::finish(&it.portal, &me, challenge, None, typed, OTHER_PASSWORD);
        refused!(finish("").await, Refusal::NotAPin(NotAPin::Missing));
        refused!(finish(OTHER).await, Refusal::PinWrong(rule::Wrong::Guess { left: 4 }));
        finish(PIN).await.unwrap();
        refused!(finish(PIN).await, Refusal::Lapsed);
    }

    async fn a_pin_is_advised_where_the_number_is_shared(it: TestPortal) {
        let asha = Principal { patient: enrol(&it, &ASHA).await, caller: browser(1) };
        assert!(!pin::is_advised(&it.portal, &asha).await.unwrap());
        enrol(&it, &USHA).await;
        assert!(pin::is_advised(&it.portal, &asha).await.unwrap());
        set(&it, &asha, PASSWORD, PIN).await.unwrap();
        assert!(!pin::is_advised(&it.portal, &asha).await.unwrap());
    }
}
