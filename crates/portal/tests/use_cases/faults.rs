//! Bundles with something wrong in them.

use crate::{
    clinic::{GLUCOSE, measured, open, read, report_of, reports_of, signed_in},
    people::{ASHA, MEENA, RAVI, browser},
};
use portal::{
    Principal,
    domain::identifier::Identifier,
    import::{self, ImportError, ImportFault, Mode, Outcome},
    profile, reports,
};
use serde_json::{Value, json};
use testkit::{TestPortal, bundle, on_both, patient};

on_both! {
    async fn a_bad_resource_is_named_by_its_place_and_the_rest_lands(it: TestPortal) {
        let ((), noted) = it
            .noted(async {
                let outcome = lenient(&it, &with_a_bad_one()).await;
                assert_eq!(outcome.created, 3);
                let [fault] = outcome.faults.as_slice() else { panic!("{:?}", outcome.faults) };
                assert_eq!((fault.position, fault.resource_type.as_str()), (3, "Observation"));
                let told = fault.fault.to_string();
                assert!(told.contains("Observation.status"), "{told}");
            })
            .await;
        assert_eq!(noted, ["imported"]);
        let asha = Principal { patient: it.patient(ASHA.number).await, caller: browser(1) };
        assert_eq!(reports_of(&it, &asha).await.len(), 1);
    }

    async fn all_or_nothing_is_nothing(it: TestPortal) {
        let (refusal, noted) =
            it.noted(import::bundle(&it.portal, &with_a_bad_one(), Mode::AllOrNothing)).await;
        let Err(ImportError::Nothing(outcome)) = refusal else { panic!("{refusal:?}") };
        assert_eq!(outcome.faults.len(), 1);
        assert!(noted.is_empty());
        assert!(find(&it, ASHA.number).await.is_empty());
        let mut tx = it.db.read().await.unwrap();
        assert_eq!(store::patient::count(&mut tx).await.unwrap(), 0);
    }

    async fn what_is_no_bundle_is_refused_whole(it: TestPortal) {
        let whole = bundle(&[patient(&ASHA)]);
        let cut = whole.len() / 2;
        let files: [(&[u8], &str); 6] = [
            (&whole[..cut], "the file ends in the middle"),
            (b"", "the file ends in the middle"),
            (b"PDF-1.4 and so on", "not JSON"),
            (b"\xff\xfe{}", "not UTF-8"),
            (b"{\"resourceType\":\"ValueSet\"}", "not a FHIR bundle"),
            (b"{\"resourceType\":\"Bundle\",\"type\":\"history\"}", "Bundle.type"),
        ];
        for (file, told) in files {
            for mode in [Mode::Lenient, Mode::AllOrNothing] {
                let refusal = import::bundle(&it.portal, file, mode).await.unwrap_err();
                assert!(matches!(refusal, ImportError::NotABundle(_)), "{refusal:?}");
                assert!(refusal.to_string().contains(told), "{refusal}");
            }
        }
        assert!(find(&it, ASHA.number).await.is_empty());
    }

    async fn records_without_their_patient_are_refused(it: TestPortal) {
        let mut orphans = measured(&ASHA, "2025-06-01", GLUCOSE, 90.0).to_vec();
        orphans.push(patient(&RAVI));
        let outcome = lenient(&it, &bundle(&orphans)).await;
        assert_eq!(outcome.created, 1);
        for (place, fault) in (1..).zip(&outcome.faults) {
            assert_eq!(fault.position, place);
            assert!(matches!(fault.fault, ImportFault::NoPatient), "{fault:?}");
        }
        assert_eq!(outcome.faults.len(), 2);
        // Once the patient is there, the same records land.
        it.import(&bundle(&[patient(&ASHA)])).await;
        orphans.pop();
        assert_eq!(it.import(&bundle(&orphans)).await.created, 2);
    }

    async fn identifiers_of_two_patients_are_refused(it: TestPortal) {
        it.import(&bundle(&[patient(&ASHA), patient(&RAVI)])).await;
        let mut both = patient(&ASHA);
        let ravis = patient(&RAVI)["identifier"][0].clone();
        both["identifier"].as_array_mut().unwrap().push(ravis);
        let outcome = lenient(&it, &bundle(&[both, patient(&MEENA)])).await;
        assert_eq!((outcome.created, outcome.faults.len()), (1, 1));
        assert!(matches!(outcome.faults[0].fault, ImportFault::Ambiguous));
        assert_ne!(it.patient(ASHA.number).await, it.patient(RAVI.number).await);
    }

    async fn a_record_is_not_moved_to_another_patient(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let ravi = signed_in(&it, &RAVI, &[]).await;
        let mut moved = measured(&ASHA, "2025-06-01", GLUCOSE, 50.0);
        for resource in &mut moved {
            resource["subject"]["reference"] = format!("Patient/{}", RAVI.number).into();
            resource["meta"] = json!({ "versionId": "9" });
        }
        let outcome = lenient(&it, &bundle(&moved)).await;
        assert_eq!((outcome.updated, outcome.faults.len()), (0, 2));
        for fault in &outcome.faults {
            assert!(matches!(fault.fault, ImportFault::OtherPatient), "{fault:?}");
        }
        assert!(reports_of(&it, &ravi).await.is_empty());
        let report = report_of(&it, &asha).await;
        open(&it, &asha, report).await;
        assert_eq!(read(&it, &asha, report).await.unwrap().rows.len(), 1);
    }

    async fn another_servers_patient_of_the_same_id_is_refused(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let mut stranger = patient(&RAVI);
        stranger["id"] = ASHA.number.into();
        let outcome = lenient(&it, &bundle(&[stranger])).await;
        assert!(
            matches!(outcome.faults[0].fault, ImportFault::OtherNumber),
            "{:?}",
            outcome.faults
        );
        let person = profile::person(&it.portal, asha.patient).await.unwrap();
        assert_eq!(person.name, ASHA.name);
        assert!(find(&it, RAVI.number).await.is_empty());
    }

    async fn script_in_any_text_stays_text(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let mut resources = vec![patient(&ASHA)];
        resources.extend(measured(&ASHA, "2025-06-01", GLUCOSE, 90.0));
        let mut spoilt = 0;
        for resource in &mut resources {
            resource["text"] = json!({ "status": "generated", "div": SCRIPT });
            spoil(resource, &mut spoilt);
        }
        resources[1]["note"] = json!([{ "text": SCRIPT }]);
        resources[1]["interpretation"] = json!([{ "text": SCRIPT }]);
        resources[2]["conclusion"] = SCRIPT.into();
        assert!(spoilt >= 6, "{spoilt}");
        it.import(&bundle(&resources)).await;

        let person = profile::person(&it.portal, asha.patient).await.unwrap();
        assert_eq!((person.name.as_str(), person.given.as_str()), (SCRIPT, SCRIPT));
        let report = report_of(&it, &asha).await;
        open(&it, &asha, report).await;
        let opened = read(&it, &asha, report).await.unwrap();
        assert_eq!(opened.report.title, SCRIPT);
        assert_eq!(opened.report.laboratory.as_deref(), Some(SCRIPT));
        assert_eq!(opened.report.conclusion.as_deref(), Some(SCRIPT));
        let result = &opened.rows[0].observation;
        assert_eq!(
            (result.analyte.name.as_str(), result.notes.as_slice()),
            (SCRIPT, &[SCRIPT.into()][..])
        );
        let unit = format!("{:?}", result.value);
        assert!(unit.contains(SCRIPT), "{unit}");
        let line = &reports::list(&it.portal, &asha).await.unwrap()[0];
        assert_eq!(line.laboratory.as_deref(), Some(SCRIPT));
    }

    async fn a_failing_database_is_no_fault_of_the_bundle(it: TestPortal) {
        it.chance.stick();
        // Two patients in one moment would have one id.
        let two = bundle(&[patient(&ASHA), patient(&RAVI)]);
        for mode in [Mode::AllOrNothing, Mode::Lenient] {
            let failed = import::bundle(&it.portal, &two, mode).await;
            assert!(matches!(failed, Err(ImportError::Failed(_))), "{failed:?}");
            let landed = usize::from(mode == Mode::Lenient);
            assert_eq!(find(&it, ASHA.number).await.len(), landed, "patient by patient, or none");
            assert!(find(&it, RAVI.number).await.is_empty());
        }
    }
}

const SCRIPT: &str = "<script>alert(1)</script>";

/// Puts a script into every text that is shown.
fn spoil(value: &mut Value, spoilt: &mut usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, spoilt)),
        Value::Object(members) => {
            for (name, value) in members {
                let shown =
                    matches!(name.as_str(), "text" | "display" | "unit") && value.is_string();
                if shown {
                    *value = SCRIPT.into();
                    *spoilt += 1;
                } else {
                    spoil(value, spoilt);
                }
            }
        }
        _ => {}
    }
}

/// A patient, a result, another one without its status, and a report.
fn with_a_bad_one() -> Vec<u8> {
    let [good, report] = measured(&ASHA, "2025-06-01", GLUCOSE, 90.0);
    let [mut bad, _] = measured(&ASHA, "2025-07-01", GLUCOSE, 90.0);
    bad.as_object_mut().unwrap().remove("status");
    bundle(&[patient(&ASHA), good, bad, report])
}

async fn lenient(it: &TestPortal, bytes: &[u8]) -> Outcome {
    import::bundle(&it.portal, bytes, Mode::Lenient).await.unwrap()
}

async fn find(it: &TestPortal, number: &str) -> Vec<portal::domain::id::PatientId> {
    profile::find(&it.portal, &Identifier::parse(number, "91").unwrap()).await.unwrap()
}
