//! The vault inside the portal's own process.

use crate::{
    Error, Field, Keyring, PatientKeys, Result, Vault, envelope, index,
    keyring::{Entry, Keys},
    log, named,
    wrap::Secrets,
};
use domain::{
    Chance, audit::checkpoint::Verifier, challenge::Pepper, grant::Grant, id::PatientId,
    sealed::Binding,
};
use std::sync::{Arc, PoisonError, RwLock};
use zeroize::Zeroizing;

const CLINIC: &[u8] = b"medseal clinic v1\0";

/// Reads the keyring again from where it came from; none where that cannot be done just now.
pub type Source = Box<dyn Fn() -> Option<Keyring> + Send + Sync>;

/// A vault that holds its keyring in memory.
pub struct LocalVault {
    keyring: Keyring,
    /// The keys that wrap patients', as they were read: the newest reading first, the keyring's own left out.
    renewed: RwLock<Vec<Arc<Keys>>>,
    source: Option<Source>,
    chance: Arc<dyn Chance>,
}

impl LocalVault {
    /// A vault with these keys.
    #[must_use]
    pub fn open(keyring: Keyring, chance: Arc<dyn Chance>) -> Self {
        Self { keyring, renewed: RwLock::default(), source: None, chance }
    }

    /// The same vault, which reads its keys again from `source` when a patient's key was wrapped by one that it does not
    /// have: keys may be retired while it is in use.
    #[must_use]
    pub fn renewing(self, source: Source) -> Self {
        Self { source: Some(source), ..self }
    }

    fn unwrap(&self, patient: PatientId, wrapped: &[u8]) -> Result<Secrets> {
        match self.try_unwrap(patient, wrapped) {
            Err(Error::UnknownKey) if self.renew() => self.try_unwrap(patient, wrapped),
            unwrapped => unwrapped,
        }
    }

    fn try_unwrap(&self, patient: PatientId, wrapped: &[u8]) -> Result<Secrets> {
        for masters in self.renewed() {
            match Secrets::unwrap(&masters, patient, wrapped) {
                Err(Error::UnknownKey) => {}
                unwrapped => return unwrapped,
            }
        }
        Secrets::unwrap(&self.keyring.wrap, patient, wrapped)
    }

    /// Whoever panicked while holding the lock left the list whole.
    fn renewed(&self) -> Vec<Arc<Keys>> {
        self.renewed.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn with_wrapping<T>(&self, act: impl FnOnce(&Keys) -> T) -> T {
        match self.renewed().first() {
            Some(keys) => act(keys),
            None => act(&self.keyring.wrap),
        }
    }
}

impl Vault for LocalVault {
    fn enrol(&self, patient: PatientId) -> Result<PatientKeys> {
        let secrets = Secrets::fresh(&*self.chance);
        Ok(PatientKeys {
            public: envelope::public(&secrets.seed)?,
            wrapped: self.with_wrapping(|keys| secrets.wrap(keys, patient, &*self.chance))?,
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

    fn wrapped_by(&self, wrapped: &[u8]) -> Option<String> {
        named::key_id(wrapped).map(ToOwned::to_owned)
    }

    fn wraps(&self) -> Vec<String> {
        self.with_wrapping(|keys| keys.all().map(|entry| entry.id().to_owned()).collect())
    }

    fn rewrap(&self, patient: PatientId, wrapped: &[u8]) -> Result<Vec<u8>> {
        let secrets = self.unwrap(patient, wrapped)?;
        self.with_wrapping(|keys| secrets.wrap(keys, patient, &*self.chance))
    }

    fn renew(&self) -> bool {
        let Some(ring) = self.source.as_ref().and_then(|read| read()) else { return false };
        let mut renewed = self.renewed.write().unwrap_or_else(PoisonError::into_inner);
        let known = renewed.first().map_or(&self.keyring.wrap, |keys| keys.as_ref());
        if ids(known).eq(ids(&ring.wrap)) {
            return false;
        }
        renewed.insert(0, Arc::new(ring.wrap));
        true
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

fn ids(keys: &Keys) -> impl Iterator<Item = &str> {
    keys.all().map(Entry::id)
}
