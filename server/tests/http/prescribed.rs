//! A patient with prescriptions, and a pharmacist who asks for one.

use crate::{answer::Answer, browser::Browser, clinic::Clinic};
use portal::{
    Caller,
    counter::{self, Dispenser, Handed, Wanted},
    domain::{
        Language,
        dispense::Amount,
        id::{SessionKey, VerificationId},
        pharmacy::{Role, State},
        phone::Phone,
    },
    pharmacy::{self, staff::NewStaff},
};
use std::net::{IpAddr, Ipv4Addr};
use testkit::{Medicine, Person, bundle, patient, prescription};

/// May be had three times, each a month after the one before.
pub const METFORMIN: Medicine =
    Medicine { name: "Metformin 500 mg", tablets: 30, repeats: 2, interval: 30, schedule: None };
/// May be had once.
pub const ASPIRIN: Medicine =
    Medicine { name: "Aspirin 75 mg", tablets: 14, repeats: 0, interval: 1, schedule: None };

/// What the pharmacy is called.
pub const CITY: &str = "City Pharmacy";

/// Imports a prescription of these medicines, written on one paper.
pub async fn prescribe(clinic: &Clinic, person: &Person, paper: &str, medicines: &[Medicine]) {
    let mut resources = vec![patient(person)];
    for (at, it) in medicines.iter().enumerate() {
        let id = format!("{paper}-{at}");
        resources.push(prescription((&id, 1, "active"), person, Some(paper), it));
    }
    clinic.import(&bundle(&resources)).await;
}

/// A pharmacist behind the counter of City Pharmacy.
pub async fn pharmacist(clinic: &Clinic) -> Dispenser {
    let portal = &clinic.wiring.portal;
    let pharmacy = pharmacy::add(portal, CITY).await.unwrap();
    let new = NewStaff {
        login: "lata",
        name: "Lata Rao",
        phone: Phone::parse("+919333300001", "91").unwrap(),
        role: Role::Pharmacist,
        pharmacy: CITY,
    };
    let staff = pharmacy::staff::add(portal, &new).await.unwrap();
    let caller = Caller {
        session: "0195a000-0000-7000-8000-00000000000a".parse::<SessionKey>().unwrap(),
        address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)),
        language: Language::En,
        acting: None,
        counter: None,
        model: None,
    };
    Dispenser::staff((staff, Role::Pharmacist), pharmacy, caller)
}

/// The page of the newest prescription, by the link on the list.
pub async fn page(browser: &mut Browser) -> String {
    let list = browser.get("/prescriptions").await;
    link(&list, "/prescriptions/0").expect("a prescription")
}

/// The first link of a page that begins so.
pub fn link(page: &Answer, start: &str) -> Option<String> {
    let links = page.body.split("href=\"").skip(1).filter_map(|it| it.split('"').next());
    links.filter(|link| link.starts_with(start)).map(str::to_owned).next()
}

/// The number that a prescription's page shows.
pub fn number(page: &Answer) -> String {
    let groups = page.body.split("<span class=\"rx-group\">").skip(1);
    groups.filter_map(|it| it.split('<').next()).collect()
}

/// A pharmacist asks for what a page shows.
pub async fn ask(clinic: &Clinic, who: &Dispenser, page: &Answer) -> VerificationId {
    counter::ask(&clinic.wiring.portal, who, &number(page), None).await.unwrap()
}

/// How far a look-up has come.
pub async fn state(clinic: &Clinic, who: &Dispenser, id: VerificationId) -> State {
    counter::state(&clinic.wiring.portal, who, id).await.unwrap()
}

/// Hands all of it over, with the code that the patient tells.
pub async fn hand_over(clinic: &Clinic, who: &Dispenser, id: VerificationId, person: &Person) {
    let portal = &clinic.wiring.portal;
    let challenge = counter::pending(portal, who, id).await.unwrap().unwrap().id;
    let code = clinic.code(person).await;
    counter::answer(portal, who, id, challenge, &code, None).await.unwrap();
    let medicines = counter::look(portal, who, id).await.unwrap().medicines;
    let wanted = medicines.iter().map(|it| Wanted {
        record: it.record,
        version: it.version,
        amount: Amount::of_thousandths(u64::from(METFORMIN.tablets) * 1_000),
        identity: None,
        substituted: None,
    });
    let handed = Handed { wanted: wanted.collect(), collector: None };
    counter::dispense(portal, who, id, &handed, None).await.unwrap();
}

/// Answers the code that the page at `path` asks for.
pub async fn answer(
    clinic: &Clinic,
    browser: &mut Browser,
    person: &Person,
    path: &str,
    to: &str,
) -> Answer {
    let page = browser.get(path).await;
    let (challenge, code) = (page.field("challenge"), clinic.code(person).await);
    browser.post(to, &[("challenge", challenge.as_str()), ("code", code.as_str())]).await
}
