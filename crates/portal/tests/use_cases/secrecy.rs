//! What somebody reads who has the database and no key: nothing about anybody.

use crate::{
    clinic::{asked, open, read, reports_of},
    people::{ASHA, NOBODY, PASSWORD, answer, seconds},
    secrecy_account,
};
use portal::{
    Caller, Principal,
    account::{self, Leaving},
    challenge::resend,
    reports, sign_in,
};
use serde_json::{Value, json};
use store::session::{self, SessionRow};
use testkit::{TestPortal, bundle, caller, observation, on_both, patient, report};

/// What is in the tour below, besides codes; each is too long to stand in random bytes by accident.
const SECRETS: [&str; 29] = [
    "Asha Verma",
    "Verma",
    ASHA.number,
    "MED1001",
    ASHA.phone,
    "9000000001",
    "asha@example.in",
    "1961-02-03",
    PASSWORD,
    "wrong password",
    NOBODY.number,
    NOBODY.phone,
    "nobody@example.in",
    "203.0.113.77",
    "Glycated haemoglobin",
    "4548-4",
    "137.25",
    "fasting glucose",
    "watch the sugar",
    "a remark of the laboratory",
    "City Laboratory",
    "Dr. Rao",
    "Metformin",
    "twice a day after food",
    "the shop by the bridge",
    "the neighbour",
    "%PDF-1.4",
    "JVBERi0x",
    "the pdf of june",
];

on_both! {
    async fn nothing_about_anybody_is_readable_in_the_database(it: TestPortal) {
        let mut secrets = tour(&it).await;
        secrets.extend(SECRETS.into_iter().chain(secrecy_account::SECRETS).map(ToOwned::to_owned));
        let stored = stored(&it).await;
        // What may be read is found, so what is not found is not there.
        for open in ["open-report", "sign-in", "$argon2id$", "record-opened", "erasure-asked"] {
            assert!(has(&stored, open), "{open}");
        }
        for secret in &secrets {
            assert!(!has(&stored, secret), "{secret}");
        }
        write_in_clear(&it, secrets.join(" ")).await;
        let stored = self::stored(&it).await;
        for secret in &secrets {
            assert!(has(&stored, secret), "{secret} would not have been found");
        }
    }
}

/// Everything that a person does, and what others try; gives the codes.
pub async fn tour(it: &TestPortal) -> Vec<String> {
    it.import(&bundle(&resources())).await;
    let asha = it.patient(ASHA.number).await;
    it.set_password(asha, PASSWORD).await;
    let me = caller(1, "203.0.113.77");
    let mut codes = Vec::new();
    for (identifier, password) in [
        (NOBODY.number, PASSWORD),
        (NOBODY.phone, PASSWORD),
        ("nobody@example.in", PASSWORD),
        ("asha@example.in", "wrong password"),
        (ASHA.number, PASSWORD),
    ] {
        it.pass(seconds(1));
        sign_in::begin(&it.portal, &me, identifier, password).await.unwrap();
        codes.push(it.code_of(it.pending(&me).await.id));
    }
    finish(it, &me).await;
    let me = Principal { patient: asha, caller: me };
    for id in reports_of(it, &me).await {
        codes.push(it.code_of(asked(it, &me, id).await));
        it.deliver().await;
        it.pass(seconds(1));
        open(it, &me, id).await;
        let opened = read(it, &me, id).await.unwrap();
        assert_eq!(opened.rows[0].observation.notes, ["a remark of the laboratory"]);
        reports::document(&it.portal, &me, id, 0).await.unwrap();
        reports::seal(&it.portal, &me, id).await.unwrap();
    }
    account::leave(&it.portal, &me, Leaving::SignedOut).await.unwrap();
    codes.extend(secrecy_account::live(it, &me).await);
    codes
}

/// Sends the code again, mistypes it, and types it.
async fn finish(it: &TestPortal, me: &Caller) {
    it.deliver().await;
    let challenge = it.pending(me).await.id;
    it.pass(seconds(30));
    resend(&it.portal, me, challenge).await.unwrap();
    it.deliver().await;
    answer(it, me, challenge, &it.wrong_code_of(challenge)).await.unwrap_err();
    answer(it, me, challenge, &it.code_of(challenge)).await.unwrap();
}

fn resources() -> Vec<Value> {
    let subject = json!({ "reference": format!("Patient/{}", ASHA.number) });
    let mut asha = patient(&ASHA);
    asha["birthDate"] = "1961-02-03".into();
    let address = json!({ "system": "email", "value": "asha@example.in" });
    asha["telecom"].as_array_mut().unwrap().push(address);
    let analyte = ("4548-4", "Glycated haemoglobin");
    let result = testkit::Result { analyte, value: 137.25 };
    let mut result = observation("O-1", &ASHA, "2025-06-01", &result);
    result["note"] = json!([{ "text": "a remark of the laboratory" }]);
    let mut released = report("R-1", &ASHA, "2025-06-01", "final", &["O-1"]);
    released["conclusion"] = "watch the sugar".into();
    released["performer"] =
        json!([{ "reference": "Organization/lab" }, { "reference": "Practitioner/doc" }]);
    released["presentedForm"] = json!([{
        "contentType": "application/pdf", "title": "the pdf of june", "data": "JVBERi0xLjQgb25l",
    }]);
    vec![
        json!({ "resourceType": "Practitioner", "id": "doc", "name": [{ "text": "Dr. Rao" }] }),
        json!({ "resourceType": "Organization", "id": "lab", "name": "City Laboratory" }),
        asha,
        result,
        released,
        json!({
            "resourceType": "MedicationRequest", "id": "M-1", "status": "active", "intent": "order",
            "medicationCodeableConcept": { "text": "Metformin 500 mg" },
            "dosageInstruction": [{ "text": "twice a day after food" }],
            "subject": subject, "authoredOn": "2025-06-01",
        }),
        json!({
            "resourceType": "MedicationDispense", "id": "D-1", "status": "completed",
            "medicationCodeableConcept": { "text": "Metformin 500 mg" },
            "authorizingPrescription": [{ "reference": "MedicationRequest/M-1" }],
            "performer": [{ "actor": { "display": "the shop by the bridge", "type": "Organization" } }],
            "receiver": [{ "display": "the neighbour" }], "subject": subject,
        }),
    ]
}

/// All that the database keeps, in small letters.
async fn stored(it: &TestPortal) -> Vec<u8> {
    let mut bytes = it.db.dump().await;
    bytes.make_ascii_lowercase();
    bytes
}

fn has(stored: &[u8], text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    stored.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn write_in_clear(it: &TestPortal, data: String) {
    let (expires_at, patient, name, device) = (it.now(), None, None, None);
    let row = SessionRow { id_hash: [7; 32], data, expires_at, patient, name, device };
    let mut tx = it.db.begin().await.unwrap();
    assert!(session::insert(&mut tx, &row).await.unwrap());
    tx.commit().await.unwrap();
}
