//! `medseal migrate`

use crate::{config::Config, home::Home, wiring};
use anyhow::Context;
use std::process::ExitCode;

/// Brings the tables up to date and says how many steps that took.
pub(crate) async fn run(home: &Home, config: &Config) -> anyhow::Result<ExitCode> {
    home.make().with_context(|| format!("cannot make {}", home.folder().display()))?;
    let db = wiring::database(home, config).await?;
    let applied = db.migrate().await.context("cannot migrate the database")?;
    println!("{applied} migration(s) applied; the database is up to date");
    Ok(ExitCode::SUCCESS)
}
