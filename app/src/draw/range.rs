//! The bar that shows where a value lies: a track of 200 units, a band for what is usual, a pin.

use super::{Bounds, Side};

/// The ends of the scale on the track.
const FIRST: f64 = 8.0;
const LAST: f64 = 192.0;
/// The ends of a band that is not bounded.
const OPEN_FIRST: f64 = 2.0;
const OPEN_LAST: f64 = 198.0;

/// A bar, in units of its drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    /// Where the band begins.
    pub band: f64,
    /// How long the band is.
    pub length: f64,
    /// Where the value is.
    pub pin: Pin,
}

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pin {
    /// On the scale, here.
    At(f64),
    /// Off the scale, before its beginning.
    Before,
    /// Off the scale, beyond its end.
    Beyond,
}

/// The bar of a value; none where the value is no number, or the bounds are too far apart for a scale.
pub(crate) fn bar(bounds: Bounds, value: f64) -> Option<Bar> {
    if !value.is_finite() {
        return None;
    }
    let (least, most) = scale(bounds);
    let place = |amount: f64| FIRST + (LAST - FIRST) * (amount - least) / (most - least);
    let band = bounds.low().map_or(OPEN_FIRST, place);
    let end = bounds.high().map_or(OPEN_LAST, place);
    let pin = match () {
        () if value < least => Pin::Before,
        () if value > most => Pin::Beyond,
        () => Pin::At(place(value)),
    };
    Some(Bar { band, length: end - band, pin }).filter(Bar::is_drawable)
}

/// What the track spans: what is usual with as much again on either side, but nothing below nought where what is
/// usual is not.
fn scale(bounds: Bounds) -> (f64, f64) {
    let (low, high) = match bounds {
        Bounds::Between(low, high) => (low, high),
        Bounds::From(bound) | Bounds::To(bound) => (bound, bound),
    };
    let span = match high - low {
        span if span > 0.0 => span,
        _ if low != 0.0 => low.abs(),
        _ => 1.0,
    };
    let least = low - span;
    (if low >= 0.0 { least.max(0.0) } else { least }, high + span)
}

impl Bar {
    /// Whether each of its numbers is one: bounds near the largest number make a scale beyond it.
    fn is_drawable(&self) -> bool {
        let pin = match self.pin {
            Pin::At(place) => place.is_finite(),
            Pin::Before | Pin::Beyond => true,
        };
        pin && self.band.is_finite() && self.length.is_finite()
    }
}

impl Pin {
    /// The path of the pin: a needle on the scale, an arrow that points off it.
    pub(crate) fn path(self) -> String {
        match self {
            Self::At(place) => format!("M{place:.1} 27l-4-6V11l-5-9h18l-5 9v10Z"),
            Self::Before => "M0 17.5l15-10v20Z".to_owned(),
            Self::Beyond => "M200 17.5l-15-10v20Z".to_owned(),
        }
    }
}

impl Side {
    /// The side as a flag would name it.
    pub(crate) const fn flag(self) -> portal::domain::clinical::Flag {
        use portal::domain::clinical::Flag;
        match self {
            Self::Below => Flag::Low,
            Self::Within => Flag::Normal,
            Self::Above => Flag::High,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 0.05
    }

    #[test]
    fn the_band_and_the_pin_lie_on_one_scale() {
        // 3.5 to 5.1 on a scale from 1.9 to 6.7.
        let bar = bar(Bounds::Between(3.5, 5.1), 4.3).unwrap();
        assert!(near(bar.band, 69.3) && near(bar.length, 61.3), "{bar:?}");
        assert!(matches!(bar.pin, Pin::At(place) if near(place, 100.0)), "{bar:?}");
    }

    #[test]
    fn a_band_bounded_on_one_side_runs_to_the_end_of_the_track() {
        let to = bar(Bounds::To(5.6), 7.8).unwrap();
        assert!(near(to.band, OPEN_FIRST) && near(to.band + to.length, 100.0), "{to:?}");
        let from = bar(Bounds::From(40.0), 50.0).unwrap();
        assert!(near(from.band, 100.0) && near(from.band + from.length, OPEN_LAST), "{from:?}");
    }

    #[test]
    fn a_value_off_the_scale_becomes_an_arrow() {
        let both = Bounds::Between(12.0, 15.5);
        let cases = [
            (both, 8.5, Pin::At(FIRST)),
            (both, 8.4, Pin::Before),
            (both, 19.0, Pin::At(LAST)),
            (both, 1e300, Pin::Beyond),
            (Bounds::To(5.6), -0.1, Pin::Before),
            (Bounds::To(5.6), 11.3, Pin::Beyond),
            (Bounds::From(40.0), 81.0, Pin::Beyond),
        ];
        for (bounds, value, pin) in cases {
            assert_eq!(bar(bounds, value).unwrap().pin, pin, "{bounds:?} {value}");
        }
        assert!(Pin::Before.path().starts_with("M0 ") && Pin::Beyond.path().starts_with("M200 "));
        assert_eq!(Pin::At(54.35).path().split('l').next(), Some("M54.4 27"));
    }

    #[test]
    fn nought_and_less_and_nothing_between_still_make_a_scale() {
        for bounds in [
            Bounds::Between(0.0, 0.0),
            Bounds::Between(-3.0, 3.0),
            Bounds::Between(7.0, 7.0),
            Bounds::To(0.0),
            Bounds::From(0.0),
            Bounds::Between(0.0, 200.0),
        ] {
            let bar = bar(bounds, 0.0).unwrap();
            assert!(bar.length >= 0.0 && bar.band >= OPEN_FIRST, "{bounds:?} {bar:?}");
            assert!(bar.band + bar.length <= OPEN_LAST, "{bounds:?} {bar:?}");
        }
        assert_eq!(bar(Bounds::To(1.0), f64::NAN), None);
    }

    #[test]
    fn bounds_beyond_any_scale_make_no_bar() {
        let cases = [
            Bounds::Between(-1e308, 1e308),
            Bounds::Between(0.0, 1e308),
            Bounds::Between(0.0, f64::INFINITY),
            Bounds::Between(f64::NAN, 1.0),
            Bounds::From(-1e308),
            Bounds::From(1e308),
            Bounds::To(1e308),
            Bounds::To(f64::NEG_INFINITY),
        ];
        for bounds in cases {
            for value in [0.0, -1e308, 1e308] {
                assert_eq!(bar(bounds, value), None, "{bounds:?} {value}");
            }
        }
        assert!(bar(Bounds::Between(-1e300, 1e300), 5.0).is_some());
    }
}
