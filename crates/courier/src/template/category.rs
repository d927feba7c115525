//! What kind of message a template is registered as.

use serde::Deserialize;

/// The category under which a template is registered (TRAI's TCCCPR 2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// What completes a banking transaction: operators keep it for banks.
    Transactional,
    /// What somebody who uses a service expects of it: the codes of a clinic.
    ServiceImplicit,
    /// What needs an agreement of its own.
    ServiceExplicit,
    /// What advertises.
    Promotional,
}

impl Category {
    /// How it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Transactional => "transactional",
            Self::ServiceImplicit => "service-implicit",
            Self::ServiceExplicit => "service-explicit",
            Self::Promotional => "promotional",
        }
    }
}
