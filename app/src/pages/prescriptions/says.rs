//! What is said of a prescription from outside.

use crate::{desk::Desk, words::Words};
use portal::{
    domain::dispense::{Left, Times},
    prescriptions::{Line, Part},
};

/// Which prescription.
pub(super) fn titled(desk: &Desk, line: &Line) -> String {
    desk.words.tell("prescriptions-one", [("date", desk.dates.day(line.at).into())])
}

/// How many medicines.
pub(super) fn medicines(words: Words, count: usize) -> String {
    words.tell("prescriptions-medicines", [("count", count.into())])
}

/// What may be collected now, or when, or why not.
pub(super) fn left(desk: &Desk, line: &Line) -> String {
    let words = desk.words;
    match (line.now(), line.parts.len(), line.from()) {
        (0, _, Some(from)) => {
            words.tell("prescriptions-from", [("date", desk.dates.day(from).into())])
        }
        (0, _, None) => words.say(ended(&line.parts)),
        (now, all, _) if now == all => words.say("prescriptions-now"),
        (now, all, _) => {
            words.tell("prescriptions-some-now", [("now", now.into()), ("all", all.into())])
        }
    }
}

/// Why nothing can be collected any more.
fn ended(parts: &[Part]) -> &'static str {
    let any = |left: Left| parts.iter().any(|part| part.left == left);
    match (any(Left::Expired), any(Left::Withdrawn)) {
        (true, _) => "prescriptions-expired",
        (false, true) => "prescriptions-withdrawn",
        (false, false) => "prescriptions-used-up",
    }
}

/// How often it may still be collected; none where that is the same as whether, or differs from medicine to medicine.
pub(super) fn times(desk: &Desk, line: &Line) -> Option<String> {
    let first = line.parts.first()?.times;
    let alike = line.parts.iter().all(|part| part.times == first);
    let Times { left, of, is_begun } = first;
    let key = match (alike && line.is_current(), is_begun, of) {
        (false, ..) | (true, false, 1) => return None,
        (true, true, _) => "prescriptions-times-begun",
        (true, false, _) => "prescriptions-times",
    };
    Some(desk.words.tell(key, [("left", left.into()), ("of", of.into())]))
}

/// Until when it can be collected; none where no end is told, or nothing can be any more.
pub(super) fn until(desk: &Desk, line: &Line) -> Option<String> {
    let open = || line.parts.iter().filter(|part| part.left.is_open()).map(|part| part.until);
    let first = open().flatten().min()?;
    let alike = open().all(|until| until == Some(first));
    let key = if alike { "prescriptions-until" } else { "prescriptions-until-some" };
    Some(desk.words.tell(key, [("date", desk.dates.day(first).into())]))
}

/// Everything that is said, as sentences behind each other.
pub(super) fn all(desk: &Desk, line: &Line) -> String {
    let parts = [
        Some(medicines(desk.words, line.parts.len())),
        Some(left(desk, line)),
        times(desk, line),
        until(desk, line),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::sample::{NOW, desk};
    use portal::domain::{Language, Millis, id::PrescriptionId};
    use std::time::Duration;

    const NOW_LEFT: Left = Left::Now { most: None, fills_after: 2 };

    fn part(left: Left, times: (u64, u64, bool)) -> Part {
        let (still, of, is_begun) = times;
        Part { left, times: Times { left: still, of, is_begun }, until: None }
    }

    fn ending(left: Left, hours: u64) -> Part {
        let until = Some(NOW.after(Duration::from_hours(hours)));
        Part { until, ..part(left, (1, 1, false)) }
    }

    fn said(parts: &[Part]) -> String {
        let id: PrescriptionId = "0195a000-0000-7000-8000-000000000001".parse().unwrap();
        all(&desk(Language::En), &Line { id, at: Millis(0), parts: parts.to_vec() })
    }

    #[test]
    fn what_is_left_is_told_without_saying_of_what() {
        let later = Left::From(NOW.after(Duration::from_hours(48)));
        let cases: [(&[Part], &str); 10] = [
            (&[part(NOW_LEFT, (1, 1, false))], "1 medicine · Can be collected now"),
            (
                &[part(NOW_LEFT, (2, 3, false))],
                "1 medicine · Can be collected now · 2 of 3 times left",
            ),
            (
                &[part(NOW_LEFT, (1, 1, true))],
                "1 medicine · Can be collected now · Some of it was collected, the rest is left",
            ),
            (
                &[part(NOW_LEFT, (2, 3, true))],
                "1 medicine · Can be collected now · 2 of 3 times left, one of them begun",
            ),
            (
                &[part(later, (2, 3, false))],
                "1 medicine · Can be collected from 14\u{a0}March 2026 · 2 of 3 times left",
            ),
            (
                &[part(NOW_LEFT, (1, 1, false)), part(Left::UsedUp, (0, 1, false))],
                "2 medicines · 1 of 2 medicines can be collected now",
            ),
            (&[part(Left::UsedUp, (0, 3, false))], "1 medicine · Everything was collected"),
            (&[part(Left::Expired, (2, 3, false))], "1 medicine · Can no longer be collected"),
            (&[part(Left::Withdrawn, (0, 1, false))], "1 medicine · The doctor stopped it"),
            (
                &[part(Left::UsedUp, (0, 1, false)), part(Left::Expired, (1, 1, false))],
                "2 medicines · Can no longer be collected",
            ),
        ];
        for (parts, says) in cases {
            assert_eq!(said(parts), says);
        }
    }

    #[test]
    fn when_its_time_is_over_is_told_before_it_is() {
        let cases: [(&[Part], &str); 5] = [
            (
                &[ending(NOW_LEFT, 48)],
                "1 medicine · Can be collected now · Until 14\u{a0}March 2026",
            ),
            (
                &[ending(NOW_LEFT, 48), ending(NOW_LEFT, 72)],
                "2 medicines · Can be collected now · Some of it only until 14\u{a0}March 2026",
            ),
            (
                &[ending(NOW_LEFT, 48), part(NOW_LEFT, (1, 1, false))],
                "2 medicines · Can be collected now · Some of it only until 14\u{a0}March 2026",
            ),
            // What is over in any case has no end that is still to come.
            (
                &[ending(Left::UsedUp, 24), ending(NOW_LEFT, 48)],
                "2 medicines · 1 of 2 medicines can be collected now · Until 14\u{a0}March 2026",
            ),
            (&[ending(Left::Expired, 0)], "1 medicine · Can no longer be collected"),
        ];
        for (parts, says) in cases {
            assert_eq!(said(parts), says);
        }
    }
}
