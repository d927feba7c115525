//! Receipts: in time, late, repeated, unknown.

use super::{carriers::Told, desk::Desk, on_both};
use crate::{Courier, Fate, Of, Receipt};
use domain::{Millis, challenge::Channel, id::ChallengeId};
use std::time::Duration;
use store::challenge;

const TOLD: &str = "told";

/// The receipt of a carrier that delivered what it calls this.
fn delivered(carrier: &str, reference: &str, at: Millis) -> Receipt {
    let of = Of::Reference(reference.to_owned());
    Receipt { carrier: carrier.to_owned(), of, fate: Fate::Delivered, at }
}

/// A challenge whose text a carrier took, and what the carrier calls it.
async fn sent(desk: &Desk) -> (Courier, ChallengeId, String) {
    let carrier = Told::to([]);
    let courier = desk.courier(carrier.clone());
    let (row, _) = desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    let reference = Told::reference(&carrier.asked()[0]);
    (courier, row.id, reference)
}

/// How long after its opening a challenge's code ends.
async fn life(desk: &Desk, id: ChallengeId) -> Duration {
    let row = desk.challenge(id).await;
    row.issued_at.until(row.expires_at)
}

async fn a_receipt_begins_a_life_of_its_own_when_it_comes_late(desk: &Desk) {
    for (receipt, end) in [(5, 90), (90, 90), (91, 181), (250, 300), (299, 300)] {
        let (courier, id, reference) = sent(desk).await;
        desk.pass(Duration::from_secs(receipt));
        let noted = courier.receipt(&delivered(TOLD, &reference, desk.now())).await.unwrap();
        assert_eq!(noted, Some(id));
        assert_eq!(life(desk, id).await, Duration::from_secs(end), "receipt after {receipt} s");
        assert_eq!(desk.challenge(id).await.receipted_at, Some(desk.now()));
    }
}

async fn a_repeated_receipt_changes_nothing(desk: &Desk) {
    let (courier, id, reference) = sent(desk).await;
    desk.pass(Duration::from_secs(95));
    courier.receipt(&delivered(TOLD, &reference, desk.now())).await.unwrap();
    let before = desk.challenge(id).await;
    desk.pass(Duration::from_secs(95));
    assert_eq!(courier.receipt(&delivered(TOLD, &reference, desk.now())).await.unwrap(), None);
    assert_eq!(desk.challenge(id).await, before);
}

async fn a_receipt_for_no_message_changes_nothing(desk: &Desk) {
    let (courier, id, reference) = sent(desk).await;
    let before = desk.challenge(id).await;
    for (carrier, reference) in [(TOLD, "other"), ("other", reference.as_str()), ("", "")] {
        assert_eq!(
            courier.receipt(&delivered(carrier, reference, desk.now())).await.unwrap(),
            None
        );
    }
    assert_eq!(desk.challenge(id).await, before);
}

async fn a_receipt_does_not_revive_an_answered_challenge(desk: &Desk) {
    let (courier, id, reference) = sent(desk).await;
    let mut tx = desk.db.begin().await.unwrap();
    assert!(challenge::consume(&mut tx, id, desk.now()).await.unwrap());
    tx.commit().await.unwrap();
    let before = desk.challenge(id).await;
    desk.pass(Duration::from_secs(95));
    courier.receipt(&delivered(TOLD, &reference, desk.now())).await.unwrap();
    assert_eq!(desk.challenge(id).await, before);
}

on_both! {
    a_receipt_begins_a_life_of_its_own_when_it_comes_late,
    a_repeated_receipt_changes_nothing,
    a_receipt_for_no_message_changes_nothing,
    a_receipt_does_not_revive_an_answered_challenge,
}
