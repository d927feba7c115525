//! The notice on personal data that a person accepts before they use the portal (Digital Personal Data Protection Act,
//! 2023, section 5).

/// Which notice the portal's words are: raised whenever its meaning changes, so that everybody is asked again.
pub const VERSION: &str = "2026-1";
