//! Why the vault refuses. No message carries data.

/// The result of asking the vault.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the vault refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The grant does not cover every record asked for.
    #[error("the grant does not admit to this record")]
    NotAdmitted,
    /// Wrong key, wrong place, or changed since it was sealed; which of them cannot be told.
    #[error("the seal does not open here")]
    DoesNotOpen,
    /// The cipher refused to seal: the content is too long for it.
    #[error("the content cannot be sealed")]
    DoesNotSeal,
    /// The first byte names a format that this version does not know.
    #[error("the envelope has a format unknown to this version")]
    UnknownFormat,
    /// The suite in the envelope is not one that this version opens.
    #[error("the envelope names a cipher suite unknown to this version")]
    UnknownSuite,
    /// The key named in the envelope is not in the keyring.
    #[error("the key that sealed this is not in the keyring")]
    UnknownKey,
    /// Too short or too long to be what it should be.
    #[error("this is no envelope or key of the vault")]
    Malformed,
}
