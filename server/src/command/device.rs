//! `medseal device`: what the clinic does for somebody who lost a device, having checked who it is that asks.

use super::{patient::of_number, staff::NOBODY};
use crate::{
    cli::{Device, Lost, Whose},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use jiff::{Timestamp, tz::TimeZone};
use portal::{
    Portal, Refusal,
    devices::{self, Which},
    domain::{
        Millis,
        device::{Look, Wipe},
        id::PatientId,
    },
    pharmacy::staff,
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
    let account = account(&wiring.portal, whose).await?;
    let zone = TimeZone::get(&wiring.config.clinic.time_zone)?;
    let all = devices::of_patient(&wiring.portal, account).await?;
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
    let account = account(&wiring.portal, &lost.whose).await?;
    let which = lost.which.device.map_or(Which::All, Which::One);
    let asked = devices::wipe_by_clinic(&wiring.portal, account, which).await?;
    println!("Signed out. {asked} more will be told to forget everything as soon as they come.");
    Ok(())
}

/// Whose devices they are: a patient's, or those of somebody of a pharmacy's staff.
async fn account(portal: &Portal, whose: &Whose) -> anyhow::Result<PatientId> {
    match (&whose.patient, &whose.staff) {
        (Some(number), _) => of_number(portal, number).await,
        (None, Some(login)) => match staff::account_of(portal, login).await {
            Err(Refusal::NotFound) => anyhow::bail!(NOBODY),
            found => Ok(found?),
        },
        (None, None) => anyhow::bail!("--patient or --staff: say whose devices"),
    }
}

fn named(look: &Look) -> String {
    let browser = look.browser.name().unwrap_or("a browser");
    look.system.name().map_or_else(|| browser.to_owned(), |on| format!("{browser} on {on}"))
}

fn moment(zone: &TimeZone, at: Millis) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone.clone());
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
