//! `medseal staff`: who signs in at pharmacies.

mod add;
mod sheet;

use super::patient::password::typed;
use crate::{
    cli::{Staff, StaffPassword},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use jiff::tz::TimeZone;
use portal::{Portal, Refusal, domain::password::Password, pharmacy::staff};
use std::process::ExitCode;

/// What is said where nobody has a login.
pub(super) const NOBODY: &str = "nobody signs in with this login";

/// Does it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Staff) -> anyhow::Result<ExitCode> {
    let zone = TimeZone::get(&config.clinic.time_zone)?;
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    let portal = &wiring.portal;
    match asked {
        Staff::Add(asked) => add::run(portal, asked).await?,
        Staff::List => list(portal, &zone).await?,
        Staff::Password(asked) => password(portal, asked).await?,
        Staff::Unlock(asked) => {
            known(staff::unlock(portal, &asked.login).await)?;
            println!("Their wrong codes no longer count; codes are sent again.");
        }
        Staff::End(asked) => {
            known(staff::end(portal, &asked.login).await)?;
            println!("They sign in no more. What they began is ended.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(portal: &Portal, zone: &TimeZone) -> anyhow::Result<()> {
    let all = staff::list(portal).await?;
    println!("{} people", all.len());
    for it in all {
        let left = it.ended_at.map(|at| format!(", left on {}", super::pharmacy::day(at, zone)));
        let (left, role) = (left.unwrap_or_default(), it.role.name());
        println!("{:<16} {}, {role} at {}{left}", it.login, it.name, it.pharmacy);
    }
    Ok(())
}

async fn password(portal: &Portal, asked: &StaffPassword) -> anyhow::Result<()> {
    let all = staff::list(portal).await?;
    let login = asked.login.trim().to_lowercase();
    let it = all.iter().find(|it| it.login == login && it.ended_at.is_none()).context(NOBODY)?;
    let password = if asked.make {
        Password::fresh(portal.chance())
    } else {
        let typed = typed().context("cannot read the password from standard input")?;
        Password::parse(&typed, &[&it.login, &it.name])?
    };
    known(staff::set_password(portal, &it.login, &password).await)?;
    if asked.make {
        println!("The new password, shown this once: {}", password.reveal());
    } else {
        println!("The new password is set.");
    }
    Ok(())
}

fn known(done: Result<(), Refusal>) -> anyhow::Result<()> {
    match done {
        Err(Refusal::NotFound) => anyhow::bail!(NOBODY),
        done => Ok(done?),
    }
}
