//! The demo clinic's data: imported as any clinic's would be, and a password for each of its people.

use super::{Cast, Guardianship, Person, Role};
use crate::{
    command::patient::{guardian, of_number},
    wiring::Wiring,
};
use anyhow::Context;
use jiff::tz::TimeZone;
use portal::{
    account,
    domain::password::Password,
    family::{self, NotNamed, Wish},
    import::{self, Mode},
    notice, pin, profile,
};
use rust_embed::RustEmbed;

/// The bundles and the cast.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/demo"]
struct Files;

/// The people, the pharmacies, and who works there.
pub(super) fn cast() -> anyhow::Result<Cast> {
    let cast = Files::get("people.toml").context("the demo's people")?;
    Ok(toml::from_slice(&cast.data)?)
}

/// Imports the bundles, which changes nothing the second time, and sets the passwords that are not set.
pub(super) async fn people(wiring: &Wiring, cast: Cast) -> anyhow::Result<Vec<Person>> {
    let mut names: Vec<_> = Files::iter().filter(|name| name.ends_with(".json")).collect();
    names.sort();
    for name in names {
        let file = Files::get(&name).context("a demo bundle")?;
        let report = import::bundle(&wiring.portal, &file.data, Mode::Lenient).await?;
        anyhow::ensure!(report.faults.is_empty(), "{name}: {:?}", report.faults);
    }
    let mut people = Vec::with_capacity(cast.people.len());
    for role in cast.people {
        people.push(person(wiring, role).await?);
    }
    for named in cast.guardianships {
        name(wiring, &named).await?;
    }
    Ok(people)
}

/// Names a guardian, unless they are one already.
async fn name(wiring: &Wiring, named: &Guardianship) -> anyhow::Result<()> {
    let zone = TimeZone::get(&wiring.config.clinic.time_zone)?;
    let begins = |day| guardian::begins(&zone, day);
    let patient = of_number(&wiring.portal, &named.patient).await?;
    let guardian = of_number(&wiring.portal, &named.guardian).await?;
    let (until, reason, of_age_checked) = (None, None, false);
    let wish = Wish { patient, guardian, until, reason, of_age_checked, begins: &begins };
    match family::name(&wiring.portal, wish).await {
        Ok(_) | Err(NotNamed::Already) => Ok(()),
        Err(why) => Err(why.into()),
    }
}

async fn person(wiring: &Wiring, role: Role) -> anyhow::Result<Person> {
    let portal = &wiring.portal;
    let patient = of_number(portal, &role.number).await?;
    let person = profile::person(portal, patient).await?;
    if !account::has_password(portal, patient).await? {
        let password = Password::parse(&role.password, &[&person.name])?;
        account::set_password(portal, patient, &password).await?;
        notice::accepted_on_paper(portal, patient).await?;
        if let Some(pin) = &role.pin {
            pin::set_for_demo(portal, patient, pin).await?;
        }
    }
    let phone = person.phones.first().map(|phone| phone.e164().to_owned()).unwrap_or_default();
    Ok(Person {
        role: role.kind,
        name: person.name,
        identifier: person.number.unwrap_or(role.number),
        phone,
        password: role.password,
        note: role.note,
    })
}
