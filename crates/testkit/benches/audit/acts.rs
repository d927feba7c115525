//! Acts as people do them, and what of each its event is.
//!
//! Everything is timed in each round, so that acts and appends meet the same machine, and told by its median. An answer spends
//! its attempt in a transaction of its own, which no event rides on: it is timed apart and taken off. Reading writes nothing but
//! its event, whose transaction is part of what is timed.

use crate::append::{self, Key};
use portal::{
    Caller, Principal,
    domain::id::{ChallengeId, RecordId},
    export, reports, sign_in,
};
use std::{
    future::Future,
    time::{Duration, Instant},
};
use testkit::{Person, Result, TestPortal, bundle, caller, observation, patient, report};

const PASSWORD: &str = "four quiet rivers";
const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
const ROUNDS: usize = 300;
/// The most that an event may be of its transaction, in percent.
const A_TENTH: f64 = 10.0;

/// An act, its times in microseconds, and where it has the key of its event from.
struct Act {
    what: &'static str,
    key: Key,
    answers: bool,
    times: Vec<f64>,
}

impl Act {
    const fn new(what: &'static str, key: Key, answers: bool) -> Self {
        Self { what, key, answers, times: Vec::new() }
    }

    async fn time<T>(&mut self, doing: impl Future<Output = T>) -> T {
        let begun = Instant::now();
        let done = doing.await;
        self.times.push(micros(begun.elapsed()));
        done
    }
}

/// Times them, and tells what of each its event was; gives those of which it was more than a tenth.
pub async fn measure(it: &TestPortal, engine: &str) -> Vec<String> {
    let who = signed_in(it).await;
    let report = reports::list(&it.portal, &who).await.unwrap().first().unwrap().id;
    let mut acts = [
        Act::new("asking for a code", Key::AtHand, false),
        Act::new("a right code that opens a report", Key::AtHand, true),
        Act::new("a right code that signs in", Key::AtHand, true),
        Act::new("a right code for an export", Key::AtHand, true),
        Act::new("a wrong code", Key::AtHand, true),
        Act::new("reading an open report", Key::LookedUp, false),
    ];
    let (mut spending, mut at_hand, mut looked_up) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let opened = round(it, &who, report, &mut acts).await;
        spending.push(spend(it, &who.caller, opened).await);
        at_hand.push(append::once(it, who.patient, Key::AtHand).await);
        looked_up.push(append::once(it, who.patient, Key::LookedUp).await);
    }
    let [spent, at_hand, looked_up] = [spending, at_hand, looked_up].map(median);
    println!(
        "{engine}: appending an event {at_hand:.0} µs, {looked_up:.0} µs with the look-up of its key"
    );
    let mut missed = Vec::new();
    for Act { what, key, answers, times } in acts {
        let append = if key == Key::AtHand { at_hand } else { looked_up };
        let rides = median(times) - if answers { spent } else { 0.0 };
        let share = 100.0 * append / rides;
        println!("  {what:<32} {rides:>6.0} µs, of which the event {share:>4.1} %");
        if share > A_TENTH {
            missed.push(format!("{engine}: the event is more than a tenth of {what}"));
        }
    }
    missed
}

/// Each act once; gives a challenge that was answered.
async fn round(
    it: &TestPortal,
    who: &Principal,
    report: RecordId,
    acts: &mut [Act; 6],
) -> ChallengeId {
    let node = &it.portal;
    let [ask, open, enter, take, fail, read] = acts;
    it.pass(Duration::from_hours(2));
    ask.time(reports::ask(node, who, report)).await.unwrap();
    let opened = reports::pending(node, who, report).await.unwrap().unwrap().id;
    let (code, wrong) = (it.code_of(opened), it.wrong_code_of(opened));
    fail.time(reports::answer(node, who, report, opened, &wrong)).await.unwrap_err();
    open.time(reports::answer(node, who, report, opened, &code)).await.unwrap();
    drop(read.time(reports::read(node, who, report)).await.unwrap());

    let browser = caller(2, "192.0.2.1");
    it.pass(Duration::from_hours(2));
    sign_in::begin(node, &browser, ASHA.number, PASSWORD).await.unwrap();
    let challenge = it.pending(&browser).await.id;
    let code = it.code_of(challenge);
    enter.time(sign_in::answer(node, &browser, challenge, &code)).await.unwrap();

    it.pass(Duration::from_hours(2));
    export::ask(node, who).await.unwrap();
    let challenge = export::pending(node, who).await.unwrap().unwrap().id;
    take.time(export::answer(node, who, challenge, &it.code_of(challenge))).await.unwrap();
    opened
}

/// How long it takes to spend an attempt, in microseconds.
async fn spend(it: &TestPortal, caller: &Caller, challenge: ChallengeId) -> f64 {
    let begun = Instant::now();
    let mut tx = it.db.begin().await.unwrap();
    store::challenge::spend_attempt(&mut tx, challenge, caller.session).await.unwrap();
    tx.commit().await.unwrap();
    micros(begun.elapsed())
}

async fn signed_in(it: &TestPortal) -> Principal {
    let value = Result { analyte: ("1558-6", "Glucose fasting"), value: 90.0 };
    let result = observation("O-1", &ASHA, "2025-06-01", &value);
    let report = report("R-1", &ASHA, "2025-06-01", "final", &["O-1"]);
    it.import(&bundle(&[patient(&ASHA), result, report])).await;
    let patient = it.patient(ASHA.number).await;
    it.set_password(patient, PASSWORD).await;
    it.sign_in(caller(1, "192.0.2.1"), &ASHA, PASSWORD).await
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

pub fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
