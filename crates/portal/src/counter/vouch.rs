//! Where no code reaches the patient: a second pharmacist signs in beside the first, and stands for it. The patient is told
//! at once, controlled medicines are left out, and the clinic counts it.

use super::{
    Dispenser, Shelf,
    answer::{awaited, bound},
    sign_in,
};
use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Pending},
    elsewhere,
    event::{About, note},
    news::{self, News},
    pharmacy::staff::account,
    prescriptions::{Seen, granted},
    profile::Profile,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    alarm::Alarm,
    audit::Event,
    challenge::{Purpose, Told, VerifyPrescription, Vouch, Wrong},
    id::{ChallengeId, PatientId, PrescriptionId, StaffId, VerificationId},
    pharmacy::{DISPENSE_LIFE, Role},
    sending::{DAY, HOUR},
};
use std::ops::RangeInclusive;
use store::{
    Tx, asking, sending, untold,
    verification::{self, VerificationRow},
    warning,
};

/// The shortest and the longest reason, in characters.
const REASON: RangeInclusive<usize> = 10..=500;

/// Asks a second pharmacist of the same pharmacy, by login and password, to stand for a look-up, and sends them a code. A
/// login or a password that is not right goes the same way, until the code would have to be.
///
/// # Errors
/// [`Refusal::ReasonNeeded`]; [`Refusal::SomebodyElseNeeded`] for the first pharmacist's own login; [`Refusal::PasswordMissing`]; a
/// limit or a pause; [`Refusal::NotFound`] for a system, or where the look-up is another's.
pub async fn ask(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    reason: &str,
    login: &str,
    password: &str,
) -> Result<(), Refusal> {
    let first = who.person().ok_or(Refusal::NotFound)?;
    let reason = &*domain::line::tidy(reason);
    if !REASON.contains(&reason.chars().count()) {
        return Err(Refusal::ReasonNeeded);
    }
    let mut tx = portal.read().await?;
    let row = who.own(&mut tx, id).await?;
    drop(tx);
    awaited(&row, portal)?;
    // Before the password is looked at, so that nobody learns here whether they guessed it.
    if sign_in::is_login_of(portal, login, first).await? {
        return Err(Refusal::SomebodyElseNeeded);
    }
    let caller = who.bound(&row);
    let second = sign_in::check(portal, &caller, login, password).await?;
    let second = second.filter(|second| second.pharmacy_id == who.pharmacy);
    let second = match second {
        Some(second) if share_a_phone(portal, first, second.id).await? => None,
        second => second,
    };
    let why = why(portal, reason)?;
    let purpose = Vouch { verification: id, staff: second.map(|it| it.id), why };
    sign_in::open(portal, &caller, login, purpose, second.map(|it| it.id)).await
}

/// Whether two of the staff get their codes on one phone, so that one alone could stand for both.
async fn share_a_phone(portal: &Portal, one: StaffId, other: StaffId) -> Result<bool, Refusal> {
    let mut tx = portal.read().await?;
    let first = Profile::of(portal, &mut tx, account(one)).await?;
    let second = Profile::of(portal, &mut tx, account(other)).await?;
    let number =
        |profile: &Profile| profile.phone(portal).ok().map(|phone| phone.e164().to_owned());
    Ok(number(&first) == number(&second))
}

fn why(portal: &Portal, reason: &str) -> Result<Told, Refusal> {
    let id = domain::id::fresh(portal.now(), portal.chance());
    let told = Told { id, sealed: String::new() };
    let sealed = portal.vault().seal_clinic(&told.name(), reason.as_bytes())?;
    Ok(Told { sealed: STANDARD.encode(sealed), ..told })
}

/// The challenge that waits for the second pharmacist's code.
///
/// # Errors
/// [`Refusal::NotFound`] where the look-up is another's.
pub async fn pending(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
) -> Result<Option<Pending>, Refusal> {
    let caller = bound(portal, who, id).await?;
    challenge::pending::<Vouch>(portal, &caller, Some(id.0)).await
}

/// Judges the second pharmacist's code, and lets the pharmacy see what is not controlled.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; [`Refusal::NothingThere`] for a number by which nothing can be handed over;
/// [`Refusal::Controlled`] where every medicine is controlled.
pub async fn answer(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    challenge: ChallengeId,
    typed: &str,
) -> Result<(), Refusal> {
    let mut tx = portal.read().await?;
    let row = who.own(&mut tx, id).await?;
    drop(tx);
    awaited(&row, portal)?;
    let caller = who.bound(&row);
    let proof = challenge::answer::<Vouch>(portal, &caller, challenge, Some(id.0), typed).await?;
    let second = proof.purpose().staff.ok_or(Wrong::Purpose)?;
    let mut tx = portal.begin().await?;
    who.works(&mut tx).await?;
    let colleague = (second, Role::Pharmacist);
    Dispenser::staff(colleague, who.pharmacy, who.caller).works(&mut tx).await?;
    if !elsewhere::still_admits(&mut tx, account(second), challenge).await? {
        return Err(Wrong::Expired.into());
    }
    let answered = challenge::redeem(portal, &mut tx, &proof, &[account(second)]).await?;
    let vouching = Vouching { portal, caller: &caller, row: &row, second, challenge };
    let done = vouching.done(&mut tx, &proof.purpose().why).await;
    if matches!(done, Err(Refusal::LookUpOver)) {
        // Somebody was faster: nothing that was written here stands.
        return done.map(drop);
    }
    match &done {
        Ok(Admitted { about, .. }) => {
            answered.bought(portal, &mut tx, &caller, Event::PharmacyVouched, *about).await?;
        }
        Err(refusal) => {
            answered.alone(portal, &mut tx, &caller).await?;
            told_in_vain(portal, &mut tx, &caller, &row, refusal).await?;
        }
    }
    let Admitted { is_told, .. } = portal.settle(tx, done).await?;
    let alarm = if is_told { Alarm::HandedOverWithoutCode } else { Alarm::HandedOverUntold };
    portal.watch().raise(alarm, &id.to_string(), portal.now());
    Ok(())
}

/// Lets the patient know that it was tried, so that nobody finds out unseen for whom something controlled is written. The log has
/// a line of each time; a text goes out once an hour, however often a pharmacy tries.
async fn told_in_vain(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    row: &VerificationRow,
    refusal: &Refusal,
) -> Result<(), Refusal> {
    let Some(patient) = row.patient.filter(|_| !refusal.is_failure()) else { return Ok(()) };
    let about = About { patient: Some(patient), look_up: Some(row.id), ..About::default() };
    note(portal, tx, caller, Event::VouchRefused, about).await?;
    let now = portal.now();
    // Of two at once the second waits, and sees that it was told.
    let turn = format!("{patient} {}", row.pharmacy);
    sending::gate(tx, &[portal.vault().lookup("warning", &turn)], now).await?;
    if warning::was_given(tx, (patient, row.pharmacy), now.before(HOUR)).await? {
        return Ok(());
    }
    warning::give(tx, row.id, now).await?;
    tell(portal, tx, row, patient, News::AskedWithoutCode).await.map(drop)
}

/// Tells the patient by a text; where none reaches anybody, their own pages do, until they have seen it. Says whether one does.
async fn tell(
    portal: &Portal,
    tx: &mut Tx,
    row: &VerificationRow,
    patient: PatientId,
    news: News,
) -> Result<bool, Refusal> {
    let is_told = news::of_counter(portal, tx, patient, news).await?;
    if !is_told {
        untold::note(tx, row.id, portal.now()).await?;
    }
    Ok(is_told)
}

fn opened(portal: &Portal, why: &Told) -> Result<Vec<u8>, Refusal> {
    let sealed =
        STANDARD.decode(&why.sealed).map_err(|_| Refusal::Inner("reading why no code came"))?;
    Ok(portal.vault().open_clinic(&why.name(), &sealed)?.to_vec())
}

/// The name of the place in which a look-up keeps why no code reached the patient.
pub(crate) fn place_of_reason(id: VerificationId) -> String {
    format!("verification {id}")
}

struct Vouching<'a> {
    portal: &'a Portal,
    caller: &'a Caller,
    row: &'a VerificationRow,
    second: StaffId,
    challenge: ChallengeId,
}

/// What the line of the log is about, and whether the patient was told by a text.
struct Admitted {
    about: About,
    is_told: bool,
}

impl Vouching<'_> {
    async fn done(&self, tx: &mut Tx, why: &Told) -> Result<Admitted, Refusal> {
        let (Some(patient), Some(of)) = (self.row.patient, self.row.prescription) else {
            return Err(Refusal::NothingThere);
        };
        let reason = opened(self.portal, why)?;
        self.admit(tx, (patient, of), &reason).await
    }

    async fn admit(
        &self,
        tx: &mut Tx,
        (patient, of): (PatientId, PrescriptionId),
        reason: &[u8],
    ) -> Result<Admitted, Refusal> {
        let (portal, id) = (self.portal, self.row.id);
        // Whoever said no within a day has their phone at hand.
        if verification::was_refused(tx, of, portal.now().before(DAY)).await? {
            return Err(Refusal::PatientRefused);
        }
        let listed = Seen::by(self.row);
        if !listed.still_stand(tx).await? {
            return Err(Refusal::PrescriptionChanged);
        }
        let listed = listed.and(&Seen::now(portal, tx, (patient, of)).await?);
        if listed.count() == 0 {
            return Err(Refusal::NothingThere);
        }
        let admitted = self.grant_what_is_not_controlled(tx, patient, &listed).await?;
        if admitted == 0 {
            return Err(Refusal::Controlled);
        }
        let sealed = portal.vault().seal_clinic(&place_of_reason(id), reason)?;
        if !verification::vouch(tx, id, self.second, &sealed, portal.now()).await? {
            return Err(Refusal::LookUpOver);
        }
        let (whom, challenge) = (Some(account(self.second)), Some(self.challenge));
        let about = About { patient: whom, challenge, look_up: Some(id), ..About::default() };
        note(portal, tx, self.caller, Event::Vouched, about).await?;
        let is_told = tell(portal, tx, self.row, patient, News::WithoutCode).await?;
        // The code that nobody could answer does not count against the pharmacy.
        let asked =
            store::challenge::latest(tx, self.row.session, VerifyPrescription::KIND, Some(id.0));
        if let Some(asked) = asked.await? {
            asking::verify(tx, asked.id, portal.now()).await?;
        }
        let about = About { patient: Some(patient), look_up: Some(id), ..About::default() };
        Ok(Admitted { about, is_told })
    }

    /// Gives the look-up a grant to each medicine, and ends at once what is to a controlled one: only a grant opens it to see.
    async fn grant_what_is_not_controlled(
        &self,
        tx: &mut Tx,
        patient: PatientId,
        listed: &Seen,
    ) -> Result<usize, Refusal> {
        let (portal, session) = (self.portal, self.row.session);
        let medicines = Shelf::of(portal, tx, patient, session).await?;
        let mut admitted = 0;
        for record in listed.records() {
            let granted = granted(portal, session, (patient, record), DISPENSE_LIFE);
            store::grant::insert(tx, &granted, self.challenge).await?;
            if medicines.medicine(tx, record).await?.controlled {
                store::grant::end(tx, session, record, portal.now()).await?;
            } else {
                admitted += 1;
            }
        }
        Ok(admitted)
    }
}
