//! Keys, and the records sealed with them.
//!
//! [`Vault`] is the whole of what the portal may ask. It is narrow and takes only plain values, so that it
//! can move to a process of its own; [`LocalVault`] is the one that runs inside the portal's.

mod cipher;
mod dice;
mod envelope;
mod error;
mod field;
mod index;
pub mod keyring;
mod local;
mod log;
mod named;
mod secret;
mod wrap;

#[cfg(test)]
mod tests;

pub use error::{Error, Result};
pub use field::Field;
pub use keyring::Keyring;
pub use local::{LocalVault, Source};
pub use log::is_signed;

use domain::{
    audit::checkpoint::Verifier, challenge::Pepper, grant::Grant, id::PatientId, sealed::Binding,
};
use zeroize::Zeroizing;

/// The keys of a new patient, as they are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientKeys {
    /// The X-Wing public key, 1216 bytes: enough to seal a record to the patient.
    pub public: Vec<u8>,
    /// The private key and the field key, sealed by the master key. Destroying every copy erases the patient.
    pub wrapped: Vec<u8>,
}

/// Seals and opens; its keys never leave it.
pub trait Vault: Send + Sync {
    /// Makes the keys of a new patient.
    ///
    /// # Errors
    /// [`Error::DoesNotSeal`] when the cipher refuses.
    fn enrol(&self, patient: PatientId) -> Result<PatientKeys>;

    /// Seals a record to the holder of `public` (HPKE, RFC 9180, base mode), bound to its place.
    ///
    /// # Errors
    /// [`Error::Malformed`] when `public` is no X-Wing key.
    fn seal(&self, public: &[u8], binding: &Binding, plain: &[u8]) -> Result<Vec<u8>>;

    /// Opens the records a grant admits to, in their order. All of them open, or none does.
    ///
    /// # Errors
    /// [`Error::NotAdmitted`] before any key is touched when the grant does not cover every binding; otherwise
    /// what is wrong with the wrapped key or with the first envelope that does not open.
    fn open(
        &self,
        grant: &Grant,
        wrapped: &[u8],
        sealed: &[(Binding, &[u8])],
    ) -> Result<Vec<Zeroizing<Vec<u8>>>>;

    /// Seals one field of a patient's row under the patient's own field key.
    ///
    /// # Errors
    /// What is wrong with the wrapped key.
    fn seal_field(
        &self,
        patient: PatientId,
        wrapped: &[u8],
        field: Field,
        plain: &[u8],
    ) -> Result<Vec<u8>>;

    /// Opens one field of a patient's row.
    ///
    /// # Errors
    /// What is wrong with the wrapped key, or [`Error::DoesNotOpen`] when the field is not this patient's, or not
    /// this field.
    fn open_field(
        &self,
        patient: PatientId,
        wrapped: &[u8],
        field: Field,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>>;

    /// The id of the key that wrapped a patient's, as the wrapped key names it; none where it is no wrapped key.
    fn wrapped_by(&self, wrapped: &[u8]) -> Option<String>;

    /// The ids of the keys that wrap patients' keys, the one in use last.
    fn wraps(&self) -> Vec<String>;

    /// Wraps a patient's keys by the key in use, whichever wrapped them before. The keys themselves stay, so that
    /// whatever was sealed still opens.
    ///
    /// # Errors
    /// What is wrong with the wrapped key.
    fn rewrap(&self, patient: PatientId, wrapped: &[u8]) -> Result<Vec<u8>>;

    /// Looks where the keys came from whether the key in use was followed by a newer one; says whether it was.
    fn renew(&self) -> bool;

    /// Seals a value that belongs to the clinic rather than to a patient, bound to the `name` of its place.
    ///
    /// # Errors
    /// [`Error::DoesNotSeal`] when the cipher refuses.
    fn seal_clinic(&self, name: &str, plain: &[u8]) -> Result<Vec<u8>>;

    /// Opens a value of the clinic.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] when it was sealed under another name, and as for every envelope.
    fn open_clinic(&self, name: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>>;

    /// The look-up key of a normalised value: HMAC-SHA-256 (RFC 2104), the same for all patients.
    fn lookup(&self, kind: &str, value: &str) -> [u8; 32];

    /// The look-up key of a normalised value within one patient: two patients' cannot be compared.
    fn patient_lookup(&self, patient: PatientId, kind: &str, value: &str) -> [u8; 32];

    /// A keyed digest of some content, to see whether it changed without keeping it.
    fn digest(&self, content: &[u8]) -> [u8; 32];

    /// A keyed digest of an audit event's leaf: whoever has the database and no key cannot make one.
    fn event_tag(&self, leaf: &[u8]) -> [u8; 32];

    /// The public half of the key that signs the audit log's heads.
    fn log_verifier(&self) -> Verifier;

    /// Signs the text of a head of the audit log (Ed25519, RFC 8032).
    fn sign_head(&self, body: &str) -> [u8; 64];

    /// The pepper of this id; older ones still judge the codes they made.
    fn pepper(&self, key_id: &str) -> Option<Pepper>;

    /// The id and the pepper from which new codes are made.
    fn current_pepper(&self) -> (String, Pepper);
}
