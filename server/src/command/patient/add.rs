//! `medseal patient add`

use super::sheet::{Sheet, asked, read};
use crate::cli::Add;
use anyhow::Context;
use portal::{
    Portal,
    domain::{Language, birth::BirthDate, identifier::Identifier, person::Person, phone::Phone},
    enrol,
};
use std::io::{self, IsTerminal};

/// Adds patients, and says the number by which each activates their account; nothing else about them.
pub(super) async fn run(portal: &Portal, wish: &Add) -> anyhow::Result<()> {
    let sheets = match &wish.file {
        Some(file) => read(file)?,
        None if io::stdin().is_terminal() => vec![asked(&mut io::stdin().lock())?],
        None => anyhow::bail!("--file: say where the patient stands, or - for standard input"),
    };
    let several = sheets.len() > 1;
    for (place, sheet) in (1..).zip(&sheets) {
        let added = add(portal, sheet).await;
        if several { added.with_context(|| format!("patient {place}"))? } else { added? }
    }
    println!("With it and their birth date they activate their account, at /activate.");
    Ok(())
}

async fn add(portal: &Portal, sheet: &Sheet) -> anyhow::Result<()> {
    let born = BirthDate::parse_iso(&sheet.born, portal.now());
    let born = born.context("born: give a date such as 1948-02-29")?;
    let number = enrol::add(portal, person(portal, sheet)?, &born).await?;
    println!("Added. The patient number is {number}.");
    Ok(())
}

fn person(portal: &Portal, sheet: &Sheet) -> anyhow::Result<Person> {
    let name = sheet.name.trim().to_owned();
    anyhow::ensure!(!name.is_empty(), "name: give the name");
    let home = portal.rules().home();
    let phones: Result<Vec<_>, _> =
        sheet.phones.iter().map(|phone| Phone::parse(phone, home)).collect();
    let phones = phones.context("phones: give numbers such as +91 555 010 0042")?;
    anyhow::ensure!(!phones.is_empty(), "phones: give a number such as +91 555 010 0042");
    let language = sheet.language.as_deref().map(|tag| {
        let known = Language::ALL.into_iter().find(|language| language.tag() == tag);
        known.context("language: give en or hi")
    });
    let email = sheet.email.as_deref().map(|text| match Identifier::parse(text, home) {
        Ok(Identifier::Email(email)) => Ok(email),
        _ => Err(anyhow::anyhow!("email: give an address such as asha@example.in")),
    });
    Ok(Person {
        given: sheet.given.clone().unwrap_or_else(|| name.clone()),
        name,
        number: sheet.number.clone(),
        phones,
        emails: email.transpose()?.into_iter().collect(),
        birth_date: None,
        language: language.transpose()?,
    })
}
