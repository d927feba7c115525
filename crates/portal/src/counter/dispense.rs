//! Handing over: one transaction, in which nothing of what is handed over can change.

use super::{
    Dispenser, Medicine, Once, Shelf,
    again::{keep, over},
    place_of_reason, since,
};
use crate::{
    Portal, Refusal,
    event::{About, note},
    pharmacy,
    prescriptions::{Seen, collectors_on},
};
use domain::{
    audit::Event,
    clinical::{Agreed, Collector, Dispensing, Handover, Identity, Quantity},
    dispense::Amount,
    id::{RecordId, VerificationId},
    sealed::{Binding, Kind},
};
use std::{collections::HashSet, fmt};
use store::{
    Tx,
    dispensing::{self, DispensingRow},
    patient::PatientRow,
    record::RecordRow,
    verification::{self, VerificationRow},
};
use vault::Field;

/// What is to be handed over of one medicine.
#[derive(Clone)]
pub struct Wanted {
    /// Which.
    pub record: RecordId,
    /// The version of it that was seen.
    pub version: i64,
    /// How much; none for a whole fill of what is not counted.
    pub amount: Option<Amount>,
    /// The paper by which whoever collects a controlled medicine is known.
    pub identity: Option<Identity>,
    /// Whether another brand than the one that was written is given.
    pub substituted: Option<bool>,
}

/// What is to be handed over at once.
#[derive(Clone, Default)]
pub struct Handed {
    /// Of which medicines how much.
    pub wanted: Vec<Wanted>,
    /// The name of whoever collects, where that is not the patient: somebody whom they named for today.
    pub collector: Option<String>,
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { record, version, .. } = self;
        f.debug_struct("Wanted")
            .field("record", record)
            .field("version", version)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Handed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handed").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}

/// Hands medicines over, once: the same again, as by a second click, changes nothing. All of them are, or none.
///
/// # Errors
/// [`Refusal::NothingChosen`]; [`Refusal::NotDispensed`] when it is more than is left; [`Refusal::PrescriptionChanged`] when what
/// was seen was changed meanwhile; [`Refusal::IdentityNeeded`]; [`Refusal::PatientRefused`] or [`Refusal::LookUpOver`].
pub async fn dispense(
    portal: &Portal,
    who: &Dispenser,
    id: VerificationId,
    handed: &Handed,
    once: Option<Once<'_>>,
) -> Result<(), Refusal> {
    let mut tx = portal.begin().await?;
    who.own(&mut tx, id).await?;
    if let Some(once) = once
        && once.claim_for(portal, &mut tx, who, id).await?
    {
        return Ok(());
    }
    if handed.wanted.is_empty() {
        return Err(Refusal::NothingChosen);
    }
    let now = portal.now();
    if !verification::dispense(&mut tx, id, since(now), now).await? {
        return over(portal, &mut tx, id, handed).await;
    }
    // As it stands under the lock: a second pharmacist may have stood for it meanwhile.
    let row = verification::get(&mut tx, id).await?.ok_or(Refusal::NotFound)?;
    let collector = handed.collector.as_deref();
    let handing = Handing::of(portal, &mut tx, who, &row, collector).await?;
    let mut wanted: Vec<&Wanted> = handed.wanted.iter().collect();
    // Whoever else hands these over takes them in the same order.
    wanted.sort_by_key(|it| it.record);
    let mut seen = HashSet::new();
    for one in wanted {
        if !seen.insert(one.record) {
            return Err(Refusal::NothingChosen);
        }
        handing.hand_over(&mut tx, one).await?;
    }
    keep(portal, &mut tx, id, handed).await?;
    store::grant::end_of_session(&mut tx, row.session, now).await?;
    Ok(tx.commit().await?)
}

/// What is the same for all that is handed over at once.
struct Handing<'a> {
    portal: &'a Portal,
    who: &'a Dispenser,
    row: &'a VerificationRow,
    patient: PatientRow,
    shelf: Shelf<'a>,
    pharmacy: String,
    collector: Collector,
    agreed: Agreed,
    items: HashSet<RecordId>,
    listed: Seen,
}

impl<'a> Handing<'a> {
    async fn of(
        portal: &'a Portal,
        tx: &mut Tx,
        who: &'a Dispenser,
        row: &'a VerificationRow,
        collector: Option<&str>,
    ) -> Result<Self, Refusal> {
        let patient = row.patient.ok_or(Refusal::LookUpOver)?;
        let of = row.prescription.ok_or(Refusal::LookUpOver)?;
        let items = store::prescription::items(tx, of).await?;
        Ok(Self {
            portal,
            who,
            row,
            shelf: Shelf::of(portal, tx, patient, row.session).await?,
            pharmacy: pharmacy::name(portal, tx, who.pharmacy).await?,
            collector: whoever(collectors_on(portal, tx, patient, of).await?, collector)?,
            agreed: agreed(portal, row)?,
            items: items.into_iter().map(|item| item.record_id).collect(),
            listed: Seen::by(row),
            patient: store::patient::get(tx, patient).await?.ok_or(Refusal::NotFound)?,
        })
    }

    async fn hand_over(&self, tx: &mut Tx, wanted: &Wanted) -> Result<(), Refusal> {
        if !self.items.contains(&wanted.record) {
            return Err(Refusal::NotFound);
        }
        // What came or was changed since the patient agreed takes another look-up.
        if !self.listed.has(wanted.record, wanted.version) {
            return Err(Refusal::PrescriptionChanged);
        }
        if !store::prescription::hold(tx, wanted.record, wanted.version).await? {
            return Err(Refusal::PrescriptionChanged);
        }
        let medicine = self.shelf.medicine(tx, wanted.record).await?;
        medicine.left.check(wanted.amount)?;
        if medicine.controlled && self.row.is_vouched() {
            return Err(Refusal::Controlled);
        }
        if medicine.controlled && wanted.identity.is_none() {
            return Err(Refusal::IdentityNeeded);
        }
        let record = RecordId::fresh(self.portal.now(), self.portal.chance());
        let dispensing = self.dispensing(&medicine, wanted)?;
        self.write(tx, record, &dispensing).await?;
        self.count(tx, (record, wanted.record), dispensing.amount.as_ref()).await?;
        let (patient, record) = (Some(self.patient.id), Some(record));
        let look_up = Some(self.row.id);
        let about = About { patient, record, look_up, ..About::default() };
        note(self.portal, tx, &self.who.caller, Event::Dispensed, about).await
    }

    /// What is written of it (FHIR R4 `MedicationDispense`).
    fn dispensing(&self, medicine: &Medicine, wanted: &Wanted) -> Result<Dispensing, Refusal> {
        let it = &medicine.prescription;
        let amount = wanted.amount.map(|amount| quantity(medicine, amount)).transpose()?;
        Ok(Dispensing {
            prescription: Some(medicine.record),
            source: None,
            medicine: it.medicine.clone(),
            code: it.code.clone(),
            amount,
            supply: it.dispense.as_ref().and_then(|it| it.supply.clone()),
            pharmacy: Some(self.pharmacy.clone()),
            // Who of the staff it was stands in the log, sealed to the clinic: patients see the pharmacy.
            handed_over_by: None,
            collector: Some(self.collector.clone()),
            identity: wanted.identity.clone(),
            agreed: Some(self.agreed.clone()),
            substituted: wanted.substituted,
            handed_over_at: Some(self.portal.now()),
            handover: Handover::Completed,
        })
    }

    async fn write(&self, tx: &mut Tx, id: RecordId, it: &Dispensing) -> Result<(), Refusal> {
        let content = serde_json::to_vec(it).map_err(|_| Refusal::Inner("writing a dispensing"))?;
        let (now, vault) = (self.portal.now(), self.portal.vault());
        let (patient, kind) = (self.patient.id, Kind::Dispensing);
        let binding = Binding { patient, record: id, kind, version: 1, part: 0 };
        let row = RecordRow {
            id,
            patient,
            kind,
            status: Handover::Completed.status(),
            effective_at: Some(now),
            heading: None,
            analyte: None,
            envelope: vault.seal(&self.patient.public_key, &binding, &content)?,
            version: 1,
            stamp: None,
            digest: vault.digest(&content).to_vec(),
            imported_at: now,
        };
        Ok(store::record::insert(tx, &[row]).await?)
    }

    async fn count(
        &self,
        tx: &mut Tx,
        (record, item): (RecordId, RecordId),
        amount: Option<&Quantity>,
    ) -> Result<(), Refusal> {
        let amount =
            serde_json::to_vec(&amount).map_err(|_| Refusal::Inner("writing an amount"))?;
        let PatientRow { id: patient, wrapped_key, .. } = &self.patient;
        let field = Field::Amount(record);
        let row = DispensingRow {
            record_id: record,
            verification_id: Some(self.row.id),
            item_id: item,
            patient_id: *patient,
            amount: self.portal.vault().seal_field(*patient, wrapped_key, field, &amount)?,
            dispensed_at: self.portal.now(),
            undone_at: None,
            disowned_at: None,
        };
        Ok(dispensing::insert(tx, &row).await?)
    }
}

/// An amount in the unit of the prescription.
fn quantity(medicine: &Medicine, amount: Amount) -> Result<Quantity, Refusal> {
    let value = amount.decimal().ok_or(Refusal::Inner("writing an amount"))?;
    let of = medicine.prescription.dispense.as_ref().and_then(|it| it.quantity.as_ref());
    Ok(Quantity {
        value,
        comparator: None,
        unit: of.and_then(|it| it.unit.clone()),
        unit_code: of.and_then(|it| it.unit_code.clone()),
    })
}

/// Who collects: the patient, or one of those whom they named.
fn whoever(named: Vec<String>, collector: Option<&str>) -> Result<Collector, Refusal> {
    match collector {
        None => Ok(Collector::Patient),
        Some(name) => {
            let known = named.into_iter().find(|it| it == name);
            known.map(Collector::Named).ok_or(Refusal::CollectorNeeded)
        }
    }
}

/// How the patient agreed.
fn agreed(portal: &Portal, row: &VerificationRow) -> Result<Agreed, Refusal> {
    match &row.reason {
        None => Ok(Agreed::Code),
        Some(sealed) => {
            let plain = portal.vault().open_clinic(&place_of_reason(row.id), sealed)?;
            let reason = String::from_utf8_lossy(&plain).into_owned();
            Ok(Agreed::Exception(reason))
        }
    }
}
