//! `medseal keys adopt`

use crate::{
    cli::Adopt,
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use portal::wrapping;
use std::process::ExitCode;
use store::Db;

/// Takes over into this database, an older copy, what became of patients' keys since.
pub(crate) async fn run(home: &Home, config: Config, asked: &Adopt) -> anyhow::Result<ExitCode> {
    let wiring = Wiring::look(home, config, &Nature::of_the_machine()).await?;
    // The address may hold a password, so it is not part of the error.
    let newer = Db::open(&asked.from).await.context("cannot open the database of --from")?;
    let pending = newer.pending_migrations().await.context("cannot read that database")?;
    anyhow::ensure!(pending == 0, "the database of --from is of an older version");
    let adopted = wrapping::adopt(&wiring.portal, &newer).await?;
    println!("{} patient(s) have their newer key; {} were erased.", adopted.keys, adopted.erased);
    Ok(ExitCode::SUCCESS)
}
