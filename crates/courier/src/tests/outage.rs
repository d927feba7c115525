//! The database goes while answers are out, for longer than a lease, and comes back.

use super::{carriers::Held, desk::Desk, lines::Lines, on_both};
use crate::receipts;
use domain::{challenge::Channel, id::MessageId};
use futures::FutureExt;
use std::{iter, sync::Arc, time::Duration};
use store::attempt;
use tokio::{
    sync::watch,
    task::yield_now,
    time::{interval, timeout},
};

/// Long enough for the slowest machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(30);
/// What the loop of texts says each time that it finds the database gone.
const WAITS: &str = "wait for the database";
const TEXTS: usize = 20;

async fn answers_that_come_while_the_database_is_gone_are_noted_when_it_is_back(desk: &Desk) {
    let held = Held::back();
    let courier = desk.courier_of(vec![held.clone()], receipts().1);
    let lines = Lines::listening();
    let (stop, shutdown) = watch::channel(false);
    let mut texts = Vec::new();
    for _ in 0..TEXTS {
        texts.push(desk.open().await.1[0]);
    }
    let running = tokio::spawn(Arc::new(courier).run(shutdown));
    until(async || held.asked() == TEXTS).await;

    // From before it goes: that may take longer than a look.
    let mut seconds = interval(Duration::from_secs(1));
    desk.db.leave().await;
    desk.pass(Duration::from_secs(10));
    for _ in 0..TEXTS {
        held.gate.add_permits(1);
        desk.outbox.notify_waiters();
        until(async || held.gate.available_permits() == 0).await;
    }
    until(async || failures(&lines) > 0).await;
    for _ in 0..10_000 {
        desk.outbox.notify_waiters();
        yield_now().await;
    }
    let passed = iter::from_fn(|| seconds.tick().now_or_never()).count();
    let failures = failures(&lines);
    assert!(failures <= passed + 1, "{failures} looks in {passed} s:\n{}", lines.text());

    desk.db.come_back().await;
    until(async || all_taken(desk, &texts).await).await;
    stop.send(true).unwrap();
    held.gate.add_permits(TEXTS);
    timeout(PATIENCE, running).await.unwrap().unwrap();
    assert_eq!(held.asked(), TEXTS, "nothing is sent twice");
    assert_eq!(desk.next_due(Channel::Sms).await, None, "nothing is lost");
}

fn failures(lines: &Lines) -> usize {
    let text = lines.text();
    text.lines().filter(|line| line.contains(WAITS) && line.contains("sms")).count()
}

async fn all_taken(desk: &Desk, texts: &[MessageId]) -> bool {
    let mut tx = desk.db.read().await.unwrap();
    let tries = attempt::of_messages(&mut tx, texts).await.unwrap();
    tries.iter().all(|it| it.outcome == attempt::Outcome::Accepted && it.answered_at.is_some())
}

/// Waits until something is so.
async fn until(mut is_so: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !is_so().await {
            yield_now().await;
        }
    };
    timeout(PATIENCE, waiting).await.expect("it never was");
}

on_both! { answers_that_come_while_the_database_is_gone_are_noted_when_it_is_back }
