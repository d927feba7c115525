//! A forgotten password, a changed one, and settings.

use crate::{
    activation::{ASHA, BORN, arrive, born},
    people::{OTHER_PASSWORD, PASSWORD, answer, browser, minutes},
};
use portal::{
    Caller, Principal, Refusal, Rules,
    domain::{
        Language,
        audit::Event,
        challenge::{Channel, Wrong},
        id::{ChallengeId, PatientId, SessionKey},
        identifier::Identifier,
        settings::{Settings, TextSize},
    },
    forgotten, notice, password, settings, sign_in,
};
use store::session::{self, SessionRow};
use testkit::{Person, TestPortal, on_both};

/// Asha's twin, on the same phone.
pub const USHA: Person = Person { name: "Usha Verma", number: "MED-1004", phone: ASHA.phone };

pub async fn enrol(it: &TestPortal, person: &Person) -> PatientId {
    let patient = arrive(it, person).await;
    it.set_password(patient, PASSWORD).await;
    patient
}

/// A session of a patient, as the pages keep it.
pub async fn seat(it: &TestPortal, patient: PatientId, name: SessionKey) {
    let row = SessionRow {
        id_hash: key(name),
        data: String::new(),
        expires_at: it.now().after(minutes(60)),
        patient: Some(patient),
        name: Some(name),
        device: None,
    };
    let mut tx = it.db.begin().await.unwrap();
    assert!(session::insert(&mut tx, &row).await.unwrap());
    tx.commit().await.unwrap();
}

/// What a session is found by.
fn key(name: SessionKey) -> [u8; 32] {
    let [byte, ..] = name.0.as_u128().to_le_bytes();
    [byte; 32]
}

pub async fn lives(it: &TestPortal, name: SessionKey) -> bool {
    let mut tx = it.db.read().await.unwrap();
    session::get(&mut tx, key(name), it.now()).await.unwrap().is_some()
}

/// Goes as far as the page on which a new password is chosen.
pub async fn earn(it: &TestPortal, browser: &Caller, who: &str) -> ChallengeId {
    let readings = Identifier::readings(who, "91").unwrap();
    forgotten::begin(&it.portal, browser, &readings, &born(it, BORN)).await.unwrap();
    it.deliver().await;
    let challenge = forgotten::pending(&it.portal, browser).await.unwrap().unwrap().id;
    let code = it.code_of(challenge);
    forgotten::answer(&it.portal, browser, challenge, &code).await.unwrap();
    challenge
}

async fn forget(
    it: &TestPortal,
    caller: &Caller,
    challenge: ChallengeId,
    meant: Option<PatientId>,
) -> Result<PatientId, Refusal> {
    forgotten::finish(&it.portal, caller, challenge, meant, "", OTHER_PASSWORD).await
}

/// Answers the code by which a principal changes their password.
pub async fn allowed(it: &TestPortal, who: &Principal) -> ChallengeId {
    password::ask(&it.portal, who).await.unwrap();
    it.deliver().await;
    let challenge = password::pending(&it.portal, who).await.unwrap().unwrap().id;
    let code = it.code_of(challenge);
    password::answer(&it.portal, who, challenge, &code).await.unwrap();
    challenge
}

async fn news(it: &TestPortal) -> usize {
    let texts = it.messages(ASHA.phone).await;
    texts.iter().filter(|text| text.text.contains("was changed")).count()
}

on_both! {
    async fn a_forgotten_password_is_replaced_once(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let (own, elsewhere) = (browser(1), browser(7));
        seat(&it, asha, elsewhere.session).await;
        let challenge = earn(&it, &own, ASHA.phone).await;
        let names = forgotten::whose(&it.portal, challenge).await.unwrap();
        assert_eq!(names.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), [ASHA.name]);
        let (done, noted) = it.noted(forget(&it, &own, challenge, None)).await;
        assert_eq!(done.unwrap(), asha);
        assert_eq!(noted, ["session-ended", "password-changed"]);
        assert!(!lives(&it, elsewhere.session).await, "all other sessions end");
        assert_eq!(news(&it).await, 1, "they are told");
        let text = it.messages(ASHA.phone).await.remove(0).text;
        assert!(!text.contains(|c: char| c.is_ascii_digit()), "no code in {text}");
        refused!(forget(&it, &own, challenge, None).await, Refusal::Lapsed);
        it.sign_in(browser(2), &ASHA, OTHER_PASSWORD).await;
        sign_in::begin(&it.portal, &browser(3), ASHA.number, PASSWORD).await.unwrap();
        let decoy = it.pending(&browser(3)).await.id;
        let judged = answer(&it, &browser(3), decoy, &it.code_of(decoy)).await;
        refused!(judged, Refusal::Wrong(Wrong::Guess { .. }));
    }

    async fn a_sign_in_that_was_begun_with_the_old_password_ends(it: TestPortal) {
        enrol(&it, &ASHA).await;
        let (own, other, chooser) = (browser(1), browser(2), browser(3));
        sign_in::begin(&it.portal, &other, ASHA.number, PASSWORD).await.unwrap();
        let begun = it.pending(&other).await.id;
        enrol(&it, &USHA).await;
        sign_in::begin(&it.portal, &chooser, ASHA.phone, PASSWORD).await.unwrap();
        let shared = it.pending(&chooser).await.id;
        let both = answer(&it, &chooser, shared, &it.code_of(shared)).await.unwrap();
        assert_eq!(both.len(), 2);
        let challenge = earn(&it, &own, ASHA.number).await;
        forget(&it, &own, challenge, None).await.unwrap();
        it.deliver().await;
        let late = answer(&it, &other, begun, &it.code_of(begun)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        let chosen = sign_in::choose(&it.portal, &chooser, shared, &both, both[0]).await;
        refused!(chosen, Refusal::Wrong(Wrong::Used));
    }

    async fn twins_on_one_phone_say_which_of_them_it_is(it: TestPortal) {
        let (asha, usha) = (enrol(&it, &ASHA).await, enrol(&it, &USHA).await);
        let ravi = enrol(&it, &crate::people::RAVI).await;
        let browser = browser(1);
        let challenge = earn(&it, &browser, ASHA.phone).await;
        let names = forgotten::whose(&it.portal, challenge).await.unwrap();
        assert_eq!(names.len(), 2);
        refused!(forget(&it, &browser, challenge, None).await, Refusal::NobodyChosen);
        refused!(forget(&it, &browser, challenge, Some(ravi)).await, Refusal::NobodyChosen);
        assert_eq!(forget(&it, &browser, challenge, Some(usha)).await.unwrap(), usha);
        it.deliver().await;
        it.sign_in(crate::people::browser(2), &ASHA, PASSWORD).await;
        assert_ne!(asha, usha);
    }

    async fn a_password_is_changed_with_the_current_one_and_a_code(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let who = it.sign_in(browser(1), &ASHA, PASSWORD).await;
        seat(&it, asha, who.caller.session).await;
        seat(&it, asha, browser(7).session).await;
        let challenge = allowed(&it, &who).await;
        let change = |current| password::change(&it.portal, &who, challenge, current, OTHER_PASSWORD);
        let (wrong, noted) = it.noted(change("not her password")).await;
        refused!(wrong, Refusal::PasswordWrong);
        assert_eq!(noted, ["password-refused"]);
        assert_eq!(it.credential(asha).await.failures, 1);
        let (done, noted) = it.noted(change(PASSWORD)).await;
        done.unwrap();
        assert_eq!(noted, ["session-ended", "password-changed"]);
        assert!(lives(&it, who.caller.session).await && !lives(&it, browser(7).session).await);
        assert_eq!(news(&it).await, 1);
        refused!(change(OTHER_PASSWORD).await, Refusal::Lapsed);
        it.sign_in(browser(2), &ASHA, OTHER_PASSWORD).await;
    }

    async fn the_current_password_is_not_guessed_without_end(it: TestPortal) {
        enrol(&it, &ASHA).await;
        let who = it.sign_in(browser(1), &ASHA, PASSWORD).await;
        let challenge = allowed(&it, &who).await;
        for _ in 0..9 {
            let guess = password::change(&it.portal, &who, challenge, "a guess", OTHER_PASSWORD);
            refused!(guess.await, Refusal::PasswordWrong);
        }
        let right = password::change(&it.portal, &who, challenge, PASSWORD, OTHER_PASSWORD).await;
        refused!(right, Refusal::Lapsed);
    }

    async fn nobody_changes_anything_with_somebody_elses_code(it: TestPortal) {
        enrol(&it, &ASHA).await;
        let usha = enrol(&it, &USHA).await;
        let who = it.sign_in(browser(1), &ASHA, PASSWORD).await;
        let challenge = allowed(&it, &who).await;
        let other = Principal { patient: usha, ..who };
        let change = password::change(&it.portal, &other, challenge, PASSWORD, OTHER_PASSWORD);
        refused!(change.await, Refusal::Lapsed);
        let set = settings::change(&it.portal, &who, challenge, &Settings::default()).await;
        refused!(set, Refusal::Lapsed);
        settings::ask(&it.portal, &who).await.unwrap();
        it.deliver().await;
        let challenge = settings::pending(&it.portal, &who).await.unwrap().unwrap().id;
        let code = it.code_of(challenge);
        let judged = password::answer(&it.portal, &who, challenge, &code).await;
        refused!(judged, Refusal::Wrong(Wrong::Purpose));
        settings::answer(&it.portal, &who, challenge, &code).await.unwrap();
        let set = settings::change(&it.portal, &other, challenge, &Settings::default()).await;
        refused!(set, Refusal::Lapsed);
    }

    async fn settings_are_changed_once_for_a_code_and_followed(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        let who = it.sign_in(browser(1), &ASHA, PASSWORD).await;
        let set = Settings {
            codes_by: Some(Channel::Sms),
            language: Some(Language::Hi),
            text: TextSize::Large,
        };
        settings::ask(&it.portal, &who).await.unwrap();
        it.deliver().await;
        let challenge = settings::pending(&it.portal, &who).await.unwrap().unwrap().id;
        refused!(settings::change(&it.portal, &who, challenge, &set).await, Refusal::Lapsed);
        let code = it.code_of(challenge);
        settings::answer(&it.portal, &who, challenge, &code).await.unwrap();
        let (done, noted) = it.noted(settings::change(&it.portal, &who, challenge, &set)).await;
        done.unwrap();
        assert_eq!(noted, ["settings-changed"]);
        assert_eq!(settings::of(&it.portal, asha).await.unwrap(), set);
        let again = settings::change(&it.portal, &who, challenge, &Settings::default()).await;
        refused!(again, Refusal::Lapsed);
        sign_in::begin(&it.portal, &browser(2), ASHA.number, PASSWORD).await.unwrap();
        let text = it.messages(ASHA.phone).await.remove(0).text;
        assert!(text.contains("साइन इन"), "{text}");
    }

    async fn a_new_version_of_the_notice_is_asked_for_again(it: TestPortal) {
        let asha = enrol(&it, &ASHA).await;
        notice::accepted_on_paper(&it.portal, asha).await.unwrap();
        assert_eq!(notice::due(&it.portal, asha).await.unwrap(), None);
        let rules = Rules { notice: "next".to_owned(), ..Rules::default() };
        let node = it.node(rules).await;
        assert_eq!(notice::due(&node, asha).await.unwrap().as_deref(), Some("next"));
        let who = Principal { patient: asha, caller: browser(1) };
        let old = notice::accept(&node, &who, portal::domain::notice::VERSION).await;
        refused!(old, Refusal::NoticeNotAccepted);
        for _ in 0..2 {
            notice::accept(&node, &who, "next").await.unwrap();
        }
        assert_eq!(notice::due(&node, asha).await.unwrap(), None);
        assert_eq!(it.events(Event::NoticeAccepted).await, 2);
    }
}
