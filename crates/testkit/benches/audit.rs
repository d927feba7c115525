//! How long a million audit events take to verify, in how much memory, and what appending one costs of the transaction it
//! rides on. `AUDIT_EVENTS` gives another amount.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]
#![expect(clippy::unwrap_used, reason = "a benchmark whose ground gives way has failed")]

use portal::{
    Principal, audit,
    domain::{
        Chance, Millis,
        audit::{Content, Event},
        id::{EventId, PatientId},
    },
    reports, sign_in,
};
use std::{
    fs,
    time::{Duration, Instant},
};
use store::{Tx, audit::NewEvent};
use testkit::{Person, Result, TestPortal, bundle, caller, observation, patient, report};
use vault::Field;

const PASSWORD: &str = "four quiet rivers";
const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
const SAID: &str = r#"{"who":"browser","session":"0192f0c1-2345-7abc-8def-0123456789ab","record":"0192f0c1-2345-7abc-8def-0123456789ac"}"#;
/// How many events the patients of the log have each.
const EACH: u64 = 200;
const ROUNDS: u64 = 200;

#[tokio::main]
async fn main() {
    let amount = std::env::var("AUDIT_EVENTS").ok().and_then(|text| text.parse().ok());
    appending(&TestPortal::sqlite().await, "SQLite").await;
    if std::env::var(store::testing::POSTGRES).is_ok() {
        appending(&TestPortal::postgres().await, "PostgreSQL").await;
    }
    verifying(amount.unwrap_or(1_000_000)).await;
}

/// What a use case costs, and what of that the events are.
async fn appending(it: &TestPortal, engine: &str) {
    let who = signed_in(it).await;
    let list = reports::list(&it.portal, &who).await.unwrap();
    let report = list.first().unwrap().id;
    let (mut asking, mut answering) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..ROUNDS {
        it.pass(Duration::from_hours(2));
        let begun = Instant::now();
        reports::ask(&it.portal, &who, report).await.unwrap();
        asking += begun.elapsed();
        let pending = reports::pending(&it.portal, &who, report).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        let begun = Instant::now();
        reports::answer(&it.portal, &who, report, pending.id, &code).await.unwrap();
        answering += begun.elapsed();
    }
    let one = one_append(it, who.patient).await;
    println!(
        "{engine}: appending one event {:.0} µs, of the transactions it rides on",
        micros(one)
    );
    let per = |all: Duration| all / u32::try_from(ROUNDS).unwrap();
    for (what, time, events) in
        [("asking for a code", per(asking), 1), ("a right code", per(answering), 2)]
    {
        let share = 100.0 * micros(one) * f64::from(events) / micros(time);
        println!("  {what:<18} {:>7.0} µs, {events} event(s): {share:.1} %", micros(time));
    }
}

/// One append among many in one transaction: look up the key, seal, tag, insert.
async fn one_append(it: &TestPortal, patient: PatientId) -> Duration {
    const MANY: u32 = 2_000;
    let mut tx = it.db.begin().await.unwrap();
    let begun = Instant::now();
    for n in 0..MANY {
        append(it, &mut tx, patient, i64::from(n)).await;
    }
    let took = begun.elapsed() / MANY;
    drop(tx);
    took
}

async fn append(it: &TestPortal, tx: &mut Tx, patient: PatientId, n: i64) {
    let key = store::patient::wrapped_key(tx, patient).await.unwrap().unwrap();
    let event = sealed(it, patient, &key, n);
    store::audit::append(tx, &event).await.unwrap();
}

fn sealed(it: &TestPortal, patient: PatientId, key: &[u8], n: i64) -> NewEvent {
    let chance: &dyn Chance = &*it.chance;
    let at = Millis(it.now().0 + n);
    let id = EventId::fresh(at, chance);
    let said = Content::fresh(SAID, chance);
    let payload = it.vault.seal_field(patient, key, Field::Event(id), said.bytes()).unwrap();
    let content = said.digest();
    let patient = Some(patient);
    let event = Event::RecordRead;
    let mut new = NewEvent { id, at, event, patient, payload, content, tag: [0; 32] };
    new.tag = it.vault.event_tag(new.leaf().text().as_bytes());
    new
}

async fn verifying(amount: u64) {
    let it = TestPortal::sqlite().await;
    let begun = Instant::now();
    let mut sealing = Duration::ZERO;
    let mut written = 0;
    while written < amount {
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..10 {
            let patient = PatientId::fresh(it.now(), &*it.chance);
            let keys = it.vault.enrol(patient).unwrap();
            for n in 0..EACH {
                let event = sealed(&it, patient, &keys.wrapped, n.cast_signed());
                store::audit::append(&mut tx, &event).await.unwrap();
            }
            written += EACH;
        }
        tx.commit().await.unwrap();
        it.pass(Duration::from_secs(3));
        let begun = Instant::now();
        audit::seal(&it.portal).await.unwrap();
        sealing += begun.elapsed();
    }
    let wrote = begun.elapsed().saturating_sub(sealing).as_secs_f64();
    let sealed = sealing.as_secs_f64();
    println!("{written} events: appended in {wrote:.1} s, sealed in {sealed:.1} s");
    let before = peak();
    let begun = Instant::now();
    let report = audit::verify(&it.portal, None, Duration::ZERO).await.unwrap();
    let took = begun.elapsed().as_secs_f64();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let (size, heads) = (report.size, report.heads);
    println!("  verified {size} events under {heads} heads in {took:.1} s");
    println!("  peak memory {} MB, before verifying {before} MB", peak());
}

/// The most memory this process had at once, in MB; none is told where the machine does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilo = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilo.unwrap_or_default() / 1024
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

async fn signed_in(it: &TestPortal) -> Principal {
    let value = Result { analyte: ("1558-6", "Glucose fasting"), value: 90.0 };
    let result = observation("O-1", &ASHA, "2025-06-01", &value);
    let report = report("R-1", &ASHA, "2025-06-01", "final", &["O-1"]);
    it.import(&bundle(&[patient(&ASHA), result, report])).await;
    let patient = it.patient(ASHA.number).await;
    it.set_password(patient, PASSWORD).await;
    let browser = caller(1, "192.0.2.1");
    let who = it.sign_in(browser, &ASHA, PASSWORD).await;
    assert!(sign_in::pending(&it.portal, &browser).await.unwrap().is_none());
    who
}
