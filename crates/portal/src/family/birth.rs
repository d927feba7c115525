//! Children whose birth date was another than the clinic had thought.

use super::name::{ended, note_both};
use crate::{Portal, Refusal};
use domain::{
    audit::Event,
    guardian::{Reason, moved, of_age},
    id::{GuardianshipId, PatientId},
};
use store::{
    Tx,
    guardian::{self, GuardianshipRow},
};

/// Why a guardianship is another, in the log.
const WHY: &str = "birth-date";

/// Lets a child's guardianships end by the birth date that is on file now. One that moves is over, and another is there in its
/// place; nobody can act for who turns out to be of age. Where none is on file any more, all stays as the clinic named it.
pub(crate) async fn corrected(
    portal: &Portal,
    tx: &mut Tx,
    patient: PatientId,
    former: Option<&str>,
    present: Option<&str>,
) -> Result<(), Refusal> {
    let now = portal.now();
    let (former, Some(present)) = (former.and_then(of_age), present.and_then(of_age)) else {
        return Ok(());
    };
    for row in guardian::of_patient(tx, patient).await? {
        let ends_at = moved(row.ends_at, former, present);
        if row.reason != Reason::Child || !row.holds(now) || ends_at == row.ends_at {
            continue;
        }
        guardian::end(tx, patient, row.guardian, now).await?;
        note_both(portal, tx, ended(patient, row.guardian, Some(WHY))).await?;
        if now < ends_at {
            let id = GuardianshipId::fresh(now, portal.chance());
            let row = GuardianshipRow { id, granted_at: now, ends_at, ..row };
            guardian::insert(tx, &row).await?;
            let lines = [
                (Event::GuardianAdded, patient, Some(WHY)),
                (Event::WardAdded, row.guardian, Some(WHY)),
            ];
            note_both(portal, tx, lines).await?;
        }
    }
    Ok(())
}
