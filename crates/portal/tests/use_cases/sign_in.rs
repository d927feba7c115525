//! Signing in, from what is typed to who is greeted.

use crate::people::{ASHA, PASSWORD, RAVI, answer, browser};
use portal::{
    Refusal, account,
    domain::{audit::Event, identifier::NotAnIdentifier, password::LONGEST},
    sign_in,
};
use serde_json::{Value, json};
use testkit::{Person, TestPortal, bundle, on_both, patient};

on_both! {
    async fn a_password_and_a_texted_code_sign_a_person_in(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        let browser = browser(1);
        sign_in::begin(&it.portal, &browser, ASHA.number, PASSWORD).await.unwrap();
        let pending = it.pending(&browser).await;
        let [text] = it.messages(ASHA.phone).await.try_into().unwrap();
        assert!(text.text.contains(&it.code_of(pending.id)), "the text has the code");
        assert!(text.text.contains(&format!("Ref {}", pending.reference)), "and the reference");

        let code = it.code(ASHA.phone).await;
        let admitted = answer(&it, &browser, pending.id, &code).await.unwrap();
        assert_eq!(admitted, [asha]);
        assert!(sign_in::pending(&it.portal, &browser).await.unwrap().is_none());
        let who = portal::Principal { patient: asha, caller: browser };
        let greeting = account::greeting(&it.portal, &who).await.unwrap();
        let greeted = (greeting.name.as_str(), greeting.number.as_deref());
        assert_eq!(greeted, (ASHA.name, Some(ASHA.number)));
    }

    async fn a_person_is_known_by_number_address_and_patient_number(it: TestPortal) {
        let asha = enrol_with_an_address(&it).await;
        let spellings = [
            ASHA.number,
            " med 1001 ",
            "med-१००१",
            "+91 90000 00001",
            "090000-00001",
            "९०००० ००००१",
            "Asha@Example.IN",
        ];
        for (number, spelling) in (1..).zip(spellings) {
            let browser = browser(number);
            sign_in::begin(&it.portal, &browser, spelling, PASSWORD).await.unwrap();
            let code = it.code(ASHA.phone).await;
            let challenge = it.pending(&browser).await.id;
            let admitted = answer(&it, &browser, challenge, &code).await.unwrap();
            assert_eq!(admitted, [asha], "{spelling}");
        }
        assert_eq!(it.events(Event::SignedIn).await, 7);
    }

    async fn what_is_empty_or_malformed_opens_no_challenge(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        let browser = browser(1);
        let long = "9".repeat(300);
        let cases = [
            ("", NotAnIdentifier::Missing),
            ("  ", NotAnIdentifier::Missing),
            ("<script>", NotAnIdentifier::Malformed),
            ("asha@", NotAnIdentifier::Malformed),
            ("MED\0-1001", NotAnIdentifier::Malformed),
            (&long, NotAnIdentifier::Malformed),
        ];
        for (typed, why) in cases {
            let (refusal, noted) =
                it.noted(sign_in::begin(&it.portal, &browser, typed, PASSWORD)).await;
            refused!(refusal, Refusal::Identifier(told) if told == why);
            assert!(noted.is_empty(), "{typed}");
        }
        let refusal = sign_in::begin(&it.portal, &browser, ASHA.number, "").await;
        refused!(refusal, Refusal::PasswordMissing);
        assert!(sign_in::pending(&it.portal, &browser).await.unwrap().is_none());
        assert_eq!(it.texts(ASHA.phone).await, 0);
    }

    async fn a_code_is_read_in_the_digits_of_the_phone(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        let styles: [fn(u8) -> String; 3] = [latin, devanagari, spaced];
        for (number, style) in (1..).zip(styles) {
            let browser = browser(number);
            sign_in::begin(&it.portal, &browser, ASHA.number, PASSWORD).await.unwrap();
            let typed: String = it.code(ASHA.phone).await.bytes().map(style).collect();
            let challenge = it.pending(&browser).await.id;
            assert_eq!(answer(&it, &browser, challenge, &typed).await.unwrap(), [asha]);
        }
    }

    async fn a_password_is_the_same_however_its_letters_are_composed(it: TestPortal) {
        it.enrol(&ASHA, "caf\u{e9} by four rivers").await;
        let typed = "cafe\u{301} by four rivers";
        sign_in::begin(&it.portal, &browser(1), ASHA.number, typed).await.unwrap();
        assert_eq!(it.texts(ASHA.phone).await, 1);
    }

    async fn a_password_that_only_begins_with_the_right_one_is_wrong(it: TestPortal) {
        let longest = "five tall hills ".repeat(LONGEST / 16);
        it.enrol(&ASHA, &longest).await;
        for (number, tail) in (1..).zip(["x", "é", " and many more"]) {
            let typed = format!("{longest}{tail}");
            sign_in::begin(&it.portal, &browser(number), ASHA.number, &typed).await.unwrap();
        }
        assert_eq!(it.texts(ASHA.phone).await, 0);
        sign_in::begin(&it.portal, &browser(9), ASHA.number, &longest).await.unwrap();
        assert_eq!(it.texts(ASHA.phone).await, 1);
    }

    async fn who_has_no_password_yet_or_no_served_number_gets_no_code(it: TestPortal) {
        it.import(&bundle(&[patient(&ASHA)])).await;
        sign_in::begin(&it.portal, &browser(1), ASHA.number, PASSWORD).await.unwrap();
        assert!(it.pending(&browser(1)).await.live, "it looks like any other");
        assert_eq!(it.texts(ASHA.phone).await, 0);

        let abroad = Person { phone: "+12025550123", ..RAVI };
        it.enrol(&abroad, PASSWORD).await;
        let (refusal, noted) =
            it.noted(sign_in::begin(&it.portal, &browser(2), RAVI.number, PASSWORD)).await;
        refused!(refusal, Refusal::NumberNotServed);
        assert_eq!(noted, ["challenge-opened", "code-refused"], "asking counts");
        it.deliver().await;
        assert!(it.sandbox.messages(None).is_empty());
        let wrong = sign_in::begin(&it.portal, &browser(3), RAVI.number, "wrong password").await;
        assert!(wrong.is_ok(), "only the right password tells that the number is not served");
    }

    async fn a_patient_number_that_is_the_phone_number_too_means_one_person(it: TestPortal) {
        let both = Person { number: "9000000001", ..ASHA };
        it.import(&bundle(&[patient(&both)])).await;
        let asha = it.patient(ASHA.phone).await;
        it.set_password(asha, PASSWORD).await;
        let who = it.sign_in(browser(1), &both, PASSWORD).await;
        assert_eq!(who.patient, asha);
    }
}

fn latin(digit: u8) -> String {
    char::from(digit).into()
}

fn devanagari(digit: u8) -> String {
    char::from_u32(0x0966 + u32::from(digit - b'0')).unwrap().into()
}

fn spaced(digit: u8) -> String {
    format!("{} ", char::from(digit))
}

async fn enrol_with_an_address(it: &TestPortal) -> portal::domain::id::PatientId {
    let mut resource: Value = patient(&ASHA);
    let address = json!({ "system": "email", "value": "asha@example.in" });
    resource["telecom"].as_array_mut().unwrap().push(address);
    it.import(&bundle(&[resource])).await;
    let asha = it.patient(ASHA.number).await;
    it.set_password(asha, PASSWORD).await;
    asha
}
