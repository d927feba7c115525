//! Lines of the log with what is needed to know them again: who, which record, by which proof.

use super::{By, by::Names};
use crate::{
    Portal, Principal, Refusal,
    audit::{
        Who,
        history::{self, Line, Wanted},
    },
    pharmacy,
    profile::Profile,
    reports,
};
use domain::{
    Millis,
    challenge::{Channel, Reference},
    device::Model,
    id::{ChallengeId, EventId, PatientId, RecordId, SessionKey},
    sealed::Kind,
};
use std::collections::{HashMap, HashSet};
use store::{Tx, line_report::LineReport};

/// A record, as the list of records names it to anybody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Of when.
    pub at: Option<Millis>,
    /// From which laboratory.
    pub laboratory: Option<String>,
}

/// A code by which something was proved, or was to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProvedBy {
    /// The two characters that its message showed.
    pub reference: Reference,
    /// How it came, where it came one way alone and that is still known.
    pub channel: Option<Channel>,
}

/// What the patient said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// Nothing.
    No,
    /// That it was not them.
    Waiting(Millis),
    /// That it was not them, and staff have looked at it.
    LookedAt(Millis),
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The line.
    pub line: Line,
    /// Who.
    pub by: By,
    /// With which browser, where that is known and it was the patient's, or passed for it.
    pub device: Option<Model>,
    /// Which record.
    pub item: Option<Item>,
    /// By which code.
    pub proved_by: Option<ProvedBy>,
    /// What the patient said of it.
    pub reported: Reported,
}

/// A page of the history, the newest line first.
pub struct Page {
    /// The lines.
    pub lines: Vec<Told>,
    /// Where the next page goes on; none at the end.
    pub next: Option<(Millis, EventId)>,
}

impl Told {
    /// Whether a patient can say of it that it was not them.
    #[must_use]
    pub fn can_be_disowned(&self) -> bool {
        let of_a_person =
            matches!(self.by, By::Here | By::Elsewhere | By::Guardian(_) | By::Pharmacy(_));
        of_a_person && self.line.event.is_of_somebody()
    }
}

/// A page of the principal's history. `own` are the names that their browser's session had before this one: it gets a
/// new one with each right.
///
/// # Errors
/// [`Refusal`] when the database or the vault fails.
pub async fn page(
    portal: &Portal,
    who: &Principal,
    own: &[SessionKey],
    wanted: &Wanted,
) -> Result<Page, Refusal> {
    let history::Page { lines, next } = history::page(portal, who, wanted).await?;
    Ok(Page { lines: told(portal, who, own, lines).await?, next })
}

/// One line of the principal's history.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such line, or it is somebody else's.
pub async fn one(
    portal: &Portal,
    who: &Principal,
    own: &[SessionKey],
    id: EventId,
) -> Result<Told, Refusal> {
    let line = history::one(portal, who, id).await?;
    told(portal, who, own, vec![line]).await?.pop().ok_or(Refusal::NotFound)
}

async fn told(
    portal: &Portal,
    who: &Principal,
    own: &[SessionKey],
    lines: Vec<Line>,
) -> Result<Vec<Told>, Refusal> {
    let mut tx = portal.read().await?;
    let known = Known::of(portal, &mut tx, who, &lines).await?;
    let here = |session: SessionKey| session == who.caller.session || own.contains(&session);
    let tell = |line: Line| {
        let said = line.said.as_ref();
        Told {
            by: By::of(line.event, said, here, &known.names),
            device: said.and_then(|it| it.device),
            item: said.and_then(|it| it.record).and_then(|id| known.items.get(&id).cloned()),
            proved_by: said.and_then(|it| it.challenge).and_then(|id| known.proof(id)),
            reported: known.reported.get(&line.id).copied().unwrap_or(Reported::No),
            line,
        }
    };
    Ok(lines.into_iter().map(tell).collect())
}

/// What the lines of a page name, looked up once each.
struct Known {
    items: HashMap<RecordId, Item>,
    proofs: HashMap<ChallengeId, ProvedBy>,
    names: Names,
    reported: HashMap<EventId, Reported>,
}

impl Known {
    async fn of(
        portal: &Portal,
        tx: &mut Tx,
        who: &Principal,
        lines: &[Line],
    ) -> Result<Self, Refusal> {
        let ids: Vec<EventId> = lines.iter().map(|line| line.id).collect();
        let said = || lines.iter().filter_map(|line| line.said.as_ref());
        let records: Vec<RecordId> = said().filter_map(|said| said.record).collect();
        let guardians = said().filter_map(|said| match said.who {
            Who::Guardian(guardian) => Some(guardian),
            Who::Browser | Who::Clinic | Who::Pharmacy { .. } => None,
        });
        let pharmacies = said().filter_map(|said| match said.who {
            Who::Pharmacy { pharmacy } => Some(pharmacy),
            Who::Browser | Who::Clinic | Who::Guardian(_) => None,
        });
        Ok(Self {
            items: items(portal, tx, who, &records).await?,
            proofs: proofs(tx, said().filter_map(|said| said.challenge)).await?,
            names: Names {
                guardians: names(portal, tx, guardians).await?,
                pharmacies: pharmacy::names(portal, tx, pharmacies).await?,
            },
            reported: reported(store::line_report::of_lines(tx, &ids).await?),
        })
    }

    fn proof(&self, challenge: ChallengeId) -> Option<ProvedBy> {
        self.proofs.get(&challenge).copied()
    }
}

/// Only the principal's own records are named: an event may be about one that was asked for and is not theirs.
async fn items(
    portal: &Portal,
    tx: &mut Tx,
    who: &Principal,
    ids: &[RecordId],
) -> Result<HashMap<RecordId, Item>, Refusal> {
    let Some(key) = store::patient::wrapped_key(tx, who.patient).await? else {
        return Ok(HashMap::new());
    };
    let heads = store::record::heads(tx, ids).await?;
    let own = heads.iter().filter(|head| head.patient == who.patient);
    let named = own.map(|head| {
        let laboratory = match head.kind {
            Kind::Report => reports::laboratory(portal, &key, head)?,
            _ => None,
        };
        Ok((head.id, Item { kind: head.kind, at: head.effective_at, laboratory }))
    });
    named.collect()
}

async fn proofs(
    tx: &mut Tx,
    challenges: impl Iterator<Item = ChallengeId>,
) -> Result<HashMap<ChallengeId, ProvedBy>, Refusal> {
    let challenges: HashSet<ChallengeId> = challenges.collect();
    let ids: Vec<ChallengeId> = challenges.iter().copied().collect();
    let taken = store::course::taken_by(tx, &ids).await?;
    let channel = |challenge| {
        let mut ways = taken.iter().filter(|(of, _)| *of == challenge);
        let first = ways.next().map(|(_, channel)| *channel);
        first.filter(|_| ways.next().is_none())
    };
    let proof =
        |challenge| ProvedBy { reference: Reference::of(challenge), channel: channel(challenge) };
    Ok(challenges.iter().map(|challenge| (*challenge, proof(*challenge))).collect())
}

async fn names(
    portal: &Portal,
    tx: &mut Tx,
    guardians: impl Iterator<Item = PatientId>,
) -> Result<HashMap<PatientId, Option<String>>, Refusal> {
    let mut names = HashMap::new();
    for guardian in guardians.collect::<HashSet<_>>() {
        let name = match Profile::of(portal, tx, guardian).await {
            Ok(profile) => Some(profile.person.name),
            // They were erased.
            Err(Refusal::NotFound | Refusal::Vault(_)) => None,
            Err(refusal) => return Err(refusal),
        };
        names.insert(guardian, name);
    }
    Ok(names)
}

fn reported(reports: Vec<LineReport>) -> HashMap<EventId, Reported> {
    let state = |report: &LineReport| match report.looked_at {
        Some(at) => Reported::LookedAt(at),
        None => Reported::Waiting(report.reported_at),
    };
    reports.into_iter().map(|report| (report.event_id, state(&report))).collect()
}
