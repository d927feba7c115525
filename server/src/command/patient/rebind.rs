//! `medseal patient rebind`

use super::of_number;
use crate::cli::Rebind;
use anyhow::Context;
use portal::{Portal, account, domain::phone::Phone, rebind};
use std::io::{self, IsTerminal};

/// What must be typed once somebody has seen who it is.
const YES: &str = "checked";

/// Lets a new number wait, or stops the one that does.
pub(super) async fn run(portal: &Portal, asked: &Rebind) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.number).await?;
    let Some(phone) = &asked.phone else {
        let stopped = rebind::stop_by_clinic(portal, patient).await?;
        anyhow::ensure!(stopped, "no number waits, so there is nothing to stop");
        println!("Stopped. Codes go to the number that they went to before.");
        return Ok(());
    };
    let phone = Phone::parse(phone, portal.rules().home());
    let phone = phone.context("--phone: give a number such as +91 555 010 0042")?;
    if !asked.identity_checked {
        ask()?;
    }
    let has_texts = account::takes_texts(portal, patient).await?;
    rebind::ask(portal, patient, &phone).await?;
    println!("Asked for. In 24 hours codes go to the new number; until then, to the old one.");
    println!("Both numbers are told by a text, and whoever holds the old one can stop it.");
    if !has_texts {
        println!("The old number takes no texts: call it, and say so.");
    }
    println!("To stop it: medseal patient rebind --patient NUMBER --stop");
    Ok(())
}

/// Has whoever is at the desk say that they know who asks.
fn ask() -> anyhow::Result<()> {
    anyhow::ensure!(
        io::stdin().is_terminal(),
        "check who it is that asks, by a document with a picture, and say so: --identity-checked"
    );
    eprintln!("Whoever has a patient's number has their records. Check a document with a picture.");
    eprintln!("Type {YES} once you have, and press Enter:");
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("cannot read the answer")?;
    anyhow::ensure!(line.trim() == YES, "nothing was done");
    Ok(())
}
