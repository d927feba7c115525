//! `medseal staff add`

use super::sheet::{Sheet, asked, read};
use crate::{cli::AddStaff, command::pharmacy::NONE};
use anyhow::Context;
use portal::{
    Portal, Refusal,
    domain::{password::Password, phone::Phone},
    pharmacy::staff::{self, NewStaff, NotAdded},
};
use std::io::{self, IsTerminal};

/// Adds somebody, and says nothing of them but how they sign in.
pub(super) async fn run(portal: &Portal, wish: &AddStaff) -> anyhow::Result<()> {
    let sheet = match &wish.file {
        Some(file) => read(file)?,
        None if io::stdin().is_terminal() => asked(&mut io::stdin().lock())?,
        None => anyhow::bail!("--file: say where their name stands, or - for standard input"),
    };
    let phone = Phone::parse(&sheet.phone, portal.rules().home());
    let phone = phone.context("phone: give a number such as +91 555 010 0042")?;
    // Before anybody is added, so that nobody is without the password that was meant for them.
    let own = [sheet.login.as_str(), sheet.name.as_str()];
    let typed = sheet.password.as_deref().map(|typed| Password::parse(typed, &own));
    let (password, is_made) = match typed {
        Some(typed) => (typed.context("password")?, false),
        None => (Password::fresh(portal.chance()), true),
    };
    let new = new(&sheet, phone, wish);
    match staff::add(portal, &new).await {
        Ok(_) => {}
        Err(NotAdded::Failed(Refusal::NotFound)) => anyhow::bail!(NONE),
        Err(why) => return Err(why.into()),
    }
    staff::set_password(portal, new.login, &password).await?;
    println!("Added. They sign in at /pharmacy/sign-in.");
    if is_made {
        println!("Their password, shown this once: {}", password.reveal());
    }
    Ok(())
}

fn new<'a>(sheet: &'a Sheet, phone: Phone, wish: &'a AddStaff) -> NewStaff<'a> {
    NewStaff {
        login: &sheet.login,
        name: &sheet.name,
        phone,
        role: wish.role.role(),
        pharmacy: &wish.pharmacy,
    }
}
