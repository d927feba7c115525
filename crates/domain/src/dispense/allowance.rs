//! What a prescription allows, without saying of which medicine.

use super::{
    amount::{Amount, NotAnAmount},
    course::{Course, Fill, Times},
    left::{Left, NotDispensed},
    validity::{Validity, day_of},
};
use crate::{
    Millis,
    clinical::{Dispense, Prescription, Quantity, Status},
};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// From this span on, a repeat opens with its day and not at the minute of the one before.
const DAY: Duration = Duration::from_hours(24);

/// What may be handed out by a prescription. It names no medicine, and can be kept beside the sealed prescription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Whether the prescription holds.
    pub holds: Holds,
    /// How much and how often; without it, one whole fill.
    pub dispense: Dispense,
}

/// Whether a prescription holds (FHIR R4 `MedicationRequest.status`, folded).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// It does (`active`).
    Yes,
    /// All of it was done (`completed`).
    Completed,
    /// It was stopped or waits for its prescriber (`on-hold`, `stopped`, `cancelled`, `draft` and the others).
    No,
}

/// How much a fill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// So much.
    Amount(Amount),
    /// Whatever the prescription says in words: it is handed out whole.
    Whole,
    /// Nothing at all.
    Nothing,
}

impl Allowance {
    /// What a prescription allows.
    #[must_use]
    pub fn of(prescription: &Prescription) -> Self {
        let holds = match (prescription.status, prescription.fhir_status.as_str()) {
            (Status::Final | Status::Amended, "active") => Holds::Yes,
            (Status::Final | Status::Amended, "completed") => Holds::Completed,
            _ => Holds::No,
        };
        Self { holds, dispense: prescription.dispense.clone().unwrap_or_default() }
    }

    /// What is left at `now` after these fills, in any order; those that were undone are left out of them. Days begin when
    /// they do in `zone`.
    #[must_use]
    pub fn left(&self, fills: &[Fill], now: Millis, zone: &TimeZone) -> Left {
        let course = Course::of(self, fills);
        let Validity { from, until } = Validity::of(&self.dispense, zone);
        let opens = self.opens(course, zone);
        // What opens when it is over never opens.
        let never = opens.zip(until).is_some_and(|(opens, until)| until <= opens);
        match (self.holds, self.size(course.done)) {
            (Holds::No, _) => Left::Withdrawn,
            (Holds::Completed, _) | (Holds::Yes, Size::Nothing) => Left::UsedUp,
            _ if course.done >= self.fills() => Left::UsedUp,
            _ if until.is_some_and(|until| until <= now) => Left::Expired,
            _ if never => Left::UsedUp,
            (Holds::Yes, size) => match (from, opens) {
                (Some(from), _) if now < from => Left::NotYetValid(from),
                (_, Some(opens)) if now < opens => Left::From(opens),
                _ => Left::Now { most: course.most(size), fills_after: self.fills_after(course) },
            },
        }
    }

    /// Whether so much may be handed out now; `wanted` is none for a whole fill of what is not counted.
    ///
    /// # Errors
    /// [`NotDispensed`] says why not.
    pub fn check(
        &self,
        fills: &[Fill],
        wanted: Option<Amount>,
        now: Millis,
        zone: &TimeZone,
    ) -> Result<(), NotDispensed> {
        self.left(fills, now, zone).check(wanted)
    }

    /// How often it may be had, and how often still, whatever the day.
    #[must_use]
    pub fn times(&self, fills: &[Fill]) -> Times {
        let course = Course::of(self, fills);
        let of = self.fills();
        let left = match self.holds {
            Holds::Yes => of.saturating_sub(course.done),
            Holds::Completed | Holds::No => 0,
        };
        Times { left, of, is_begun: left > 0 && course.given > 0 }
    }

    /// The last moment at which it may be dispensed by; none where no end is told, or none that can be read.
    #[must_use]
    pub fn last(&self, zone: &TimeZone) -> Option<Millis> {
        let until = Validity::of(&self.dispense, zone).until?;
        (Millis(i64::MIN) < until && until < Millis(i64::MAX)).then(|| Millis(until.0 - 1))
    }

    /// The unit in which amounts are counted, as it is to be shown; none where none is told, or fills are not counted.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        let quantity = self.counted()?;
        quantity.unit.as_deref().or(quantity.unit_code.as_deref())
    }

    /// Whether somebody who names this unit means the prescription's: its code, or its word in any case.
    ///
    /// # Errors
    /// [`NotDispensed::OtherUnit`] when it is another.
    pub fn check_unit(&self, unit: &str) -> Result<(), NotDispensed> {
        let quantity = self.counted();
        let code = quantity.and_then(|it| it.unit_code.as_deref());
        let word = quantity.and_then(|it| it.unit.as_deref());
        let same = code == Some(unit)
            || word.is_some_and(|word| word.to_lowercase() == unit.trim().to_lowercase());
        same.then_some(()).ok_or(NotDispensed::OtherUnit)
    }

    /// How many fills there are in all.
    fn fills(&self) -> u64 {
        u64::from(self.dispense.repeats) + 1
    }

    fn fills_after(&self, course: Course) -> u32 {
        let after = self.fills().saturating_sub(course.done).saturating_sub(1);
        u32::try_from(after).unwrap_or(u32::MAX)
    }

    /// How much the fill after so many is.
    pub(super) fn size(&self, done: u64) -> Size {
        let first = self.dispense.first.as_ref().and_then(|first| first.quantity.as_ref());
        let first = first.filter(|_| done == 0);
        size(first.or(self.dispense.quantity.as_ref()))
    }

    /// When the present fill opens, where it had to wait for the one before.
    fn opens(&self, course: Course, zone: &TimeZone) -> Option<Millis> {
        let begun = course.begun_at.filter(|_| course.given == 0)?;
        let first = self.dispense.first.as_ref().and_then(|first| first.supply.as_ref());
        let first = first.filter(|_| course.done == 1).and_then(Quantity::lasts);
        let interval = || self.dispense.interval.as_ref().and_then(Quantity::lasts);
        let wait = first.or_else(interval)?;
        let opens = begun.after(wait);
        Some(if wait >= DAY { day_of(opens, zone) } else { opens })
    }

    /// The quantity by which fills are counted.
    fn counted(&self) -> Option<&Quantity> {
        let first = self.dispense.first.as_ref().and_then(|first| first.quantity.as_ref());
        let quantity = self.dispense.quantity.as_ref().or(first);
        quantity.filter(|quantity| matches!(size(Some(*quantity)), Size::Amount(_)))
    }
}

/// A quantity that is only bounded (`<`), or is finer than what is counted, is handed out whole.
fn size(quantity: Option<&Quantity>) -> Size {
    let Some(quantity) = quantity.filter(|it| it.comparator.is_none()) else { return Size::Whole };
    match Amount::of_decimal(&quantity.value) {
        Ok(amount) => Size::Amount(amount),
        Err(NotAnAmount::Zero | NotAnAmount::Negative) => Size::Nothing,
        Err(_) => Size::Whole,
    }
}
