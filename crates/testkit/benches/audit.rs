//! How long a million audit events take to verify, in how much memory, and what appending one more costs of the transaction
//! it rides on. `AUDIT_EVENTS` gives another amount. On SQLite, and on PostgreSQL where a server is named. It fails where a target
//! is missed.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]
#![expect(clippy::unwrap_used, reason = "a benchmark whose ground gives way has failed")]

#[path = "audit/acts.rs"]
mod acts;
#[path = "audit/append.rs"]
mod append;

use append::sealed;
use portal::{audit, domain::id::PatientId};
use std::{
    fs,
    process::ExitCode,
    time::{Duration, Instant},
};
use testkit::TestPortal;

/// How many events the patients of the log have each.
const EACH: u64 = 200;

/// How long verifying a million events may take.
const A_MINUTE: f64 = 60.0;
/// By how many MB the memory may grow meanwhile, however many they are.
const BOUND: u64 = 64;

#[tokio::main]
async fn main() -> ExitCode {
    let amount = std::env::var("AUDIT_EVENTS").ok().and_then(|text| text.parse().ok());
    let amount = amount.unwrap_or(1_000_000);
    let mut missed = on(&TestPortal::sqlite().await, "SQLite", amount).await;
    if std::env::var(store::testing::POSTGRES).is_ok() {
        missed.extend(on(&TestPortal::postgres().await, "PostgreSQL", amount).await);
    } else {
        println!("PostgreSQL: not measured, since {} names no server", store::testing::POSTGRES);
    }
    for target in &missed {
        println!("MISSED: {target}");
    }
    if missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Fills a log, verifies it, and times acts that are noted in the full log; gives the targets that were missed.
async fn on(it: &TestPortal, engine: &str, amount: u64) -> Vec<String> {
    fill(it, engine, amount).await;
    let mut missed = verify(it, engine).await;
    missed.extend(acts::measure(it, engine).await);
    missed
}

async fn fill(it: &TestPortal, engine: &str, amount: u64) {
    let begun = Instant::now();
    let mut sealing = Duration::ZERO;
    let mut written = 0;
    while written < amount {
        let mut tx = it.db.begin().await.unwrap();
        for _ in 0..10 {
            let patient = PatientId::fresh(it.now(), &*it.chance);
            let keys = it.vault.enrol(patient).unwrap();
            for n in 0..EACH {
                let event = sealed(it, patient, &keys.wrapped, n.cast_signed());
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
    println!("{engine}: {written} events: appended in {wrote:.1} s, sealed in {sealed:.1} s");
}

async fn verify(it: &TestPortal, engine: &str) -> Vec<String> {
    // The peak so far is of hashing passwords; this machine is told to begin anew (proc_pid_clear_refs(5)), where it can.
    fs::write("/proc/self/clear_refs", "5").ok();
    let before = peak();
    let begun = Instant::now();
    let report = audit::verify(&it.portal, None, Duration::ZERO).await.unwrap();
    let took = begun.elapsed().as_secs_f64();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let (size, heads) = (report.size, report.heads);
    let after = peak();
    println!("  verified {size} events under {heads} heads in {took:.1} s");
    println!("  peak memory {after} MB, before verifying {before} MB");
    let targets = [
        (took > A_MINUTE, "verifying took more than a minute"),
        (after > before + BOUND, "verifying took too much memory"),
    ];
    let missed = targets.into_iter().filter(|(is_missed, _)| *is_missed);
    missed.map(|(_, what)| format!("{engine}: {what}")).collect()
}

/// The most memory this process had at once since the peak was forgotten, in MB; none is told where the machine does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilo = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilo.unwrap_or_default() / 1024
}
