//! What goes into the files, in its order.

use super::{
    AT_ONCE, Maker, Stop,
    dispensed::{ByPrescription, Dispensed},
    gather,
};
use crate::{
    Refusal,
    audit::{Taking, Who},
    export::piece::{Piece, Result as Shown},
};
use domain::{
    clinical::{Dispensing, Heading, Observation, Prescription, Report, Status},
    id::RecordId,
    sealed::Kind,
};
use fhir::write::{Access, Counter};
use store::record::{RecordHead, RecordRow};
use vault::Field;

impl Maker<'_> {
    pub(super) async fn run(mut self) -> Result<(), Stop> {
        let patient = self.reader.grant.patient();
        let mut tx = self.portal.read().await?;
        let reports = store::record::list(&mut tx, patient, Kind::Report).await?;
        let mut others = store::record::list(&mut tx, patient, Kind::Prescription).await?;
        let dispensings = store::record::list(&mut tx, patient, Kind::Dispensing).await?;
        drop(tx);
        // What is only drafted is no prescription yet.
        others.retain(|head| head.status != Status::UnderReview);
        self.sinks.records = u64::try_from(reports.len() + others.len()).unwrap_or(u64::MAX);
        self.sinks.write(false).await?;
        self.person().await?;
        self.show(&Piece::Reports(reports.len()));
        for head in &reports {
            self.report(head).await?;
            self.step(1).await?;
        }
        self.show(&Piece::Prescriptions(others.len()));
        let mut dispensed = self.dispensed(&dispensings).await?;
        for heads in others.chunks(AT_ONCE) {
            self.prescriptions(heads, &mut dispensed).await?;
            self.step(heads.len()).await?;
        }
        self.others_dispensed(dispensed.rest());
        self.history().await?;
        self.show(&Piece::End);
        let Self { writer, mut sinks, .. } = self;
        sinks.bundle.push(&writer.end());
        sinks.finish().await
    }

    pub(super) fn show(&mut self, piece: &Piece<'_>) {
        self.sinks.page.push(&self.pages.write(self.language, piece));
    }

    async fn step(&mut self, records: usize) -> Result<(), Stop> {
        self.sinks.done += u64::try_from(records).unwrap_or(u64::MAX);
        self.sinks.bundle.push(&self.writer.take());
        self.sinks.settle().await?;
        // Whoever waits for the machine goes first.
        tokio::task::yield_now().await;
        Ok(())
    }

    /// A report that can be opened, with what its page shows; of another that it is there.
    async fn report(&mut self, head: &RecordHead) -> Result<(), Stop> {
        let mut tx = self.portal.read().await?;
        let Some(row) = store::record::get(&mut tx, head.id).await? else { return Ok(()) };
        if !row.status.opens() {
            return self.closed(&row).map_err(Stop::from);
        }
        let report: Report = one(self.reader.records(std::slice::from_ref(&row))?)?;
        let keys = &report.results;
        let found = gather::results(self.portal, &self.reader, &mut tx, keys).await?;
        let documents = self.reader.documents(&mut tx, &row).await?;
        drop(tx);
        for item in &found.items {
            if self.written.insert(item.id) {
                let members = found.named(&item.observation.members);
                self.writer.observation(item.id, &item.observation, &members);
            }
        }
        let results = found.named(keys);
        self.written.insert(row.id);
        self.writer.report(row.id, row.status, &report, &results, &documents);
        let items = found.items.into_iter();
        let shown: Vec<Shown> = items
            .filter(|item| says_something(&item.observation))
            .map(|item| Shown { panel: item.panel, observation: item.observation })
            .collect();
        self.show(&Piece::Report(row.status, &report, &shown, &documents));
        Ok(())
    }

    fn closed(&mut self, row: &RecordRow) -> Result<(), Refusal> {
        let heading: Option<Heading> = match &row.heading {
            Some(sealed) => {
                let (key, field) = (&self.reader.wrapped_key, Field::Heading(row.id));
                let plain = self.portal.vault().open_field(row.patient, key, field, sealed)?;
                let heading = serde_json::from_slice(&plain);
                Some(heading.map_err(|_| Refusal::Inner("reading a heading"))?)
            }
            None => None,
        };
        let laboratory = heading.and_then(|heading| heading.laboratory);
        self.show(&Piece::Closed(row.status, row.effective_at, laboratory.as_deref()));
        Ok(())
    }

    async fn prescriptions(
        &mut self,
        heads: &[RecordHead],
        dispensed: &mut ByPrescription,
    ) -> Result<(), Stop> {
        let ids: Vec<RecordId> = heads.iter().map(|head| head.id).collect();
        let patient = self.reader.grant.patient();
        let mut rows = store::record::by_ids(&mut self.portal.read().await?, patient, &ids).await?;
        // By their names they come in no order that means anything.
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        let prescriptions: Vec<Prescription> = self.reader.records(&rows)?;
        for (row, prescription) in rows.iter().zip(&prescriptions) {
            let at_counter = self.counter(row.id).await?;
            self.written.insert(row.id);
            let collectors = at_counter.as_ref().map(|it| self.collectors(it)).unwrap_or_default();
            let number = at_counter.as_ref().map(|it| it.number.to_string());
            let written = Counter { number: number.as_deref(), collectors: &collectors };
            self.writer.prescription(row.id, prescription, written);
            let dispensed = self.write_dispensed(dispensed.take(row.id));
            self.show(&Piece::Prescription(prescription, at_counter.as_ref(), &dispensed));
        }
        Ok(())
    }

    /// What was handed out by prescriptions that are not in the files.
    fn others_dispensed(&mut self, others: Vec<Dispensed>) {
        // A bundle refers to what is in it, or to what it is called elsewhere.
        let others =
            others.into_iter().map(|(id, it)| (id, Dispensing { prescription: None, ..it }));
        let others = self.write_dispensed(others.collect());
        if !others.is_empty() {
            self.show(&Piece::Dispensings(others.len()));
        }
        for it in &others {
            self.show(&Piece::Dispensing(it));
        }
    }

    fn write_dispensed(&mut self, all: Vec<Dispensed>) -> Vec<Dispensing> {
        let written = all.into_iter().map(|(id, it)| {
            self.written.insert(id);
            self.writer.dispensing(id, &it);
            it
        });
        written.collect()
    }

    /// The access history, the newest first. A word that an event says is a program's, and is left to the bundle.
    async fn history(&mut self) -> Result<(), Stop> {
        self.show(&Piece::History);
        let key = self.reader.wrapped_key.clone();
        let mut taking = Taking::of(self.reader.grant.patient(), &key);
        loop {
            let lines = taking.next(self.portal).await?;
            if lines.is_empty() {
                return Ok(());
            }
            for line in lines {
                let detail = line.said.as_ref().and_then(|said| said.detail.as_deref());
                let record = line.said.as_ref().and_then(|said| said.record);
                let record = record.filter(|record| self.written.contains(record));
                let by = line.said.as_ref().map(|said| said.who);
                let by = by.filter(|who| *who != Who::Browser).map(|who| match who {
                    Who::Guardian(_) => "guardian",
                    Who::Pharmacy { .. } => "pharmacy",
                    Who::Browser | Who::Clinic => "clinic",
                });
                let access =
                    Access { id: line.id, at: line.at, event: line.event, by, record, detail };
                self.writer.access(self.pages.clinic(), &access);
                self.show(&Piece::Line(&line.shown()));
            }
            self.step(0).await?;
        }
    }
}

/// A panel without a value of its own is only the heading of its members.
fn says_something(it: &Observation) -> bool {
    it.members.is_empty() || it.value.is_ok() || !it.components.is_empty()
}

fn one<T>(all: Vec<T>) -> Result<T, Refusal> {
    all.into_iter().next().ok_or(Refusal::Inner("opening a record"))
}
