//! The geometry of drawings: pure, so that it can be tested without a page.

pub(crate) mod qr;
pub(crate) mod range;
pub(crate) mod trend;

/// What is usual, as far as it is bounded; finite, and the lower bound not above the upper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bounds {
    /// From this amount.
    From(f64),
    /// To this amount.
    To(f64),
    /// From one amount to another.
    Between(f64, f64),
}

/// On which side of what is usual an amount lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Below it.
    Below,
    /// Within it.
    Within,
    /// Above it.
    Above,
}

impl Bounds {
    /// Bounds of what is known; none where nothing is, or what is known makes no sense.
    pub(crate) fn of(low: Option<f64>, high: Option<f64>) -> Option<Self> {
        let finite = |bound: Option<f64>| bound.is_none_or(f64::is_finite);
        match (low, high) {
            _ if !finite(low) || !finite(high) => None,
            (Some(low), Some(high)) => (low <= high).then_some(Self::Between(low, high)),
            (Some(low), None) => Some(Self::From(low)),
            (None, Some(high)) => Some(Self::To(high)),
            (None, None) => None,
        }
    }

    /// The lower bound.
    pub(crate) const fn low(self) -> Option<f64> {
        match self {
            Self::From(low) | Self::Between(low, _) => Some(low),
            Self::To(_) => None,
        }
    }

    /// The upper bound.
    pub(crate) const fn high(self) -> Option<f64> {
        match self {
            Self::To(high) | Self::Between(_, high) => Some(high),
            Self::From(_) => None,
        }
    }

    /// Where an amount lies.
    pub(crate) fn side(self, value: f64) -> Side {
        match () {
            () if self.low().is_some_and(|low| value < low) => Side::Below,
            () if self.high().is_some_and(|high| value > high) => Side::Above,
            () => Side::Within,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_tell_on_which_side_an_amount_lies() {
        let both = Bounds::of(Some(12.0), Some(15.5)).unwrap();
        let cases = [
            (both, 11.9, Side::Below),
            (both, 12.0, Side::Within),
            (both, 15.5, Side::Within),
            (both, 15.6, Side::Above),
            (Bounds::From(1.0), 0.9, Side::Below),
            (Bounds::From(1.0), 1e9, Side::Within),
            (Bounds::To(1.0), -1e9, Side::Within),
            (Bounds::To(1.0), 1.1, Side::Above),
        ];
        for (bounds, value, side) in cases {
            assert_eq!(bounds.side(value), side, "{bounds:?} {value}");
        }
    }

    #[test]
    fn bounds_that_make_no_sense_are_none() {
        let cases = [
            (Some(2.0), Some(1.0)),
            (Some(f64::NAN), None),
            (None, Some(f64::INFINITY)),
            (None, None),
        ];
        for (low, high) in cases {
            assert_eq!(Bounds::of(low, high), None, "{low:?} {high:?}");
        }
        assert_eq!(Bounds::of(Some(1.0), Some(1.0)), Some(Bounds::Between(1.0, 1.0)));
    }
}
