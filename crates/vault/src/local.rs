//! The vault inside the portal's own process.

use crate::{
    Error, Field, Keyring, PatientKeys, Result, Vault, envelope, index, log, named, wrap::Secrets,
};
use domain::{
    Chance, audit::checkpoint::Verifier, challenge::Pepper, grant::Grant, id::PatientId,
    sealed::Binding,
};
use std::sync::Arc;
use zeroize::Zeroizing;

const CLINIC: &[u8] = b"medseal clinic v1\0";

/// A vault that holds its keyring in memory.
pub struct LocalVault {
    keyring: Keyring,
    chance: Arc<dyn Chance>,
}

impl LocalVault {
    /// A vault with these keys.
    #[must_use]
    pub fn open(keyring: Keyring, chance: Arc<dyn Chance>) -> Self {
        Self { keyring, chance }
    }

    fn unwrap(&self, patient: PatientId, wrapped: &[u8]) -> Result<Secrets> {
        Secrets::unwrap(&self.keyring.wrap, patient, wrapped)
    }
}

impl Vault for LocalVault {
    fn enrol(&self, patient: PatientId) -> Result<PatientKeys> {
        let secrets = Secrets::fresh(&*self.chance);
        Ok(PatientKeys {
            public: envelope::public(&secrets.seed)?,
            wrapped: secrets.wrap(&self.keyring.wrap, patient, &*self.chance)?,
        })
    }

    fn seal(&self, public: &[u8], binding: &Binding, plain: &[u8]) -> Result<Vec<u8>> {
        envelope::seal(public, binding, plain, &*self.chance)
    }

    fn open(
        &self,
        grant: &Grant,
        wrapped: &[u8],
        sealed: &[(Binding, &[u8])],
    ) -> Result<Vec<Zeroizing<Vec<u8>>>> {
        if !sealed.iter().all(|(binding, _)| grant.admits(binding)) {
            return Err(Error::NotAdmitted);
        }
        let opener = envelope::Opener::new(&self.unwrap(grant.patient(), wrapped)?.seed)?;
        sealed.iter().map(|(binding, envelope)| opener.open(binding, envelope)).collect()
    }

    fn seal_field(
        &self,
        patient: PatientId,
        wrapped: &[u8],
        field: Field,
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        let secrets = self.unwrap(patient, wrapped)?;
        field.seal(&secrets.field, patient, plain, &*self.chance)
    }

    fn open_field(
        &self,
        patient: PatientId,
        wrapped: &[u8],
        field: Field,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>> {
        field.open(&self.unwrap(patient, wrapped)?.field, patient, sealed)
    }

    fn seal_clinic(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let bound = [CLINIC, name.as_bytes()].concat();
        named::seal(self.keyring.clinic.current(), &bound, plain, &*self.chance)
    }

    fn open_clinic(&self, name: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        named::open(&self.keyring.clinic, &[CLINIC, name.as_bytes()].concat(), sealed)
    }

    fn lookup(&self, kind: &str, value: &str) -> [u8; 32] {
        index::lookup(self.keyring.index.current().secret(), kind, value)
    }

    fn patient_lookup(&self, patient: PatientId, kind: &str, value: &str) -> [u8; 32] {
        index::patient_lookup(self.keyring.index.current().secret(), patient, kind, value)
    }

    fn digest(&self, content: &[u8]) -> [u8; 32] {
        index::digest(self.keyring.index.current().secret(), content)
    }

    fn event_tag(&self, leaf: &[u8]) -> [u8; 32] {
        index::event_tag(self.keyring.index.current().secret(), leaf)
    }

    fn log_verifier(&self) -> Verifier {
        log::verifier(self.keyring.log.current())
    }

    fn sign_head(&self, body: &str) -> [u8; 64] {
        log::sign(self.keyring.log.current(), body)
    }

    fn pepper(&self, key_id: &str) -> Option<Pepper> {
        let entry = self.keyring.code.all().find(|entry| entry.id() == key_id)?;
        Some(Pepper::new(*entry.secret().bytes()))
    }

    fn current_pepper(&self) -> (String, Pepper) {
        let entry = self.keyring.code.current();
        (entry.id().to_owned(), Pepper::new(*entry.secret().bytes()))
    }
}
