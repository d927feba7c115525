//! From the commit of a challenge to the carrier's socket, and from each text to its call: 100 challenges a second,
//! while 10,000 others are open. On SQLite, and on PostgreSQL where a server is named.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]
#![expect(clippy::unwrap_used, reason = "a benchmark whose ground gives way has failed")]

#[path = "courier/clinic.rs"]
mod clinic;
#[path = "courier/socket.rs"]
mod socket;

use clinic::{Clinic, Opened};
use courier::{Courier, Parts, Templates};
use domain::challenge::Life;
use socket::{Arrivals, Socket};
use std::{
    collections::HashMap,
    env,
    sync::Arc,
    time::{Duration, Instant},
};
use store::testing::{POSTGRES, TestDb, fresh_postgres, fresh_sqlite};
use tokio::{
    sync::{Notify, watch},
    time::{MissedTickBehavior, interval, sleep},
};

const OPEN: usize = 10_000;
const RATE: u32 = 100;
const SPAN: Duration = Duration::from_secs(40);
/// Until the last call has gone.
const TAIL: Duration = Duration::from_secs(18);

#[tokio::main]
async fn main() {
    run("SQLite", fresh_sqlite().await).await;
    if env::var(POSTGRES).is_ok() {
        run("PostgreSQL", fresh_postgres().await).await;
    } else {
        println!("PostgreSQL: set {POSTGRES} to measure on it too");
    }
}

async fn run(engine: &str, db: TestDb) {
    let clinic = Clinic::on(&db).await;
    clinic.open_in_advance(OPEN).await;
    let (socket, arrivals) = Socket::listening().await;
    let outbox = Arc::new(Notify::new());
    let (_receipts, inbox) = courier::receipts();
    let courier = Arc::new(Courier::new(Parts {
        db: db.clone(),
        vault: clinic.vault.clone(),
        clock: clinic.clock.clone(),
        chance: clinic.chance.clone(),
        life: Life::default(),
        templates: Arc::new(Templates::built_in().unwrap()),
        carriers: vec![Arc::new(socket)],
        outbox: outbox.clone(),
        inbox,
    }));
    let (stop, stopped) = watch::channel(false);
    let working = tokio::spawn(courier.run(stopped));
    let opened = open(&clinic, &outbox).await;
    sleep(TAIL).await;
    stop.send(true).unwrap();
    working.await.unwrap();
    print(engine, &opened, &arrivals);
    drop(db);
}

/// Opens challenges at an even pace, each in a task of its own.
async fn open(clinic: &Arc<Clinic>, outbox: &Arc<Notify>) -> Vec<Opened> {
    let mut tick = interval(Duration::from_secs(1) / RATE);
    tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let begun = Instant::now();
    let mut opening = tokio::task::JoinSet::new();
    while begun.elapsed() < SPAN {
        tick.tick().await;
        let (clinic, outbox) = (Arc::clone(clinic), Arc::clone(outbox));
        opening.spawn(async move {
            let opened = clinic.open().await;
            outbox.notify_waiters();
            opened
        });
    }
    opening.join_all().await
}

fn print(engine: &str, opened: &[Opened], arrivals: &Arrivals) {
    let arrived = arrivals.all();
    let mut first: HashMap<_, Instant> = HashMap::new();
    let mut doubled = 0;
    for (id, at) in &arrived {
        doubled += usize::from(first.insert(*id, *at).is_some());
    }
    let texts: Vec<Duration> = opened
        .iter()
        .filter_map(|it| Some(first.get(&it.text)?.saturating_duration_since(it.committed_at)))
        .collect();
    let calls: Vec<Duration> = opened
        .iter()
        .filter_map(|it| {
            Some(first.get(&it.call)?.saturating_duration_since(*first.get(&it.text)?))
        })
        .collect();
    let lost = opened.len() * 2 - texts.len() - calls.len();
    println!("{engine}: {} challenges at {RATE} a second, {OPEN} others open", opened.len());
    println!("  sent {}, lost {lost}, doubled {doubled}", arrived.len());
    spread("commit to socket", texts);
    spread("text to call", calls);
}

fn spread(what: &str, mut spans: Vec<Duration>) {
    spans.sort_unstable();
    let at = |percent: usize| {
        let place = (spans.len() * percent).div_ceil(100).saturating_sub(1);
        spans.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    println!(
        "  {what:<18} least {:>9.1} ms   median {:>9.1} ms   p99 {:>9.1} ms   most {:>9.1} ms",
        at(0),
        at(50),
        at(99),
        at(100)
    );
}
