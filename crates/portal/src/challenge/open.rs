//! Opening a challenge.

use super::{
    allowance::{Counted, allow},
    messages::{Carried, enqueue, language},
};
use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
    profile::Profile,
};
use domain::{
    Language, Millis,
    audit::Event,
    challenge::Purpose,
    id::{ChallengeId, PatientId},
    pause::FAILURES,
    phone::Phone,
};
use store::{
    Tx,
    challenge::{self, ChallengeRow},
    sending::{self, SendingRow},
};

/// Whom a code goes to.
pub(crate) struct Recipient {
    pub patient: PatientId,
    pub wrapped_key: Vec<u8>,
    pub phone: Phone,
    pub language: Language,
}

impl Recipient {
    /// The patient whose details these are, if a code may be asked for; a refusal is noted in the transaction.
    ///
    /// # Errors
    /// [`Refusal::NeedsStaff`] after very many wrong tries; [`Refusal::NumberNotServed`] when there is no number
    /// to which a code may go.
    pub(crate) async fn of<P: Purpose>(
        portal: &Portal,
        tx: &mut Tx,
        caller: &Caller,
        profile: &Profile,
        failures: i64,
    ) -> Result<Self, Refusal> {
        let refusal = match Self::reached(portal, caller, profile) {
            _ if failures >= FAILURES => Refusal::NeedsStaff,
            Err(refusal) => refusal,
            Ok(to) => return Ok(to),
        };
        let about =
            About { patient: Some(profile.row.id), detail: Some(P::KIND), ..About::default() };
        note(portal, tx, caller, Event::CodeRefused, about).await?;
        Err(refusal)
    }

    /// The patient, and the number that their codes go to.
    ///
    /// # Errors
    /// [`Refusal::NumberNotServed`] when there is none.
    pub(super) fn reached(
        portal: &Portal,
        caller: &Caller,
        profile: &Profile,
    ) -> Result<Self, Refusal> {
        Ok(Self {
            patient: profile.row.id,
            wrapped_key: profile.row.wrapped_key.clone(),
            phone: profile.phone(portal)?.clone(),
            language: language(profile.person.language, caller.language),
        })
    }
}

/// Who is asked, for what.
pub(crate) struct Asked<'a, P> {
    pub caller: &'a Caller,
    pub purpose: P,
    /// Nobody, for a decoy: then `stand_in` says what the limits count instead of a number.
    pub to: Result<Recipient, StandIn>,
}

/// What stands for a number where there is no account, so that the limits look the same.
pub(crate) struct StandIn(pub String);

/// Opens a challenge and puts its messages into the outbox, in the caller's transaction.
///
/// A refusal is noted in that transaction too, so the caller [settles](Portal::settle) it either way.
///
/// # Errors
/// [`Refusal::Paused`] or [`Refusal::Limited`] when no code may be sent now.
pub(crate) async fn open<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    asked: &Asked<'_, P>,
) -> Result<ChallengeId, Refusal> {
    let now = portal.now();
    let counted = counted(portal, asked);
    let patient = asked.to.as_ref().ok().map(|to| to.patient);
    let refused = About { patient, detail: Some(P::KIND), ..About::default() };
    allow(portal, tx, asked.caller, &counted, refused).await?;
    let row = row(portal, asked, &counted, now)?;
    challenge::supersede(tx, row.session, P::KIND, row.resource, now).await?;
    challenge::insert(tx, &row).await?;
    count(portal, tx, &counted, row.id, now).await?;
    if let Ok(to) = &asked.to {
        let carried = Carried {
            challenge: row.id,
            kind: P::KIND,
            issued_at: now,
            expires_at: row.expires_at,
        };
        enqueue(portal, tx, &carried, to, P::PLAN).await?;
    }
    let about =
        About { patient, challenge: Some(row.id), detail: Some(P::KIND), ..About::default() };
    note(portal, tx, asked.caller, Event::ChallengeOpened, about).await?;
    Ok(row.id)
}

fn counted<P>(portal: &Portal, asked: &Asked<'_, P>) -> Counted {
    let vault = portal.vault();
    let (number, prefix) = match &asked.to {
        Ok(to) => (vault.lookup("number", to.phone.e164()), to.phone.prefix().to_owned()),
        Err(StandIn(text)) => (vault.lookup("stand-in", text), String::new()),
    };
    Counted { number, address: vault.lookup("network", &asked.caller.network()), prefix }
}

/// Counts one more send against the limits.
pub(super) async fn count(
    portal: &Portal,
    tx: &mut Tx,
    counted: &Counted,
    challenge: ChallengeId,
    now: Millis,
) -> Result<(), Refusal> {
    let row = SendingRow {
        id: domain::id::fresh(now, portal.chance()),
        challenge,
        number: counted.number,
        address: counted.address,
        prefix: counted.prefix.clone(),
        at: now,
    };
    Ok(sending::insert(tx, &row).await?)
}

fn row<P: Purpose>(
    portal: &Portal,
    asked: &Asked<'_, P>,
    counted: &Counted,
    now: Millis,
) -> Result<ChallengeRow, Refusal> {
    let (key_id, _) = portal.vault().current_pepper();
    let purpose =
        serde_json::to_string(&asked.purpose).map_err(|_| Refusal::Inner("writing a purpose"))?;
    Ok(ChallengeRow {
        id: ChallengeId::fresh(now, portal.chance()),
        session: asked.caller.session,
        patient: asked.to.as_ref().ok().map(|to| to.patient),
        account: counted.number,
        kind: P::KIND.to_owned(),
        resource: asked.purpose.resource(),
        purpose,
        decoy: asked.to.is_err(),
        key_id,
        attempts: 0,
        sends: 1,
        issued_at: now,
        sent_at: now,
        expires_at: portal.rules().life.at_most(P::LIFE).ends_at(now),
        consumed_at: None,
        ended_at: None,
        ended_by: None,
        receipted_at: None,
    })
}
