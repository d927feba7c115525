//! What messages for a pharmacy's counter say beyond the code.

use super::{carriers::Told as Carrier, desk::Desk, lines::Lines, on_both};
use crate::Spoken;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Language,
    challenge::{Channel, Purpose, Reference, SMS_THEN_VOICE, Told, VerifyPrescription, Words},
};
use serde_json::json;
use store::{challenge::ChallengeRow, message::MessageRow};
use uuid::Uuid;
use vault::Vault;

const PHARMACY: &str = "Shree Sanjeevani Medical Stores, Pune";

/// The same, as much of it as a message has room for.
const SHOWN: &str = "Shree Sanjeevani Medical";

/// Some content, sealed as what a message says.
fn sealed(desk: &Desk, content: &str) -> Told {
    let told = Told { id: Uuid::from_u128(5), sealed: String::new() };
    let sealed = desk.vault.seal_clinic(&told.name(), content.as_bytes()).unwrap();
    Told { sealed: STANDARD.encode(sealed), ..told }
}

fn named(desk: &Desk) -> Told {
    let words = Words { pharmacy: PHARMACY.to_owned(), count: 2 };
    sealed(desk, &serde_json::to_string(&words).unwrap())
}

/// A challenge with a text and a call in this language, both due, whose parameters hold this.
fn asked(desk: &Desk, language: Language, told: &Told) -> (ChallengeRow, Vec<MessageRow>) {
    let mut challenge = desk.challenge_row();
    challenge.kind = VerifyPrescription::KIND.to_owned();
    let reference = Reference::of(challenge.id).to_string();
    let parameters = json!({ "reference": reference, "told": told }).to_string();
    let rows = SMS_THEN_VOICE.iter().map(|step| MessageRow {
        language,
        parameters: parameters.clone(),
        not_before: desk.now(),
        fallback: false,
        ..desk.message_row(&challenge, *step)
    });
    let rows = rows.collect();
    (challenge, rows)
}

async fn a_message_names_the_pharmacy_and_how_many_medicines(desk: &Desk) {
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox.clone()], inbox);
    let lines = Lines::listening();
    for language in Language::ALL {
        let (challenge, rows) = asked(desk, language, &named(desk));
        desk.insert(&challenge, &rows).await;
        for channel in Channel::ALL {
            assert_eq!(courier.tick(channel).await.unwrap(), 1);
            let newest = sandbox.messages(None).remove(0);
            assert_eq!((newest.channel, newest.language), (channel, language));
            assert_eq!(newest.text.matches(SHOWN).count(), 1, "{}", newest.text);
            assert!(!newest.text.contains("Stores"), "{}", newest.text);
            assert!(newest.text.contains('2'), "{}", newest.text);
        }
        let Some(Spoken::Code(_, words)) = courier.words(rows[1].id).await.unwrap() else {
            panic!("no code is said");
        };
        assert!(words.reveal().contains(SHOWN), "{}", words.reveal());
        lines.hide(&["Shree", "Sanjeevani", &desk.digits(challenge.id)]);
    }
    assert!(sandbox.dropped().is_empty(), "the operator knows the texts");
}

async fn what_does_not_open_is_not_sent(desk: &Desk) {
    let good = named(desk);
    let other = Told { id: Uuid::from_u128(6), ..good.clone() };
    let torn = Told { sealed: good.sealed[..good.sealed.len() - 8].to_owned(), ..good.clone() };
    let written = Told { sealed: "not base64".to_owned(), ..good };
    let many = sealed(desk, r#"{"pharmacy":"Shanti Pharmacy","count":100}"#);
    let nameless = sealed(desk, r#"{"pharmacy":" ","count":2}"#);
    let strange = sealed(desk, "[]");
    let lines = Lines::listening();
    for (at, told) in [other, torn, written, many, nameless, strange].iter().enumerate() {
        is_given_up(desk, asked(desk, Language::En, told), at).await;
    }
    let (challenge, mut rows) = asked(desk, Language::En, &named(desk));
    for row in &mut rows {
        row.parameters = json!({ "reference": "7K" }).to_string();
    }
    is_given_up(desk, (challenge, rows), 6).await;
    lines.hide(&["Shanti", "Sanjeevani"]);
}

async fn is_given_up(desk: &Desk, (challenge, rows): (ChallengeRow, Vec<MessageRow>), at: usize) {
    desk.insert(&challenge, &rows).await;
    let carrier = Carrier::to([]);
    let courier = desk.courier(carrier.clone());
    for channel in Channel::ALL {
        assert_eq!(courier.tick(channel).await.unwrap(), 0, "{at}");
        assert_eq!(desk.next_due(channel).await, None, "{at}");
    }
    assert!(carrier.asked().is_empty(), "{at}");
    let said = courier.words(rows[1].id).await.unwrap();
    assert!(!matches!(said, Some(Spoken::Code(..))), "{at}");
}

on_both! {
    a_message_names_the_pharmacy_and_how_many_medicines,
    what_does_not_open_is_not_sent,
}
