//! The person, their account, and what their prescriptions are at a counter.

use super::{Maker, Stop};
use crate::{
    Refusal, devices,
    export::{
        account::{Account, Counter},
        piece::Piece,
    },
    family, notice, prescriptions, rebind,
};
use domain::{
    id::{PatientId, RecordId},
    pharmacy::PrescriptionNumber,
};
use fhir::write::{Consent, Device, Own, Related, Tie};
use store::prescription::PrescriptionRow;
use uuid::Uuid;
use vault::Field;

impl Maker<'_> {
    /// Who it is, and what there is of them beside their records. A guardian sees none of that on any page, and takes none of it
    /// away.
    pub(super) async fn person(&mut self) -> Result<(), Stop> {
        let person = self.reader.person.clone();
        self.show(&Piece::Begin(&person, self.portal.now()));
        let patient = self.reader.grant.patient();
        let session = self.sinks.session();
        let mut tx = self.portal.read().await?;
        let is_own = store::session::is_of(&mut tx, patient, session).await?;
        drop(tx);
        if !is_own {
            self.writer.patient(&person, None);
            self.show(&Piece::Account(None));
            return Ok(());
        }
        let account = self.account(patient).await?;
        let waiting = account.waiting.as_ref().map(|it| (it.tail.as_str(), it.due_at));
        let own = Own { settings: &account.settings, has_pin: account.has_pin, waiting };
        self.writer.patient(&person, Some(&own));
        self.write_account(&account);
        self.show(&Piece::Account(Some(&account)));
        Ok(())
    }

    async fn account(&self, patient: PatientId) -> Result<Account, Refusal> {
        let waiting = rebind::waiting(self.portal, patient).await?;
        let mut tx = self.portal.read().await?;
        Ok(Account {
            settings: store::settings::get(&mut tx, patient).await?,
            has_pin: store::pin::get(&mut tx, patient).await?.is_some(),
            waiting,
            notices: notice::all(&mut tx, patient).await?,
            family: family::of(self.portal, &mut tx, patient).await?,
            devices: devices::all(self.portal, &mut tx, patient, None).await?,
        })
    }

    fn write_account(&mut self, it: &Account) {
        for it in &it.notices {
            let is_in_force = it.version == self.portal.rules().notice;
            let version = it.version.as_str();
            let consent = Consent { version, language: it.language, at: it.at, is_in_force };
            self.writer.consent(self.pages.clinic(), &consent);
        }
        let guardians = it.family.guardians.iter().map(|it| (it, Tie::Guardian(it.until)));
        let wards = it.family.wards.iter().map(|it| (it, Tie::Ward(it.until)));
        for (of, tie) in guardians.chain(wards) {
            self.writer.related(&Related { name: &of.name, tie });
        }
        for it in &it.devices {
            let devices::Device { id, first_seen_at, last_seen_at, wipe, .. } = *it;
            let look = &it.look;
            self.writer.device(&Device { id, look, first_seen_at, last_seen_at, wipe });
        }
    }

    /// What a prescription is at a counter; nothing for one that cannot be asked for at any.
    pub(super) async fn counter(&self, record: RecordId) -> Result<Option<Counter>, Refusal> {
        let mut tx = self.portal.read().await?;
        let Some(row) = store::prescription::of_record(&mut tx, record).await? else {
            return Ok(None);
        };
        let patient = self.reader.grant.patient();
        let collectors =
            prescriptions::collector::current(self.portal, &mut tx, patient, row.id).await?;
        Ok(Some(Counter { number: self.number(&row)?, collectors }))
    }

    fn number(&self, row: &PrescriptionRow) -> Result<PrescriptionNumber, Refusal> {
        let (key, field) = (&self.reader.wrapped_key, Field::Number(row.id));
        let plain = self.portal.vault().open_field(row.patient_id, key, field, &row.number)?;
        let number = PrescriptionNumber::parse(&String::from_utf8_lossy(&plain));
        number.map_err(|_| Refusal::Inner("reading a prescription's number"))
    }

    /// Those who may collect a prescription, each once however many medicines are on it; by what the bundle calls them.
    pub(super) fn collectors(&mut self, it: &Counter) -> Vec<Uuid> {
        let mut ids = Vec::new();
        for it in &it.collectors {
            let known = self.collectors.get(&it.id).copied();
            let id = known.unwrap_or_else(|| {
                let tie = Tie::Collector(it.day);
                self.writer.related(&Related { name: &it.name, tie })
            });
            self.collectors.insert(it.id, id);
            ids.push(id);
        }
        ids
    }
}
