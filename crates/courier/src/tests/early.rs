//! Receipts that overtake the note that their message was taken.

use super::{desk::Desk, on_both};
use crate::{Fate, Of, Receipt, receipts};
use domain::{Millis, challenge::Channel};
use std::{sync::Arc, time::Duration};

fn delivered(reference: String, at: Millis) -> Receipt {
    Receipt { carrier: "sandbox".into(), of: Of::Reference(reference), fate: Fate::Delivered, at }
}

async fn an_early_receipt_waits_for_its_message(desk: &Desk) {
    let (receipts, inbox) = receipts();
    let sandbox = Arc::new(desk.sandbox_to(receipts.clone()));
    let courier = desk.courier_of(vec![sandbox], inbox);
    let (row, ids) = desk.open().await;
    let at = desk.now();
    let reference = format!("sandbox-{}", ids[0]);
    receipts.put(delivered(reference, at));
    for _ in 0..3 {
        assert_eq!(courier.settle().await.unwrap(), 0);
        assert_eq!(desk.challenge(row.id).await.receipted_at, None);
    }
    desk.pass(Duration::from_secs(2));
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);
    assert_eq!(courier.settle().await.unwrap(), 1, "of the two receipts the first counts");
    assert_eq!(desk.challenge(row.id).await.receipted_at, Some(at));
}

async fn a_receipt_does_not_wait_for_ever(desk: &Desk) {
    let (receipts, inbox) = receipts();
    let sandbox = Arc::new(desk.sandbox_to(receipts.clone()));
    let courier = desk.courier_of(vec![], inbox);
    let (row, ids) = desk.open().await;
    let reference = format!("sandbox-{}", ids[0]);
    receipts.put(delivered(reference, desk.now()));
    desk.pass(Duration::from_secs(10));
    assert_eq!(courier.settle().await.unwrap(), 0);
    assert_eq!(desk.courier(sandbox).tick(Channel::Sms).await.unwrap(), 1);
    drop(receipts);
    // The sandbox's own receipt is the only one left.
    let at = desk.now();
    assert_eq!(courier.settle().await.unwrap(), 1);
    assert_eq!(desk.challenge(row.id).await.receipted_at, Some(at));
}

on_both! {
    an_early_receipt_waits_for_its_message,
    a_receipt_does_not_wait_for_ever,
}
