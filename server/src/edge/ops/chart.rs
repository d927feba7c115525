//! The geometry of the charts: pure, so that it can be tested without a page.

use std::fmt::Write;

/// The width of a chart, in units of its drawing: small, so that words in it can be read on a phone.
pub(super) const WIDTH: f64 = 360.0;
/// How high it is.
pub(super) const HEIGHT: f64 = 210.0;
const LEFT: f64 = 50.0;
const RIGHT: f64 = 354.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 174.0;
/// How long a point is drawn that has no neighbours.
const ALONE: f64 = 6.0;

/// A line across, with its amount.
#[derive(Debug, PartialEq)]
pub(super) struct Tick {
    /// Where it lies.
    pub y: f64,
    /// What it stands for.
    pub amount: f64,
}

/// A piece of a column.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// The least round amount that is not below any of these: 1, 2 or 5 and noughts.
pub(super) fn ceiling(amounts: impl IntoIterator<Item = f64>) -> f64 {
    let most = amounts.into_iter().filter(|it| it.is_finite()).fold(0.0_f64, f64::max);
    let mut round = 1.0;
    while round < most && round < 1e15 {
        let next = [2.0, 5.0, 10.0].map(|factor| factor * round);
        match next.into_iter().find(|next| *next >= most) {
            Some(next) => return next,
            None => round *= 10.0,
        }
    }
    round
}

/// The lines across, at nought, half and all.
pub(super) fn ticks(most: f64) -> [Tick; 3] {
    [0.0, most / 2.0, most].map(|amount| Tick { y: height_of(amount, most), amount })
}

/// Where the middle of a step lies.
pub(super) fn middle(place: usize, steps: usize) -> f64 {
    LEFT + (index(place) + 0.5) * (RIGHT - LEFT) / index(steps.max(1))
}

/// The pieces of a column, one upon the other, the first the lowest.
pub(super) fn column<const N: usize>(
    place: usize,
    steps: usize,
    amounts: [f64; N],
    most: f64,
) -> [Piece; N] {
    let width = (RIGHT - LEFT) / index(steps.max(1)) * 0.7;
    let x = middle(place, steps) - width / 2.0;
    let mut below = 0.0;
    amounts.map(|amount| {
        let (foot, head) = (height_of(below, most), height_of(below + amount, most));
        below += amount;
        Piece { x, y: head, width, height: foot - head }
    })
}

/// The path of a line; where an amount is missing, it is broken.
pub(super) fn line(amounts: &[Option<f64>], most: f64) -> String {
    let mut path = String::new();
    let mut joined = false;
    for (place, amount) in amounts.iter().enumerate() {
        match amount {
            Some(amount) => {
                let (x, y) = (middle(place, amounts.len()), height_of(*amount, most));
                let goes_on = matches!(amounts.get(place + 1), Some(Some(_)));
                // Writing to a string cannot fail.
                let _ = match (joined, goes_on) {
                    (true, _) => write!(path, "L{x:.1} {y:.1}"),
                    (false, true) => write!(path, "M{x:.1} {y:.1}"),
                    // A point alone is a short line, or nobody would see it.
                    (false, false) => write!(path, "M{:.1} {y:.1}h{ALONE}", x - ALONE / 2.0),
                };
                joined = true;
            }
            None => joined = false,
        }
    }
    path
}

fn height_of(amount: f64, most: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * (amount / most).clamp(0.0, 1.0)
}

/// A small count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "no chart has 2^53 steps")]
const fn index(place: usize) -> f64 {
    place as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_amount() {
        for (most, end) in [(0.0, 1.0), (1.0, 1.0), (3.0, 5.0), (51.0, 100.0), (1_001.0, 2_000.0)] {
            assert!((ceiling([0.5, most, f64::NAN]) - end).abs() < 1e-9, "{most}");
        }
    }

    #[test]
    fn columns_stand_on_the_ground_and_their_pieces_on_each_other() {
        let [low, high] = column(0, 4, [2.0, 3.0], 10.0);
        assert!((low.y + low.height - BOTTOM).abs() < 0.01, "{low:?}");
        assert!((high.y + high.height - low.y).abs() < 0.01, "{high:?}");
        assert!((high.height / low.height - 1.5).abs() < 0.01);
        let [last] = column(3, 4, [20.0], 10.0);
        assert!(last.x + last.width <= RIGHT && (last.y - TOP).abs() < 0.01, "{last:?}");
    }

    #[test]
    fn a_line_breaks_where_nothing_is_known() {
        let path = line(&[Some(1.0), None, Some(0.0), Some(1.0)], 1.0);
        assert_eq!(path, "M85.0 14.0h6M240.0 174.0L316.0 14.0");
        assert_eq!(line(&[None], 1.0), "");
        let [nought, half, all] = ticks(4.0);
        assert!(nought.y > half.y && half.y > all.y && (all.amount - 4.0).abs() < 1e-9);
    }
}
