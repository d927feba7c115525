//! What was handed out elsewhere: it comes with an import, to its prescription, and goes with an export.

use crate::{
    clinic::signed_in,
    exporting::{made, whole},
    people::{ASHA, RAVI},
};
use portal::{
    Principal,
    domain::{
        clinical::{Dispensing, Status},
        grant::{EXPORT_LIFE, GrantedAll},
        id::ExportId,
        sealed::{Binding, Kind},
    },
    export::File,
};
use serde_json::{Value, json};
use store::record::RecordRow;
use testkit::{Person, TestPortal, bundle, on_both, patient};
use uuid::Uuid;

on_both! {
    async fn it_finds_its_prescription_whichever_comes_first(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let [first, second] = [("M-1", "D-1"), ("M-2", "D-2")]
            .map(|(by, id)| [handed_out(&ASHA, id, by), prescription(&ASHA, by)]);
        it.import(&bundle(&first)).await;
        let [early, late] = second;
        it.import(&bundle(&[early])).await;
        it.import(&bundle(&[late])).await;
        it.import(&bundle(&[handed_out(&ASHA, "D-3", "M-2"), handed_out(&ASHA, "D-4", "M-9")])).await;
        let linked = kept(&it, &asha).await;
        let linked = linked.iter().map(|it| (it.pharmacy.as_deref(), it.prescription.is_some()));
        assert_eq!(linked.collect::<Vec<_>>(), [
            (Some("by D-4"), false), (Some("by D-3"), true), (Some("by D-2"), false), (Some("by D-1"), true),
        ]);
        let (page, taken) = taken(&it, &asha).await;
        assert_eq!(lines(&page), [
            "M-1", "by D-1", "M-2", "by D-2", "by D-3", "1 without a prescription", "by D-4",
        ]);
        let by = |pharmacy: &str| prescription_of(&taken, pharmacy);
        let ids = |medicine: &str| {
            let of = resources(&taken, "MedicationRequest").find(|it| it["medicationCodeableConcept"]["text"] == medicine);
            format!("urn:uuid:{}", of.unwrap()["id"].as_str().unwrap())
        };
        assert_eq!(by("by D-1"), ids("M-1"));
        assert_eq!((by("by D-2"), by("by D-3")), (ids("M-2"), ids("M-2")));
        assert_eq!(by("by D-4"), "MedicationRequest/M-9");
    }

    async fn one_that_was_taken_back_is_there_and_says_so(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let mut dispensed = handed_out(&ASHA, "D-1", "M-1");
        it.import(&bundle(&[prescription(&ASHA, "M-1"), dispensed.clone()])).await;
        assert_eq!(statuses(&it, &asha).await, [Status::Final]);
        dispensed["status"] = "entered-in-error".into();
        let outcome = it.import(&bundle(&[dispensed.clone()])).await;
        assert_eq!((outcome.updated, outcome.created), (1, 0));
        assert_eq!(statuses(&it, &asha).await, [Status::Withdrawn]);
        let (page, taken) = taken(&it, &asha).await;
        assert!(page.contains("EnteredInError"), "{page}");
        assert_eq!(prescription_of(&taken, "by D-1").get(..9), Some("urn:uuid:"));
        dispensed["status"] = "in-progress".into();
        assert_eq!(it.import(&bundle(&[dispensed])).await.skipped, 1);
    }

    async fn the_prescription_of_somebody_else_is_not_its_own(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.import(&bundle(&[patient(&RAVI), prescription(&RAVI, "M-1")])).await;
        it.import(&bundle(&[handed_out(&ASHA, "D-1", "M-1")])).await;
        assert_eq!(kept(&it, &asha).await[0].prescription, None);
        let (page, taken) = taken(&it, &asha).await;
        assert_eq!(lines(&page), ["1 without a prescription", "by D-1"]);
        assert_eq!(prescription_of(&taken, "by D-1"), "MedicationRequest/M-1");
    }

    async fn who_handed_it_out_is_known_from_the_directory(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.import(&bundle(&[json!({
            "resourceType": "Organization", "id": "shop", "name": "by the directory",
        })])).await;
        let mut dispensed = handed_out(&ASHA, "D-1", "M-1");
        dispensed["performer"] = json!([{ "actor": { "reference": "Organization/shop" } }]);
        it.import(&bundle(&[dispensed])).await;
        let (page, _) = taken(&it, &asha).await;
        assert_eq!(lines(&page), ["1 without a prescription", "by the directory"]);
    }
}

/// The first is the newest.
fn prescription(of: &Person, id: &str) -> Value {
    let day = if id == "M-1" { "2025-06-02" } else { "2025-06-01" };
    json!({
        "resourceType": "MedicationRequest", "id": id, "status": "active", "intent": "order",
        "medicationCodeableConcept": { "text": id }, "authoredOn": day,
        "subject": { "reference": format!("Patient/{}", of.number) },
    })
}

fn handed_out(to: &Person, id: &str, by: &str) -> Value {
    json!({
        "resourceType": "MedicationDispense", "id": id, "status": "completed",
        "medicationCodeableConcept": { "text": "handed out" },
        "subject": { "reference": format!("Patient/{}", to.number) },
        "authorizingPrescription": [{ "reference": format!("MedicationRequest/{by}") }],
        "performer": [{ "actor": { "display": format!("by {id}"), "type": "Organization" } }],
        "whenHandedOver": format!("2025-06-0{}T10:00:00Z", id.trim_start_matches("D-")),
    })
}

/// The page and the bundle that a patient takes away.
async fn taken(it: &TestPortal, who: &Principal) -> (String, Value) {
    let id = made(it, who).await;
    let page = whole(it, who, id, File::Page).await.unwrap();
    let bundle = whole(it, who, id, File::Bundle).await.unwrap();
    (page, serde_json::from_str(&bundle).unwrap())
}

/// The medicines that were prescribed, and the pharmacies of what was handed out, as the page has them.
fn lines(page: &str) -> Vec<String> {
    let lines = page.lines().filter_map(|line| {
        let quoted = |after: &str| line.split(after).nth(1)?.split('"').next();
        match line {
            line if line.starts_with("Prescription {") => quoted("medicine: \""),
            line if line.starts_with("handed out") => quoted("Some(\""),
            line => Some(line).filter(|line| line.ends_with("without a prescription")),
        }
    });
    lines.map(ToOwned::to_owned).collect()
}

fn resources<'a>(bundle: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    let entries = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    entries.filter(move |it| it["resourceType"] == kind)
}

/// What the dispensing of a pharmacy refers to as its prescription.
fn prescription_of(bundle: &Value, pharmacy: &str) -> String {
    let mut all = resources(bundle, "MedicationDispense");
    let found = all.find(|it| it["performer"][0]["actor"]["display"] == pharmacy).unwrap();
    found["authorizingPrescription"][0]["reference"].as_str().unwrap().to_owned()
}

/// The content of the records, the last first.
pub async fn kept(it: &TestPortal, of: &Principal) -> Vec<Dispensing> {
    let mut tx = it.db.read().await.unwrap();
    let heads = store::record::list(&mut tx, of.patient, Kind::Dispensing).await.unwrap();
    let key = store::patient::get(&mut tx, of.patient).await.unwrap().unwrap().wrapped_key;
    let all = GrantedAll {
        id: ExportId(Uuid::nil()),
        session: of.caller.session,
        patient: of.patient,
        granted_at: it.now(),
        expires_at: it.now().after(EXPORT_LIFE),
        ended_at: None,
    };
    let grant = all.live(it.now()).unwrap();
    let mut kept = Vec::new();
    for head in heads {
        let row = store::record::get(&mut tx, head.id).await.unwrap().unwrap();
        let RecordRow { patient, id: record, kind, version, envelope, .. } = row;
        let binding = Binding { patient, record, kind, version, part: 0 };
        let plain = it.vault.open(&grant, &key, &[(binding, &envelope)]).unwrap();
        kept.push(serde_json::from_slice(&plain[0]).unwrap());
    }
    kept
}

async fn statuses(it: &TestPortal, of: &Principal) -> Vec<Status> {
    let mut tx = it.db.read().await.unwrap();
    let all = store::record::list(&mut tx, of.patient, Kind::Dispensing).await.unwrap();
    all.into_iter().map(|head| head.status).collect()
}
