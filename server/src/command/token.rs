//! `medseal token`: the tokens by which pharmacies' own systems come in.

use super::pharmacy::{NONE, day};
use crate::{
    cli::{AddToken, OneToken, Token},
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use jiff::tz::TimeZone;
use portal::{Portal, Refusal, pharmacy::token};
use std::{process::ExitCode, time::Duration};

/// Does it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Token) -> anyhow::Result<ExitCode> {
    let zone = TimeZone::get(&config.clinic.time_zone)?;
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    match asked {
        Token::Add(asked) => add(&wiring.portal, asked).await?,
        Token::List => list(&wiring.portal, &zone).await?,
        Token::Revoke(asked) => revoke(&wiring.portal, asked).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(portal: &Portal, asked: &AddToken) -> anyhow::Result<()> {
    let life = Duration::from_hours(24 * u64::from(asked.days));
    let made = token::add(portal, &asked.pharmacy, &asked.name, &asked.scope.0, life).await;
    match made {
        Ok(made) => {
            // The secret is the last word, and stands alone on its line.
            println!("{} admits for {} days. The token, shown this once:", made.id, asked.days);
            println!("{}", made.secret);
        }
        Err(Refusal::NotFound) => anyhow::bail!(NONE),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}

async fn list(portal: &Portal, zone: &TimeZone) -> anyhow::Result<()> {
    let all = token::list(portal).await?;
    println!("{} token(s)", all.len());
    for it in all {
        let state = match it.revoked_at {
            Some(at) => format!("revoked on {}", day(at, zone)),
            None if it.expires_at <= portal.now() => {
                format!("ended on {}", day(it.expires_at, zone))
            }
            None => format!("until {}", day(it.expires_at, zone)),
        };
        println!("{}  {}, {}: {}, {state}", it.id, it.pharmacy, it.name, it.scopes);
    }
    Ok(())
}

async fn revoke(portal: &Portal, asked: &OneToken) -> anyhow::Result<()> {
    match token::revoke(portal, asked.id).await {
        Ok(()) => println!("Revoked. It admits to nothing from now on."),
        Err(Refusal::NotFound) => anyhow::bail!("there is no such token, or it was revoked before"),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}
