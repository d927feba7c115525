//! One part's way into the database.

use super::{
    draft::{self, Draft},
    parts::Part,
    sources::Sources,
};
use crate::{Portal, Refusal, prescriptions};
use domain::{
    clinical::{Dispensing, Prescription},
    id::RecordId,
    sealed::Kind,
};
use std::{collections::HashMap, sync::Arc};
use store::{Tx, patient::PatientRow, record::RecordHead};

/// Puts the resources of one part: what they are already was read at once, what they become is written at once.
pub(super) struct Clerk<'a> {
    pub portal: &'a Portal,
    pub tx: &'a mut Tx,
    pub sources: Sources,
    /// The patients whom the part's records name, by the key that names them.
    pub patients: HashMap<String, Arc<PatientRow>>,
    records: HashMap<RecordId, RecordHead>,
    drafts: Vec<Draft>,
    prescribed: Vec<Prescribed>,
    elsewhere: Vec<Elsewhere>,
}

/// A medicine that was prescribed, to be made part of a prescription with a number.
pub(super) struct Prescribed {
    pub patient: Arc<PatientRow>,
    pub record: RecordId,
    pub prescription: Prescription,
}

/// What another program says was handed over by a prescription that is here.
pub(super) struct Elsewhere {
    pub patient: Arc<PatientRow>,
    pub item: RecordId,
    pub record: RecordId,
    pub dispensing: Dispensing,
}

impl<'a> Clerk<'a> {
    /// Reads what the part's resources are already.
    pub(super) async fn begin(
        portal: &'a Portal,
        tx: &'a mut Tx,
        part: &Part,
    ) -> Result<Self, Refusal> {
        let sources = Sources::read(portal, tx, part).await?;
        let ids: Vec<_> = sources.rows(&Kind::ALL.map(Kind::name)).map(RecordId).collect();
        let heads = store::record::heads(tx, &ids).await?;
        let records = heads.into_iter().map(|head| (head.id, head)).collect();
        Ok(Self {
            portal,
            tx,
            sources,
            patients: HashMap::new(),
            records,
            drafts: Vec::new(),
            prescribed: Vec::new(),
            elsewhere: Vec::new(),
        })
    }

    /// A record as it stands, or as it will once the drafts are written.
    pub(super) fn record(&self, id: RecordId) -> Option<&RecordHead> {
        self.records.get(&id)
    }

    /// Takes a draft, to be sealed and written at the end.
    pub(super) fn take(&mut self, draft: Draft) {
        self.records.insert(draft.head.id, draft.head.clone());
        self.drafts.push(draft);
    }

    /// Takes a medicine that was prescribed, whose record is here or among the drafts.
    pub(super) fn prescribe(&mut self, it: Prescribed) {
        self.prescribed.push(it);
    }

    /// Takes what was handed over elsewhere, whose record is here or among the drafts.
    pub(super) fn handed_over(&mut self, it: Elsewhere) {
        self.elsewhere.push(it);
    }

    /// Seals the drafts and writes everything. Whoever hands a medicine over that changes has their turn before, or after.
    pub(super) async fn finish(self) -> Result<(), Refusal> {
        let prescribed = self.prescribed.iter().map(|it| it.record);
        let mut changed = prescribed.chain(self.elsewhere.iter().map(|it| it.item)).collect();
        store::prescription::wait(self.tx, &mut changed).await?;
        let sealed = draft::seal(self.portal, self.drafts).await?;
        draft::write(self.tx, self.portal.now(), sealed).await?;
        for Prescribed { patient, record, prescription } in &self.prescribed {
            prescriptions::give(self.portal, self.tx, patient, *record, prescription).await?;
        }
        for Elsewhere { patient, item, record, dispensing } in &self.elsewhere {
            let of = (*item, *record);
            prescriptions::count(self.portal, self.tx, patient, of, dispensing).await?;
        }
        self.sources.write(self.tx).await
    }
}
