//! Two pharmacies, those who work there, and what a patient was prescribed.

use crate::{
    answer::Answer,
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
};
use portal::{
    Caller, Principal,
    domain::{
        Language, id::SessionKey, identifier::Identifier, password::Password, pharmacy::Role,
        phone::Phone,
    },
    pharmacy::{self, staff::NewStaff},
    prescriptions, profile,
};
use serde_json::Value;
use std::net::{IpAddr, Ipv4Addr};
use testkit::{Medicine, Person};

pub const METFORMIN: Medicine =
    Medicine { name: "Metformin 500 mg", tablets: 30, repeats: 2, interval: 30, schedule: None };
pub const ASPIRIN: Medicine =
    Medicine { name: "Aspirin 75 mg", tablets: 14, repeats: 0, interval: 1, schedule: None };
pub const MORPHINE: Medicine =
    Medicine { name: "Morphine 10 mg", tablets: 10, repeats: 0, interval: 1, schedule: Some("X") };

/// A pharmacist, whose number is what they sign in with.
pub const LATA: Person = Person { name: "Lata Iyer", number: "lata", phone: "+919333300001" };
/// Her colleague.
pub const OMAR: Person = Person { name: "Omar Shaikh", number: "omar", phone: "+919333300002" };
/// Of another pharmacy.
pub const ZOYA: Person = Person { name: "Zoya Ansari", number: "zoya", phone: "+919333300003" };

pub const CITY: &str = "City Pharmacy";
pub const LAKE: &str = "Lake Pharmacy";

/// The most medicines that a page of these tests has.
const LONGEST: usize = 130;

/// A number that no prescription has, with a check character that fits.
pub const NOBODYS: &str = "333-333-333";

/// A clinic with Asha, the pharmacies, and those who work there.
pub async fn open() -> Clinic {
    let clinic = Clinic::with(&ASHA, &[]).await;
    for (name, people) in [(CITY, vec![&LATA, &OMAR]), (LAKE, vec![&ZOYA])] {
        pharmacy::add(&clinic.wiring.portal, name).await.unwrap();
        for who in people {
            add(&clinic, who, name).await;
        }
    }
    clinic
}

async fn add(clinic: &Clinic, who: &Person, pharmacy: &str) {
    let portal = &clinic.wiring.portal;
    let phone = Phone::parse(who.phone, "91").unwrap();
    let (login, name, role) = (who.number, who.name, Role::Pharmacist);
    let new = NewStaff { login, name, phone, role, pharmacy };
    pharmacy::staff::add(portal, &new).await.unwrap();
    let password = Password::parse(PASSWORD, &[]).unwrap();
    pharmacy::staff::set_password(portal, login, &password).await.unwrap();
}

/// A browser in which a pharmacist has signed in.
pub async fn at_counter(clinic: &Clinic, who: &Person) -> Browser {
    let mut browser = clinic.browser();
    sign_in(clinic, &mut browser, who).await.redirects_to("/pharmacy");
    browser
}

/// Signs a pharmacist in, up to the answer to their code.
pub async fn sign_in(clinic: &Clinic, browser: &mut Browser, who: &Person) -> Answer {
    let fields = [("identifier", who.number), ("password", PASSWORD)];
    let began = browser.post("/pharmacy/sign-in", &fields).await;
    began.redirects_to("/pharmacy/sign-in/code");
    answer(clinic, browser, "/pharmacy/sign-in/code", who).await
}

/// Answers the code that the page at `path` asks for, which went to this person's phone.
pub async fn answer(clinic: &Clinic, browser: &mut Browser, path: &str, who: &Person) -> Answer {
    let page = browser.get(path).await;
    let code = clinic.code_of(who, &page.reference()).await;
    let fields = [("challenge", page.field("challenge")), ("code", code)];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let to = if path.ends_with("/code") { path.to_owned() } else { format!("{path}/code") };
    browser.post(&to, &fields).await
}

/// Imports what Asha was prescribed, and gives the numbers, the newest first.
pub async fn prescribe(clinic: &Clinic, requests: &[Value]) -> Vec<String> {
    let asha = std::iter::once(testkit::patient(&ASHA));
    let all: Vec<Value> = asha.chain(requests.iter().cloned()).collect();
    clinic.import(&testkit::bundle(&all)).await;
    let portal = &clinic.wiring.portal;
    let identifier = Identifier::parse(ASHA.number, "91").unwrap();
    let patient = profile::find(portal, &identifier).await.unwrap()[0];
    let session = SessionKey::fresh(portal.now(), portal.chance());
    let (address, language) = (IpAddr::V4(Ipv4Addr::LOCALHOST), Language::En);
    let caller = Caller { session, address, language, acting: None, counter: None, model: None };
    let who = Principal { patient, caller };
    let mut numbers = Vec::new();
    for line in prescriptions::list(portal, &who).await.unwrap() {
        numbers.push(prescriptions::number(portal, &who, line.id).await.unwrap().to_string());
    }
    numbers
}

/// One medicine that Asha was prescribed.
pub fn request(id: &str, group: Option<&str>, it: &Medicine) -> Value {
    testkit::prescription((id, 1, "active"), &ASHA, group, it)
}

/// The number of her metformin.
pub async fn metformin(clinic: &Clinic) -> String {
    prescribe(clinic, &[request("m1", None, &METFORMIN)]).await.remove(0)
}

/// Looks a number up, and gives the page of the look-up.
pub async fn look_up(browser: &mut Browser, number: &str) -> String {
    let key = browser.get("/pharmacy").await.field("once");
    send(browser, &key, number).await
}

/// Sends a number from the page with this key, and gives the page of the look-up.
pub async fn send(browser: &mut Browser, key: &str, number: &str) -> String {
    let asked = browser.post("/pharmacy", &[("once", key), ("number", number)]).await;
    let page = asked.location().to_owned();
    assert!(page.starts_with("/pharmacy/0"), "{page}");
    page
}

/// Looks a number up and answers with Asha's code.
pub async fn let_in(clinic: &Clinic, browser: &mut Browser, number: &str) -> String {
    let page = look_up(browser, number).await;
    answer(clinic, browser, &page, &ASHA).await.redirects_to(&page);
    page
}

/// Hands over what the page shows, with these fields beside or in place of its own.
pub async fn hand_over(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = browser.get(page).await;
    let places = (0..LONGEST).filter(|at| shown.body.contains(&format!("name=\"medicine-{at}\"")));
    let hidden: Vec<_> = places.map(|at| format!("medicine-{at}")).collect();
    let hidden: Vec<_> = hidden.iter().map(|name| (name.as_str(), shown.field(name))).collect();
    let mut all: Vec<_> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend_from_slice(fields);
    browser.post(&format!("{page}/dispense"), &all).await
}
