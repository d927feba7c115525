//! That the files which somebody takes away have all that is kept of them.

use crate::{
    accounts::seat,
    collecting::{entitled, name},
    exporting::{made, whole},
    guardians::{DEV, wish},
    number::phone,
    people::{ASHA, OTHER_PASSWORD, PASSWORD, RAVI, minutes},
    secrecy,
    secrecy_account::PIN,
};
use portal::{
    Principal,
    domain::{
        Language,
        challenge::Channel,
        day::Day,
        guardian::Reason,
        settings::{Settings, TextSize},
    },
    export::File,
    family::{self, Wish},
    prescriptions, rebind, settings,
};
use std::time::Duration;
use store::taken::Part;
use testkit::{TestPortal, caller, on_both};

const SET: Settings = Settings {
    codes_by: Some(Channel::Voice),
    language: Some(Language::Hi),
    text: TextSize::Large,
};
const WAITING: &str = "+919000000096";

on_both! {
    async fn all_that_is_kept_of_somebody_is_in_both_files(it: TestPortal) {
        let me = lived(&it).await;
        let id = made(&it, &me).await;
        let page = whole(&it, &me, id, File::Page).await.unwrap();
        let bundle = whole(&it, &me, id, File::Bundle).await.unwrap();
        let (in_page, in_bundle) = (on_page as fn(Part) -> _, in_bundle as fn(Part) -> _);
        for (text, of) in [(&page, in_page), (&bundle, in_bundle)] {
            for part in Part::ALL {
                for said in of(part) {
                    assert!(text.contains(said), "{part:?}: {said}");
                }
            }
        }
        let ids = [it.patient(DEV.number).await, it.patient(RAVI.number).await];
        let [child, guardian] = ids.map(|id| id.to_string());
        let others = [DEV.number, DEV.phone, RAVI.number, RAVI.phone, &child, &guardian];
        for secret in [PASSWORD, PIN, WAITING, "argon2"].into_iter().chain(others) {
            assert!(!bundle.contains(secret), "{secret}");
        }
    }
}

/// Somebody who did all that can be done, and whose session is there.
async fn lived(it: &TestPortal) -> Principal {
    secrecy::tour(it).await;
    it.pass(Duration::from_hours(24));
    let me =
        Principal { patient: it.patient(ASHA.number).await, caller: caller(5, "203.0.113.78") };
    seat(it, me.patient, me.caller.session).await;
    let guardian = it.enrol(&RAVI, OTHER_PASSWORD).await;
    let (until, reason) = (Day::parse("2026-03-01"), Some(Reason::Illness));
    let wish = Wish { until, reason, ..wish(me.patient, guardian) };
    family::name(&it.portal, wish).await.unwrap();
    settings::ask(&it.portal, &me).await.unwrap();
    let challenge = settings::pending(&it.portal, &me).await.unwrap().unwrap().id;
    settings::answer(&it.portal, &me, challenge, &it.code_of(challenge)).await.unwrap();
    settings::change(&it.portal, &me, challenge, &SET).await.unwrap();
    it.pass(minutes(61));
    let by = entitled(it, &me).await;
    let of = prescriptions::list(&it.portal, &me).await.unwrap()[0].id;
    name(it, &me, by, of, "Kiran Rao", "2026-01-20").await.unwrap();
    portal::notice::accepted_on_paper(&it.portal, me.patient).await.unwrap();
    it.pass(minutes(61));
    rebind::ask(&it.portal, me.patient, &phone(WAITING)).await.unwrap();
    me
}

/// What the page has of a part and of no other.
fn on_page(part: Part) -> Vec<&'static str> {
    match part {
        Part::Details => vec!["of Asha Verma"],
        Part::Settings => vec!["Some(Voice)", "Some(Hi)", "Large", "has_pin: true"],
        Part::Number => vec!["tail: \"96\""],
        Part::Notices => vec!["version: \"2026-2\""],
        Part::Family => vec![DEV.name, RAVI.name],
        Part::Devices => vec!["Firefox", "Android", "Jaipur, India"],
        Part::Reports => vec!["Glycated haemoglobin", "City Laboratory", "the pdf of june"],
        Part::Prescriptions => vec!["Metformin 500 mg", "asked for by "],
        Part::Dispensings => vec!["the shop by the bridge"],
        Part::Collectors => vec!["Kiran Rao collects on 2026-01-20"],
        Part::History => vec!["record-opened", "line-reported", "erasure-asked"],
    }
}

/// What the bundle has of a part and of no other.
fn in_bundle(part: Part) -> Vec<&'static str> {
    match part {
        Part::Details => vec!["\"Patient\"", "asha@example.in", "+919000000077"],
        Part::Settings => {
            vec!["\"voice\"", "\"large\"", "\"code\":\"hi\"", "\"valueBoolean\":true"]
        }
        Part::Number => vec!["\"valueString\":\"96\""],
        Part::Notices => vec!["\"Consent\"", "version 2026-2"],
        Part::Family => vec![DEV.name, RAVI.name, "\"GUARD\"", "\"ward\""],
        Part::Devices => vec!["\"Device\"", "Firefox, Android", "Jaipur, India"],
        Part::Reports => vec!["\"DiagnosticReport\"", "Glycated haemoglobin", "the pdf of june"],
        Part::Prescriptions => vec!["\"MedicationRequest\"", "prescription-number"],
        Part::Dispensings => vec!["\"MedicationDispense\"", "the shop by the bridge"],
        Part::Collectors => vec!["Kiran Rao", "2026-01-20", "prescription-collector"],
        Part::History => vec!["\"AuditEvent\"", "\"record-opened\"", "\"erasure-asked\""],
    }
}
