//! One part's way into the database.

use super::{
    draft::{self, Draft},
    parts::Part,
    sources::Sources,
};
use crate::{Portal, Refusal, prescriptions};
use domain::{clinical::Prescription, id::RecordId, sealed::Kind};
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
}

/// A medicine that was prescribed, to be made part of a prescription with a number.
pub(super) struct Prescribed {
    pub patient: Arc<PatientRow>,
    pub record: RecordId,
    pub prescription: Prescription,
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

    /// Seals the drafts and writes everything.
    pub(super) async fn finish(self) -> Result<(), Refusal> {
        let sealed = draft::seal(self.portal, self.drafts).await?;
        draft::write(self.tx, self.portal.now(), sealed).await?;
        for Prescribed { patient, record, prescription } in &self.prescribed {
            prescriptions::give(self.portal, self.tx, patient, *record, prescription).await?;
        }
        self.sources.write(self.tx).await
    }
}
