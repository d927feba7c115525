//! `medseal patient add`

use crate::cli::Add;
use anyhow::Context;
use portal::{
    Portal,
    domain::{Language, birth::BirthDate, identifier::Identifier, person::Person, phone::Phone},
    enrol,
};

/// Adds a patient, and says the number by which they activate their account; nothing else about them.
pub(super) async fn run(portal: &Portal, asked: &Add) -> anyhow::Result<()> {
    let born = BirthDate::parse_iso(&asked.born, portal.now())
        .context("--born: give a date such as 1948-02-29")?;
    let number = enrol::add(portal, person(portal, asked)?, &born).await?;
    println!("Added. The patient number is {number}.");
    println!("With it and their birth date they activate their account, at /activate.");
    Ok(())
}

fn person(portal: &Portal, asked: &Add) -> anyhow::Result<Person> {
    let name = asked.name.trim().to_owned();
    anyhow::ensure!(!name.is_empty(), "--name: give the name");
    let home = portal.rules().home();
    let phones: Result<Vec<_>, _> =
        asked.phones.iter().map(|phone| Phone::parse(phone, home)).collect();
    let language = asked.language.as_deref().map(|tag| {
        let known = Language::ALL.into_iter().find(|language| language.tag() == tag);
        known.context("--language: give en or hi")
    });
    let email = asked.email.as_deref().map(|text| match Identifier::parse(text, home) {
        Ok(Identifier::Email(email)) => Ok(email),
        _ => Err(anyhow::anyhow!("--email: give an address such as asha@example.in")),
    });
    Ok(Person {
        given: asked.given.clone().unwrap_or_else(|| name.clone()),
        name,
        number: asked.number.clone(),
        phones: phones.context("--phone: give a number such as +91 555 010 0042")?,
        emails: email.transpose()?.into_iter().collect(),
        birth_date: None,
        language: language.transpose()?,
    })
}
