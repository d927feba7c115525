//! What a refusal of a use case becomes: a message on a page, or a page of its own.

use crate::{
    problem::{Problem, Reference},
    remark::{Account, Counter, Family, Remark},
};
use axum::http::StatusCode;
use portal::{
    Portal, Refusal,
    domain::{
        challenge::{NotACode, Wrong},
        id::SessionKey,
        identifier::NotAnIdentifier,
        password::Weak,
        pin::{self, NotAPin},
    },
};

/// What a refusal becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A message on the page that the person came from, and its status for those who ask for JSON.
    Told(Remark, StatusCode),
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
        Refusal::Identifier(why) => (of_identifier(*why), S::UNPROCESSABLE_ENTITY),
        Refusal::PasswordMissing => (Remark::PasswordMissing, S::UNPROCESSABLE_ENTITY),
        Refusal::Code(NotACode::Missing) => (Remark::CodeMissing, S::UNPROCESSABLE_ENTITY),
        Refusal::Code(NotACode::Malformed) => (Remark::CodeMalformed, S::UNPROCESSABLE_ENTITY),
        Refusal::Wrong(wrong) => (of_wrong(*wrong), S::FORBIDDEN),
        Refusal::Paused(until) => (Remark::CodesPaused(*until), S::TOO_MANY_REQUESTS),
        Refusal::Limited(until) => (Remark::SendingLimit(*until), S::TOO_MANY_REQUESTS),
        Refusal::TooSoon(until) => (Remark::ResendTooSoon(*until), S::TOO_MANY_REQUESTS),
        Refusal::NoMoreSends => (Remark::ResendNoMore, S::TOO_MANY_REQUESTS),
        Refusal::NumberNotServed => (Remark::NumberUnreachable, S::UNPROCESSABLE_ENTITY),
        Refusal::NotServed => (Remark::Account(Account::PhoneNotServed), S::UNPROCESSABLE_ENTITY),
        Refusal::SameNumber => (Remark::Account(Account::PhoneSame), S::UNPROCESSABLE_ENTITY),
        Refusal::ReportedEnough => (Remark::ReportedEnough, S::TOO_MANY_REQUESTS),
        Refusal::NeedsStaff => (Remark::CodesBlocked, S::FORBIDDEN),
        Refusal::NotReleased => (Remark::ReportUnderReview, S::FORBIDDEN),
        Refusal::Sealed => (Remark::ReportSealed, S::FORBIDDEN),
        Refusal::Weak(weak) => (of_weak(*weak), S::UNPROCESSABLE_ENTITY),
        Refusal::PasswordWrong => (Remark::Account(Account::CurrentPasswordWrong), S::FORBIDDEN),
        Refusal::NoticeNotAccepted => {
            (Remark::Account(Account::NoticeNotAccepted), S::UNPROCESSABLE_ENTITY)
        }
        Refusal::AlreadyActive => (Remark::Account(Account::AlreadyActive), S::FORBIDDEN),
        Refusal::Lapsed => (Remark::Account(Account::ErrandOver), S::FORBIDDEN),
        Refusal::NobodyChosen => (Remark::PersonMissing, S::UNPROCESSABLE_ENTITY),
        Refusal::NotAPin(why) => (of_no_pin(*why), S::UNPROCESSABLE_ENTITY),
        Refusal::PinWeak(weak) => (of_weak_pin(*weak), S::UNPROCESSABLE_ENTITY),
        Refusal::PinWrong(wrong) => of_wrong_pin(*wrong),
        Refusal::NotForGuardians => (Remark::Family(Family::NotForGuardians), S::FORBIDDEN),
        Refusal::GuardianshipOver => (Remark::Family(Family::Over), S::FORBIDDEN),
        Refusal::PinNeeded => (Remark::Family(Family::PinNeeded), S::FORBIDDEN),
        Refusal::Busy => (Remark::Busy, S::SERVICE_UNAVAILABLE),
        Refusal::NotFound => return Fate::Broken(Problem::NotFound),
        Refusal::Store(_) | Refusal::Vault(_) | Refusal::Inner(_) => {
            return Fate::Broken(Problem::Server(Reference::default()));
        }
        other => at_a_counter(other),
    };
    Fate::Told(message, status)
}

/// What is refused at a pharmacy's counter, and nowhere else.
fn at_a_counter(refusal: &Refusal) -> (Remark, StatusCode) {
    use StatusCode as S;
    let (told, status) = match refusal {
        Refusal::PrescriptionNumber(why) => (Counter::from(*why), S::UNPROCESSABLE_ENTITY),
        Refusal::NotAnAmount(why) => (Counter::from(*why), S::UNPROCESSABLE_ENTITY),
        Refusal::NotDispensed(why) => (Counter::from(*why), S::CONFLICT),
        Refusal::PrescriptionChanged => (Counter::Changed, S::CONFLICT),
        Refusal::NothingChosen => (Counter::NothingChosen, S::UNPROCESSABLE_ENTITY),
        Refusal::IdentityNeeded => (Counter::IdentityNeeded, S::UNPROCESSABLE_ENTITY),
        Refusal::Controlled => (Counter::Controlled, S::FORBIDDEN),
        Refusal::NothingThere => (Counter::NothingThere, S::FORBIDDEN),
        Refusal::PatientRefused => (Counter::PatientRefused, S::FORBIDDEN),
        Refusal::ReasonNeeded => (Counter::ReasonNeeded, S::UNPROCESSABLE_ENTITY),
        Refusal::SomebodyElseNeeded => (Counter::SomebodyElseNeeded, S::FORBIDDEN),
        Refusal::CollectorNeeded => (Counter::CollectorNeeded, S::UNPROCESSABLE_ENTITY),
        Refusal::CollectorDayNeeded => (Counter::CollectorDayNeeded, S::UNPROCESSABLE_ENTITY),
        _ => (Counter::Over, S::CONFLICT),
    };
    (told.into(), status)
}

/// A code for another purpose is told like one that has ended: it says nothing of what the other is for.
const fn of_wrong(wrong: Wrong) -> Remark {
    match wrong {
        Wrong::Purpose | Wrong::Expired => Remark::CodeExpired,
        Wrong::Used => Remark::CodeUsed,
        Wrong::TooMany | Wrong::Guess { left: 0 } => Remark::CodeSpent,
        Wrong::Guess { left } => Remark::CodeWrong(left),
    }
}

const fn of_identifier(why: NotAnIdentifier) -> Remark {
    match why {
        NotAnIdentifier::Missing => Remark::IdentifierMissing,
        NotAnIdentifier::Malformed => Remark::IdentifierMalformed,
    }
}

const fn of_weak(weak: Weak) -> Remark {
    match weak {
        Weak::Short => Remark::Account(Account::PasswordShort),
        Weak::Long => Remark::Account(Account::PasswordLong),
        Weak::Common => Remark::Account(Account::PasswordCommon),
        Weak::Own => Remark::Account(Account::PasswordOwn),
    }
}

const fn of_no_pin(why: NotAPin) -> Remark {
    match why {
        NotAPin::Missing => Remark::Family(Family::PinMissing),
        NotAPin::Malformed => Remark::Family(Family::PinMalformed),
    }
}

const fn of_weak_pin(weak: pin::Weak) -> Remark {
    Remark::Family(match weak {
        pin::Weak::NotAPin(NotAPin::Missing) => Family::NewPinMissing,
        pin::Weak::NotAPin(NotAPin::Malformed) => Family::NewPinMalformed,
        pin::Weak::Easy => Family::NewPinEasy,
        pin::Weak::Known => Family::NewPinKnown,
    })
}

const fn of_wrong_pin(wrong: pin::Wrong) -> (Remark, StatusCode) {
    match wrong {
        pin::Wrong::Guess { left } => {
            (Remark::Family(Family::PinWrong(left)), StatusCode::FORBIDDEN)
        }
        pin::Wrong::Paused(until) => {
            (Remark::Family(Family::PinPaused(until)), StatusCode::TOO_MANY_REQUESTS)
        }
        pin::Wrong::NeedsStaff => (Remark::Family(Family::PinBlocked), StatusCode::FORBIDDEN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::domain::Millis;

    fn weak_pin(weak: pin::Weak) -> Refusal {
        Refusal::PinWeak(weak)
    }

    #[test]
    fn every_refusal_of_a_person_has_its_message_and_status() {
        let at = Millis(5);
        let cases = [
            (Refusal::Identifier(NotAnIdentifier::Missing), Remark::IdentifierMissing, 422),
            (Refusal::Identifier(NotAnIdentifier::Malformed), Remark::IdentifierMalformed, 422),
            (Refusal::PasswordMissing, Remark::PasswordMissing, 422),
            (Refusal::Code(NotACode::Missing), Remark::CodeMissing, 422),
            (Refusal::Code(NotACode::Malformed), Remark::CodeMalformed, 422),
            (Refusal::Wrong(Wrong::Purpose), Remark::CodeExpired, 403),
            (Refusal::Wrong(Wrong::Expired), Remark::CodeExpired, 403),
            (Refusal::Wrong(Wrong::Used), Remark::CodeUsed, 403),
            (Refusal::Wrong(Wrong::TooMany), Remark::CodeSpent, 403),
            (Refusal::Wrong(Wrong::Guess { left: 0 }), Remark::CodeSpent, 403),
            (Refusal::Wrong(Wrong::Guess { left: 2 }), Remark::CodeWrong(2), 403),
            (Refusal::Paused(at), Remark::CodesPaused(at), 429),
            (Refusal::Limited(at), Remark::SendingLimit(at), 429),
            (Refusal::TooSoon(at), Remark::ResendTooSoon(at), 429),
            (Refusal::NoMoreSends, Remark::ResendNoMore, 429),
            (Refusal::NumberNotServed, Remark::NumberUnreachable, 422),
            (Refusal::NotServed, Remark::Account(Account::PhoneNotServed), 422),
            (Refusal::SameNumber, Remark::Account(Account::PhoneSame), 422),
            (Refusal::NeedsStaff, Remark::CodesBlocked, 403),
            (Refusal::NotReleased, Remark::ReportUnderReview, 403),
            (Refusal::Sealed, Remark::ReportSealed, 403),
            (Refusal::Weak(Weak::Short), Remark::Account(Account::PasswordShort), 422),
            (Refusal::Weak(Weak::Long), Remark::Account(Account::PasswordLong), 422),
            (Refusal::Weak(Weak::Common), Remark::Account(Account::PasswordCommon), 422),
            (Refusal::Weak(Weak::Own), Remark::Account(Account::PasswordOwn), 422),
            (Refusal::PasswordWrong, Remark::Account(Account::CurrentPasswordWrong), 403),
            (Refusal::NoticeNotAccepted, Remark::Account(Account::NoticeNotAccepted), 422),
            (Refusal::AlreadyActive, Remark::Account(Account::AlreadyActive), 403),
            (Refusal::Lapsed, Remark::Account(Account::ErrandOver), 403),
            (Refusal::NobodyChosen, Remark::PersonMissing, 422),
            (Refusal::Busy, Remark::Busy, 503),
        ];
        for (refusal, message, status) in cases {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(told(&refusal), Fate::Told(message, status), "{refusal:?}");
        }
    }

    #[test]
    fn refusals_in_families_have_theirs() {
        let at = Millis(5);
        let cases = [
            (Refusal::NotAPin(NotAPin::Missing), Remark::Family(Family::PinMissing), 422),
            (Refusal::NotAPin(NotAPin::Malformed), Remark::Family(Family::PinMalformed), 422),
            (pin::Wrong::Guess { left: 2 }.into(), Remark::Family(Family::PinWrong(2)), 403),
            (pin::Wrong::Paused(at).into(), Remark::Family(Family::PinPaused(at)), 429),
            (pin::Wrong::NeedsStaff.into(), Remark::Family(Family::PinBlocked), 403),
            (weak_pin(NotAPin::Missing.into()), Remark::Family(Family::NewPinMissing), 422),
            (weak_pin(NotAPin::Malformed.into()), Remark::Family(Family::NewPinMalformed), 422),
            (weak_pin(pin::Weak::Easy), Remark::Family(Family::NewPinEasy), 422),
            (weak_pin(pin::Weak::Known), Remark::Family(Family::NewPinKnown), 422),
            (Refusal::NotForGuardians, Remark::Family(Family::NotForGuardians), 403),
            (Refusal::GuardianshipOver, Remark::Family(Family::Over), 403),
            (Refusal::PinNeeded, Remark::Family(Family::PinNeeded), 403),
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
