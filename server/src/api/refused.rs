//! What a refusal of a use case becomes.

use super::problem::{FAILED, Kind, NOT_FOUND, Problem, UNAVAILABLE, UNEXPECTED};
use axum::http::StatusCode as S;
use portal::{
    Portal, Refusal,
    domain::{Millis, challenge::Wrong, dispense::NotDispensed},
};

/// In how many seconds to come again when the database is away.
const AWAY: u64 = 5;

/// The problem that a refusal is.
pub(super) fn refused(portal: &Portal, refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::Store(error) if error.is_unavailable() => {
            tracing::error!(%error, "the database failed");
            Problem::from(UNAVAILABLE).again_after(AWAY)
        }
        Refusal::Store(_) | Refusal::Vault(_) | Refusal::Inner(_) => {
            tracing::error!(why = %refusal, "a request failed");
            FAILED.into()
        }
        Refusal::Busy => Problem::from(UNAVAILABLE).again_after(AWAY),
        Refusal::NotFound => NOT_FOUND.into(),
        Refusal::Paused(until) | Refusal::Limited(until) => {
            limited("too-many-requests", "A limit is reached", *until, portal.now())
        }
        Refusal::TooSoon(until) => {
            limited("too-soon", "The code may be sent again only later", *until, portal.now())
        }
        Refusal::Wrong(wrong) => of_code(*wrong),
        Refusal::NotDispensed(why) => of_amount(*why).into(),
        Refusal::UnderWay => {
            ("request-under-way", S::CONFLICT, "The same request is being done just now").into()
        }
        other => at_a_counter(other).into(),
    }
}

fn limited(name: &'static str, title: &'static str, until: Millis, now: Millis) -> Problem {
    let seconds = now.until(until).as_millis().div_ceil(1_000).max(1);
    let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
    Problem::from((name, S::TOO_MANY_REQUESTS, title)).again_after(seconds)
}

/// A code for another purpose is told like one that has ended, as on the pages.
fn of_code(wrong: Wrong) -> Problem {
    match wrong {
        Wrong::Purpose | Wrong::Expired => {
            ("code-ended", S::CONFLICT, "The code has ended; have it sent again").into()
        }
        Wrong::Used => ("code-used", S::CONFLICT, "The code was used").into(),
        Wrong::TooMany | Wrong::Guess { left: 0 } => {
            ("no-tries-left", S::FORBIDDEN, "There were too many wrong codes").into()
        }
        Wrong::Guess { left } => {
            let problem: Problem = ("wrong-code", S::FORBIDDEN, "The code is not right").into();
            problem.with_tries(left)
        }
    }
}

const fn of_amount(why: NotDispensed) -> Kind {
    match why {
        NotDispensed::TooMuch(_) => ("more-than-left", S::CONFLICT, "It is more than is left"),
        NotDispensed::AmountNeeded => {
            ("amount-needed", S::UNPROCESSABLE_ENTITY, "An amount is needed")
        }
        NotDispensed::NotCounted => {
            ("amount-not-counted", S::UNPROCESSABLE_ENTITY, "A fill is handed over whole")
        }
        NotDispensed::OtherUnit => {
            ("other-unit", S::UNPROCESSABLE_ENTITY, "It is prescribed in another unit")
        }
        NotDispensed::NotOpen(_) => {
            ("not-open-yet", S::CONFLICT, "The next repeat is not open yet")
        }
        NotDispensed::UsedUp => ("nothing-left", S::CONFLICT, "Nothing is left"),
        NotDispensed::NotYetValid(_) | NotDispensed::Expired | NotDispensed::Withdrawn => {
            ("not-valid", S::CONFLICT, "The prescription is not valid now")
        }
    }
}

const fn at_a_counter(refusal: &Refusal) -> Kind {
    match refusal {
        Refusal::PrescriptionNumber(_) => (
            "not-a-prescription-number",
            S::UNPROCESSABLE_ENTITY,
            "The number is mistyped; nothing was looked up",
        ),
        Refusal::Code(_) => {
            ("not-a-code", S::UNPROCESSABLE_ENTITY, "A code has six digits; no try was spent")
        }
        Refusal::NotAnAmount(_) => {
            ("not-an-amount", S::UNPROCESSABLE_ENTITY, "The amount is none above nought")
        }
        Refusal::NothingChosen => {
            ("nothing-chosen", S::UNPROCESSABLE_ENTITY, "Name each medicine once, and one at least")
        }
        Refusal::IdentityNeeded => (
            "identity-needed",
            S::UNPROCESSABLE_ENTITY,
            "An identity card that says who collects is needed",
        ),
        Refusal::CollectorNeeded => {
            ("collector-unknown", S::UNPROCESSABLE_ENTITY, "The patient did not name this person")
        }
        Refusal::KeyReused => (
            "idempotency-key-reused",
            S::UNPROCESSABLE_ENTITY,
            "The key was used for another request",
        ),
        Refusal::NoMoreSends => {
            ("no-more-sends", S::CONFLICT, "The code was sent as often as it may be")
        }
        Refusal::PatientRefused => ("patient-refused", S::CONFLICT, "The patient said no"),
        Refusal::PrescriptionChanged => {
            ("prescription-changed", S::CONFLICT, "It was changed; read it again")
        }
        Refusal::Sealed => ("not-let-in", S::CONFLICT, "The patient has not agreed yet"),
        Refusal::LookUpOver => ("look-up-over", S::CONFLICT, "The look-up is over"),
        _ => UNEXPECTED,
    }
}
