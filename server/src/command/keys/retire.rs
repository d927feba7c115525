//! `medseal keys retire`

use crate::{
    cli::Retire,
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use portal::{
    audit,
    wrapping::{self, Rewrapped},
};
use std::process::ExitCode;
use vault::{Keyring, keyring::Rotates};

const ADD: &str = "\
The key in use wrapped the key of somebody who was erased, so it must be followed by a new one, and only a key file can be
changed here. Put the text of MEDSEAL_KEYS into keys/keyring.toml of an empty folder (0600, in a folder of 0700). Run
`medseal --home FOLDER keys rotate wrap` without MEDSEAL_KEYS and with MEDSEAL_DATABASE_URL naming this database. Start every
node with the new text, run this again, and destroy the folder.";

const COPY: &str = "\
Nothing was destroyed yet. Where other nodes run, give them the keys (the key file, or the text of MEDSEAL_KEYS) as they are now.
Then make a copy of the database and of the keys: older copies of the database will open no more. Once you have both, run
`medseal keys retire --destroy`.";

const HELD: &str = "\
The database's own files still hold what older keys wrapped, since somebody reads them or the disk is full; the lines above say
which. Nothing was destroyed. Run this again.";

const DONE: &str = "\
An older copy of the key file still opens older copies of the database: destroy them all, make a new copy, and give the file
to other nodes. An older copy of the database is used again with `medseal keys adopt`.";

const TEXT: &str = "\
An older copy of that text still opens older copies of the database: destroy them all. An older copy of the database is used
again with `medseal keys adopt`.";

/// Has all patients' keys wrapped by the newest key, and destroys the older ones once that is wanted.
pub(crate) async fn run(home: &Home, config: Config, asked: &Retire) -> anyhow::Result<ExitCode> {
    let in_file = std::env::var_os("MEDSEAL_KEYS").is_none();
    let wiring = Wiring::look(home, config, &Nature::of_the_machine()).await?;
    let standing = wrapping::standing(&wiring.portal).await?;
    if standing.needs_key {
        anyhow::ensure!(in_file, "{ADD}");
        let turn = || super::turn(home, Rotates::Wrap);
        let id = audit::rotated(&wiring.portal, "wrap", turn).await?;
        anyhow::ensure!(wiring.vault.renew(), "cannot read the key file again");
        println!("{id} wraps patients' keys from now on.");
    }
    let Rewrapped { keys, older, is_clear } = wrapping::rewrap(&wiring.portal).await?;
    println!("{keys} patient(s) had their key wrapped anew.");
    if !is_clear {
        println!("{HELD}");
        return Ok(ExitCode::FAILURE);
    }
    match (older.is_empty(), asked.destroy && !standing.needs_key) {
        (true, _) => println!("There is no older key to be destroyed."),
        (false, false) => println!("{COPY}"),
        (false, true) => destroy(home, &wiring, &older, in_file).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn destroy(
    home: &Home,
    wiring: &Wiring,
    older: &[String],
    in_file: bool,
) -> anyhow::Result<()> {
    // Before it is done: a line too many is better than one too few.
    wrapping::note_retired(&wiring.portal).await?;
    if !in_file {
        println!(
            "Take these keys out of MEDSEAL_KEYS, on every node: {}.\n{TEXT}",
            older.join(", ")
        );
        return Ok(());
    }
    let count = Keyring::destroy_in(&home.keys(), older)
        .context("cannot take the older keys out of the key file")?;
    println!("{count} key(s) were destroyed: {}.\n{DONE}", older.join(", "));
    Ok(())
}
