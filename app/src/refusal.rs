//! What a refusal of a use case becomes: a message on a page, or a page of its own.

use crate::{
    message::Message,
    problem::{Problem, Reference},
};
use axum::http::StatusCode;
use portal::{
    Portal, Refusal,
    domain::{
        challenge::{NotACode, Wrong},
        id::SessionKey,
        identifier::NotAnIdentifier,
    },
};

/// What a refusal becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A message on the page that the person came from, and its status for those who ask for JSON.
    Told(Message, StatusCode),
    /// A page of its own.
    Broken(Problem),
}

/// What becomes of a refusal. Faults of the machinery are logged, with ids alone.
pub(crate) fn fate(portal: &Portal, session: SessionKey, refusal: &Refusal) -> Fate {
    match refusal {
        Refusal::Store(error) if error.is_unavailable() => {
            tracing::error!(%session, %error, "the database failed");
            Fate::Broken(Problem::Unavailable)
        }
        Refusal::Store(error) => broken(portal, session, &error.to_string()),
        Refusal::Vault(error) => broken(portal, session, &error.to_string()),
        Refusal::Inner(what) => broken(portal, session, what),
        other => told(other),
    }
}

fn broken(portal: &Portal, session: SessionKey, what: &str) -> Fate {
    let reference = Reference::fresh(portal);
    tracing::error!(%session, reference = reference.0, what, "something broke");
    Fate::Broken(Problem::Server(reference))
}

fn told(refusal: &Refusal) -> Fate {
    use StatusCode as S;
    let (message, status) = match refusal {
        Refusal::Identifier(NotAnIdentifier::Missing) => {
            (Message::IdentifierMissing, S::UNPROCESSABLE_ENTITY)
        }
        Refusal::Identifier(NotAnIdentifier::Malformed) => {
            (Message::IdentifierMalformed, S::UNPROCESSABLE_ENTITY)
        }
        Refusal::PasswordMissing => (Message::PasswordMissing, S::UNPROCESSABLE_ENTITY),
        Refusal::Code(NotACode::Missing) => (Message::CodeMissing, S::UNPROCESSABLE_ENTITY),
        Refusal::Code(NotACode::Malformed) => (Message::CodeMalformed, S::UNPROCESSABLE_ENTITY),
        Refusal::Wrong(wrong) => (of_wrong(*wrong), S::FORBIDDEN),
        Refusal::Paused(until) => (Message::CodesPaused(*until), S::TOO_MANY_REQUESTS),
        Refusal::Limited(until) => (Message::SendingLimit(*until), S::TOO_MANY_REQUESTS),
        Refusal::TooSoon(until) => (Message::ResendTooSoon(*until), S::TOO_MANY_REQUESTS),
        Refusal::NoMoreSends => (Message::ResendNoMore, S::TOO_MANY_REQUESTS),
        Refusal::NumberNotServed => (Message::NumberUnreachable, S::UNPROCESSABLE_ENTITY),
        Refusal::NeedsStaff => (Message::CodesBlocked, S::FORBIDDEN),
        Refusal::NotReleased => (Message::ReportUnderReview, S::FORBIDDEN),
        Refusal::Sealed => (Message::ReportSealed, S::FORBIDDEN),
        Refusal::Busy => (Message::Busy, S::SERVICE_UNAVAILABLE),
        Refusal::NotFound => return Fate::Broken(Problem::NotFound),
        Refusal::Store(_) | Refusal::Vault(_) | Refusal::Inner(_) => {
            return Fate::Broken(Problem::Server(Reference::default()));
        }
    };
    Fate::Told(message, status)
}

/// A code for another purpose is told like one that has ended: it says nothing of what the other is for.
const fn of_wrong(wrong: Wrong) -> Message {
    match wrong {
        Wrong::Purpose | Wrong::Expired => Message::CodeExpired,
        Wrong::Used => Message::CodeUsed,
        Wrong::TooMany | Wrong::Guess { left: 0 } => Message::CodeSpent,
        Wrong::Guess { left } => Message::CodeWrong(left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::domain::Millis;

    #[test]
    fn every_refusal_of_a_person_has_its_message_and_status() {
        let at = Millis(5);
        let cases = [
            (Refusal::Identifier(NotAnIdentifier::Missing), Message::IdentifierMissing, 422),
            (Refusal::Identifier(NotAnIdentifier::Malformed), Message::IdentifierMalformed, 422),
            (Refusal::PasswordMissing, Message::PasswordMissing, 422),
            (Refusal::Code(NotACode::Missing), Message::CodeMissing, 422),
            (Refusal::Code(NotACode::Malformed), Message::CodeMalformed, 422),
            (Refusal::Wrong(Wrong::Purpose), Message::CodeExpired, 403),
            (Refusal::Wrong(Wrong::Expired), Message::CodeExpired, 403),
            (Refusal::Wrong(Wrong::Used), Message::CodeUsed, 403),
            (Refusal::Wrong(Wrong::TooMany), Message::CodeSpent, 403),
            (Refusal::Wrong(Wrong::Guess { left: 0 }), Message::CodeSpent, 403),
            (Refusal::Wrong(Wrong::Guess { left: 2 }), Message::CodeWrong(2), 403),
            (Refusal::Paused(at), Message::CodesPaused(at), 429),
            (Refusal::Limited(at), Message::SendingLimit(at), 429),
            (Refusal::TooSoon(at), Message::ResendTooSoon(at), 429),
            (Refusal::NoMoreSends, Message::ResendNoMore, 429),
            (Refusal::NumberNotServed, Message::NumberUnreachable, 422),
            (Refusal::NeedsStaff, Message::CodesBlocked, 403),
            (Refusal::NotReleased, Message::ReportUnderReview, 403),
            (Refusal::Sealed, Message::ReportSealed, 403),
            (Refusal::Busy, Message::Busy, 503),
        ];
        for (refusal, message, status) in cases {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(told(&refusal), Fate::Told(message, status), "{refusal:?}");
        }
    }

    #[test]
    fn what_is_not_there_and_what_is_broken_are_pages() {
        assert_eq!(told(&Refusal::NotFound), Fate::Broken(Problem::NotFound));
        assert!(matches!(told(&Refusal::Inner("x")), Fate::Broken(Problem::Server(_))));
    }
}
