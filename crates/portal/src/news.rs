//! Messages that tell a person of something done, without a code.

use crate::{Caller, Portal, Refusal, challenge::Addressee, family, profile::Profile};
use domain::{
    challenge::Channel,
    id::{ChallengeId, MessageId, PatientId, SessionKey},
};
use std::{net::Ipv4Addr, time::Duration};
use store::{
    Tx,
    challenge::{ChallengeRow, EndedBy},
    message::{MessageRow, MessageState},
};
use vault::Field;

/// How long a phone may be switched off and still be told.
const LIFE: Duration = Duration::from_hours(24);

/// What a person is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// Another password was set.
    PasswordChanged,
    /// The PIN was set, changed or removed.
    PinChanged,
    /// Somebody may act for them, or they for somebody.
    GuardianNamed,
    /// The clinic confirmed their request to be erased.
    ErasureConfirmed,
    /// Medicines of theirs are handed over although no code reached them.
    WithoutCode,
    /// A pharmacy wanted that, and was not let in.
    AskedWithoutCode,
}

impl News {
    const fn template(self) -> &'static str {
        match self {
            Self::PasswordChanged => "password-changed",
            Self::PinChanged => "pin-changed",
            Self::GuardianNamed => "guardian-named",
            Self::ErasureConfirmed => "erasure-confirmed",
            Self::WithoutCode => "handed-over-without-code",
            Self::AskedWithoutCode => "asked-without-code",
        }
    }
}

/// Tells a patient of something that the clinic did. There is no challenge that it could belong to, so it has one of its own,
/// which is over.
pub(crate) async fn of_clinic(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    news: News,
) -> Result<(), Refusal> {
    let profile = Profile::of(portal, tx, patient).await?;
    let to = family::at(portal, tx, &clinic(portal, &profile), &profile).await?;
    tell(portal, tx, to, news).await
}

/// Tells a patient of something that a pharmacy did; or, where they have no number, a guardian of theirs. Says whether there is a number that
/// a text reaches.
pub(crate) async fn of_counter(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    news: News,
) -> Result<bool, Refusal> {
    let profile = Profile::of(portal, tx, patient).await?;
    let to = family::reached(portal, tx, &clinic(portal, &profile), profile).await?;
    let is_reached = to.as_ref().is_some_and(takes_texts);
    tell(portal, tx, to, news).await?;
    Ok(is_reached)
}

/// Nobody's browser, in the language that a patient reads.
fn clinic(portal: &Portal, profile: &Profile) -> Caller {
    Caller {
        session: SessionKey::fresh(portal.now(), portal.chance()),
        address: Ipv4Addr::LOCALHOST.into(),
        language: profile.row.language.unwrap_or_default(),
        acting: None,
        counter: None,
        model: None,
    }
}

async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    to: Option<Addressee>,
    news: News,
) -> Result<(), Refusal> {
    let Some(to) = to.filter(takes_texts) else { return Ok(()) };
    let challenge = carrier(portal, tx, to.patient).await?;
    write(portal, tx, &to, challenge, news).await
}

/// Tells a patient of something that was done with their account by the code of a challenge.
pub(crate) async fn of_oneself(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    (patient, challenge): (PatientId, ChallengeId),
    news: News,
) -> Result<(), Refusal> {
    let profile = Profile::of(portal, tx, patient).await?;
    let to = family::at(portal, tx, caller, &profile).await?;
    match to.filter(takes_texts) {
        Some(to) => write(portal, tx, &to, challenge, news).await,
        None => Ok(()),
    }
}

/// Whether a text reaches them: some lines take none.
fn takes_texts(to: &Addressee) -> bool {
    !to.phone.is_landline()
}

async fn write(
    portal: &Portal,
    tx: &mut Tx,
    to: &Addressee,
    challenge: ChallengeId,
    news: News,
) -> Result<(), Refusal> {
    let row = row(portal, to, challenge, news.template())?;
    Ok(store::message::insert(tx, &[row]).await?)
}

/// Writes a challenge that is over, for news that follow from none: each message belongs to one.
pub(crate) async fn carrier(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
) -> Result<ChallengeId, Refusal> {
    let now = portal.now();
    let id = ChallengeId::fresh(now, portal.chance());
    let row = ChallengeRow {
        id,
        session: SessionKey::fresh(now, portal.chance()),
        patient: Some(patient),
        asker: portal.vault().lookup("asker", "the clinic"),
        kind: "news".to_owned(),
        resource: None,
        purpose: "{}".to_owned(),
        decoy: false,
        key_id: portal.vault().current_pepper().0,
        attempts: 0,
        sends: 0,
        issued_at: now,
        sent_at: now,
        expires_at: now,
        consumed_at: None,
        ended_at: Some(now),
        ended_by: Some(EndedBy::Superseded),
        receipted_at: None,
        first: Channel::Sms,
        called_at: None,
    };
    store::challenge::insert(tx, &row).await?;
    Ok(id)
}

/// A text that tells of something.
pub(crate) fn row(
    portal: &Portal,
    to: &Addressee,
    challenge: ChallengeId,
    template: &str,
) -> Result<MessageRow, Refusal> {
    let now = portal.now();
    let id = MessageId::fresh(now, portal.chance());
    let number = to.phone.e164().as_bytes();
    let address =
        portal.vault().seal_field(to.patient, &to.wrapped_key, Field::Address(id), number)?;
    Ok(MessageRow {
        id,
        challenge,
        patient: to.patient,
        channel: Channel::Sms,
        address,
        template: template.to_owned(),
        language: to.language,
        parameters: r#"{"reference":""}"#.to_owned(),
        not_before: now,
        expires_at: now.after(LIFE),
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
        prefix: Some(to.phone.prefix().to_owned()),
        fallback: false,
        asked_at: None,
        news: true,
    })
}
