//! Opening a challenge.

use super::{
    allowance::{Allowed, Manner, Target, Wish, allow, note_unreached},
    asker::{Asker, Step},
    heard,
    messages::{Carried, enqueue, language},
};
use crate::{
    Caller, Portal, Principal, Refusal,
    event::{About, note},
    profile::Profile,
    watch::Reason,
};
use domain::{
    Language, Millis,
    audit::Event,
    challenge::{Basis, Channel, Plan, Purpose},
    id::{ChallengeId, PatientId},
    pause::FAILURES,
    phone::Phone,
};
use store::{
    Tx,
    asking::{self, AskingRow},
    challenge::{self, ChallengeRow},
    credential,
    sending::{self, SendingRow},
};

/// Whom a code goes to.
pub(crate) struct Addressee {
    pub patient: PatientId,
    pub wrapped_key: Vec<u8>,
    pub phone: Phone,
    pub language: Language,
    /// How they want their codes, where they said so.
    pub codes_by: Option<Channel>,
}

impl Addressee {
    /// The patient whose details these are, if a code may be asked for; a refusal is noted in the transaction.
    ///
    /// # Errors
    /// [`Refusal::NeedsStaff`] after very many wrong tries; [`Refusal::NumberNotServed`] when there is no number
    /// to which a code may go.
    pub(crate) async fn of<P: Purpose>(
        portal: &Portal,
        tx: &mut Tx,
        (caller, asker): (&Caller, Asker),
        profile: &Profile,
        failures: i64,
    ) -> Result<Self, Refusal> {
        let refusal = match Self::reached(portal, tx, caller, profile).await {
            Err(refusal) if refusal.is_failure() => return Err(refusal),
            _ if failures >= FAILURES => Refusal::NeedsStaff,
            Err(refusal) => refusal,
            Ok(to) => return Ok(to),
        };
        let about =
            About { patient: Some(profile.row.id), detail: Some(P::KIND), ..About::default() };
        note_unreached(portal, tx, (caller, asker), about).await?;
        let reason = match &refusal {
            Refusal::NeedsStaff => Reason::NeedsStaff,
            _ => Reason::NotServed,
        };
        portal.watch().refused(reason, "");
        Err(refusal)
    }

    /// The patient, and the number that their codes go to.
    ///
    /// # Errors
    /// [`Refusal::NumberNotServed`] when there is none.
    pub(crate) async fn reached(
        portal: &Portal,
        tx: &mut Tx,
        caller: &Caller,
        profile: &Profile,
    ) -> Result<Self, Refusal> {
        let phone = profile.phone(portal)?.clone();
        Self::at(tx, profile, phone, caller.language).await
    }

    /// The patient, at a number that need not be theirs yet.
    pub(crate) async fn at(
        tx: &mut Tx,
        profile: &Profile,
        phone: Phone,
        page: Language,
    ) -> Result<Self, Refusal> {
        let settings = store::settings::get(tx, profile.row.id).await?;
        let own = settings.language.or(profile.person.language);
        Ok(Self {
            patient: profile.row.id,
            wrapped_key: profile.row.wrapped_key.clone(),
            phone,
            language: language(own, page),
            codes_by: settings.codes_by,
        })
    }

    /// By which channel the code of a purpose comes first.
    pub(crate) fn first<P: Purpose>(&self, portal: &Portal) -> Channel {
        self.plan_of(portal, P::KIND).first()
    }

    /// How they are sent the codes of a kind of purpose.
    pub(super) fn plan_of(&self, portal: &Portal, kind: &str) -> Plan {
        portal.rules().plan_of(kind).of_person(self.codes_by, self.phone.is_landline())
    }
}

/// Who is asked, for what.
pub(crate) struct Asked<'a, P> {
    pub caller: &'a Caller,
    pub purpose: P,
    /// Who asks, as the limits count it.
    pub asker: Asker,
    /// Nobody, for a decoy.
    pub to: Option<Addressee>,
    /// How a limit on the addressee's number is told.
    pub manner: Manner,
    /// What its page names first where that must not depend on whom it goes to.
    pub first: Option<Channel>,
}

/// What became of a wish for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// A challenge was opened.
    Challenge(ChallengeId),
    /// None was, since the number may be sent no code and that is not told.
    Unsent,
}

/// Opens a challenge and puts its messages into the outbox, in the caller's transaction; or nothing, where the number may
/// be sent no code and that is not told.
///
/// A refusal is noted in that transaction too, so the caller [settles](Portal::settle) it either way, which also rings
/// the courier.
///
/// # Errors
/// [`Refusal::Paused`] or [`Refusal::Limited`] when no code may be sent now.
pub(crate) async fn open<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    asked: &Asked<'_, P>,
) -> Result<Opened, Refusal> {
    let now = portal.now();
    let target = asked.to.as_ref().map(|to| Target::of(portal, &to.phone));
    let patient = asked.to.as_ref().map(|to| to.patient);
    let refused = About { patient, detail: Some(P::KIND), ..About::default() };
    let Asked { caller, asker, manner, .. } = *asked;
    let wish = Wish { caller, asker, target: target.as_ref(), manner, step: Step::First };
    let allowed = allow(portal, tx, &wish, refused).await?;
    if allowed == Allowed::Unsent {
        return Ok(Opened::Unsent);
    }
    let row = row(portal, asked, now)?;
    challenge::supersede(tx, row.session, P::KIND, row.resource, now).await?;
    challenge::insert(tx, &row).await?;
    count(portal, tx, (caller, asker), (allowed, target.as_ref()), row.id).await?;
    if let Some(to) = &asked.to {
        let carried = Carried {
            challenge: row.id,
            kind: P::KIND,
            purpose: &row.purpose,
            written_at: now,
            expires_at: row.expires_at,
            asked_at: None,
        };
        enqueue(portal, tx, &carried, to, to.plan_of(portal, P::KIND).steps()).await?;
    }
    let about =
        About { patient, challenge: Some(row.id), detail: Some(P::KIND), ..About::default() };
    note(portal, tx, asked.caller, Event::ChallengeOpened, about).await?;
    Ok(Opened::Challenge(row.id))
}

/// Opens a challenge for somebody who is signed in. Its code goes to their own number, whomever they act for.
///
/// # Errors
/// As for [`open`] and [`Addressee::of`].
pub(crate) async fn open_for<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    purpose: P,
) -> Result<Opened, Refusal> {
    let (caller, holder) = (&who.caller, who.holder());
    let failures = credential::get(tx, holder).await?.map_or(0, |row| row.failures);
    let profile = Profile::of(portal, tx, holder).await?;
    let asker = Asker::of::<P>(portal, caller, &format!("patient:{holder}"));
    let to = Addressee::of::<P>(portal, tx, (caller, asker), &profile, failures).await?;
    let manner = Manner::Openly;
    open(portal, tx, &Asked { caller, purpose, asker, to: Some(to), manner, first: None }).await
}

/// Counts once more who asks, and the number that the code goes to, if there is one; or what that stops, where that is heard.
pub(super) async fn count(
    portal: &Portal,
    tx: &mut Tx,
    (caller, asker): (&Caller, Asker),
    (allowed, target): (Allowed, Option<&Target>),
    challenge: ChallengeId,
) -> Result<(), Refusal> {
    let at = portal.now();
    let fresh = || domain::id::fresh(at, portal.chance());
    let Asker { who, network, basis } = asker;
    asking::insert(tx, &AskingRow { id: fresh(), challenge, asker: who, network, at }).await?;
    if let Allowed::Heard(hold) = allowed {
        heard::count(portal, tx, caller, hold, challenge).await?;
    } else if let Some(Target { number, prefix, .. }) = target.cloned() {
        let at_counter = basis == Basis::Counter;
        let row = SendingRow { id: fresh(), challenge, number, prefix, at, at_counter };
        sending::insert(tx, &row).await?;
    }
    Ok(())
}

fn row<P: Purpose>(
    portal: &Portal,
    asked: &Asked<'_, P>,
    now: Millis,
) -> Result<ChallengeRow, Refusal> {
    let (key_id, _) = portal.vault().current_pepper();
    let purpose =
        serde_json::to_string(&asked.purpose).map_err(|_| Refusal::Inner("writing a purpose"))?;
    Ok(ChallengeRow {
        id: ChallengeId::fresh(now, portal.chance()),
        session: asked.caller.session,
        patient: asked.to.as_ref().map(|to| to.patient),
        asker: asked.asker.who,
        kind: P::KIND.to_owned(),
        resource: asked.purpose.resource(),
        purpose,
        decoy: asked.to.is_none(),
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
        first: first(portal, asked),
        called_at: None,
    })
}

fn first<P: Purpose>(portal: &Portal, asked: &Asked<'_, P>) -> Channel {
    let real = || asked.to.as_ref().map(|to| to.plan_of(portal, P::KIND).first());
    asked.first.or_else(real).unwrap_or_else(|| portal.rules().plan_of(P::KIND).first())
}
