//! `medseal demo`

use super::serve;
use crate::{
    cli::Demo,
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, process::ExitCode};

mod counter;
mod seed;

/// A demo is one computer's: everybody on it shares an address, and one phone is used all day long.
const CONFIG: &str = r#"# Made by `medseal demo`. docs/configuration.md explains every key.

[clinic]
name = "Sanjeevani Clinic"
help = "+91 555 010 0900"

[limits]
number_hour = 200
number_day = 1000
address_unverified_hour = 200
address_hour = 2000
prefix_day = 2000
"#;

/// A person of the demo clinic, as `people.toml` has them.
#[derive(Deserialize)]
struct Cast {
    #[serde(rename = "person")]
    people: Vec<Role>,
    #[serde(rename = "guardianship")]
    guardianships: Vec<Guardianship>,
    #[serde(rename = "pharmacy")]
    pharmacies: Vec<Shop>,
    #[serde(rename = "pharmacist")]
    pharmacists: Vec<Clerk>,
}

/// A pharmacy.
#[derive(Deserialize)]
struct Shop {
    name: String,
}

/// Somebody who works at one.
#[derive(Deserialize)]
struct Clerk {
    login: String,
    name: String,
    phone: String,
    password: String,
    pharmacy: String,
    note: String,
}

/// Who may act for whom, by their numbers.
#[derive(Deserialize)]
struct Guardianship {
    patient: String,
    guardian: String,
}

/// One of them.
#[derive(Deserialize)]
struct Role {
    #[serde(rename = "role")]
    kind: String,
    number: String,
    password: String,
    pin: Option<String>,
    note: String,
}

/// What `demo.json` says.
#[derive(Serialize)]
struct Playbill {
    address: String,
    people: Vec<Person>,
    pharmacists: Vec<Pharmacist>,
    prescriptions: Vec<Paper>,
}

/// Somebody at a counter, in it.
#[derive(Serialize)]
struct Pharmacist {
    name: String,
    identifier: String,
    phone: String,
    password: String,
    pharmacy: String,
    note: String,
}

/// A prescription in it, as it is shown at a counter.
#[derive(Serialize)]
struct Paper {
    number: String,
    patient: String,
    medicines: usize,
    current: bool,
}

/// One person in it.
#[derive(Serialize)]
struct Person {
    role: String,
    name: String,
    identifier: String,
    phone: String,
    password: String,
    note: String,
}

/// Makes a home if there is none, seeds it, and serves it.
pub(crate) async fn run(home: &Home, config: Config, demo: &Demo) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        demo.listen.ip().is_loopback(),
        "the demo's codes can be read by everybody, so it listens on a loopback address only"
    );
    let mut config = configured(home, config)?;
    anyhow::ensure!(
        config.courier.has_sandbox(),
        "the demo's people have no phones but the sandbox's: add \"sandbox\" to courier.carriers"
    );
    config.server.listen = demo.listen;
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    let cast = seed::cast()?;
    let pharmacists = counter::pharmacists(&wiring.portal, &cast).await?;
    let people = seed::people(&wiring, cast).await?;
    let prescriptions = counter::prescriptions(&wiring.portal, &people).await?;
    let listener = serve::listen(demo.listen).await?;
    let address = address(listener.local_addr()?);
    let bill = Playbill { address, people, pharmacists, prescriptions };
    let json = serde_json::to_string_pretty(&bill)?;
    Home::write(&home.demo(), &json).context("cannot write demo.json")?;
    announce(&bill, home);
    serve::serve(wiring, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// The configuration of the home; the demo's own where the home has none yet.
fn configured(home: &Home, config: Config) -> anyhow::Result<Config> {
    if home.config().exists() {
        return Ok(config);
    }
    home.make().with_context(|| format!("cannot make {}", home.folder().display()))?;
    Home::write(&home.config(), CONFIG).context("cannot write medseal.toml")?;
    Ok(Config::load(&home.config(), std::env::vars())?)
}

fn address(at: SocketAddr) -> String {
    format!("http://{at}")
}

fn announce(bill: &Playbill, home: &Home) {
    println!("\n  The demo clinic is open:  {}", bill.address);
    println!("  Its phone, for the codes:  {}/sandbox/phone\n", bill.address);
    for person in &bill.people {
        println!("  {}  ({})", person.name, person.note);
        println!("      sign in with {}  password  {}", person.identifier, person.password);
    }
    println!("\n  At a pharmacy's counter:  {}/pharmacy\n", bill.address);
    for it in &bill.pharmacists {
        println!("  {}, {}  ({})", it.name, it.pharmacy, it.note);
        println!("      sign in with {}  password  {}", it.identifier, it.password);
    }
    for it in bill.prescriptions.iter().filter(|it| it.current) {
        println!("  prescription {}  of {}, medicines: {}", it.number, it.patient, it.medicines);
    }
    println!("\n  The same list is in {}. Stop with Ctrl-C.\n", home.demo().display());
}
