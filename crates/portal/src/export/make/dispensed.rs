//! What was handed out, by prescription.

use super::{AT_ONCE, Maker, Stop};
use domain::{
    clinical::{Dispensing, Handover, Status},
    id::RecordId,
    sealed::Kind,
};
use std::collections::HashMap;
use store::{Tx, record::RecordHead};

/// What was handed out, and the record that says so.
pub(super) type Dispensed = (RecordId, Dispensing);

/// All that was handed out to a patient. They are small, and a few for each prescription, so that all of them are held.
#[derive(Default)]
pub(super) struct ByPrescription(HashMap<Option<RecordId>, Vec<Dispensed>>);

impl ByPrescription {
    /// What was handed out by a prescription, the first first. It is given once.
    pub(super) fn take(&mut self, prescription: RecordId) -> Vec<Dispensed> {
        self.0.remove(&Some(prescription)).unwrap_or_default()
    }

    /// What was not taken.
    pub(super) fn rest(self) -> Vec<Dispensed> {
        let mut rest: Vec<Dispensed> = self.0.into_values().flatten().collect();
        rest.sort_by_key(|(id, it)| (it.handed_over_at, *id));
        rest
    }
}

impl Maker<'_> {
    /// What these records say was handed out. One that came before its prescription finds it by where that comes from.
    pub(super) async fn dispensed(&self, heads: &[RecordHead]) -> Result<ByPrescription, Stop> {
        let mut all = ByPrescription::default();
        for heads in heads.chunks(AT_ONCE) {
            let ids: Vec<RecordId> = heads.iter().map(|head| head.id).collect();
            let mut tx = self.portal.read().await?;
            let rows = store::record::by_ids(&mut tx, self.reader.grant.patient(), &ids).await?;
            let opened: Vec<Dispensing> = self.reader.records(&rows)?;
            for (row, mut it) in rows.iter().zip(opened) {
                if row.status == Status::Withdrawn {
                    it.handover = Handover::EnteredInError;
                }
                if let (None, Some(source)) = (it.prescription, &it.source) {
                    it.prescription = self.prescription(&mut tx, source).await?;
                }
                all.0.entry(it.prescription).or_default().push((row.id, it));
            }
        }
        for some in all.0.values_mut() {
            some.sort_by_key(|(id, it)| (it.handed_over_at, *id));
        }
        Ok(all)
    }

    async fn prescription(&self, tx: &mut Tx, source: &str) -> Result<Option<RecordId>, Stop> {
        let lookup = self.portal.vault().lookup("source", source);
        let found = store::source::find(tx, &[lookup]).await?.into_iter();
        let mut found = found.filter(|(_, kind, _)| kind == Kind::Prescription.name());
        Ok(found.next().map(|(_, _, target)| RecordId(target)))
    }
}
