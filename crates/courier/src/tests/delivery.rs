//! A text reaches its phone, with the right words, once.

use super::{carriers::Told, desk::Desk, on_both};
use crate::receipts;
use domain::{
    Language,
    challenge::{Channel, OpenReport, Purpose, Reference, SMS_THEN_VOICE, SignIn},
};
use std::collections::HashSet;
use store::{
    Db,
    attempt::{self, Outcome},
};

async fn a_text_says_the_right_digits(desk: &Desk) {
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox.clone()], inbox);
    let (challenge, ids) = desk.open().await;
    let mut arrivals = sandbox.subscribe();
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);

    let messages = sandbox.messages(Some(&desk.phone));
    let [message] = messages.as_slice() else { panic!("{} messages", messages.len()) };
    assert_eq!((message.id, message.channel), (ids[0], Channel::Sms));
    assert_eq!((message.header.as_str(), message.template.as_str()), ("MEDSEL", "sign-in-en-sms"));
    let digits = desk.digits(challenge.id);
    let reference = Reference::of(challenge.id);
    let start = format!("{digits} is your Medseal code to sign in. Ref {reference}. ");
    assert!(message.text.starts_with(&start), "{}", message.text);
    assert_eq!(arrivals.try_recv().unwrap(), *message);
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 0);

    let mut tx = desk.db.read().await.unwrap();
    let attempts = attempt::of_messages(&mut tx, &ids[..1]).await.unwrap();
    let [attempt] = attempts.as_slice() else { panic!("{} attempts", attempts.len()) };
    let noted = (attempt.carrier.as_str(), attempt.outcome, attempt.detail.as_deref(), attempt.at);
    assert_eq!(noted, ("sandbox", Outcome::Accepted, None, desk.now()));
}

async fn every_purpose_language_and_channel_passes_the_operator(desk: &Desk) {
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox.clone()], inbox);
    for kind in [SignIn::KIND, OpenReport::KIND] {
        for language in Language::ALL {
            let mut challenge = desk.challenge_row();
            challenge.kind = kind.to_owned();
            let plan = SMS_THEN_VOICE.iter().map(|step| {
                let mut row = desk.message_row(&challenge, *step);
                row.language = language;
                row.not_before = desk.now();
                row.fallback = false;
                row
            });
            desk.insert(&challenge, &plan.collect::<Vec<_>>()).await;
        }
    }
    for channel in Channel::ALL {
        assert_eq!(courier.tick(channel).await.unwrap(), 4, "{channel:?}");
    }
    let templates: HashSet<String> =
        sandbox.messages(None).into_iter().map(|message| message.template).collect();
    assert_eq!(templates.len(), 8, "{templates:?}");
}

async fn two_workers_never_send_twice(desk: &Desk) {
    let carrier = Told::to([]);
    for _ in 0..40 {
        desk.open().await;
    }
    let other = Db::open(desk.db.url()).await.unwrap();
    let one = desk.courier(carrier.clone());
    let two = desk.courier_on(&other, vec![carrier.clone()], receipts().1);
    let mut sent = 0;
    for _ in 0..2 {
        let (first, second) = tokio::join!(one.tick(Channel::Sms), two.tick(Channel::Sms));
        sent += first.unwrap() + second.unwrap();
    }
    let ids: HashSet<_> = carrier.asked().iter().map(|message| message.id).collect();
    assert_eq!((sent, carrier.asked().len(), ids.len()), (40, 40, 40));
}

async fn a_channel_goes_to_the_first_carrier_that_serves_it(desk: &Desk) {
    let calls = Told::to_carry(Channel::Voice);
    let (first, second) = (Told::to([]), Told::to([]));
    let courier = desk.courier_of(vec![calls.clone(), first.clone(), second.clone()], receipts().1);
    desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    let asked = (calls.asked().len(), first.asked().len(), second.asked().len());
    assert_eq!(asked, (0, 1, 0));
}

on_both! {
    a_text_says_the_right_digits,
    every_purpose_language_and_channel_passes_the_operator,
    two_workers_never_send_twice,
    a_channel_goes_to_the_first_carrier_that_serves_it,
}
