//! The demo's pharmacies: who works there, and what can be looked up.

use super::{Cast, Clerk, Paper, Person, Pharmacist};
use crate::command::patient::of_number;
use portal::{
    Caller, Portal, Principal,
    domain::{Language, id::SessionKey, password::Password, pharmacy::Role, phone::Phone},
    pharmacy::{
        self,
        staff::{self, NewStaff},
    },
    prescriptions,
};
use std::net::{IpAddr, Ipv4Addr};

/// Adds the pharmacies and those who work there, unless they were added before.
pub(super) async fn pharmacists(portal: &Portal, cast: &Cast) -> anyhow::Result<Vec<Pharmacist>> {
    for shop in &cast.pharmacies {
        match pharmacy::add(portal, &shop.name).await {
            Ok(_) | Err(pharmacy::NotAdded::Known) => {}
            Err(why) => return Err(why.into()),
        }
    }
    let mut added = Vec::with_capacity(cast.pharmacists.len());
    for clerk in &cast.pharmacists {
        added.push(pharmacist(portal, clerk).await?);
    }
    Ok(added)
}

async fn pharmacist(portal: &Portal, clerk: &Clerk) -> anyhow::Result<Pharmacist> {
    let Clerk { login, name, password, pharmacy, .. } = clerk;
    let phone = Phone::parse(&clerk.phone, portal.rules().home())?;
    let e164 = phone.e164().to_owned();
    let role = Role::Pharmacist;
    match staff::add(portal, &NewStaff { login, name, phone, role, pharmacy }).await {
        Ok(_) => staff::set_password(portal, login, &Password::parse(password, &[name])?).await?,
        Err(staff::NotAdded::Known) => {}
        Err(why) => return Err(why.into()),
    }
    Ok(Pharmacist {
        name: name.clone(),
        identifier: login.clone(),
        phone: e164,
        password: password.clone(),
        pharmacy: pharmacy.clone(),
        note: clerk.note.clone(),
    })
}

/// Every prescription of these people, each person's newest first.
pub(super) async fn prescriptions(
    portal: &Portal,
    people: &[Person],
) -> anyhow::Result<Vec<Paper>> {
    let session = SessionKey::fresh(portal.now(), portal.chance());
    let (address, language) = (IpAddr::V4(Ipv4Addr::LOCALHOST), Language::En);
    let caller = Caller { session, address, language, acting: None, counter: None, model: None };
    let mut papers = Vec::new();
    for person in people {
        let patient = of_number(portal, &person.identifier).await?;
        let who = Principal { patient, caller };
        for line in prescriptions::list(portal, &who).await? {
            papers.push(Paper {
                number: prescriptions::number(portal, &who, line.id).await?.to_string(),
                patient: person.identifier.clone(),
                medicines: line.parts.len(),
                current: line.is_current(),
            });
        }
    }
    Ok(papers)
}
