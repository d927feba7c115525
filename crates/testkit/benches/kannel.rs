//! How many texts a second go through our Kannel carrier and a real Kannel to an operator that speaks SMPP.
//!
//! The operator is `drive_smpp`, of Kannel's own tests; docs/runbooks/kannel.md says how it is used.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a benchmark whose ground gives way has failed"
)]

#[path = "kannel/clinic.rs"]
mod clinic;
#[path = "kannel/gateway.rs"]
mod gateway;

use clinic::Clinic;
use courier::Sending;
use gateway::Gateway;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Semaphore, task::JoinSet, time::sleep};

/// How many texts are sent …
const TEXTS: u64 = 5_000;
/// … and how many at a time.
const AT_ONCE: usize = 32;
/// Within what time the last of them is at the operator, after it was taken.
const PATIENCE: Duration = Duration::from_mins(2);

#[tokio::main]
async fn main() {
    if let Some(why) = gateway::hindrance() {
        println!("SKIPPED: {why}");
        return;
    }
    let clinic = Arc::new(Clinic::open().await);
    let gateway = Gateway::start().await;
    let carrier = clinic.carrier(&gateway.url());
    // Whatever is made on the first time is made.
    assert!(matches!(carrier.send(clinic.text()).await, Sending::Accepted(_)), "no text is taken");
    // The operator's own message may be answered by either box, or by none.
    sleep(Duration::from_secs(2)).await;
    let before = gateway.submitted_all(1, PATIENCE).await.unwrap();

    let begun = Instant::now();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut sending = JoinSet::new();
    for _ in 0..TEXTS {
        let place = Arc::clone(&places).acquire_owned().await.unwrap();
        let (carrier, text) = (Arc::clone(&carrier), clinic.text());
        sending.spawn(async move {
            let handed_over = Instant::now();
            let answer = carrier.send(text).await;
            drop(place);
            (answer, handed_over.elapsed())
        });
    }
    let answers = sending.join_all().await;
    let taken = begun.elapsed();
    let submitted = gateway.submitted_all(before + TEXTS, PATIENCE).await.unwrap_or_default();
    let arrived = begun.elapsed();
    // The last receipts are on their way back.
    sleep(Duration::from_secs(1)).await;
    let receipts = clinic.receipts();
    let at_operator = gateway.stop().await;
    print(&answers, taken, (submitted - before, arrived), at_operator - before, receipts);
}

fn print(
    answers: &[(Sending, Duration)],
    taken: Duration,
    (submitted, arrived): (u64, Duration),
    at_operator: u64,
    receipts: u64,
) {
    let accepted = answers.iter().filter(|it| matches!(it.0, Sending::Accepted(_))).count();
    println!("Kannel: {TEXTS} texts, {AT_ONCE} at a time");
    println!("  taken by smsbox          {accepted:>6}, {:>7.0} a second", rate(TEXTS, taken));
    println!("  submitted by SMPP        {submitted:>6}, {:>7.0} a second", rate(TEXTS, arrived));
    println!(
        "  counted by the operator  {at_operator:>6}, lost {}, doubled {}",
        TEXTS.saturating_sub(at_operator),
        at_operator.saturating_sub(TEXTS)
    );
    println!("  receipts heard           {receipts:>6}");
    let mut spans: Vec<_> = answers.iter().map(|(_, span)| *span).collect();
    spans.sort_unstable();
    let at = |percent: usize| {
        let place = (spans.len() * percent).div_ceil(100).saturating_sub(1);
        spans.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    println!("  handed over in           median {:.1} ms, p99 {:.1} ms", at(50), at(99));
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53 are sent")]
fn rate(count: u64, span: Duration) -> f64 {
    count as f64 / span.as_secs_f64()
}
