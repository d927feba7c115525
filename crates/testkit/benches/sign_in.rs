//! How long beginning to sign in takes for a right password, a wrong one, and an identifier that nobody has: the
//! last two must not be told apart.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]
#![expect(clippy::unwrap_used, reason = "a benchmark whose ground gives way has failed")]

use portal::{
    Hasher, Portal, Rules,
    domain::sending::{AddressLimits, NumberLimits},
    hasher::Cost,
    sign_in,
};
use std::time::{Duration, Instant};
use testkit::{Person, TestPortal, caller};

const ROUNDS: usize = 40;
const PASSWORD: &str = "four quiet rivers";
const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
const NOBODY: Person = Person { name: "Nobody", number: "MED-9999", phone: "+919222200003" };

#[tokio::main]
async fn main() {
    let it = TestPortal::sqlite().await;
    it.enrol(&ASHA, PASSWORD).await;
    let hasher = Hasher::new(Cost::LEAST, 2, &*it.chance).unwrap();
    let node = it.node_with(without_limits(), hasher).await;
    for (kind, known, unknown) in
        [("patient number", ASHA.number, NOBODY.number), ("phone number", ASHA.phone, NOBODY.phone)]
    {
        let cases = [
            ("right password", known, PASSWORD),
            ("wrong password", known, "seven loud mountains"),
            ("unknown", unknown, PASSWORD),
        ];
        let mut times = cases.map(|_| Vec::with_capacity(ROUNDS));
        for round in 0..=ROUNDS {
            for ((_, identifier, password), times) in cases.iter().zip(&mut times) {
                let time = begin(&it, &node, identifier, password).await;
                // The first round warms up.
                times.extend((round > 0).then_some(time));
            }
        }
        print(kind, cases.map(|(name, ..)| name), times);
    }
}

async fn begin(it: &TestPortal, node: &Portal, identifier: &str, password: &str) -> Duration {
    it.pass(Duration::from_secs(1));
    let browser = caller(1, "192.0.2.1");
    let begun = Instant::now();
    sign_in::begin(node, &browser, identifier, password).await.unwrap();
    begun.elapsed()
}

fn without_limits() -> Rules {
    let most = u32::MAX;
    Rules {
        number: NumberLimits { unverified_hour: most, hour: most, day: most },
        address: AddressLimits { unverified_hour: most, hour: most },
        prefix_floor: most,
        ..Rules::default()
    }
}

fn print(kind: &str, names: [&str; 3], mut times: [Vec<Duration>; 3]) {
    let at = |times: &[Duration], percent: usize| {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times.get(place).copied().unwrap_or_default().as_secs_f64() * 1_000.0
    };
    for times in &mut times {
        times.sort_unstable();
    }
    let unknown = times.last().map_or(0.0, |times| at(times, 50));
    println!("{kind}, {ROUNDS} rounds     median       p95   to unknown");
    for (name, times) in names.iter().zip(&times) {
        let (median, high) = (at(times, 50), at(times, 95));
        println!("  {name:<24} {median:>7.2} ms {high:>7.2} ms   × {:.3}", median / unknown);
    }
}
