//! Guardians: who may be one, what they may do, and when that is over.

use crate::{
    accounts::{lives, seat},
    clinic::{GLUCOSE, asked, measured, open, read, report_of, typed},
    people::{ASHA, PASSWORD, RAVI, browser},
};
use portal::{
    Acting, Principal, Refusal, account,
    audit::{Who, history},
    domain::{
        audit::Event,
        day::Day,
        guardian::{NoTerm, Reason},
        id::PatientId,
        settings::Settings,
    },
    family::{self, NotNamed, Wish},
    history as journal, notice, password, reports, settings,
};
use serde_json::json;
use testkit::{Person, TestPortal, bundle, on_both, patient};

/// Asha's son, who has a phone of his own, and is eighteen on 20 November 2026.
pub const DEV: Person = Person { name: "Dev Verma", number: "MED-1010", phone: "+919444400010" };
const BORN: &str = "2008-11-20";
const BIRTHDAY: &str = "2026-11-20";
/// Somebody who has no account.
const OLD: Person = Person { name: "Old", number: "MED-1011", phone: "+919555500011" };

/// Imports Dev with a report, and Asha, who has an account.
pub async fn family(it: &TestPortal) -> (Principal, PatientId) {
    let mut dev = patient(&DEV);
    dev["birthDate"] = json!(BORN);
    let mut resources = vec![dev];
    resources.extend(measured(&DEV, "2025-06-01", GLUCOSE, 91.0));
    it.import(&bundle(&resources)).await;
    let asha = it.enrol(&ASHA, PASSWORD).await;
    (Principal { patient: asha, caller: browser(1) }, it.patient(DEV.number).await)
}

pub fn wish(patient: PatientId, guardian: PatientId) -> Wish<'static> {
    let of_age_checked = true;
    Wish { patient, guardian, until: None, reason: None, of_age_checked, begins: &Day::in_utc }
}

/// Names Asha Dev's guardian, and lets her act for him in a session of another name, as the pages do.
pub async fn acting(it: &TestPortal) -> (Principal, Principal) {
    let (asha, dev) = family(it).await;
    family::name(&it.portal, wish(dev, asha.patient)).await.unwrap();
    let ward = family::begin(&it.portal, &asha, dev).await.unwrap();
    assert_eq!((ward.patient, ward.given.as_str()), (dev, DEV.name));
    let acting = Some(Acting { by: asha.patient, patient: dev });
    let caller = portal::Caller { acting, ..browser(11) };
    (asha, Principal { patient: dev, caller })
}

/// Who did what under a patient's name, the newest first, from this event on.
pub async fn lines_of(it: &TestPortal, patient: PatientId, last: Event) -> Vec<(Event, Who)> {
    let themselves = Principal { patient, caller: browser(99) };
    let wanted = history::Wanted::default();
    let lines = history::page(&it.portal, &themselves, &wanted).await.unwrap();
    let told = lines.lines.into_iter().map(|line| (line.event, line.said.unwrap().who));
    let mut seen = Vec::new();
    for line in told {
        seen.push(line);
        if line.0 == last {
            break;
        }
    }
    seen
}

on_both! {
    async fn a_child_has_a_guardian_until_they_are_eighteen(it: TestPortal) {
        let (asha, dev) = family(&it).await;
        let (ends_at, noted) =
            it.noted(family::name(&it.portal, wish(dev, asha.patient))).await;
        let birthday = Day::parse("2026-11-20").unwrap().in_utc();
        assert_eq!(ends_at.unwrap(), birthday);
        assert_eq!(noted, ["guardian-added", "ward-added"]);
        let seen = family::family(&it.portal, &asha).await.unwrap();
        assert_eq!(seen.wards.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), [DEV.name]);
        let himself = Principal { patient: dev, caller: browser(2) };
        let seen = family::family(&it.portal, &himself).await.unwrap();
        let guardians: Vec<_> = seen.guardians.iter().map(|it| (it.patient, it.until)).collect();
        assert_eq!((guardians, seen.wards.len()), (vec![(asha.patient, birthday)], 0));
        let again = family::name(&it.portal, wish(dev, asha.patient)).await;
        assert!(matches!(again, Err(NotNamed::Already)));
        let listed = family::listed(&it.portal, dev).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].guardian.as_deref(), listed[0].reason), (Some(ASHA.number), Reason::Child));
    }

    async fn whom_the_patient_did_not_mean_is_signed_out(it: TestPortal) {
        let (asha, acting) = acting(&it).await;
        let himself = Principal { patient: acting.patient, caller: browser(2) };
        let report = report_of(&it, &acting).await;
        open(&it, &acting, report).await;
        for name in [asha.caller.session, acting.caller.session] {
            seat(&it, asha.patient, name).await;
        }
        seat(&it, himself.patient, himself.caller.session).await;
        let page = journal::page(&it.portal, &himself, &[], &history::Wanted::default()).await;
        let lines = page.unwrap().lines;
        let opened = lines.iter().find(|told| told.line.event == Event::RecordOpened).unwrap();
        assert_eq!(opened.by, journal::By::Guardian(Some(ASHA.name.to_owned())));
        journal::disown(&it.portal, &himself, &[], opened.line.id).await.unwrap();
        refused!(read(&it, &acting, report).await, Refusal::Sealed);
        assert!(!lives(&it, acting.caller.session).await && !lives(&it, asha.caller.session).await);
        assert!(lives(&it, himself.caller.session).await);
        assert!(family::still_holds(&it.portal, acting.caller.acting.unwrap()).await.unwrap());
        let ended = lines_of(&it, asha.patient, Event::SessionEnded).await;
        assert_eq!(ended, [(Event::SessionEnded, Who::Browser)]);
    }

    async fn both_are_told_when_the_clinic_names_a_guardian(it: TestPortal) {
        let (asha, dev) = family(&it).await;
        family::name(&it.portal, wish(dev, asha.patient)).await.unwrap();
        for phone in [ASHA.phone, DEV.phone] {
            let [told] = it.messages(phone).await.try_into().unwrap();
            assert!(told.text.contains("who may act for whom"), "{}", told.text);
        }
    }

    async fn a_birth_date_that_is_corrected_moves_the_end_or_ends_it_now(it: TestPortal) {
        let (asha, dev) = family(&it).await;
        let ravi = it.enrol(&RAVI, PASSWORD).await;
        family::name(&it.portal, wish(dev, asha.patient)).await.unwrap();
        let until = Day::parse("2026-11-18").unwrap();
        family::name(&it.portal, Wish { until: Some(until), ..wish(dev, ravi) }).await.unwrap();
        let imported = async |born: &str, version: u8| {
            let mut resource = patient(&DEV);
            resource["birthDate"] = json!(born);
            resource["meta"] = json!({ "versionId": version.to_string() });
            it.import(&bundle(&[resource])).await
        };
        let acting = |by| Acting { by, patient: dev };
        let holding = async || {
            let listed = family::listed(&it.portal, dev).await.unwrap();
            let now = it.now();
            let held = listed.into_iter().filter(|it| it.ended_at.is_none() && now < it.ends_at);
            let mut held: Vec<_> = held.map(|it| (it.guardian.unwrap(), it.ends_at)).collect();
            held.sort();
            held
        };
        let at = |day| Day::parse(day).unwrap().in_utc();
        let (hers, his) = (ASHA.number.to_owned(), RAVI.number.to_owned());
        let chosen = at("2026-11-19");
        assert_eq!(holding().await, [(hers.clone(), at(BIRTHDAY)), (his.clone(), chosen)]);
        let (_, noted) = it.noted(imported("2009-03-05", 2)).await;
        assert_eq!(holding().await, [(hers, at("2027-03-05")), (his, chosen)]);
        assert_eq!(noted.iter().filter(|it| it.starts_with("guardian-")).count(), 2, "{noted:?}");
        assert!(family::still_holds(&it.portal, acting(asha.patient)).await.unwrap());
        let (_, noted) = it.noted(imported("2009-03-05", 3)).await;
        assert!(!noted.iter().any(|it| it.contains("ward")), "{noted:?}");
        // He was of age all along.
        let (_, noted) = it.noted(imported("2001-03-05", 4)).await;
        assert_eq!(holding().await, []);
        assert_eq!(noted.iter().filter(|it| **it == "guardian-ended").count(), 2, "{noted:?}");
        for by in [asha.patient, ravi] {
            assert!(!family::still_holds(&it.portal, acting(by)).await.unwrap());
        }
    }

    async fn not_everybody_can_be_named(it: TestPortal) {
        let (asha, dev) = family(&it).await;
        let ravi = it.enrol(&RAVI, PASSWORD).await;
        let named = async |patient, guardian, until: Option<&str>, reason| {
            let until = until.map(|day| Day::parse(day).unwrap());
            let wish = Wish { until, reason, ..wish(patient, guardian) };
            family::name(&it.portal, wish).await
        };
        let asha = asha.patient;
        assert!(matches!(named(asha, asha, None, None).await, Err(NotNamed::Oneself)));
        it.set_password(dev, PASSWORD).await;
        assert!(matches!(named(ravi, dev, None, None).await, Err(NotNamed::Minor)));
        let late = named(dev, asha, Some("2026-11-20"), None).await;
        assert!(matches!(late, Err(NotNamed::Term(NoTerm::PastEighteen))));
        let adult = named(ravi, asha, Some("2026-12-31"), None).await;
        assert!(matches!(adult, Err(NotNamed::Term(NoTerm::NoChild))));
        let past = named(ravi, asha, Some("2020-01-31"), Some(Reason::Illness)).await;
        assert!(matches!(past, Err(NotNamed::Term(NoTerm::Past))));
        it.import(&bundle(&[patient(&OLD)])).await;
        let old = it.patient(OLD.number).await;
        assert!(matches!(named(dev, old, None, None).await, Err(NotNamed::NoAccount)));
        assert_eq!(it.events(Event::GuardianAdded).await, 0);
        let unknown = Wish { of_age_checked: false, ..wish(dev, asha) };
        let unknown = family::name(&it.portal, unknown).await;
        assert!(matches!(unknown, Err(NotNamed::AgeUnknown)));
        let long = named(ravi, asha, Some("2027-12-31"), Some(Reason::Illness)).await;
        assert!(matches!(long, Err(NotNamed::Term(NoTerm::TooLong))));
        let ends_at = named(ravi, asha, Some("2026-12-31"), Some(Reason::Illness)).await.unwrap();
        assert_eq!(ends_at, Day::parse("2027-01-01").unwrap().in_utc());
        named(dev, asha, Some("2026-11-19"), None).await.unwrap();
    }

    async fn a_guardian_reads_by_a_code_to_their_own_phone_and_it_is_written_down(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        assert_eq!(account::tail(&it.portal, &for_dev).await.unwrap().as_deref(), Some("01"));
        let report = report_of(&it, &for_dev).await;
        assert_eq!(reports::glance(&it.portal, &for_dev, report).await.unwrap().tail.as_deref(), Some("01"));
        let challenge = asked(&it, &for_dev, report).await;
        assert_eq!((it.texts(ASHA.phone).await, it.texts(DEV.phone).await), (2, 1));
        let wrong = it.wrong_code_of(challenge);
        refused!(typed(&it, &for_dev, report, challenge, &wrong).await, Refusal::Wrong(_));
        assert_eq!(it.credential(asha.patient).await.failures, 1, "it was her try");
        typed(&it, &for_dev, report, challenge, &it.code_of(challenge)).await.unwrap();
        read(&it, &for_dev, report).await.unwrap();
        assert_eq!(it.credential(asha.patient).await.failures, 0);
        family::back(&it.portal, &for_dev).await.unwrap();
        let by = Who::Guardian(asha.patient);
        let seen = lines_of(&it, for_dev.patient, Event::ActingBegan).await;
        assert_eq!(seen.iter().map(|line| line.0).collect::<Vec<_>>(), [
            Event::ActingEnded,
            Event::RecordRead,
            Event::RecordOpened,
            Event::CodeFailed,
            Event::ChallengeOpened,
            Event::ActingBegan,
        ]);
        assert!(seen.iter().all(|line| line.1 == by), "{seen:?}");
        let hers = lines_of(&it, asha.patient, Event::WardAdded).await;
        assert_eq!(hers, [
            (Event::WardActingEnded, Who::Browser),
            (Event::WardActingBegan, Who::Browser),
            (Event::WardAdded, Who::Clinic),
        ]);
    }

    async fn what_is_a_patients_own_is_not_for_guardians(it: TestPortal) {
        let (_, for_dev) = acting(&it).await;
        refused!(password::ask(&it.portal, &for_dev).await, Refusal::NotForGuardians);
        refused!(settings::ask(&it.portal, &for_dev).await, Refusal::NotForGuardians);
        let version = portal::domain::notice::VERSION;
        let accepted = notice::accept(&it.portal, &for_dev, version).await;
        refused!(accepted, Refusal::NotForGuardians);
        let himself = Principal { patient: for_dev.patient, caller: browser(2) };
        settings::ask(&it.portal, &himself).await.unwrap();
        it.deliver().await;
        let challenge = settings::pending(&it.portal, &himself).await.unwrap().unwrap().id;
        let code = it.code_of(challenge);
        let judged = settings::answer(&it.portal, &for_dev, challenge, &code).await;
        refused!(judged, Refusal::NotForGuardians);
        settings::answer(&it.portal, &himself, challenge, &code).await.unwrap();
        let open = settings::is_open(&it.portal, &for_dev, challenge).await;
        refused!(open, Refusal::NotForGuardians);
        let set = settings::change(&it.portal, &for_dev, challenge, &Settings::default()).await;
        refused!(set, Refusal::NotForGuardians);
        settings::change(&it.portal, &himself, challenge, &Settings::default()).await.unwrap();
    }

    async fn nobody_acts_for_whom_the_clinic_did_not_name_them(it: TestPortal) {
        let (asha, for_dev) = acting(&it).await;
        let ravi = it.enrol(&RAVI, PASSWORD).await;
        let (began, noted) = it.noted(family::begin(&it.portal, &asha, ravi)).await;
        refused!(began, Refusal::NotFound);
        assert!(noted.is_empty());
        let dev = Principal { patient: for_dev.patient, caller: browser(2) };
        refused!(family::begin(&it.portal, &dev, asha.patient).await, Refusal::NotFound);
        // What is in the seat is not believed.
        let acting = Some(Acting { by: ravi, patient: dev.patient });
        let claimed = Principal { patient: dev.patient, caller: portal::Caller { acting, ..browser(3) } };
        refused!(reports::list(&it.portal, &claimed).await, Refusal::GuardianshipOver);
        let report = report_of(&it, &for_dev).await;
        refused!(reports::ask(&it.portal, &claimed, report).await, Refusal::GuardianshipOver);
    }
}
