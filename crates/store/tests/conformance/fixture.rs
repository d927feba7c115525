//! Rows to begin with. Numbers stand for ids, so that a failing test reads well.

use domain::{
    Language, Millis,
    challenge::Channel,
    clinical::Status,
    id::{ChallengeId, MessageId, PatientId, RecordId, SessionKey},
    sealed::Kind,
};
use store::{
    Tx,
    challenge::{self, ChallengeRow},
    message::{self, MessageRow, MessageState},
    patient::{self, PatientRow},
    record::{self, RecordRow},
};
use uuid::Uuid;

pub fn uuid(n: u32) -> Uuid {
    Uuid::from_u128(n.into())
}

pub fn key(n: u8) -> [u8; 32] {
    [n; 32]
}

pub fn session(n: u32) -> SessionKey {
    SessionKey(uuid(n))
}

pub fn a_patient(n: u32) -> PatientRow {
    PatientRow {
        id: PatientId(uuid(n)),
        public_key: vec![1, 2],
        wrapped_key: vec![3, 4],
        profile: vec![5],
        language: Some(Language::Hi),
        version: 1,
        stamp: Some("a".to_owned()),
        digest: vec![6],
        created_at: Millis(100),
        updated_at: Millis(100),
    }
}

pub async fn with_patient(tx: &mut Tx, n: u32) -> PatientId {
    let row = a_patient(n);
    patient::insert(tx, &row).await.unwrap();
    row.id
}

pub fn a_record(n: u32, patient: PatientId) -> RecordRow {
    RecordRow {
        id: RecordId(uuid(n)),
        patient,
        kind: Kind::Report,
        status: Status::Final,
        effective_at: Some(Millis(50)),
        heading: Some(vec![1]),
        analyte: None,
        envelope: vec![2],
        version: 1,
        stamp: None,
        digest: vec![3],
        imported_at: Millis(100),
    }
}

pub async fn with_record(tx: &mut Tx, n: u32, patient: PatientId) -> RecordId {
    let row = a_record(n, patient);
    record::insert(tx, std::slice::from_ref(&row)).await.unwrap();
    row.id
}

/// A challenge of session 1 for signing in, from 1 000 to 91 000.
pub fn a_challenge(n: u32, patient: Option<PatientId>) -> ChallengeRow {
    ChallengeRow {
        id: ChallengeId(uuid(n)),
        session: session(1),
        patient,
        asker: key(1),
        kind: "sign-in".to_owned(),
        resource: None,
        purpose: "{}".to_owned(),
        decoy: patient.is_none(),
        key_id: "k1".to_owned(),
        attempts: 0,
        sends: 1,
        issued_at: Millis(1_000),
        sent_at: Millis(1_000),
        expires_at: Millis(91_000),
        consumed_at: None,
        ended_at: None,
        ended_by: None,
        receipted_at: None,
        first: Channel::Sms,
        called_at: None,
    }
}

pub async fn with_challenge(tx: &mut Tx, n: u32, patient: PatientId) -> ChallengeId {
    let row = a_challenge(n, Some(patient));
    challenge::insert(tx, &row).await.unwrap();
    row.id
}

/// A text for a challenge, due at 1 000 and dead from 91 000.
pub fn a_message(n: u32, patient: PatientId, challenge: ChallengeId) -> MessageRow {
    MessageRow {
        id: MessageId(uuid(n)),
        challenge,
        patient,
        channel: Channel::Sms,
        address: vec![9],
        template: "sign-in".to_owned(),
        language: Language::En,
        parameters: "{}".to_owned(),
        not_before: Millis(1_000),
        expires_at: Millis(91_000),
        attempts: 0,
        lease_until: None,
        state: MessageState::Due,
        carrier: None,
        carrier_reference: None,
        last_refusal: None,
        created_at: Millis(1_000),
        accepted_at: None,
        delivered_at: None,
        failed_at: None,
        prefix: Some("91900".to_owned()),
        fallback: false,
        asked_at: None,
        news: false,
    }
}

/// A patient, a challenge and a text, each number `n`.
pub async fn with_message(tx: &mut Tx, n: u32) -> MessageRow {
    let patient = with_patient(tx, n).await;
    let challenge = with_challenge(tx, n, patient).await;
    let row = a_message(n, patient, challenge);
    message::insert(tx, std::slice::from_ref(&row)).await.unwrap();
    row
}
