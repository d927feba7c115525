//! Fills, in parts and again.

use super::{
    super::{NotDispensed, Times},
    Allowance, DAY, Dispense, Fill, Holds, Left, Taken, allowing, amount, fills, left, now,
    prescription, quantity, sixty,
};
use crate::{
    Millis,
    clinical::{Agreed, Collector, Dispensing, FirstFill, Handover, Status},
};
use jiff::tz::TimeZone;

type Case<'a> = (Taken<'a>, i64, Left);

#[track_caller]
fn are_left(allowance: &Allowance, cases: &[Case<'_>]) {
    for (ledger, day, expected) in cases {
        let ledger = fills(ledger);
        assert_eq!(left(allowance, &ledger, *day), *expected, "{ledger:?} on day {day}");
        let backwards: Vec<Fill> = ledger.iter().rev().copied().collect();
        assert_eq!(left(allowance, &backwards, *day), *expected, "the order does not matter");
    }
}

#[test]
fn a_repeat_opens_when_the_one_before_is_complete_and_the_interval_is_over() {
    let day = |day: i64| Millis(day * DAY);
    are_left(
        &allowing(sixty()),
        &[
            (&[], 0, now(Some("60"), 2)),
            (&[(Some("20"), 0)], 0, now(Some("40"), 2)),
            (&[(Some("20"), 0), (Some("39.5"), 40)], 50, now(Some("0.5"), 2)),
            (&[(Some("60"), 0)], 29, Left::From(day(30))),
            (&[(Some("60"), 0)], 30, now(Some("60"), 1)),
            (&[(Some("20"), 0), (Some("40"), 10)], 29, Left::From(day(30))),
            (&[(Some("20"), 0), (Some("40"), 10)], 30, now(Some("60"), 1)),
            (&[(Some("20"), 0), (Some("40"), 45)], 45, now(Some("60"), 1)),
            (&[(Some("60"), 0), (Some("60"), 30)], 59, Left::From(day(60))),
            (&[(Some("60"), 0), (Some("60"), 30)], 60, now(Some("60"), 0)),
            (&[(Some("60"), 0), (Some("60"), 30), (Some("60"), 60)], 999, Left::UsedUp),
            (&[(None, 0)], 29, Left::From(day(30))),
            (&[(Some("20"), 0), (None, 1)], 30, now(Some("60"), 1)),
        ],
    );
}

#[test]
fn without_an_interval_a_repeat_opens_at_once_and_without_a_quantity_fills_are_whole() {
    let open = Dispense { interval: None, ..sixty() };
    are_left(&allowing(open.clone()), &[(&[(Some("60"), 0)], 0, now(Some("60"), 1))]);
    let whole = Dispense { quantity: None, ..open };
    are_left(
        &allowing(whole),
        &[
            (&[], 0, now(None, 2)),
            (&[(None, 0)], 0, now(None, 1)),
            (&[(None, 0), (Some("5"), 1)], 1, now(None, 0)),
            (&[(None, 0), (None, 0), (None, 0)], 1, Left::UsedUp),
        ],
    );
    are_left(
        &Allowance::of(&prescription(None)),
        &[(&[], 0, now(None, 0)), (&[(None, 0)], 0, Left::UsedUp)],
    );
}

#[test]
fn the_first_fill_may_be_another_and_last_another_time() {
    let first = FirstFill { quantity: quantity("14", "tablet"), supply: quantity("1", "wk") };
    are_left(
        &allowing(Dispense { first: Some(first), ..sixty() }),
        &[
            (&[], 0, now(Some("14"), 2)),
            (&[(Some("14"), 0)], 6, Left::From(Millis(7 * DAY))),
            (&[(Some("14"), 0)], 7, now(Some("60"), 1)),
            (&[(Some("14"), 0), (Some("60"), 7)], 36, Left::From(Millis(37 * DAY))),
        ],
    );
}

#[test]
fn a_quantity_that_cannot_be_counted_is_handed_out_whole_and_none_not_at_all() {
    let of = |text: &str| allowing(Dispense { quantity: quantity(text, "ml"), ..sixty() });
    for text in ["0", "-3", "0.000"] {
        are_left(&of(text), &[(&[], 0, Left::UsedUp)]);
    }
    for text in ["0.0001", "1e9"] {
        are_left(&of(text), &[(&[], 0, now(None, 2))]);
    }
    let mut bounded = sixty();
    if let Some(quantity) = &mut bounded.quantity {
        quantity.comparator = Some("<=".into());
    }
    are_left(&allowing(bounded), &[(&[], 0, now(None, 2))]);
}

#[test]
fn a_repeat_opens_with_its_day_where_the_clinic_is() {
    let allowance = allowing(sixty());
    let zone = TimeZone::get("Asia/Kolkata").unwrap();
    // At 23:45 of the first day in India.
    let taken = Fill { amount: amount("60"), at: Millis(DAY * 3 / 4 + 900_000) };
    let opens = Millis(30 * DAY - DAY * 11 / 48);
    let open = |at| allowance.left(&[taken], at, &zone);
    assert_eq!(open(Millis(opens.0 - 1)), Left::From(opens));
    assert_eq!(open(opens), now(Some("60"), 1));
    let hours = allowing(Dispense { interval: quantity("12", "hours"), ..sixty() });
    let opens = Millis(taken.at.0 + DAY / 2);
    assert_eq!(hours.left(&[taken], Millis(opens.0 - 1), &zone), Left::From(opens));
}

#[test]
fn only_what_is_active_holds() {
    let cases = [
        ("active", Status::Final, Holds::Yes),
        ("completed", Status::Final, Holds::Completed),
        ("on-hold", Status::Final, Holds::No),
        ("stopped", Status::Withdrawn, Holds::No),
        ("cancelled", Status::Withdrawn, Holds::No),
        ("active", Status::Withdrawn, Holds::No),
        ("draft", Status::UnderReview, Holds::No),
        ("unheard-of", Status::Final, Holds::No),
    ];
    for (word, status, holds) in cases {
        let mut written = prescription(Some(sixty()));
        (written.fhir_status, written.status) = (word.to_owned(), status);
        let allowance = Allowance::of(&written);
        assert_eq!(allowance.holds, holds, "{word}");
        let expected = match holds {
            Holds::Yes => now(Some("60"), 2),
            Holds::Completed => Left::UsedUp,
            Holds::No => Left::Withdrawn,
        };
        assert_eq!(left(&allowance, &[], 0), expected);
        assert_eq!(allowance.times(&[]).left, if holds == Holds::Yes { 3 } else { 0 });
    }
}

#[test]
fn how_often_is_told_without_a_name() {
    let allowance = allowing(sixty());
    let cases: [(Taken<'_>, Times); 4] = [
        (&[], Times { left: 3, of: 3, is_begun: false }),
        (&[(Some("1"), 0)], Times { left: 3, of: 3, is_begun: true }),
        (&[(Some("60"), 0)], Times { left: 2, of: 3, is_begun: false }),
        (&[(None, 0), (None, 0), (None, 0), (None, 0)], Times { left: 0, of: 3, is_begun: false }),
    ];
    for (ledger, times) in cases {
        assert_eq!(allowance.times(&fills(ledger)), times);
    }
    let kept = serde_json::to_string(&Allowance::of(&prescription(Some(sixty())))).unwrap();
    assert!(!kept.contains("Metformin") && !kept.contains("MET500"), "{kept}");
    let most = allowing(Dispense { repeats: u32::MAX, ..sixty() });
    assert_eq!(most.times(&[]).of, u64::from(u32::MAX) + 1);
}

#[test]
fn never_more_than_is_left_and_only_in_its_unit() {
    let allowance = allowing(sixty());
    let check = |ledger: Taken<'_>, wanted: Option<&str>| {
        let wanted = wanted.and_then(amount);
        allowance.check(&fills(ledger), wanted, Millis(DAY), &TimeZone::UTC)
    };
    assert_eq!(check(&[], Some("60")), Ok(()));
    assert_eq!(check(&[], Some("60.001")), Err(NotDispensed::TooMuch(amount("60").unwrap())));
    assert_eq!(check(&[(Some("59.5"), 0)], Some("0.5")), Ok(()));
    assert_eq!(check(&[], None), Err(NotDispensed::AmountNeeded));
    assert_eq!(check(&[(None, 0)], Some("1")), Err(NotDispensed::NotOpen(Millis(30 * DAY))));
    let whole = Left::Now { most: None, fills_after: 0 };
    assert_eq!(whole.check(amount("1")), Err(NotDispensed::NotCounted));
    assert_eq!(whole.check(None), Ok(()));
    assert_eq!(allowance.unit(), Some("tablet"));
    for (unit, is) in [("tablet", true), ("Tablet ", true), ("tablets", false), ("ml", false)] {
        assert_eq!(allowance.check_unit(unit).is_ok(), is, "{unit}");
    }
}

#[test]
fn a_dispensing_counts_unless_it_was_undone_and_whole_in_another_unit() {
    let of = |amount, handover| Dispensing {
        prescription: None,
        source: None,
        medicine: "Metformin".into(),
        code: None,
        amount,
        supply: None,
        pharmacy: None,
        handed_over_by: None,
        collector: Some(Collector::Patient),
        identity: None,
        agreed: Some(Agreed::Code),
        substituted: None,
        handed_over_at: Some(Millis(5)),
        handover,
    };
    let cases = [
        (quantity("20", "tablet"), Handover::Completed, Some(amount("20"))),
        (quantity("20", "TABLET"), Handover::Completed, Some(amount("20"))),
        (quantity("20", "strip"), Handover::Completed, Some(None)),
        (quantity("0", "tablet"), Handover::Completed, Some(None)),
        (None, Handover::Completed, Some(None)),
        (quantity("20", "tablet"), Handover::EnteredInError, None),
    ];
    let mut bounded = quantity("20", "tablet");
    if let Some(quantity) = &mut bounded {
        quantity.comparator = Some("<".into());
    }
    let cases = cases.into_iter().chain([(bounded, Handover::Completed, Some(None))]);
    for (quantity, handover, expected) in cases {
        let fill = Fill::of(&of(quantity, handover), &allowing(sixty()));
        assert_eq!(fill, expected.map(|amount| Fill { amount, at: Millis(5) }));
    }
}
