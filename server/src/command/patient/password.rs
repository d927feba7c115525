//! `medseal patient password`

use super::of_number;
use crate::cli::NewPassword;
use anyhow::Context;
use portal::{
    Portal, account,
    domain::{id::PatientId, password::Password},
    notice, profile,
};
use std::io::{self, IsTerminal};

/// Sets a password that is read from standard input, or made and shown once.
pub(super) async fn run(portal: &Portal, asked: &NewPassword) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.number).await?;
    set(portal, patient, asked).await?;
    if asked.notice_accepted {
        notice::accepted_on_paper(portal, patient).await?;
    }
    Ok(())
}

async fn set(portal: &Portal, patient: PatientId, asked: &NewPassword) -> anyhow::Result<()> {
    if asked.make {
        let password = Password::fresh(portal.chance());
        account::set_password(portal, patient, &password).await?;
        println!("The new password, shown this once: {}", password.reveal());
        return Ok(());
    }
    let person = profile::person(portal, patient).await?;
    let typed = typed().context("cannot read the password from standard input")?;
    let password = Password::parse(&typed, &person.known(portal.rules().home()))?;
    account::set_password(portal, patient, &password).await?;
    println!("The new password is set.");
    Ok(())
}

/// The first line of standard input, without its end.
pub(crate) fn typed() -> io::Result<String> {
    if io::stdin().is_terminal() {
        eprintln!("Type the new password and press Enter (it can be seen; --make makes one):");
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}
