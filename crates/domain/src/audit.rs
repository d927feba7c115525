//! What is worth a line in the audit log.

/// The kind of an audit event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A code was asked for; for signing in or for a record.
    ChallengeOpened,
    /// The code of a challenge was asked for again.
    CodeResent,
    /// A right code was given.
    CodeAnswered,
    /// A code was given that was not right, not in time, or not for this.
    CodeFailed,
    /// Wrong tries ended a challenge.
    ChallengeEnded,
    /// A code was refused because of the sending limits, a pause, or a number that is not served.
    CodeRefused,
    /// A sign-in was begun with an identifier or a password that is not right.
    SignInFailed,
    /// A person signed in.
    SignedIn,
    /// A person signed out.
    SignedOut,
    /// A session ended by time.
    SessionEnded,
    /// A record was opened by a grant.
    RecordOpened,
    /// An open record was shown again, or its document fetched.
    RecordRead,
    /// A record was sealed again by hand.
    RecordSealed,
    /// A record was asked for by somebody it does not belong to, or that does not exist.
    RecordRefused,
    /// A patient's records were imported.
    Imported,
    /// A password was set or its hash renewed.
    PasswordChanged,
    /// It was set how a patient wants their codes.
    CodesBySet,
    /// Staff let a person's wrong tries no longer count.
    WrongTriesForgiven,
}

impl Event {
    /// Every kind.
    pub const ALL: [Self; 18] = [
        Self::ChallengeOpened,
        Self::CodeResent,
        Self::CodeAnswered,
        Self::CodeFailed,
        Self::ChallengeEnded,
        Self::CodeRefused,
        Self::SignInFailed,
        Self::SignedIn,
        Self::SignedOut,
        Self::SessionEnded,
        Self::RecordOpened,
        Self::RecordRead,
        Self::RecordSealed,
        Self::RecordRefused,
        Self::Imported,
        Self::PasswordChanged,
        Self::CodesBySet,
        Self::WrongTriesForgiven,
    ];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChallengeOpened => "challenge-opened",
            Self::CodeResent => "code-resent",
            Self::CodeAnswered => "code-answered",
            Self::CodeFailed => "code-failed",
            Self::ChallengeEnded => "challenge-ended",
            Self::CodeRefused => "code-refused",
            Self::SignInFailed => "sign-in-failed",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::SessionEnded => "session-ended",
            Self::RecordOpened => "record-opened",
            Self::RecordRead => "record-read",
            Self::RecordSealed => "record-sealed",
            Self::RecordRefused => "record-refused",
            Self::Imported => "imported",
            Self::PasswordChanged => "password-changed",
            Self::CodesBySet => "codes-by-set",
            Self::WrongTriesForgiven => "wrong-tries-forgiven",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_differ() {
        let names: HashSet<_> = Event::ALL.iter().map(|event| event.name()).collect();
        assert_eq!(names.len(), Event::ALL.len());
    }
}
