//! `medseal erasure`: what the clinic answers people who want everything erased.

use super::patient::of_number;
use crate::{
    cli::{Erasure, OfPatient, Refuse},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use jiff::{Timestamp, tz::TimeZone};
use portal::{
    Portal, Refusal,
    domain::Millis,
    erasure::{self, Confirmed, State, Waiting},
};
use std::process::ExitCode;

const NONE_WAITS: &str = "no request of this patient waits for an answer";

/// Does it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Erasure) -> anyhow::Result<ExitCode> {
    let zone = TimeZone::get(&config.clinic.time_zone)?;
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    match asked {
        Erasure::List => list(&wiring.portal, &zone).await?,
        Erasure::Confirm(asked) => confirm(&wiring.portal, asked, &zone).await?,
        Erasure::Refuse(asked) => refuse(&wiring.portal, asked).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(portal: &Portal, zone: &TimeZone) -> anyhow::Result<()> {
    let all = erasure::list(portal).await?;
    println!("{} request(s)", all.len());
    for Waiting { number, asked_at, state, kept_until } in all {
        let number = number.as_deref().unwrap_or("-");
        let says = match state {
            State::Asked => "waits for your answer".to_owned(),
            State::Confirmed(due) => format!("is confirmed, and done on {}", day(due, zone)),
            State::Closed(until) => {
                format!("is done but for records that are kept until {}", day(until, zone))
            }
            State::Withdrawn | State::Refused(_) | State::Erased(_) => "is over".to_owned(),
        };
        println!("{number:<16} asked on {}, {says}", day(asked_at, zone));
        if matches!(state, State::Asked | State::Confirmed(_)) {
            println!("{:<16} {}", "", kept(kept_until, zone));
        }
    }
    Ok(())
}

async fn confirm(portal: &Portal, asked: &OfPatient, zone: &TimeZone) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.patient).await?;
    match erasure::confirm(portal, patient).await {
        Ok(Confirmed { due_at, kept_until }) => {
            let day = day(due_at, zone);
            println!("Confirmed. It is done on {day}; until then they may stop it.");
            println!("Then {}", kept(kept_until, zone));
        }
        Err(Refusal::Lapsed) => anyhow::bail!(NONE_WAITS),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}

async fn refuse(portal: &Portal, asked: &Refuse) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.patient).await?;
    match erasure::refuse(portal, patient, asked.reason.reason()).await {
        Ok(()) => println!("Refused. They see the reason on their page."),
        Err(Refusal::Lapsed) => anyhow::bail!(NONE_WAITS),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}

/// What the law has the clinic keep of somebody who is erased, by what the configuration says of it.
fn kept(until: Option<Millis>, zone: &TimeZone) -> String {
    match until {
        None => "everything goes: there are no records that must be kept.".to_owned(),
        Some(until) => {
            format!("the account goes, and younger records stay sealed until {}.", day(until, zone))
        }
    }
}

fn day(at: Millis, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.to_zoned(zone.clone()).date().to_string()
}
