//! Signing in at a pharmacy: what somebody knows, then a code to what they have.
//!
//! A login that is unknown and a password that is wrong walk the same path as right ones, as for patients.

use super::Dispenser;
use crate::{
    Caller, Portal, Principal, Refusal,
    account::{self, Leaving},
    challenge::{self, Addressee, Asked, Asker, Manner, Opened, Pending},
    elsewhere,
    event::{About, note},
    pharmacy::{
        self,
        staff::{account, login, lookup},
    },
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::{Purpose, StaffSignIn, Wrong},
    id::{ChallengeId, StaffId},
    identifier::NotAnIdentifier,
    password::LONGEST,
    pharmacy::Role,
};
use store::{Tx, credential, staff::StaffRow, verification::Beginner};

/// Checks a login and a password, and opens the challenge that finishes signing in.
///
/// # Errors
/// [`Refusal::Identifier`] or [`Refusal::PasswordMissing`] for what was not filled in; a sending limit or a pause;
/// [`Refusal::Busy`]. Never whether the login is known.
pub async fn begin(
    portal: &Portal,
    caller: &Caller,
    typed: &str,
    password: &str,
) -> Result<(), Refusal> {
    if typed.trim().is_empty() {
        return Err(NotAnIdentifier::Missing.into());
    }
    let right = check(portal, caller, typed, password).await?;
    let staff = right.map(|row| row.id);
    open(portal, caller, typed, StaffSignIn { staff }, staff).await
}

/// The challenge of this session that waits for its sign-in code.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub async fn pending(portal: &Portal, caller: &Caller) -> Result<Option<Pending>, Refusal> {
    challenge::pending::<StaffSignIn>(portal, caller, None).await
}

/// Judges the code and consumes it.
///
/// # Errors
/// [`Refusal::Code`] or [`Refusal::Wrong`]; [`Wrong::Expired`] for somebody who has left meanwhile.
pub async fn answer(
    portal: &Portal,
    caller: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Dispenser, Refusal> {
    let proof = challenge::answer::<StaffSignIn>(portal, caller, challenge, None, typed).await?;
    let staff = proof.purpose().staff.ok_or(Wrong::Purpose)?;
    let mut tx = portal.begin().await?;
    if !elsewhere::still_admits(&mut tx, account(staff), challenge).await? {
        return Err(Wrong::Expired.into());
    }
    let answered = challenge::redeem(portal, &mut tx, &proof, &[account(staff)]).await?;
    let row = store::staff::get(&mut tx, staff).await?;
    let row = row.filter(|row| row.ended_at.is_none()).ok_or(Wrong::Expired)?;
    let about = About { patient: Some(account(staff)), ..About::default() };
    answered.bought(portal, &mut tx, caller, Event::SignedIn, about).await?;
    tx.commit().await?;
    Ok(Dispenser::staff((row.id, row.role), row.pharmacy_id, *caller))
}

/// Who stands at a counter, as their pages greet them.
pub struct Greeting {
    /// What they are called.
    pub name: String,
    /// The pharmacy.
    pub pharmacy: String,
    /// As what they work.
    pub role: Role,
}

/// How somebody at a counter is greeted.
///
/// # Errors
/// [`Refusal::NotFound`] when they have left, or are a system.
pub async fn greeting(portal: &Portal, who: &Dispenser) -> Result<Greeting, Refusal> {
    let staff = who.person().ok_or(Refusal::NotFound)?;
    let mut tx = portal.read().await?;
    who.works(&mut tx).await?;
    let row = store::staff::get(&mut tx, staff).await?.ok_or(Refusal::NotFound)?;
    Ok(Greeting {
        name: Profile::of(portal, &mut tx, account(staff)).await?.person.name,
        pharmacy: pharmacy::name(portal, &mut tx, who.pharmacy).await?,
        role: row.role,
    })
}

/// Ends what somebody's session holds. Whoever signs out ends what they began at the counter too; a browser that was merely
/// left takes nothing from another at which they go on.
///
/// # Errors
/// [`Refusal::NotFound`] for a pharmacy's system, which has no session; and when the database fails.
pub async fn leave(portal: &Portal, who: &Dispenser, leaving: Leaving) -> Result<(), Refusal> {
    let staff = who.person().ok_or(Refusal::NotFound)?;
    let mut tx = portal.begin().await?;
    if leaving == Leaving::SignedOut {
        super::end_of(portal, &mut tx, Beginner::Staff(staff)).await?;
    }
    let own = Principal { patient: account(staff), caller: who.caller };
    account::leave_in(portal, &mut tx, &own, leaving).await?;
    Ok(tx.commit().await?)
}

/// Whose login and password these are, with as much work for nobody's.
pub(super) async fn check(
    portal: &Portal,
    caller: &Caller,
    typed: &str,
    password: &str,
) -> Result<Option<StaffRow>, Refusal> {
    if password.is_empty() {
        return Err(Refusal::PasswordMissing);
    }
    asker(portal, caller, typed).may_ask(portal).await?;
    let _visit = portal.hasher().join(caller.network())?;
    // Nobody has a longer password, nor an empty one.
    let password = if password.len() > LONGEST { "" } else { password };
    let password = domain::password::normal(password);
    let known = known(portal, typed).await?;
    if let Some((row, hash)) = known {
        let right = portal.hasher().verify(&password, &hash).await?;
        Ok(Some(row).filter(|_| right))
    } else {
        portal.hasher().verify_nobody(&password).await?;
        Ok(None)
    }
}

/// Whether a login is this person's.
pub(super) async fn is_login_of(
    portal: &Portal,
    typed: &str,
    staff: StaffId,
) -> Result<bool, Refusal> {
    let Some(login) = login(typed) else { return Ok(false) };
    let mut tx = portal.read().await?;
    let row = store::staff::by_login(&mut tx, lookup(portal, &login)).await?;
    Ok(row.is_some_and(|row| row.id == staff))
}

async fn known(portal: &Portal, typed: &str) -> Result<Option<(StaffRow, String)>, Refusal> {
    let Some(login) = login(typed) else { return Ok(None) };
    let mut tx = portal.read().await?;
    let row = store::staff::by_login(&mut tx, lookup(portal, &login)).await?;
    let Some(row) = row.filter(|row| row.ended_at.is_none()) else { return Ok(None) };
    let credential = credential::get(&mut tx, account(row.id)).await?;
    Ok(credential.map(|credential| (row, credential.password_hash)))
}

fn asker(portal: &Portal, caller: &Caller, typed: &str) -> Asker {
    let normal = login(typed).unwrap_or_else(|| typed.trim().to_lowercase());
    Asker::of::<StaffSignIn>(portal, caller, &format!("login:{normal}"))
}

/// Opens the challenge of whoever's login and password were right, and a decoy where they were not.
pub(super) async fn open<P: Purpose + Clone>(
    portal: &Portal,
    caller: &Caller,
    typed: &str,
    purpose: P,
    staff: Option<StaffId>,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let opened = open_in(portal, &mut tx, caller, typed, purpose, staff).await;
    portal.settle(tx, opened).await
}

async fn open_in<P: Purpose + Clone>(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    typed: &str,
    purpose: P,
    staff: Option<StaffId>,
) -> Result<(), Refusal> {
    let asker = asker(portal, caller, typed);
    let to = if let Some(staff) = staff {
        addressee::<P>(portal, tx, (caller, asker), staff).await?
    } else {
        note(portal, tx, caller, Event::SignInFailed, About::default()).await?;
        None
    };
    let first = Some(portal.rules().plan_of(P::KIND).first());
    let manner = Manner::Quietly;
    let wish = Asked { caller, purpose: purpose.clone(), asker, to, manner, first };
    match challenge::open(portal, tx, &wish).await? {
        Opened::Challenge(_) => Ok(()),
        Opened::Unsent => {
            let decoy = Asked { caller, purpose, asker, to: None, manner, first };
            challenge::open(portal, tx, &decoy).await.map(drop)
        }
    }
}

async fn addressee<P: Purpose>(
    portal: &Portal,
    tx: &mut Tx,
    by: (&Caller, Asker),
    staff: StaffId,
) -> Result<Option<Addressee>, Refusal> {
    let failures = credential::get(tx, account(staff)).await?.map_or(0, |row| row.failures);
    let profile = Profile::of(portal, tx, account(staff)).await?;
    match Addressee::of::<P>(portal, tx, by, &profile, failures).await {
        Ok(to) => Ok(Some(to)),
        Err(refusal) if refusal.is_failure() => Err(refusal),
        Err(_) => Ok(None),
    }
}
