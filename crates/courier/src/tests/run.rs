//! The loops, with real waits between their rounds.

use super::{desk::Desk, on_both};
use domain::challenge::{Channel, SMS_THEN_VOICE};
use std::{pin::pin, sync::Arc, time::Duration};
use store::{Db, testing::fresh_sqlite};
use tokio::{sync::watch, time::timeout};

/// Long enough for the slowest machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(30);

async fn a_running_courier_delivers_and_notes_receipts_until_it_is_told_to_stop(desk: &Desk) {
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox.clone()], inbox);
    let (stop, shutdown) = watch::channel(false);
    let mut arrivals = sandbox.subscribe();
    let running = tokio::spawn(Arc::new(courier).run(shutdown));
    let (row, ids) = desk.open().await;
    desk.outbox.notify_waiters();
    let arrived = timeout(PATIENCE, arrivals.recv()).await.unwrap().unwrap();
    assert_eq!(arrived.id, ids[0]);
    stop.send(true).unwrap();
    timeout(PATIENCE, running).await.unwrap().unwrap();
    assert_eq!(desk.challenge(row.id).await.receipted_at, Some(desk.now()));
    assert_eq!(sandbox.messages(None).len(), 1);
}

async fn a_courier_stops_when_nobody_is_left_to_tell_it(desk: &Desk) {
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox], inbox);
    let (stop, shutdown) = watch::channel(false);
    drop(stop);
    timeout(PATIENCE, Arc::new(courier).run(shutdown)).await.unwrap();
}

#[tokio::test]
async fn a_database_that_fails_does_not_end_it() {
    let desk = Desk::on(fresh_sqlite().await).await;
    // Beside the desk's own, and without a table in it.
    let db = Db::open(&format!("{}-bare", desk.db.url())).await.unwrap();
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_on(&db, vec![sandbox.clone()], inbox);
    assert!(courier.tick(Channel::Sms).await.is_err());

    let mut arrivals = sandbox.subscribe();
    let (_stop, shutdown) = watch::channel(false);
    let mut running = pin!(Arc::new(courier).run(shutdown));
    let ended = timeout(Duration::from_millis(200), &mut running).await;
    assert!(ended.is_err(), "it goes on without a database");
    db.migrate().await.unwrap();
    desk.enrol(&db).await;
    let challenge = desk.challenge_row();
    let row = desk.message_row(&challenge, SMS_THEN_VOICE[0]);
    desk.insert_into(&db, &challenge, &[row]).await;
    tokio::select! {
        () = &mut running => panic!("nobody told it to stop"),
        arrived = timeout(PATIENCE, arrivals.recv()) => assert!(arrived.unwrap().is_ok()),
    }
}

on_both! {
    a_running_courier_delivers_and_notes_receipts_until_it_is_told_to_stop,
    a_courier_stops_when_nobody_is_left_to_tell_it,
}
