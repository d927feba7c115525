//! A pharmacy with two pharmacists, a patient with prescriptions, and what they do time and again.

use crate::people::{ASHA, PASSWORD, browser};
use portal::{
    Caller, Principal, Refusal,
    counter::{self, By, Dispenser, Handed, Medicine as Seen, Wanted},
    domain::{
        clinical::Identity,
        dispense::Amount,
        id::{ChallengeId, PatientId, PrescriptionId, VerificationId},
        password::Password,
        pharmacy::{Role, State},
        phone::Phone,
    },
    pharmacy::{self, staff::NewStaff},
    prescriptions,
};
use serde_json::Value;
use store::credential::{self, CredentialRow};
use testkit::{Medicine, Person, TestPortal, bundle, patient, prescription};

pub const METFORMIN: Medicine =
    Medicine { name: "Metformin 500 mg", tablets: 30, repeats: 2, interval: 30, schedule: None };
pub const ASPIRIN: Medicine =
    Medicine { name: "Aspirin 75 mg", tablets: 14, repeats: 0, interval: 1, schedule: None };
pub const MORPHINE: Medicine =
    Medicine { name: "Morphine 10 mg", tablets: 10, repeats: 0, interval: 1, schedule: Some("X") };

/// A pharmacist: their login and their phone.
#[derive(Clone, Copy, Debug)]
pub struct Pharmacist {
    pub login: &'static str,
    pub phone: &'static str,
}

pub const LATA: Pharmacist = Pharmacist { login: "lata", phone: "+919333300001" };
pub const OMAR: Pharmacist = Pharmacist { login: "omar", phone: "+919333300002" };
/// Of another pharmacy.
pub const ZOYA: Pharmacist = Pharmacist { login: "zoya", phone: "+919333300003" };

pub const CITY: &str = "City Pharmacy";
pub const LAKE: &str = "Lake Pharmacy";

/// Adds two pharmacies and those who work there.
pub async fn open_shops(it: &TestPortal) {
    for (name, people) in [(CITY, vec![LATA, OMAR]), (LAKE, vec![ZOYA])] {
        pharmacy::add(&it.portal, name).await.unwrap();
        for who in people {
            add(it, who, name).await;
        }
    }
}

pub async fn add(it: &TestPortal, who: Pharmacist, pharmacy: &str) {
    let new = NewStaff {
        login: who.login,
        name: who.login,
        phone: Phone::parse(who.phone, "91").unwrap(),
        role: Role::Pharmacist,
        pharmacy,
    };
    pharmacy::staff::add(&it.portal, &new).await.unwrap();
    let password = Password::parse(PASSWORD, &[]).unwrap();
    pharmacy::staff::set_password(&it.portal, who.login, &password).await.unwrap();
}

/// Sets a pharmacist's password anew, on a node that does not know what was begun with the old one.
pub async fn set_elsewhere(it: &TestPortal, who: &Dispenser) {
    let By::Staff(staff, _) = who.by else { panic!("a person") };
    it.pass(crate::people::seconds(1));
    let row = it.credential(PatientId(staff.0)).await;
    let row = CredentialRow { changed_at: it.now(), ..row };
    let mut tx = it.db.begin().await.unwrap();
    credential::put(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
}

/// Signs a pharmacist in, in a browser.
pub async fn at_counter(it: &TestPortal, who: Pharmacist, caller: Caller) -> Dispenser {
    counter::sign_in::begin(&it.portal, &caller, who.login, PASSWORD).await.unwrap();
    let pending = counter::sign_in::pending(&it.portal, &caller).await.unwrap().unwrap();
    let code = it.code(who.phone).await;
    counter::sign_in::answer(&it.portal, &caller, pending.id, &code).await.unwrap()
}

/// The first pharmacist of the first pharmacy, signed in.
pub async fn lata(it: &TestPortal) -> Dispenser {
    at_counter(it, LATA, browser(31)).await
}

/// Imports what a patient was prescribed, and gives them signed in, with their prescriptions, the newest first.
pub async fn prescribed(
    it: &TestPortal,
    person: &Person,
    requests: &[Value],
) -> (Principal, Vec<PrescriptionId>) {
    let resources: Vec<Value> =
        std::iter::once(patient(person)).chain(requests.iter().cloned()).collect();
    it.import(&bundle(&resources)).await;
    let who = Principal { patient: it.patient(person.number).await, caller: browser(1) };
    let lines = prescriptions::list(&it.portal, &who).await.unwrap();
    (who, lines.into_iter().map(|line| line.id).collect())
}

/// Asha's metformin, with her prescription and its number.
pub async fn metformin(it: &TestPortal) -> (Principal, PrescriptionId, String) {
    let request = prescription(("m1", 1, "active"), &ASHA, None, &METFORMIN);
    let (asha, ids) = prescribed(it, &ASHA, &[request]).await;
    let [id] = ids.try_into().unwrap();
    (asha, id, number(it, &asha, id).await)
}

pub async fn number(it: &TestPortal, who: &Principal, id: PrescriptionId) -> String {
    prescriptions::number(&it.portal, who, id).await.unwrap().to_string()
}

/// Asks for a prescription by its number.
pub async fn asked(it: &TestPortal, who: &Dispenser, number: &str) -> VerificationId {
    counter::ask(&it.portal, who, number, None).await.unwrap()
}

/// The challenge of a look-up.
pub async fn challenge(it: &TestPortal, who: &Dispenser, id: VerificationId) -> ChallengeId {
    counter::pending(&it.portal, who, id).await.unwrap().unwrap().id
}

/// Types a code at the counter.
pub async fn typed(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
    code: &str,
) -> Result<(), Refusal> {
    let challenge = challenge(it, who, id).await;
    counter::answer(&it.portal, who, id, challenge, code, None).await
}

/// Looks a prescription up and types the code that its patient was sent.
pub async fn let_in(it: &TestPortal, who: &Dispenser, number: &str) -> VerificationId {
    let id = asked(it, who, number).await;
    let code = it.code_of(challenge(it, who, id).await);
    typed(it, who, id, &code).await.unwrap();
    id
}

/// The medicines that a pharmacy sees.
pub async fn seen(it: &TestPortal, who: &Dispenser, id: VerificationId) -> Vec<Seen> {
    counter::look(&it.portal, who, id).await.unwrap().medicines
}

/// So many tablets of a medicine, as it was seen.
pub fn tablets(seen: &Seen, count: u64) -> Wanted {
    Wanted {
        record: seen.record,
        version: seen.version,
        amount: Amount::of_thousandths(count * 1_000),
        identity: seen.controlled.then(|| Identity::of("Passport", "Z1234567")).flatten(),
        substituted: None,
    }
}

/// Hands so many tablets of the first medicine over.
pub async fn hand_over(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
    count: u64,
) -> Result<(), Refusal> {
    let wanted = seen(it, who, id).await.iter().take(1).map(|it| tablets(it, count)).collect();
    let handed = Handed { wanted, collector: None };
    counter::dispense(&it.portal, who, id, &handed, None).await
}

/// How far a look-up has come.
pub async fn state(it: &TestPortal, who: &Dispenser, id: VerificationId) -> State {
    counter::state(&it.portal, who, id).await.unwrap()
}

/// Tries to hand over, as whoever has no medicines in front of them.
pub async fn hand_over_as(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
) -> Result<(), Refusal> {
    let wanted = Wanted {
        record: portal::domain::id::RecordId(uuid::Uuid::nil()),
        version: 1,
        amount: Amount::of_thousandths(1_000),
        identity: None,
        substituted: None,
    };
    let handed = Handed { wanted: vec![wanted], collector: None };
    counter::dispense(&it.portal, who, id, &handed, None).await
}
