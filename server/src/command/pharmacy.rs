//! `medseal pharmacy`: which pharmacies there are, and what each did.

use super::{look_up, patient::guardian::begins};
use crate::{
    cli::{Pharmacy, Report},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use jiff::{Timestamp, tz::TimeZone};
use portal::{
    Portal, Refusal,
    domain::{Millis, day::Day},
    pharmacy::{self, report},
};
use std::process::ExitCode;

/// What is said where no pharmacy has a name.
pub(super) const NONE: &str = "there is no such pharmacy; `medseal pharmacy list` lists them";

/// Does it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Pharmacy) -> anyhow::Result<ExitCode> {
    let zone = TimeZone::get(&config.clinic.time_zone)?;
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    match asked {
        Pharmacy::Add(asked) => {
            pharmacy::add(&wiring.portal, &asked.name).await?;
            println!("Added. Next: medseal staff add --role pharmacist --pharmacy NAME");
        }
        Pharmacy::List => list(&wiring.portal, &zone).await?,
        Pharmacy::End(asked) => end(&wiring.portal, &asked.name).await?,
        Pharmacy::LookUp(asked) => look_up::show(&wiring.portal, &zone, asked.id).await?,
        Pharmacy::Report(asked) => figures(&wiring.portal, &zone, asked).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(portal: &Portal, zone: &TimeZone) -> anyhow::Result<()> {
    let all = pharmacy::list(portal).await?;
    println!("{} pharmacies", all.len());
    for it in all {
        let ended = it.ended_at.map(|at| format!(", taken away on {}", day(at, zone)));
        println!("{}{}", it.name, ended.unwrap_or_default());
    }
    Ok(())
}

async fn end(portal: &Portal, name: &str) -> anyhow::Result<()> {
    match pharmacy::end(portal, name).await {
        Ok(()) => println!("Nobody signs in there any more, and its tokens admit to nothing."),
        Err(Refusal::NotFound) => anyhow::bail!(NONE),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}

async fn figures(portal: &Portal, zone: &TimeZone, asked: &Report) -> anyhow::Result<()> {
    let since = Day::parse(&asked.since).context("--since: give a date such as 2026-11-01")?;
    let all = report::since(portal, begins(zone, since)).await?;
    if all.is_empty() {
        println!("No pharmacy looked anything up since then.");
    }
    for (name, it) in all {
        println!("{name}");
        let lines = [
            ("looked up", it.asked),
            ("by numbers that nobody has", it.unknown),
            ("let in", it.allowed),
            ("of these without a code", it.vouched),
            ("handed over", it.dispensed),
            ("undone", it.undone),
            ("refused by the patient", it.refused),
        ];
        for (what, count) in lines {
            println!("  {count:>6}  {what}");
        }
    }
    Ok(())
}

/// The day of a moment, where the clinic is.
pub(super) fn day(at: Millis, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.to_zoned(zone.clone()).date().to_string()
}
