//! Importing bundles: what is new, what is newer, and what is as it was.

use crate::{
    clinic::{GLUCOSE, measured, open, read, reports_of, signed_in},
    people::{ASHA, MEENA, RAVI, browser},
};
use portal::{
    Principal,
    domain::{id::RecordId, sealed::Kind},
    import::{self, Mode, Outcome},
};
use serde_json::{Value, json};
use store::{patient::PatientRow, record::RecordHead};
use testkit::{TestPortal, bundle, on_both, patient};

on_both! {
    async fn a_bundle_is_imported_once(it: TestPortal) {
        let bundle = bundle(&everything());
        let (outcome, noted) = it.noted(it.import(&bundle)).await;
        assert_eq!(counts(&outcome), [6, 0, 0, 0, 1]);
        assert_eq!(noted, ["imported"]);
        let before = stored(&it).await;

        it.pass(std::time::Duration::from_hours(1));
        let (outcome, noted) = it.noted(it.import(&bundle)).await;
        assert_eq!(counts(&outcome), [0, 0, 6, 0, 1]);
        assert!(noted.is_empty(), "what changes nothing is no event");
        assert_eq!(stored(&it).await, before);

        // The same content, written otherwise.
        let pretty: Value = serde_json::from_slice(&bundle).unwrap();
        let outcome = it.import(serde_json::to_string_pretty(&pretty).unwrap().as_bytes()).await;
        assert_eq!(counts(&outcome), [0, 0, 6, 0, 1]);
        assert_eq!(stored(&it).await, before);
    }

    async fn a_newer_version_takes_the_place_of_the_older_which_is_kept(it: TestPortal) {
        it.import(&bundle(&at_version(&everything(), 2))).await;
        let older = stored(&it).await;
        let mut newer = at_version(&everything(), 3);
        newer[0]["name"] = json!([{ "text": "Asha Sharma" }]);
        newer[1]["name"] = json!([{ "text": "Dr. Newer" }]);
        newer[2]["name"] = "Newer Laboratory".into();
        newer[3]["valueQuantity"]["value"] = 95.into();
        newer[4]["conclusion"] = "newer".into();
        newer[5]["medicationCodeableConcept"]["text"] = "Newer".into();
        let (outcome, noted) = it.noted(it.import(&bundle(&newer))).await;
        assert_eq!(counts(&outcome), [0, 6, 0, 0, 1]);
        assert_eq!(noted, ["imported"]);

        let now = stored(&it).await;
        assert_eq!((older.patient.version, now.patient.version), (1, 2));
        assert_eq!(now.patient.wrapped_key, older.patient.wrapped_key, "the keys stay");
        assert_eq!((older.kept, now.kept), (0, 1));
        for ((old, kept), (new, keeps)) in older.records.iter().zip(&now.records) {
            assert_eq!((old.id, old.version, *kept), (new.id, 1, 0));
            assert_eq!((new.version, *keeps), (2, 1));
        }

        let outcome = it.import(&bundle(&at_version(&everything(), 1))).await;
        assert_eq!(counts(&outcome), [0, 0, 0, 6, 1], "an older version changes nothing");
        assert_eq!(stored(&it).await, now);
    }

    async fn a_patient_whose_number_changed_is_found_by_the_new_one_alone(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await.patient;
        let moved = testkit::Person { phone: "+919333300009", ..ASHA };
        it.import(&bundle(&[patient(&moved)])).await;
        assert_eq!(it.patient(moved.phone).await, asha);
        let old = portal::domain::identifier::Identifier::parse(ASHA.phone, "91").unwrap();
        assert!(portal::profile::find(&it.portal, &old).await.unwrap().is_empty());
    }

    async fn a_report_may_come_before_its_results(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let [observation, report] = measured(&ASHA, "2025-06-01", GLUCOSE, 90.0);
        it.import(&bundle(std::slice::from_ref(&report))).await;
        let id = reports_of(&it, &asha).await[0];
        open(&it, &asha, id).await;
        assert!(read(&it, &asha, id).await.unwrap().rows.is_empty());
        it.import(&bundle(std::slice::from_ref(&observation))).await;
        assert_eq!(read(&it, &asha, id).await.unwrap().rows.len(), 1);
    }

    async fn the_order_of_a_bundle_does_not_matter(it: TestPortal) {
        let mut resources = everything();
        resources.extend([patient(&RAVI)]);
        resources.extend(measured(&RAVI, "2025-06-01", GLUCOSE, 100.0));
        resources.reverse();
        let outcome = it.import(&bundle(&resources)).await;
        assert_eq!(counts(&outcome), [9, 0, 0, 0, 1]);
        for person in [ASHA, RAVI] {
            let who = Principal { patient: it.patient(person.number).await, caller: browser(1) };
            let report = reports_of(&it, &who).await[0];
            open(&it, &who, report).await;
            let opened = read(&it, &who, report).await.unwrap();
            assert_eq!(opened.rows.len(), 1, "{}", person.name);
        }
    }

    async fn names_come_from_the_bundle_or_from_the_directory(it: TestPortal) {
        let resources = everything();
        let mut report = resources[4].clone();
        report["performer"] =
            json!([{ "reference": "Organization/lab" }, { "reference": "Practitioner/doc" }]);
        it.import(&bundle(&resources[..4])).await;
        it.import(&bundle(&[report])).await;
        let who = Principal { patient: it.patient(ASHA.number).await, caller: browser(1) };
        let id = reports_of(&it, &who).await[0];
        open(&it, &who, id).await;
        let opened = read(&it, &who, id).await.unwrap().report;
        assert_eq!(opened.laboratory.as_deref(), Some("City Laboratory"));
        assert_eq!(opened.signed_by, ["Dr. Rao"]);
    }

    async fn patients_who_share_a_phone_stay_two(it: TestPortal) {
        it.import(&bundle(&[patient(&ASHA), patient(&MEENA)])).await;
        let phone = portal::domain::identifier::Identifier::parse(ASHA.phone, "91").unwrap();
        assert_eq!(portal::profile::find(&it.portal, &phone).await.unwrap().len(), 2);
    }

    async fn the_modes_agree_on_a_bundle_without_fault(it: TestPortal) {
        let bundle = bundle(&everything());
        let outcome = import::bundle(&it.portal, &bundle, Mode::AllOrNothing).await.unwrap();
        assert_eq!(counts(&outcome), [6, 0, 0, 0, 1]);
        assert_eq!(counts(&it.import(&bundle).await), [0, 0, 6, 0, 1]);
    }
}

/// One resource of each kind that is kept, all Asha's, and one that is not.
fn everything() -> Vec<Value> {
    let subject = json!({ "reference": format!("Patient/{}", ASHA.number) });
    let [observation, report] = measured(&ASHA, "2025-06-01", GLUCOSE, 91.0);
    vec![
        patient(&ASHA),
        json!({ "resourceType": "Practitioner", "id": "doc", "name": [{ "text": "Dr. Rao" }] }),
        json!({ "resourceType": "Organization", "id": "lab", "name": "City Laboratory" }),
        observation,
        report,
        json!({
            "resourceType": "MedicationRequest", "id": "M-1", "status": "active", "intent": "order",
            "medicationCodeableConcept": { "text": "Metformin 500 mg" },
            "subject": subject, "authoredOn": "2025-06-01",
        }),
        json!({ "resourceType": "Encounter", "id": "E-1", "status": "finished", "subject": subject }),
    ]
}

fn at_version(resources: &[Value], version: u8) -> Vec<Value> {
    let mut resources = resources.to_vec();
    for resource in &mut resources {
        resource["meta"] = json!({ "versionId": version.to_string() });
    }
    resources
}

fn counts(of: &Outcome) -> [usize; 5] {
    [of.created, of.updated, of.unchanged, of.older, of.skipped]
}

/// What is stored of Asha, and how many earlier versions of it.
#[derive(Debug, PartialEq)]
struct Stored {
    patient: PatientRow,
    kept: u64,
    records: Vec<(RecordHead, u64)>,
}

async fn stored(it: &TestPortal) -> Stored {
    let id = it.patient(ASHA.number).await;
    let mut tx = it.db.read().await.unwrap();
    let patient = store::patient::get(&mut tx, id).await.unwrap().unwrap();
    let kept = store::history::of_patient(&mut tx, id).await.unwrap();
    let mut records = Vec::new();
    for kind in Kind::ALL {
        for head in store::record::list(&mut tx, id, kind).await.unwrap() {
            let kept = store::history::of_record(&mut tx, RecordId(head.id.0)).await.unwrap();
            records.push((head, kept));
        }
    }
    assert_eq!(records.len(), 3);
    Stored { patient, kept, records }
}
