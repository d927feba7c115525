//! Whatever is asked for, and in whatever order: never more than was prescribed.

use super::{Allowance, Amount, DAY, Dispense, Fill, Left, allowing, quantity, sixty};
use crate::{Millis, clinical::FirstFill};
use jiff::tz::TimeZone;

/// A sequence that looks like chance and is the same each time (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Somebody who asks for anything at any time, and takes some of it back; what they have at the end, in thousandths.
fn greedy(allowance: &Allowance, dice: &mut Dice) -> u64 {
    let mut fills: Vec<Fill> = Vec::new();
    let mut at = Millis(0);
    for turn in 0..60 {
        at.0 += i64::try_from(dice.below(10)).unwrap() * DAY;
        let before = allowance.left(&fills, at, &TimeZone::UTC);
        let wanted = match (before, dice.below(2)) {
            (Left::Now { most, .. }, 0) => most,
            _ => Amount::of_thousandths(1 + dice.below(40_000)),
        };
        if allowance.check(&fills, wanted, at, &TimeZone::UTC).is_ok() {
            fills.push(Fill { amount: wanted, at });
            let Left::Now { most: Some(most), .. } = before else { panic!("{before:?}") };
            assert!(wanted.unwrap() <= most);
        }
        if !fills.is_empty() && turn < 30 && dice.below(3) == 0 {
            let undone = usize::try_from(dice.below(fills.len() as u64)).unwrap();
            fills.remove(undone);
        }
    }
    fills.iter().filter_map(|fill| fill.amount).map(Amount::thousandths).sum()
}

#[test]
fn nobody_gets_more_than_the_quantity_and_its_repeats() {
    let first = FirstFill { quantity: quantity("10", "tablet"), supply: quantity("7", "d") };
    let cases = [
        (sixty(), 180_000),
        (Dispense { interval: None, ..sixty() }, 180_000),
        (Dispense { repeats: 0, ..sixty() }, 60_000),
        (Dispense { quantity: quantity("2.5", "ml"), ..sixty() }, 7_500),
        (Dispense { first: Some(first), ..sixty() }, 130_000),
    ];
    let mut dice = Dice(7);
    let mut fullest = 0;
    for (dispense, most) in cases {
        let allowance = allowing(dispense);
        for _ in 0..300 {
            let taken = greedy(&allowance, &mut dice);
            assert!(taken <= most, "{taken} of {most}");
            fullest += u32::from(taken == most);
        }
    }
    assert!(fullest > 100, "hardly anybody came to the end: {fullest}");
}

#[test]
fn what_others_handed_out_beyond_a_fill_is_taken_off_those_after_it() {
    let allowance = allowing(Dispense { interval: None, ..sixty() });
    for thousandths in [1, 59_999, 60_000, 60_001, 119_999, 120_000, 150_000, 179_999, 180_000] {
        let fill = Fill { amount: Amount::of_thousandths(thousandths), at: Millis(0) };
        let rest = match allowance.left(&[fill], Millis(DAY), &TimeZone::UTC) {
            Left::Now { most: Some(most), fills_after } => {
                most.thousandths() + 60_000 * u64::from(fills_after)
            }
            Left::UsedUp => 0,
            other => panic!("{other:?}"),
        };
        assert_eq!(rest + thousandths, 180_000);
    }
    for beyond in [180_001, Amount::MOST.thousandths()] {
        let fill = Fill { amount: Amount::of_thousandths(beyond), at: Millis(0) };
        assert_eq!(allowance.left(&[fill], Millis(DAY), &TimeZone::UTC), Left::UsedUp);
        assert_eq!(allowance.times(&[fill]).left, 0);
    }
}
