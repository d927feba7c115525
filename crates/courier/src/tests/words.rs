//! The words of calls that were answered.

use super::{carriers::Told, desk::Desk, on_both};
use std::time::Duration;
use store::challenge;

async fn a_call_is_told_its_words_while_the_code_can_be_used(desk: &Desk) {
    let courier = desk.courier(Told::to([]));
    let (row, ids) = desk.open().await;
    let digits: Vec<_> = desk.digits(row.id).chars().map(String::from).collect();
    let (language, words) = courier.words(ids[1]).await.unwrap().unwrap();
    assert_eq!(language, domain::Language::En);
    assert!(words.reveal().contains(&digits.join(", ")), "it says the digits one by one");
    assert!(courier.words(ids[0]).await.unwrap().is_none(), "a text is not read out");
    desk.pass(Duration::from_secs(90));
    assert!(courier.words(ids[1]).await.unwrap().is_none(), "the code has ended");
}

async fn a_call_has_no_words_once_the_challenge_was_answered(desk: &Desk) {
    let courier = desk.courier(Told::to([]));
    let (row, ids) = desk.open().await;
    let mut tx = desk.db.begin().await.unwrap();
    assert!(challenge::consume(&mut tx, row.id, desk.now()).await.unwrap());
    tx.commit().await.unwrap();
    assert!(courier.words(ids[1]).await.unwrap().is_none());
}

on_both! {
    a_call_is_told_its_words_while_the_code_can_be_used,
    a_call_has_no_words_once_the_challenge_was_answered,
}
