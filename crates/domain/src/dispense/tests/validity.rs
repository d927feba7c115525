//! From when until when.

use super::{super::Validity, Dispense, Left, allowing, now, sixty};
use crate::Millis;
use jiff::{Timestamp, tz::TimeZone};

fn at(text: &str) -> Millis {
    Millis(text.parse::<Timestamp>().unwrap().as_millisecond())
}

fn between(from: Option<&str>, until: Option<&str>) -> Dispense {
    let (valid_from, valid_until) = (from.map(ToOwned::to_owned), until.map(ToOwned::to_owned));
    Dispense { valid_from, valid_until, ..sixty() }
}

#[test]
fn days_months_and_years_begin_and_end_where_the_clinic_is() {
    let zone = TimeZone::get("Asia/Kolkata").unwrap();
    let cases = [
        ("2026-03-05", "2026-03-04T18:30:00Z", "2026-03-05T18:30:00Z"),
        ("2026-12", "2026-11-30T18:30:00Z", "2026-12-31T18:30:00Z"),
        ("2028-02", "2028-01-31T18:30:00Z", "2028-02-29T18:30:00Z"),
        ("2026", "2025-12-31T18:30:00Z", "2026-12-31T18:30:00Z"),
        ("2026-03-05T10:00:00+05:30", "2026-03-05T04:30:00Z", "2026-03-05T04:30:01Z"),
        ("2026-03-05T10:00:00.250Z", "2026-03-05T10:00:00.250Z", "2026-03-05T10:00:00.251Z"),
    ];
    for (text, from, until) in cases {
        let validity = Validity::of(&between(Some(text), Some(text)), &zone);
        assert_eq!(validity.from, Some(at(from)), "{text}");
        assert_eq!(validity.until, Some(at(until)), "{text}");
    }
    assert_eq!(Validity::of(&between(None, None), &zone), Validity::default());
    for never in ["9999-12-31", "9999"] {
        let until = Validity::of(&between(None, Some(never)), &zone).until;
        assert_eq!(until, Some(Millis(i64::MAX)));
    }
}

#[test]
fn a_day_on_which_the_clocks_change_is_as_long_as_it_is() {
    let zone = TimeZone::get("Europe/London").unwrap();
    let day = Some("2026-03-29");
    let Validity { from, until } = Validity::of(&between(day, day), &zone);
    assert_eq!(until.unwrap().0 - from.unwrap().0, 23 * 3_600_000);
}

#[test]
fn nothing_is_handed_out_before_or_after_or_where_the_bounds_cannot_be_read() {
    let zone = TimeZone::get("Asia/Kolkata").unwrap();
    let march = allowing(between(Some("2026-03-05"), Some("2026-04-05")));
    let (from, until) = (at("2026-03-04T18:30:00Z"), at("2026-04-05T18:30:00Z"));
    let cases = [
        (Millis(from.0 - 1), Left::NotYetValid(from)),
        (from, now(Some("60"), 2)),
        (Millis(until.0 - 1), now(Some("60"), 2)),
        (until, Left::Expired),
    ];
    for (moment, expected) in cases {
        assert_eq!(march.left(&[], moment, &zone), expected);
    }
    for (from, until) in [
        (Some("soon"), None),
        (None, Some("2026-02-30")),
        (None, Some("20260310")),
        (None, Some("2026-3-10")),
        (Some("2026-03-05T10:00:00"), None),
    ] {
        let allowance = allowing(between(from, until));
        assert_eq!(allowance.left(&[], at("2026-03-10T00:00:00Z"), &zone), Left::Expired);
    }
}

#[test]
fn what_would_open_after_the_end_never_opens() {
    let allowance = allowing(between(None, Some("2026-03-20")));
    let taken = super::Fill { amount: super::amount("60"), at: at("2026-03-01T10:00:00Z") };
    let left = |moment: &str| allowance.left(&[taken], at(moment), &TimeZone::UTC);
    assert_eq!(left("2026-03-02T10:00:00Z"), Left::UsedUp);
    assert_eq!(left("2026-03-21T10:00:00Z"), Left::Expired);
}

#[test]
fn the_last_moment_is_told_where_there_is_one() {
    let zone = TimeZone::get("Asia/Kolkata").unwrap();
    let last = |until| allowing(between(None, until)).last(&zone);
    assert_eq!(last(Some("2026-04-05")), Some(at("2026-04-05T18:29:59.999Z")));
    for none in [None, Some("9999-12-31"), Some("2026-02-30")] {
        assert_eq!(last(none), None, "{none:?}");
    }
}
