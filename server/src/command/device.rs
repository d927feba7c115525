//! `medseal device`: what staff do for a patient who lost a device, having checked who it is that asks.

use super::patient::of_number;
use crate::{
    cli::{Device, Lost, Whose},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use jiff::{Timestamp, tz::TimeZone};
use portal::{
    devices::{self, Which},
    domain::{
        Millis,
        device::{Look, Wipe},
    },
};
use std::process::ExitCode;

/// Does it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Device) -> anyhow::Result<ExitCode> {
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    match asked {
        Device::List(whose) => list(&wiring, whose).await?,
        Device::Wipe(lost) => wipe(&wiring, lost).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(wiring: &Wiring, whose: &Whose) -> anyhow::Result<()> {
    let patient = of_number(&wiring.portal, &whose.patient).await?;
    let zone = TimeZone::get(&wiring.config.clinic.time_zone)?;
    let all = devices::of_patient(&wiring.portal, patient).await?;
    if all.is_empty() {
        println!("They never signed in with anything.");
    }
    for device in all {
        let seen = moment(&zone, device.last_seen_at);
        let state = if device.is_signed_in { "signed in" } else { "not signed in" };
        let wipe = match device.wipe {
            Wipe::Unasked => String::new(),
            Wipe::Asked(at) => format!("; wipe asked {}, not yet seen", moment(&zone, at)),
            Wipe::Delivered { asked_at, delivered_at } => format!(
                "; wipe asked {}, delivered {}",
                moment(&zone, asked_at),
                moment(&zone, delivered_at)
            ),
        };
        println!("{}  {}, last used {seen}, {state}{wipe}", device.id, named(&device.look));
    }
    Ok(())
}

async fn wipe(wiring: &Wiring, lost: &Lost) -> anyhow::Result<()> {
    let patient = of_number(&wiring.portal, &lost.patient).await?;
    let which = lost.device.map_or(Which::All, Which::One);
    let asked = devices::wipe_by_clinic(&wiring.portal, patient, which).await?;
    println!("Signed out. {asked} more will be told to forget everything as soon as they come.");
    Ok(())
}

fn named(look: &Look) -> String {
    let browser = look.browser.name().unwrap_or("a browser");
    look.system.name().map_or_else(|| browser.to_owned(), |on| format!("{browser} on {on}"))
}

fn moment(zone: &TimeZone, at: Millis) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone.clone());
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
