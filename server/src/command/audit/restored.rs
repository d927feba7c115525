//! `medseal audit restored`

use crate::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use portal::audit;
use std::{io, process::ExitCode};

/// What is to be typed.
const AGREED: &str = "go on without them";

/// Says that an older database was put back on purpose, if whoever asked types that they know what it means.
pub(super) async fn run(home: &Home, config: Config) -> anyhow::Result<ExitCode> {
    let wiring = Wiring::look(home, config, &Nature::of_the_machine()).await?;
    let Some(finding) = audit::against_mark(&wiring.portal).await? else {
        println!("The log goes on from what this server has seen; there is nothing to agree to.");
        return Ok(ExitCode::SUCCESS);
    };
    println!("{finding}");
    println!(
        "Only if you put an older backup of the database back yourself is that as it should be. What happened since that \
         backup is gone from the log then, and the log will say so for good."
    );
    println!(
        "Otherwise somebody wrote to the database: copy it, and read docs/runbooks/audit-log.md."
    );
    println!("To go on, type: {AGREED}");
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("cannot read standard input")?;
    anyhow::ensure!(line.trim() == AGREED, "that was not typed, so nothing was changed");
    audit::restored(&wiring.portal).await?;
    println!("The log goes on from here. Do the same on every server of this portal.");
    Ok(ExitCode::SUCCESS)
}
