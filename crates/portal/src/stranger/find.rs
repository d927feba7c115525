//! Who has a number and was born on a day, found by the same work whoever it is.

use super::Claim;
use crate::{Caller, Portal, Refusal, profile::Profile};
use domain::{birth::BirthDate, id::PatientId, identifier::Identifier};
use std::iter::repeat;
use store::{Tx, claim, credential, patient::PatientRow};

/// A patient whom a claim may mean.
pub(super) struct Match {
    pub profile: Profile,
    /// Wrong codes of such claims since the last right one.
    pub failures: i64,
}

/// The patients whom a claim may mean.
///
/// The details of as many are opened as if the number were known, those of somebody who is nobody in place of the missing;
/// and a password is checked, as at signing in, whose work is so much larger that what is left does not show beside it.
pub(super) async fn matching<P: Claim>(
    portal: &Portal,
    caller: &Caller,
    readings: &[Identifier],
    born: &BirthDate,
) -> Result<Vec<Match>, Refusal> {
    let _visit = portal.hasher().join(caller.network())?;
    portal.hasher().verify_nobody(born.iso()).await?;
    let nobody = portal.nobody()?;
    let mut tx = portal.read().await?;
    let mut known: Vec<PatientRow> = Vec::new();
    for identifier in readings {
        let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
        for patient in store::patient::by_contact(&mut tx, identifier.kind(), lookup).await? {
            if known.iter().all(|row| row.id != patient) {
                known.extend(store::patient::get(&mut tx, patient).await?);
            }
        }
    }
    let openings = openings(readings, known.len());
    let mut matching = Vec::new();
    for row in known.into_iter().chain(repeat(nobody.clone())).take(openings) {
        let credential = credential::get(&mut tx, row.id).await?;
        let failures = claim::failures(&mut tx, row.id).await?;
        let born_then = born_on(portal, row, born)?;
        let fits = P::is_for(credential.is_some());
        matching.extend(born_then.filter(|_| fits).map(|profile| Match { profile, failures }));
    }
    Ok(matching)
}

/// Those of them who are still there, each as they are by now; and so they stay until the transaction ends. Whoever changes a
/// number comes before, and is seen, or after, and ends what is opened here.
pub(super) async fn anew(
    portal: &Portal,
    tx: &mut Tx,
    matching: Vec<Match>,
) -> Result<Vec<Match>, Refusal> {
    let mut held: Vec<PatientId> = matching.iter().map(|it| it.profile.row.id).collect();
    held.sort_unstable();
    for patient in held {
        credential::hold(tx, patient).await?;
        claim::hold(tx, patient).await?;
    }
    let mut anew = Vec::with_capacity(matching.len());
    for Match { profile, .. } in matching {
        let Some(row) = store::patient::get(tx, profile.row.id).await? else { continue };
        let failures = claim::failures(tx, row.id).await?;
        // What is sealed is opened again only where it is another, so that this takes as long for everybody.
        let is_same = row.profile == profile.row.profile;
        let profile = if is_same { Some(profile) } else { opened(portal, row)? };
        anew.extend(profile.map(|profile| Match { profile, failures }));
    }
    Ok(anew)
}

/// The details of a patient, if they were born on this day; nobody's and those that do not open are nobody's.
fn born_on(portal: &Portal, row: PatientRow, born: &BirthDate) -> Result<Option<Profile>, Refusal> {
    let is = |it: &Profile| it.person.birth_date.as_deref().is_some_and(|known| born.is(known));
    Ok(opened(portal, row)?.filter(is))
}

fn opened(portal: &Portal, row: PatientRow) -> Result<Option<Profile>, Refusal> {
    match Profile::open(portal, row) {
        Ok(profile) => Ok(Some(profile)),
        Err(Refusal::Vault(_)) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// How many details are opened: a phone is often shared by two, and larger families double that.
fn openings(readings: &[Identifier], known: usize) -> usize {
    match readings {
        [Identifier::Number(_)] => known.next_power_of_two(),
        _ => known.next_power_of_two().max(2),
    }
}

/// The details of somebody who is nobody: sealed as a patient's are, with a birth date that nobody alive has.
pub(crate) fn nobody(portal: &Portal) -> Result<PatientRow, Refusal> {
    let person = domain::person::Person {
        name: "nobody".to_owned(),
        given: "nobody".to_owned(),
        number: None,
        phones: Vec::new(),
        emails: Vec::new(),
        birth_date: Some("1800-01-01".to_owned()),
        language: None,
    };
    let now = portal.now();
    let id = PatientId::fresh(now, portal.chance());
    let keys = portal.vault().enrol(id)?;
    Ok(PatientRow {
        id,
        profile: crate::profile::sealed(portal, id, &keys.wrapped, &person)?,
        public_key: keys.public,
        wrapped_key: keys.wrapped,
        language: None,
        version: 1,
        stamp: None,
        digest: Vec::new(),
        created_at: now,
        updated_at: now,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_number_costs_as_many_openings_as_a_known_one() {
        let cases = [
            ("90000 00001", [2, 2, 2, 4, 4, 8]),
            ("MED-1001", [1, 1, 2, 4, 4, 8]),
            ("asha@example.in", [2, 2, 2, 4, 4, 8]),
        ];
        for (typed, expected) in cases {
            let readings = Identifier::readings(typed, "91").unwrap();
            let seen: Vec<usize> = (0..6).map(|known| openings(&readings, known)).collect();
            assert_eq!(seen, expected, "{typed}");
        }
    }
}
