//! Rows for tests and benchmarks to begin with: a patient who asks for codes to sign in.

use crate::{
    challenge::ChallengeRow,
    message::{MessageRow, MessageState},
    patient::PatientRow,
};
use domain::{
    Language, Millis,
    challenge::{Channel, Life, Purpose, Reference, SignIn, Step},
    id::{ChallengeId, MessageId, PatientId, SessionKey},
    phone::Phone,
};
use std::time::Duration;

/// A patient of whom nothing is known but the keys: the public one, and the wrapped ones.
#[must_use]
pub fn patient(id: PatientId, public: &[u8], wrapped: &[u8], now: Millis) -> PatientRow {
    PatientRow {
        id,
        public_key: public.to_vec(),
        wrapped_key: wrapped.to_vec(),
        profile: Vec::new(),
        language: None,
        version: 1,
        stamp: None,
        digest: vec![0; 32],
        created_at: now,
        updated_at: now,
    }
}

/// A challenge to sign in that was opened now, with the pepper of this id.
#[must_use]
pub fn challenge(
    id: ChallengeId,
    session: SessionKey,
    patient: PatientId,
    key_id: String,
    now: Millis,
) -> ChallengeRow {
    ChallengeRow {
        id,
        session,
        patient: Some(patient),
        asker: [0; 32],
        kind: SignIn::KIND.to_owned(),
        resource: None,
        purpose: "{}".to_owned(),
        decoy: false,
        key_id,
        attempts: 0,
        sends: 1,
        issued_at: now,
        sent_at: now,
        expires_at: Life::default().ends_at(now),
        consumed_at: None,
        ended_at: None,
        ended_by: None,
        receipted_at: None,
        first: Channel::Sms,
        called_at: None,
    }
}

/// The message that a step of a plan writes for a challenge now, to a phone whose number is sealed.
#[must_use]
pub fn message(
    id: MessageId,
    challenge: &ChallengeRow,
    patient: PatientId,
    step: Step,
    (phone, sealed): (&Phone, Vec<u8>),
    now: Millis,
) -> MessageRow {
    MessageRow {
        id,
        challenge: challenge.id,
        patient,
        channel: step.channel,
        address: sealed,
        template: challenge.kind.clone(),
        language: Language::En,
        parameters: format!("{{\"reference\":\"{}\"}}", Reference::of(challenge.id)),
        not_before: challenge.sent_at.after(step.after),
        expires_at: challenge.expires_at,
        attempts: 0,
        lease_until: None,
        state: MessageState::Due,
        carrier: None,
        carrier_reference: None,
        last_refusal: None,
        created_at: now,
        accepted_at: None,
        delivered_at: None,
        failed_at: None,
        prefix: Some(phone.prefix().to_owned()),
        fallback: step.after > Duration::ZERO,
        asked_at: None,
        news: false,
    }
}
