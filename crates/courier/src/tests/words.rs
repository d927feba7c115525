//! The words of calls that were answered.

use super::{carriers::Told, desk::Desk, exotel, handover::carrier, lines::Lines, on_both, twilio};
use crate::{Courier, Spoken, template::Text};
use domain::{Language, challenge::SMS_THEN_VOICE, id::MessageId};
use std::time::Duration;
use store::{challenge, challenge::ChallengeRow, message::MessageRow};

/// What is said in place of a code.
async fn ended(courier: &Courier, call: MessageId) -> Text {
    match courier.words(call).await.unwrap().expect("a call") {
        Spoken::Ended(Language::En, words) => words,
        other => panic!("{other:?}"),
    }
}

async fn a_call_is_told_its_words_while_the_code_can_be_used(desk: &Desk) {
    let courier = desk.courier(Told::to([]));
    let (row, ids) = desk.open().await;
    let digits: Vec<_> = desk.digits(row.id).chars().map(String::from).collect();
    let Some(Spoken::Code(language, words)) = courier.words(ids[1]).await.unwrap() else {
        panic!("no code is said");
    };
    assert_eq!(language, Language::En);
    let spelled = digits.join(", ");
    assert_eq!(words.reveal().matches(&spelled).count(), 2, "it says the digits one by one, twice");
    assert!(courier.words(ids[0]).await.unwrap().is_none(), "a text is not read out");
    desk.pass(Duration::from_secs(90));
    let words = ended(&courier, ids[1]).await;
    let words = words.reveal();
    assert!(words.contains("has ended") && !words.contains(&spelled), "{words}");
}

async fn a_call_says_that_its_code_has_ended_once_the_challenge_was_answered(desk: &Desk) {
    let courier = desk.courier(Told::to([]));
    let (row, ids) = desk.open().await;
    let mut tx = desk.db.begin().await.unwrap();
    assert!(challenge::consume(&mut tx, row.id, desk.now()).await.unwrap());
    tx.commit().await.unwrap();
    let words = ended(&courier, ids[1]).await;
    for (table, media, around) in [
        (
            twilio::TABLE,
            "text/xml; charset=utf-8",
            ("<Say language=\"en-IN\"", "</Say>\n  <Hangup/>"),
        ),
        (exotel::TABLE, "text/plain", ("", "")),
    ] {
        let said = carrier(table).ok().unwrap().speak(Language::En, &words);
        assert_eq!(said.media, media);
        assert_eq!(said.body.matches(words.reveal()).count(), 1, "{}", *said.body);
        assert!(said.body.contains(around.0) && said.body.contains(around.1), "{}", *said.body);
    }
}

async fn a_call_whose_words_cannot_be_made_says_so_in_the_log(desk: &Desk) {
    type Fault = fn(&mut ChallengeRow, &mut MessageRow);
    let faults: [(&str, Fault); 3] = [
        ("this node lacks a key", |challenge, _| challenge.key_id = "newer".to_owned()),
        ("no template is for this", |_, call| call.template = "greet".to_owned()),
        ("the parameters cannot be read", |_, call| call.parameters = "{}".to_owned()),
    ];
    for (why, fault) in faults {
        let mut challenge = desk.challenge_row();
        let mut call = desk.message_row(&challenge, SMS_THEN_VOICE[1]);
        fault(&mut challenge, &mut call);
        let id = call.id;
        desk.insert(&challenge, &[call]).await;
        let lines = Lines::listening();
        ended(&desk.courier(Told::to([])), id).await;
        let text = lines.text();
        let told = text.lines().find(|line| line.contains("WARN")).unwrap_or_default();
        assert!(told.contains(why) && told.contains(&id.to_string()), "{why}: {text}");
        lines.hide(&[&desk.digits(challenge.id), "9000000001"]);
    }
}

on_both! {
    a_call_is_told_its_words_while_the_code_can_be_used,
    a_call_says_that_its_code_has_ended_once_the_challenge_was_answered,
    a_call_whose_words_cannot_be_made_says_so_in_the_log,
}
