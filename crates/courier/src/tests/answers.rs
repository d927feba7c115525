//! Answers that the database will not have.

use super::{carriers::Told, desk::Desk, lines::Lines, on_both};
use crate::Sending;
use domain::{challenge::Channel, id::MessageId};
use store::attempt::{self, AttemptRow, Outcome};

async fn an_answer_that_the_database_refuses_stops_no_other(desk: &Desk) {
    let carrier = Told::named("one", []);
    let courier = desk.courier(carrier.clone());
    let mut texts = Vec::new();
    for _ in 0..3 {
        let (challenge, ids) = desk.open().await;
        texts.push((challenge.id, ids[0]));
    }
    let (challenge, refused) = texts[1];
    desk.db.refuse("message_attempt", "reference", &Told::name_of(refused)).await;
    let lines = Lines::listening();
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 2);

    for (_, text) in &texts {
        let noted = outcome(desk, *text).await;
        let expected = if *text == refused { Outcome::Unsure } else { Outcome::Accepted };
        assert_eq!(noted.outcome, expected, "{text}");
        assert_eq!(noted.answered_at.is_some(), *text != refused);
    }
    let told =
        |line: &str| line.contains("refuses an answer") && line.contains(&refused.to_string());
    assert!(lines.text().lines().any(told), "{}", lines.text());
    lines.hide(&[&desk.digits(challenge), "9000000001", &Told::name_of(refused)]);
    desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1, "it goes on");
}

async fn a_name_that_cannot_be_kept_is_left_out(desk: &Desk) {
    let names = ["a\0b".to_owned(), "x".repeat(100_000), "y".repeat(255)];
    let carrier = Told::named("one", names.map(Sending::Accepted));
    let courier = desk.courier(carrier.clone());
    for (name, length) in [("a zero byte", None), ("too long", None), ("long", Some(255))] {
        let (_, ids) = desk.open().await;
        assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1, "{name}");
        let noted = outcome(desk, ids[0]).await;
        assert_eq!(noted.outcome, Outcome::Accepted, "{name}");
        assert_eq!(noted.reference.map(|it| it.len()), length, "{name}");
    }
}

async fn outcome(desk: &Desk, message: MessageId) -> AttemptRow {
    let mut tx = desk.db.read().await.unwrap();
    attempt::of_messages(&mut tx, &[message]).await.unwrap().pop().unwrap()
}

on_both! {
    an_answer_that_the_database_refuses_stops_no_other,
    a_name_that_cannot_be_kept_is_left_out,
}
