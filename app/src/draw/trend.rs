//! The line of an analyte over time, on a drawing of 340 by 170 units.

use super::{Bounds, Side};
use portal::domain::Millis;

/// The drawing's size.
pub(crate) const WIDTH: f64 = 340.0;
/// The drawing's size.
pub(crate) const HEIGHT: f64 = 170.0;
/// Where the picture begins and ends; numbers stand left of it, dates below.
pub(crate) const LEFT: f64 = 44.0;
/// Where the picture ends.
pub(crate) const RIGHT: f64 = WIDTH - 10.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = HEIGHT - 28.0;
/// The first and the last point stand clear of the picture's edges.
const FIRST: f64 = LEFT + 6.0;
const LAST: f64 = RIGHT - 14.0;

/// A trend, in units of its drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart {
    /// The band of what is usual: its upper edge and its height.
    pub band: Option<(f64, f64)>,
    /// The drawn bounds: how high, and which amount.
    pub edges: Vec<(f64, f64)>,
    /// The points, oldest first.
    pub points: Vec<Dot>,
}

/// One point of a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    pub x: f64,
    pub y: f64,
    /// Where its value lies.
    pub side: Side,
}

/// The chart of these values, oldest first; none where there are none, or one is no number.
pub(crate) fn chart(values: &[(Millis, f64)], bounds: Option<Bounds>) -> Option<Chart> {
    let ((begin, _), (end, _)) = (*values.first()?, *values.last()?);
    let (least, most) = scale(values, bounds)?;
    let span = begin.until(end).as_secs_f64();
    let height = |value: f64| TOP + (BOTTOM - TOP) * (1.0 - (value - least) / (most - least));
    let across = |at: Millis| match span {
        span if span > 0.0 => FIRST + (LAST - FIRST) * begin.until(at).as_secs_f64() / span,
        _ => LAST,
    };
    let dot = |(at, value): &(Millis, f64)| Dot {
        x: across(*at),
        y: height(*value),
        side: bounds.map_or(Side::Within, |bounds| bounds.side(*value)),
    };
    Some(Chart {
        band: bounds.map(|bounds| {
            let top = bounds.high().map_or(TOP, height);
            (top, bounds.low().map_or(BOTTOM, height) - top)
        }),
        edges: bounds
            .into_iter()
            .flat_map(|bounds| [bounds.high(), bounds.low()])
            .flatten()
            .map(|bound| (height(bound), bound))
            .collect(),
        points: values.iter().map(dot).collect(),
    })
}

/// What the picture spans: every value and every bound, with a margin.
fn scale(values: &[(Millis, f64)], bounds: Option<Bounds>) -> Option<(f64, f64)> {
    let drawn = bounds.into_iter().flat_map(|bounds| [bounds.low(), bounds.high()]).flatten();
    let all: Vec<f64> = values.iter().map(|(_, value)| *value).chain(drawn).collect();
    if !all.iter().all(|value| value.is_finite()) {
        return None;
    }
    let least = all.iter().copied().reduce(f64::min)?;
    let most = all.iter().copied().reduce(f64::max)?;
    let margin = match (most - least) * 0.18 {
        margin if margin > 0.0 && margin.is_finite() => margin,
        _ => 1.0_f64.max(most.abs() * 0.18),
    };
    let (least, most) = (least - margin, most + margin);
    (most - least).is_finite().then_some((least, most))
}

impl Chart {
    /// The path of the line.
    pub(crate) fn line(&self) -> String {
        let places: Vec<String> =
            self.points.iter().map(|dot| format!("{:.1} {:.1}", dot.x, dot.y)).collect();
        format!("M{}", places.join("L"))
    }

    /// The newest point.
    pub(crate) fn newest(&self) -> Option<Dot> {
        self.points.last().copied()
    }
}

impl Dot {
    /// The path of the sign of a value that is not usual: a triangle that points to where it lies.
    pub(crate) fn triangle(&self) -> String {
        match self.side {
            Side::Below => format!("M{:.1} {:.1}l9-15h-18Z", self.x, self.y + 9.0),
            Side::Above | Side::Within => format!("M{:.1} {:.1}l9 15h-18Z", self.x, self.y - 9.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(values: &[(i64, f64)]) -> Vec<(Millis, f64)> {
        values.iter().map(|(month, value)| (Millis(month * 2_592_000_000), *value)).collect()
    }

    #[test]
    fn points_run_from_left_to_right_and_higher_values_stand_higher() {
        let values = months(&[(0, 12.6), (14, 12.1), (26, 11.4), (37, 10.9)]);
        let chart = chart(&values, Some(Bounds::Between(12.0, 15.5))).unwrap();
        let xs: Vec<f64> = chart.points.iter().map(|dot| dot.x).collect();
        assert!(xs.is_sorted() && xs.first() == Some(&FIRST) && xs.last() == Some(&LAST), "{xs:?}");
        assert!(chart.points.is_sorted_by(|a, b| a.y < b.y), "{chart:?}");
        let sides: Vec<Side> = chart.points.iter().map(|dot| dot.side).collect();
        assert_eq!(sides, [Side::Within, Side::Within, Side::Below, Side::Below]);
        let bounds: Vec<f64> = chart.edges.iter().map(|(_, bound)| *bound).collect();
        assert_eq!(bounds, [15.5, 12.0]);
        assert_eq!(chart.line().matches('L').count(), 3);
        assert!(chart.line().starts_with("M50.0 "));
    }

    #[test]
    fn everything_lies_within_the_picture() {
        let cases = [
            (months(&[(0, 1.0), (1, 1.0)]), None),
            (months(&[(0, 0.0), (1, 0.0)]), Some(Bounds::To(0.0))),
            (months(&[(3, -5.0), (3, 7.0)]), Some(Bounds::From(-1.0))),
            (months(&[(0, 1e12), (1, 1.0)]), Some(Bounds::Between(1.0, 2.0))),
        ];
        for (values, bounds) in cases {
            let chart = chart(&values, bounds).unwrap();
            for dot in &chart.points {
                assert!((LEFT..=RIGHT).contains(&dot.x), "{dot:?}");
                assert!((TOP..=BOTTOM).contains(&dot.y), "{dot:?}");
            }
            if let Some((top, height)) = chart.band {
                assert!(top >= TOP && height >= 0.0 && top + height <= BOTTOM + 0.01, "{chart:?}");
            }
        }
    }

    #[test]
    fn triangles_point_to_where_the_value_lies() {
        let dot = |side| Dot { x: 50.0, y: 60.0, side };
        assert_eq!(dot(Side::Above).triangle(), "M50.0 51.0l9 15h-18Z");
        assert_eq!(dot(Side::Below).triangle(), "M50.0 69.0l9-15h-18Z");
    }

    #[test]
    fn what_is_no_number_is_not_drawn() {
        assert_eq!(chart(&[], None), None);
        assert_eq!(chart(&months(&[(0, f64::NAN), (1, 1.0)]), None), None);
        assert_eq!(chart(&months(&[(0, f64::MAX), (1, f64::MIN)]), None), None);
    }
}
