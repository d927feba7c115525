//! What a person's account gathers over time, for the test that reads the database without a key.

use crate::{
    activation, disowning, erased, exporting,
    guardians::{DEV, wish},
    number::{NEW, leave, phone, take},
    people::{ASHA, PASSWORD, minutes},
};
use portal::{
    Acting, Caller, Principal, devices,
    domain::{
        audit::Event,
        device::{Browser, Look, System},
        notice::VERSION,
    },
    family, number, pin, rebind,
    sign_in::{self, Admission, Entry},
};
use testkit::{TestPortal, bundle, caller, patient};

/// What is said in it and nowhere else.
pub const SECRETS: [&str; 12] = [
    NEW,
    TAKEN,
    PIN,
    WRONG_PIN,
    COOKIE,
    "Jaipur",
    DEV.name,
    DEV.number,
    DEV.phone,
    BORN,
    "1948-02-29",
    CHILDS_PASSWORD,
];

pub const PIN: &str = "258036";
const WRONG_PIN: &str = "739164";
const COOKIE: &str = "what the cookie of a browser holds";
const TAKEN: &str = "+919000000077";
const BORN: &str = "2008-11-20";
const CHILDS_PASSWORD: &str = "eleven quiet rivers";

/// A browser that is known again, a PIN, an export, other numbers, a child, a line that was not them, and the wish to be
/// erased; gives the codes.
pub async fn live(it: &TestPortal, me: &Principal) -> Vec<String> {
    let place = Some("Jaipur, India".into());
    let look = Look { browser: Browser::Firefox, system: System::Android, place };
    devices::recognise(&it.portal, me.patient, COOKIE, &look).await.unwrap();
    exporting::made(it, me).await;
    let mut codes = change_numbers(it, me).await;
    codes.extend(with_a_child(it, me).await);
    codes.extend(with_a_pin(it, me).await);
    let line = disowning::first_line(it, me, Event::ExportAsked).await;
    disowning::disown(it, me, line).await.unwrap();
    it.pass(minutes(61));
    erased::ask(it, me).await;
    it.deliver().await;
    codes
}

async fn change_numbers(it: &TestPortal, me: &Principal) -> Vec<String> {
    rebind::ask(&it.portal, me.patient, &phone(NEW)).await.unwrap();
    it.deliver().await;
    it.pass(rebind::HOLD);
    assert_eq!(rebind::apply_due(&it.portal).await.unwrap(), 1);
    it.deliver().await;
    it.pass(minutes(61));
    let left = leave(it, me, TAKEN).await;
    let taken = take(it, me, left).await;
    let codes = vec![it.code_of(left), it.code_of(taken)];
    number::new::answer(&it.portal, me, taken, &codes[1]).await.unwrap();
    it.deliver().await;
    codes
}

/// A child for whom they act, and who has an account of their own then.
async fn with_a_child(it: &TestPortal, me: &Principal) -> Vec<String> {
    let mut dev = patient(&DEV);
    dev["birthDate"] = BORN.into();
    it.import(&bundle(&[dev])).await;
    let child = it.patient(DEV.number).await;
    family::name(&it.portal, wish(child, me.patient)).await.unwrap();
    family::begin(&it.portal, me, child).await.unwrap();
    let acting = Some(Acting { by: me.patient, patient: child });
    let for_child = Principal { patient: child, caller: Caller { acting, ..me.caller } };
    family::back(&it.portal, &for_child).await.unwrap();
    let his = caller(3, "203.0.113.77");
    let mut codes = Vec::new();
    for day in ["1948-02-29", BORN] {
        activation::begin(it, &his, DEV.number, day).await.unwrap();
        it.deliver().await;
        let asked = portal::activation::pending(&it.portal, &his).await.unwrap().unwrap().id;
        codes.push(it.code_of(asked));
        if day == BORN {
            let code = it.code_of(asked);
            portal::activation::answer(&it.portal, &his, asked, &code).await.unwrap();
            let password = CHILDS_PASSWORD;
            portal::activation::finish(&it.portal, &his, asked, VERSION, password).await.unwrap();
        }
    }
    codes
}

/// A PIN, and somebody who types another.
async fn with_a_pin(it: &TestPortal, me: &Principal) -> Vec<String> {
    it.pass(minutes(61));
    pin::ask(&it.portal, me).await.unwrap();
    let challenge = pin::pending(&it.portal, me).await.unwrap().unwrap().id;
    pin::answer(&it.portal, me, challenge, &it.code_of(challenge)).await.unwrap();
    pin::change(&it.portal, me, challenge, PASSWORD, PIN).await.unwrap();
    let other = caller(4, "203.0.113.77");
    sign_in::begin(&it.portal, &other, ASHA.number, PASSWORD).await.unwrap();
    let asked = it.pending(&other).await.id;
    let code = it.code_of(asked);
    let admitted = sign_in::answer(&it.portal, &other, asked, &code).await.unwrap();
    let Admission::One(Entry::Pin(who)) = admitted else { panic!("{admitted:?}") };
    let given = sign_in::give_pin(&it.portal, &other, asked, &[who], who, WRONG_PIN).await;
    given.unwrap_err();
    vec![it.code_of(challenge), code]
}
