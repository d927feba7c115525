//! Who may act for whom, and until when.

use crate::{Millis, day::Day};
use std::time::Duration;

/// With how many years somebody is of age (Majority Act 1875 of India, section 3).
const OF_AGE: i64 = 18;

/// The longest term for somebody who is no child: a year, and the rest of its last day. It can be named anew after that.
pub const LONGEST: Duration = Duration::from_hours(24 * 367);

/// How many milliseconds after a day has begun in Greenwich it begins in some place: from 14 hours before to 12 hours after.
const ZONES: std::ops::RangeInclusive<i64> = -50_400_000..=43_200_000;

/// Why somebody has a guardian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// They are a child.
    Child,
    /// They are ill.
    Illness,
    /// They have a disability.
    Disability,
    /// A court appointed the guardian.
    Court,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Child, Self::Illness, Self::Disability, Self::Court];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Illness => "illness",
            Self::Disability => "disability",
            Self::Court => "court",
        }
    }

    /// The reason of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// Why somebody may not become a guardian for as long as was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoTerm {
    /// The end lies in the past.
    #[error("the end lies in the past")]
    Past,
    /// A child's guardian is one until the eighteenth birthday at the longest.
    #[error("a child's guardian acts for them until they are eighteen at the longest")]
    PastEighteen,
    /// For somebody who is no child, a year is the longest.
    #[error(
        "for somebody who is no child, a year is the longest: name the guardian again after that"
    )]
    TooLong,
    /// Whoever is of age, or of whom no birth date is known, needs an end and a reason that is not their age.
    #[error("somebody who is of age, or whose birth date is not known, needs an end and a reason")]
    NoChild,
}

/// The day on which somebody is eighteen: for who was born on 29 February the first of March, when the eighteen years are
/// full. Where a clinic knows the year alone, or the year and the month, the first day that it could be.
#[must_use]
pub fn of_age(on_file: &str) -> Option<Day> {
    let born = match on_file.len() {
        4 => Day::parse(&format!("{on_file}-01-01")),
        7 => Day::parse(&format!("{on_file}-01")),
        _ => Day::parse(on_file),
    };
    let (year, month, day) = born?.parts();
    Day::of(year + OF_AGE, month, day).or_else(|| Day::of(year + OF_AGE, month + 1, 1))
}

/// When a guardianship ends, and why it is one: `of_age` is when the other is of age, where that is known, and `until` and
/// `reason` are what the clinic asks for.
///
/// # Errors
/// [`NoTerm`] when it may not be.
pub fn term(
    of_age: Option<Millis>,
    until: Option<Millis>,
    reason: Option<Reason>,
    now: Millis,
) -> Result<(Millis, Reason), NoTerm> {
    let reason = reason.filter(|reason| *reason != Reason::Child);
    let (end, reason) = match (of_age.filter(|at| now < *at), until, reason) {
        (Some(birthday), until, _) if until.is_some_and(|until| birthday < until) => {
            return Err(NoTerm::PastEighteen);
        }
        (Some(birthday), until, reason) => {
            (until.unwrap_or(birthday), reason.unwrap_or(Reason::Child))
        }
        (None, Some(until), Some(_)) if now.after(LONGEST) < until => return Err(NoTerm::TooLong),
        (None, Some(until), Some(reason)) => (until, reason),
        (None, ..) => return Err(NoTerm::NoChild),
    };
    if now < end { Ok((end, reason)) } else { Err(NoTerm::Past) }
}

/// When a child's guardianship ends once another birth date is on file, by when it was to end and the days on which the child is
/// of age by the former and by the present one: on the birthday if it ended on that, and never after it. The day begins as
/// long before or after its beginning in Greenwich as the former one did.
#[must_use]
pub fn moved(ends_at: Millis, former: Option<Day>, present: Day) -> Millis {
    let zone = former.map_or(0, |day| ends_at.0 - day.in_utc().0);
    // What does not end when the day begins somewhere was chosen.
    let on_birthday = former.is_some() && ZONES.contains(&zone);
    let birthday = Millis(present.in_utc().0 + if on_birthday { zone } else { 0 });
    if on_birthday { birthday } else { ends_at.min(birthday) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_of_age_on_the_eighteenth_birthday() {
        let cases = [
            ("2008-11-22", Some((2026, 11, 22))),
            ("2008-02-28", Some((2026, 2, 28))),
            ("2008-02-29", Some((2026, 3, 1))),
            ("2012-02-29", Some((2030, 3, 1))),
            ("2008-12-31", Some((2026, 12, 31))),
            ("2008-12", Some((2026, 12, 1))),
            ("2008", Some((2026, 1, 1))),
            ("2007-02-29", None),
            ("", None),
            ("unknown", None),
        ];
        for (born, expected) in cases {
            assert_eq!(of_age(born).map(Day::parts), expected, "{born}");
        }
    }

    #[test]
    fn a_guardianship_ends_with_childhood_or_when_the_clinic_says() {
        use Reason::{Child, Court, Illness};
        let (now, at) = (Millis(100), |n| Some(Millis(n)));
        let cases = [
            (at(500), None, None, Ok((500, Child))),
            (at(500), at(300), None, Ok((300, Child))),
            (at(500), at(500), None, Ok((500, Child))),
            (at(500), at(501), None, Err(NoTerm::PastEighteen)),
            (at(500), at(501), Some(Court), Err(NoTerm::PastEighteen)),
            (at(500), at(300), Some(Court), Ok((300, Court))),
            (at(500), at(100), None, Err(NoTerm::Past)),
            (at(101), None, None, Ok((101, Child))),
            // Of age since this very moment.
            (at(100), None, None, Err(NoTerm::NoChild)),
            (at(50), at(300), None, Err(NoTerm::NoChild)),
            (at(50), None, Some(Illness), Err(NoTerm::NoChild)),
            (at(50), at(300), Some(Child), Err(NoTerm::NoChild)),
            (at(50), at(300), Some(Illness), Ok((300, Illness))),
            (at(50), at(99), Some(Illness), Err(NoTerm::Past)),
            (None, None, None, Err(NoTerm::NoChild)),
            (None, at(300), Some(Illness), Ok((300, Illness))),
        ];
        for (of_age, until, reason, expected) in cases {
            let expected = expected.map(|(end, reason)| (Millis(end), reason));
            let seen = term(of_age, until, reason, now);
            assert_eq!(seen, expected, "{of_age:?} {until:?} {reason:?}");
        }
    }

    #[test]
    fn whoever_is_no_child_has_a_guardian_for_a_year_at_the_longest() {
        let now = Millis(100);
        let longest = now.after(LONGEST);
        let asked = |until| term(None, Some(until), Some(Reason::Illness), now);
        assert_eq!(asked(longest), Ok((longest, Reason::Illness)));
        assert_eq!(asked(Millis(longest.0 + 1)), Err(NoTerm::TooLong));
        let child = term(Some(Millis(longest.0 + 9)), None, None, now);
        assert_eq!(child, Ok((Millis(longest.0 + 9), Reason::Child)));
    }

    #[test]
    fn another_birth_date_moves_the_end() {
        let day = |text| Day::parse(text).unwrap();
        let in_india = |text| Millis(day(text).in_utc().0 - 19_800_000);
        let (former, later, earlier) = ("2030-07-04", "2031-07-04", "2029-07-04");
        for moved_to in [later, earlier] {
            let ends_at = moved(in_india(former), Some(day(former)), day(moved_to));
            assert_eq!(ends_at, in_india(moved_to));
        }
        // The clinic chose an earlier end.
        let chosen = in_india("2029-12-31");
        assert_eq!(moved(chosen, Some(day(former)), day(later)), chosen);
        assert_eq!(moved(chosen, Some(day(former)), day(earlier)), day(earlier).in_utc());
        assert_eq!(moved(chosen, None, day(later)), chosen);
    }

    #[test]
    fn a_reason_is_known_by_its_name() {
        for reason in Reason::ALL {
            assert_eq!(Reason::of_name(reason.name()), Some(reason));
        }
        assert_eq!(Reason::of_name("because"), None);
    }
}
