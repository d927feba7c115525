//! Whose the password is, among those whom an identifier may mean.

use crate::{
    Caller, Portal, Refusal,
    event::{About, note},
};
use domain::{audit::Event, identifier::Identifier};
use store::credential::{self, CredentialRow};

/// The accounts of an identifier, in any of its readings, whose password this is.
///
/// The password is checked against each of them, and against nobody's until the number of checks is the same
/// as for an identifier that nobody has.
pub(super) async fn right(
    portal: &Portal,
    caller: &Caller,
    readings: &[Identifier],
    password: &str,
) -> Result<Vec<CredentialRow>, Refusal> {
    let _visit = portal.hasher().join(caller.network())?;
    let known = known(portal, readings).await?;
    let mut right = Vec::new();
    for row in &known {
        if portal.hasher().verify(password, &row.password_hash).await? {
            right.push(row.clone());
        }
    }
    for _ in known.len()..checks(readings, known.len()) {
        portal.hasher().verify_nobody(password).await?;
    }
    for row in &right {
        renew(portal, caller, row, password).await?;
    }
    Ok(right)
}

async fn known(portal: &Portal, readings: &[Identifier]) -> Result<Vec<CredentialRow>, Refusal> {
    let mut tx = portal.read().await?;
    let mut known: Vec<CredentialRow> = Vec::new();
    for identifier in readings {
        let lookup = portal.vault().lookup(identifier.kind(), identifier.normal());
        for patient in store::patient::by_contact(&mut tx, identifier.kind(), lookup).await? {
            // Somebody whose patient number is their phone number is found twice.
            if known.iter().all(|row| row.patient != patient) {
                known.extend(credential::get(&mut tx, patient).await?);
            }
        }
    }
    Ok(known)
}

/// A phone or an e-mail address is often shared by two, so each costs two checks; larger families double that.
fn checks(readings: &[Identifier], known: usize) -> usize {
    match readings {
        [Identifier::Number(_)] => known.next_power_of_two(),
        _ => known.next_power_of_two().max(2),
    }
}

async fn renew(
    portal: &Portal,
    caller: &Caller,
    row: &CredentialRow,
    password: &str,
) -> Result<(), Refusal> {
    if !portal.hasher().is_stale(&row.password_hash) {
        return Ok(());
    }
    let fresh = portal.hasher().hash(password, portal.chance()).await?;
    let mut tx = portal.begin().await?;
    if credential::rehash(&mut tx, row.patient, &row.password_hash, &fresh).await? {
        let about =
            About { patient: Some(row.patient), detail: Some("rehashed"), ..About::default() };
        note(portal, &mut tx, caller, Event::PasswordChanged, about).await?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_identifier_costs_as_many_checks_as_a_known_one() {
        let cases = [
            ("90000 00001", [2, 2, 2, 4, 4, 8]),
            ("919000000001", [2, 2, 2, 4, 4, 8]),
            ("MED-1001", [1, 1, 2, 4, 4, 8]),
            ("asha@example.in", [2, 2, 2, 4, 4, 8]),
        ];
        for (typed, expected) in cases {
            let readings = Identifier::readings(typed, "91").unwrap();
            let seen: Vec<usize> = (0..6).map(|known| checks(&readings, known)).collect();
            assert_eq!(seen, expected, "{typed}");
        }
    }
}
