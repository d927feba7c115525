//! `medseal patient rebind`

use super::{of_number, sheet::line};
use crate::cli::Rebind;
use anyhow::Context;
use portal::{Portal, account, domain::phone::Phone, rebind};
use std::io::{self, IsTerminal};

/// What must be typed once somebody has seen who it is.
const YES: &str = "checked";

/// Lets a new number wait, or stops the one that does.
pub(super) async fn run(portal: &Portal, asked: &Rebind) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.number).await?;
    if asked.stop {
        let stopped = rebind::stop::by_clinic(portal, patient).await?;
        anyhow::ensure!(stopped, "no number waits, so there is nothing to stop");
        println!("Stopped. Codes go to the number that they went to before.");
        return Ok(());
    }
    if !asked.identity_checked {
        ask()?;
    }
    let phone = typed(portal)?;
    let has_texts = account::takes_texts(portal, patient).await?;
    rebind::ask(portal, patient, &phone).await?;
    println!("Asked for. In 24 hours codes go to the new number; until then, to the old one.");
    println!(
        "While whoever asks to stop it can be sent no code, it waits on, for 72 hours at the most."
    );
    println!("Both numbers are told by a text, and whoever holds the old one can stop it.");
    if !has_texts {
        println!("The old number takes no texts: call it, and say so.");
    }
    println!("To stop it: medseal patient rebind --patient NUMBER --stop");
    Ok(())
}

/// The new number: the first line of standard input, since a command's words can be read by every process of the machine.
fn typed(portal: &Portal) -> anyhow::Result<Phone> {
    if io::stdin().is_terminal() {
        eprintln!("Type the new phone number and press Enter:");
    }
    let text = line(&mut io::stdin().lock())?;
    Phone::parse(&text, portal.rules().home()).context("give a number such as +91 555 010 0042")
}

/// Has whoever is at the desk say that they know who asks.
fn ask() -> anyhow::Result<()> {
    anyhow::ensure!(
        io::stdin().is_terminal(),
        "check who it is that asks, by a document with a picture, and say so: --identity-checked"
    );
    eprintln!("Whoever has a patient's number has their records. Check a document with a picture.");
    eprintln!("Type {YES} once you have, and press Enter:");
    let typed = line(&mut io::stdin().lock())?;
    anyhow::ensure!(typed == YES, "nothing was done");
    Ok(())
}
