//! Opening the challenge of a claim, or a decoy of one.

use super::{
    Claim,
    find::{self, Match},
};
use crate::{
    Caller, Portal, Refusal,
    challenge::{self, Addressee, Asked, Asker, Manner, Opened},
    event::{About, note},
    sign_in::open::{named_first, reached},
};
use domain::{
    audit::Event,
    id::{MessageId, PatientId},
    identifier::Identifier,
};
use store::Tx;
use vault::Field;

/// Who claims to be whom.
pub(super) struct Claimant<'a> {
    pub caller: &'a Caller,
    pub asker: Asker,
    pub identifier: &'a Identifier,
}

/// Opens a challenge for those who match, and a decoy where there is nobody or no code may be sent.
pub(super) async fn open<P: Claim>(
    portal: &Portal,
    claim: &Claimant<'_>,
    matching: Vec<Match>,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    let matching = find::anew(portal, &mut tx, matching).await?;
    let opened = if matching.is_empty() {
        decoy::<P>(portal, &mut tx, claim).await
    } else {
        real::<P>(portal, &mut tx, claim, matching).await
    };
    portal.settle(tx, opened).await.map(drop)
}

async fn real<P: Claim>(
    portal: &Portal,
    tx: &mut Tx,
    claim: &Claimant<'_>,
    matching: Vec<Match>,
) -> Result<Opened, Refusal> {
    let failed = matching.iter().map(|it| it.failures).max().unwrap_or_default();
    let profiles: Vec<_> = matching.into_iter().map(|it| it.profile).collect();
    let reached = reached(portal, claim.identifier, &profiles);
    let Some(first) = reached.first() else { return decoy::<P>(portal, tx, claim).await };
    let failures = if claim.asker.stops(tx, first.row.id).await? { 0 } else { failed };
    let by = (claim.caller, claim.asker);
    let to = match Addressee::of::<P>(portal, tx, by, first, failures).await {
        Ok(to) => to,
        Err(refusal) if refusal.is_failure() => return Err(refusal),
        Err(_) => return nobody::<P>(portal, tx, claim).await,
    };
    let candidates: Vec<PatientId> = reached.iter().map(|profile| profile.row.id).collect();
    match challenge::open(portal, tx, &asked(portal, claim, P::of(candidates), Some(to))).await? {
        Opened::Unsent => nobody::<P>(portal, tx, claim).await,
        opened @ Opened::Challenge(_) => Ok(opened),
    }
}

async fn decoy<P: Claim>(
    portal: &Portal,
    tx: &mut Tx,
    claim: &Claimant<'_>,
) -> Result<Opened, Refusal> {
    let about = About { detail: Some(P::KIND), ..About::default() };
    note(portal, tx, claim.caller, Event::ClaimFailed, about).await?;
    nobody::<P>(portal, tx, claim).await
}

/// Opens a challenge that no code answers. As much is sealed as for the messages of one that is real and for its line of
/// the log, and thrown away.
async fn nobody<P: Claim>(
    portal: &Portal,
    tx: &mut Tx,
    claim: &Claimant<'_>,
) -> Result<Opened, Refusal> {
    let nobody = portal.nobody()?;
    for _ in 0..=portal.rules().plan_of(P::KIND).steps().len() {
        let field = Field::Address(MessageId::fresh(portal.now(), portal.chance()));
        portal.vault().seal_field(nobody.id, &nobody.wrapped_key, field, b"+910000000000")?;
    }
    challenge::open(portal, tx, &asked(portal, claim, P::of(Vec::new()), None)).await
}

fn asked<'a, P: Claim>(
    portal: &Portal,
    claim: &Claimant<'a>,
    purpose: P,
    to: Option<Addressee>,
) -> Asked<'a, P> {
    Asked {
        caller: claim.caller,
        purpose,
        asker: claim.asker,
        to,
        manner: Manner::Quietly,
        first: Some(named_first::<P>(portal, claim.identifier)),
    }
}
