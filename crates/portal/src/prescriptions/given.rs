//! What was handed over, where and when; and "I did not collect this".

use super::own;
use crate::{
    Portal, Principal, Refusal, counter,
    event::{About, note_line},
    pharmacy,
};
use domain::{
    Millis,
    alarm::Alarm,
    audit::Event,
    clinical::Quantity,
    id::{PrescriptionId, RecordId, VerificationId},
};
use store::{
    Tx,
    dispensing::{self, DispensingRow},
    line_report,
    verification::{self, VerificationRow},
};

/// What was handed over at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// When.
    pub at: Millis,
    /// By whom.
    pub by: Giver,
    /// What of each medicine.
    pub shares: Vec<Share>,
    /// When it was undone.
    pub undone_at: Option<Millis>,
}

/// Who handed something over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Giver {
    /// A pharmacy, by a look-up here.
    Pharmacy {
        /// The look-up.
        id: VerificationId,
        /// What the pharmacy is called.
        name: String,
        /// Whether a second pharmacist stood for it, without the patient's code.
        vouched: bool,
        /// When the patient said that they did not collect it.
        denied_at: Option<Millis>,
    },
    /// Somebody of whom another program tells, in this record: who it was is sealed in it.
    Elsewhere(RecordId),
}

/// What was handed over of one medicine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The record of the medicine.
    pub medicine: RecordId,
    /// How much; none where nobody counted.
    pub amount: Option<Quantity>,
}

/// What was handed over of one of the principal's prescriptions, here or as another program tells, the newest first.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn given(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
) -> Result<Vec<Given>, Refusal> {
    let mut tx = portal.read().await?;
    own(portal, &mut tx, who, id).await?;
    let key = store::patient::wrapped_key(&mut tx, who.patient).await?.ok_or(Refusal::NotFound)?;
    let giving = Giving { portal, who, key };
    let rows = dispensing::of_prescription(&mut tx, id).await?;
    let mut all = Vec::new();
    for look_up in verification::dispensed_of(&mut tx, id).await? {
        let own: Vec<_> =
            rows.iter().filter(|row| row.verification_id == Some(look_up.id)).collect();
        all.extend(giving.here(&mut tx, &look_up, &own).await?);
    }
    for row in rows.iter().filter(|row| row.verification_id.is_none()) {
        all.push(giving.elsewhere(row)?);
    }
    all.sort_by_key(|it| std::cmp::Reverse(it.at));
    Ok(all)
}

/// Whose prescription it is, and the key of its amounts.
struct Giving<'a> {
    portal: &'a Portal,
    who: &'a Principal,
    key: Vec<u8>,
}

impl Giving<'_> {
    /// What was handed over by a look-up.
    async fn here(
        &self,
        tx: &mut Tx,
        look_up: &VerificationRow,
        rows: &[&DispensingRow],
    ) -> Result<Option<Given>, Refusal> {
        let Some(at) = look_up.moments.dispensed_at else { return Ok(None) };
        let by = Giver::Pharmacy {
            id: look_up.id,
            name: pharmacy::name(self.portal, tx, look_up.pharmacy).await?,
            vouched: look_up.is_vouched(),
            denied_at: rows.iter().find_map(|row| row.disowned_at),
        };
        let shares = rows.iter().map(|row| self.share(row)).collect::<Result<_, _>>()?;
        Ok(Some(Given { at, by, shares, undone_at: look_up.moments.undone_at }))
    }

    /// What another program says.
    fn elsewhere(&self, row: &DispensingRow) -> Result<Given, Refusal> {
        Ok(Given {
            at: row.dispensed_at,
            by: Giver::Elsewhere(row.record_id),
            shares: vec![self.share(row)?],
            undone_at: row.undone_at,
        })
    }

    fn share(&self, row: &DispensingRow) -> Result<Share, Refusal> {
        let of = (self.who.patient, self.key.as_slice());
        let amount = counter::amount(self.portal, of, row.record_id, &row.amount)?;
        Ok(Share { medicine: row.item_id, amount })
    }
}

/// Takes a patient's word that they did not collect what was handed over, and lets the clinic know. Saying so twice does
/// nothing more. It takes no code, since it gives nobody anything.
///
/// # Errors
/// [`Refusal::NotFound`] when it is somebody else's.
pub async fn deny(
    portal: &Portal,
    who: &Principal,
    id: PrescriptionId,
    of: VerificationId,
) -> Result<(), Refusal> {
    let now = portal.now();
    let mut tx = portal.begin().await?;
    own(portal, &mut tx, who, id).await?;
    let row = verification::get(&mut tx, of).await?.ok_or(Refusal::NotFound)?;
    if row.prescription != Some(id) || row.moments.dispensed_at.is_none() {
        return Err(Refusal::NotFound);
    }
    if !dispensing::disown(&mut tx, of, who.patient, now).await? {
        return Ok(());
    }
    let record = dispensing::of_verification(&mut tx, of).await?.first().map(|it| it.record_id);
    let (patient, look_up) = (Some(who.patient), Some(of));
    let about = About { patient, record, look_up, ..About::default() };
    let line = note_line(portal, &mut tx, &who.caller, Event::CollectionDenied, about).await?;
    line_report::insert(&mut tx, line, who.patient, now).await?;
    tx.commit().await?;
    portal.watch().raise(Alarm::LineReported, &line.to_string(), now);
    Ok(())
}
