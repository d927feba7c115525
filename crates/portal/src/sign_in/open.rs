//! Opening the challenge that finishes signing in, or a decoy of one.

use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Addressee, Asked, Asker, Manner, Opened},
    event::{About, note},
    profile::Profile,
};
use domain::{
    audit::Event,
    challenge::{Channel, Purpose, SignIn},
    identifier::Identifier,
    phone::Phone,
};
use store::{
    Tx,
    credential::{self, CredentialRow},
};

/// Opens a challenge for the accounts whose password was right, and a decoy where there is none.
pub(super) async fn open(
    portal: &Portal,
    caller: &Caller,
    asker: Asker,
    identifier: &Identifier,
    right: &[CredentialRow],
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let right = unchanged(&mut tx, right).await?;
    let opened = match right.as_slice() {
        [] => decoy(portal, &mut tx, caller, asker, identifier).await,
        right => real(portal, &mut tx, caller, asker, identifier, right).await,
    };
    portal.settle(tx, opened).await.map(drop)
}

/// Those whose password is still the one that was checked, and stays so until the transaction ends: whoever sets a new one ends
/// what was opened by the old one, and must find it.
async fn unchanged(tx: &mut Tx, right: &[CredentialRow]) -> Result<Vec<CredentialRow>, Refusal> {
    let mut rows = right.to_vec();
    rows.sort_unstable_by_key(|row| row.patient);
    let mut changed = Vec::new();
    for row in &rows {
        let held = credential::hold(tx, row.patient).await?;
        if held.map(|held| held.changed_at) != Some(row.changed_at) {
            changed.push(row.patient);
        }
    }
    Ok(right.iter().filter(|row| !changed.contains(&row.patient)).cloned().collect())
}

async fn real(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    asker: Asker,
    identifier: &Identifier,
    right: &[CredentialRow],
) -> Result<Opened, Refusal> {
    let mut profiles = Vec::with_capacity(right.len());
    for row in right {
        profiles.push(Profile::of(portal, tx, row.patient).await?);
    }
    let reached = reached(portal, identifier, &profiles);
    let first = reached.first().ok_or(Refusal::NotFound)?;
    let candidates: Vec<_> = reached.iter().map(|profile| profile.row.id).collect();
    let failures = right.iter().filter(|row| candidates.contains(&row.patient));
    let failures = failures.map(|row| row.failures).max().unwrap_or_default();
    match Addressee::of::<SignIn>(portal, tx, (caller, asker), first, failures).await {
        Ok(to) => {
            let purpose = SignIn { candidates };
            let first = Some(named_first::<SignIn>(portal, identifier));
            let manner = Manner::Quietly;
            let wish = Asked { caller, purpose, asker, to: Some(to), manner, first };
            match challenge::open(portal, tx, &wish).await? {
                Opened::Unsent => nobody(portal, tx, caller, asker, identifier).await,
                opened @ Opened::Challenge(_) => Ok(opened),
            }
        }
        Err(refusal) if refusal.is_failure() => Err(refusal),
        Err(refusal) => {
            // Nothing is sent, but asking counts: else a password could be guessed at without limit.
            nobody(portal, tx, caller, asker, identifier).await?;
            Err(refusal)
        }
    }
}

/// Those whose codes go to one number: the one that was typed where that is among them. A code shows who holds
/// that phone, and must admit nobody else.
pub(crate) fn reached<'a>(
    portal: &Portal,
    identifier: &Identifier,
    profiles: &'a [Profile],
) -> Vec<&'a Profile> {
    let number = |profile: &'a Profile| profile.phone(portal).ok().map(Phone::e164);
    let typed = |profile: &&'a Profile| number(profile) == Some(identifier.normal());
    let first = profiles.iter().find(typed);
    let first = first.or_else(|| profiles.iter().find(|profile| number(profile).is_some()));
    let first = first.or_else(|| profiles.first());
    profiles.iter().filter(|profile| number(profile) == first.and_then(number)).collect()
}

/// What the page of the code names first: by what was typed alone, whosever it is.
pub(crate) fn named_first<P: Purpose>(portal: &Portal, identifier: &Identifier) -> Channel {
    match identifier {
        Identifier::Phone(phone) if phone.is_landline() => Channel::Voice,
        _ => portal.rules().plan_of(P::KIND).first(),
    }
}

async fn decoy(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    asker: Asker,
    identifier: &Identifier,
) -> Result<Opened, Refusal> {
    note(portal, tx, caller, Event::SignInFailed, About::default()).await?;
    nobody(portal, tx, caller, asker, identifier).await
}

/// Opens a challenge that no code answers.
async fn nobody(
    portal: &Portal,
    tx: &mut Tx,
    caller: &Caller,
    asker: Asker,
    identifier: &Identifier,
) -> Result<Opened, Refusal> {
    let first = Some(named_first::<SignIn>(portal, identifier));
    let purpose = SignIn { candidates: Vec::new() };
    let manner = Manner::Quietly;
    challenge::open(portal, tx, &Asked { caller, purpose, asker, to: None, manner, first }).await
}
