//! A vault that counts its work, by which what a stranger is told can be weighed.

use portal::domain::{
    audit::checkpoint::Verifier, challenge::Pepper, grant::Grant, id::PatientId, sealed::Binding,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use vault::{Field, PatientKeys, Vault};
use zeroize::Zeroizing;

/// A vault that counts how often it opens or seals a field.
pub struct Counting {
    pub inner: Arc<dyn Vault>,
    pub work: AtomicUsize,
}

impl Vault for Counting {
    fn enrol(&self, patient: PatientId) -> vault::Result<PatientKeys> {
        self.inner.enrol(patient)
    }

    fn seal(&self, public: &[u8], binding: &Binding, plain: &[u8]) -> vault::Result<Vec<u8>> {
        self.inner.seal(public, binding, plain)
    }

    fn open(
        &self,
        grant: &Grant,
        wrapped: &[u8],
        sealed: &[(Binding, &[u8])],
    ) -> vault::Result<Vec<Zeroizing<Vec<u8>>>> {
        self.inner.open(grant, wrapped, sealed)
    }

    fn seal_field(
        &self,
        patient: PatientId,
        wrapped: &[u8],
        field: Field,
        plain: &[u8],
    ) -> vault::Result<Vec<u8>> {
        self.work.fetch_add(1, Ordering::SeqCst);
        self.inner.seal_field(patient, wrapped, field, plain)
    }

    fn open_field(
        &self,
        patient: PatientId,
        wrapped: &[u8],
        field: Field,
        sealed: &[u8],
    ) -> vault::Result<Zeroizing<Vec<u8>>> {
        self.work.fetch_add(1, Ordering::SeqCst);
        self.inner.open_field(patient, wrapped, field, sealed)
    }

    fn wrapped_by(&self, wrapped: &[u8]) -> Option<String> {
        self.inner.wrapped_by(wrapped)
    }

    fn wraps(&self) -> Vec<String> {
        self.inner.wraps()
    }

    fn rewrap(&self, patient: PatientId, wrapped: &[u8]) -> vault::Result<Vec<u8>> {
        self.inner.rewrap(patient, wrapped)
    }

    fn renew(&self) -> bool {
        self.inner.renew()
    }

    fn seal_clinic(&self, name: &str, plain: &[u8]) -> vault::Result<Vec<u8>> {
        self.inner.seal_clinic(name, plain)
    }

    fn open_clinic(&self, name: &str, sealed: &[u8]) -> vault::Result<Zeroizing<Vec<u8>>> {
        self.inner.open_clinic(name, sealed)
    }

    fn lookup(&self, kind: &str, value: &str) -> [u8; 32] {
        self.inner.lookup(kind, value)
    }

    fn patient_lookup(&self, patient: PatientId, kind: &str, value: &str) -> [u8; 32] {
        self.inner.patient_lookup(patient, kind, value)
    }

    fn digest(&self, content: &[u8]) -> [u8; 32] {
        self.inner.digest(content)
    }

    fn event_tag(&self, leaf: &[u8]) -> [u8; 32] {
        self.inner.event_tag(leaf)
    }

    fn sign_head(&self, note: &str) -> [u8; 64] {
        self.inner.sign_head(note)
    }

    fn log_verifier(&self) -> Verifier {
        self.inner.log_verifier()
    }

    fn pepper(&self, key_id: &str) -> Option<Pepper> {
        self.inner.pepper(key_id)
    }

    fn current_pepper(&self) -> (String, Pepper) {
        self.inner.current_pepper()
    }
}
