//! `medseal patient`: what staff do for one patient, having checked who it is that asks.

use crate::{
    cli::Patient,
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use portal::{
    Portal,
    domain::{id::PatientId, identifier::Identifier},
    profile,
};
use std::process::ExitCode;

mod add;
mod codes_by;
pub(crate) mod guardian;
pub(crate) mod password;
mod pin;
mod rebind;
pub(crate) mod sheet;
mod unlock;

/// Does it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Patient) -> anyhow::Result<ExitCode> {
    let nature = Nature::of_the_machine();
    let wiring = Wiring::open(home, config, &nature).await?;
    match asked {
        Patient::Add(asked) => add::run(&wiring.portal, asked).await?,
        Patient::Password(asked) => password::run(&wiring.portal, asked).await?,
        Patient::CodesBy(asked) => codes_by::run(&wiring.portal, asked).await?,
        Patient::Pin(asked) => pin::run(&wiring.portal, asked).await?,
        Patient::Guardian(asked) => {
            let zone = jiff::tz::TimeZone::get(&wiring.config.clinic.time_zone)?;
            guardian::run(&wiring.portal, &zone, asked).await?;
        }
        Patient::Rebind(asked) => rebind::run(&wiring.portal, asked).await?,
        Patient::Unlock(asked) => unlock::run(&wiring.portal, asked).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The one patient who has a number.
pub(crate) async fn of_number(portal: &Portal, number: &str) -> anyhow::Result<PatientId> {
    let found = match Identifier::number(number) {
        Some(identifier) => profile::find(portal, &identifier).await?,
        None => Vec::new(),
    };
    match found.as_slice() {
        [patient] => Ok(*patient),
        [] => anyhow::bail!("no patient has this number"),
        _ => anyhow::bail!("several patients have this number"),
    }
}
