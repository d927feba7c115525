//! What a pharmacy that was let in sees.

use super::Dispenser;
use crate::{
    Portal, Refusal,
    prescriptions::{Seen, collectors_on, next},
    profile::Profile,
};
use domain::{
    Millis,
    clinical::{Prescription, Quantity},
    dispense::{Allowance, Fill, Left},
    id::{PatientId, PrescriptionId, RecordId, SessionKey, VerificationId},
    pharmacy::State,
    sealed::Binding,
};
use serde::de::DeserializeOwned;
use store::{Tx, dispensing, record::RecordRow};
use vault::Field;

/// One medicine of a prescription, opened.
pub struct Medicine {
    /// The record of it.
    pub record: RecordId,
    /// Which version of the record is shown.
    pub version: i64,
    /// What was prescribed.
    pub prescription: Prescription,
    /// What it allows.
    pub allowance: Allowance,
    /// What was handed over of it.
    pub fills: Vec<Fill>,
    /// What is left now.
    pub left: Left,
    /// The last moment at which it may be handed over; none where no end is told.
    pub until: Option<Millis>,
    /// Whether the clinic counts it as controlled.
    pub controlled: bool,
}

/// What a pharmacy sees of a look-up.
pub struct Look {
    /// How far it has come.
    pub state: State,
    /// Who the medicines are for; nobody before the pharmacy was let in.
    pub patient: Option<String>,
    /// Who may collect them today beside the patient.
    pub collectors: Vec<String>,
    /// The medicines that may be handed over now; none unless the pharmacy may see them.
    pub medicines: Vec<Medicine>,
    /// When something may be handed over next, where the pharmacy was let in and nothing may be now.
    pub next: Option<Millis>,
    /// Whether something was added, changed or ended since the patient agreed: to see what is so takes another look-up.
    pub changed: bool,
    /// Whether a second pharmacist stood for it, without a code.
    pub vouched: bool,
    /// Whether no text could tell the patient of that, and they have not seen it here.
    pub untold: bool,
}

impl Look {
    /// What is seen before the pharmacy was let in, and when it is over.
    const fn closed(state: State, vouched: bool) -> Self {
        Self {
            state,
            patient: None,
            collectors: Vec::new(),
            medicines: Vec::new(),
            next: None,
            changed: false,
            vouched,
            untold: false,
        }
    }
}

/// How far a look-up has come.
///
/// # Errors
/// [`Refusal::NotFound`] when it is another's.
pub async fn state(portal: &Portal, who: &Dispenser, id: VerificationId) -> Result<State, Refusal> {
    let mut tx = portal.read().await?;
    Ok(who.own(&mut tx, id).await?.moments.state(portal.now()))
}

/// What the pharmacy may see of a look-up now.
///
/// # Errors
/// [`Refusal::NotFound`] when it is another's.
pub async fn look(portal: &Portal, who: &Dispenser, id: VerificationId) -> Result<Look, Refusal> {
    let mut tx = portal.read().await?;
    let row = who.own(&mut tx, id).await?;
    let state = row.moments.state(portal.now());
    let vouched = row.is_vouched();
    let (Some(patient), Some(of), State::Allowed(_)) = (row.patient, row.prescription, state)
    else {
        return Ok(Look::closed(state, vouched));
    };
    let agreed = Seen::by(&row);
    let now = Seen::now(portal, &mut tx, (patient, of)).await?;
    let next = match now.count() {
        0 => next(portal, &mut tx, (patient, of)).await?,
        _ => None,
    };
    let shelf = Shelf::of(portal, &mut tx, patient, row.session).await?;
    let mut medicines = shelf.medicines(&mut tx, of).await?;
    medicines.retain(|it| agreed.has(it.record, it.version) && it.left.is_now());
    // What became controlled since a second pharmacist stood for it is not theirs to see either.
    medicines.retain(|it| !(vouched && it.controlled));
    let person = Profile::of(portal, &mut tx, patient).await?.person;
    let collectors = collectors_on(portal, &mut tx, patient, of).await?;
    let changed = !now.is(&agreed);
    let untold = store::untold::is_untold(&mut tx, id).await?;
    Ok(Look {
        state,
        patient: Some(person.name),
        collectors,
        medicines,
        next,
        changed,
        vouched,
        untold,
    })
}

/// A patient's prescriptions, for whoever has grants to them in a session.
pub(crate) struct Shelf<'a> {
    portal: &'a Portal,
    session: SessionKey,
    patient: PatientId,
    wrapped_key: Vec<u8>,
}

impl<'a> Shelf<'a> {
    pub(crate) async fn of(
        portal: &'a Portal,
        tx: &mut Tx,
        patient: PatientId,
        session: SessionKey,
    ) -> Result<Self, Refusal> {
        let row = store::patient::get(tx, patient).await?.ok_or(Refusal::NotFound)?;
        Ok(Self { portal, session, patient, wrapped_key: row.wrapped_key })
    }

    /// The medicines of a prescription that the session has a live grant to.
    pub(crate) async fn medicines(
        &self,
        tx: &mut Tx,
        of: PrescriptionId,
    ) -> Result<Vec<Medicine>, Refusal> {
        let mut medicines = Vec::new();
        for item in store::prescription::items(tx, of).await? {
            match self.medicine(tx, item.record_id).await {
                Ok(medicine) => medicines.push(medicine),
                Err(Refusal::Sealed) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(medicines)
    }

    /// One medicine, opened by the session's grant to it.
    ///
    /// # Errors
    /// [`Refusal::Sealed`] without a live grant.
    pub(crate) async fn medicine(
        &self,
        tx: &mut Tx,
        record: RecordId,
    ) -> Result<Medicine, Refusal> {
        let (row, prescription) = self.open(tx, record).await?;
        self.shown(tx, &row, prescription).await
    }

    /// What is sealed in a record, opened by the session's grant to it.
    ///
    /// # Errors
    /// [`Refusal::Sealed`] without a live grant.
    pub(crate) async fn open<T: DeserializeOwned>(
        &self,
        tx: &mut Tx,
        record: RecordId,
    ) -> Result<(RecordRow, T), Refusal> {
        let now = self.portal.now();
        let granted = store::grant::latest(tx, self.session, record).await?;
        let granted = granted.ok_or(Refusal::Sealed)?;
        let grant = granted
            .live(self.session, record, now)
            .filter(|grant| grant.patient() == self.patient)
            .ok_or(Refusal::Sealed)?;
        let row = store::record::get(tx, record).await?.ok_or(Refusal::NotFound)?;
        let sealed = [(binding(&row), row.envelope.as_slice())];
        let opened = self.portal.vault().open(&grant, &self.wrapped_key, &sealed)?;
        let plain = opened.first().ok_or(Refusal::Inner("opening a record"))?;
        let content =
            serde_json::from_slice(plain).map_err(|_| Refusal::Inner("reading a record"))?;
        Ok((row, content))
    }

    async fn shown(
        &self,
        tx: &mut Tx,
        row: &RecordRow,
        prescription: Prescription,
    ) -> Result<Medicine, Refusal> {
        let rules = self.portal.rules();
        let allowance = Allowance::of(&prescription);
        let of = (self.patient, self.wrapped_key.as_slice());
        let fills = fills(self.portal, tx, of, row.id, &allowance).await?;
        Ok(Medicine {
            record: row.id,
            version: row.version,
            left: allowance.left(&fills, self.portal.now(), &rules.zone),
            until: allowance.last(&rules.zone),
            controlled: rules.controlled.is(&prescription),
            allowance,
            fills,
            prescription,
        })
    }
}

fn binding(row: &RecordRow) -> Binding {
    let RecordRow { patient, id: record, kind, version, .. } = *row;
    Binding { patient, record, kind, version, part: 0 }
}

/// What was handed over of a medicine and stands, the oldest first.
pub(crate) async fn fills(
    portal: &Portal,
    tx: &mut Tx,
    (patient, wrapped_key): (PatientId, &[u8]),
    item: RecordId,
    allowance: &Allowance,
) -> Result<Vec<Fill>, Refusal> {
    let rows = dispensing::of_item(tx, item).await?;
    let standing = rows.into_iter().filter(|row| row.undone_at.is_none());
    standing
        .map(|row| {
            let amount = amount(portal, (patient, wrapped_key), row.record_id, &row.amount)?;
            Ok(Fill::counted(amount.as_ref(), row.dispensed_at, allowance))
        })
        .collect()
}

/// How much was handed over, by the record of it; none for a whole fill of what is not counted.
pub(crate) fn amount(
    portal: &Portal,
    (patient, wrapped_key): (PatientId, &[u8]),
    record: RecordId,
    sealed: &[u8],
) -> Result<Option<Quantity>, Refusal> {
    let field = Field::Amount(record);
    let plain = portal.vault().open_field(patient, wrapped_key, field, sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Refusal::Inner("reading an amount"))
}
