//! How far the fills of a prescription have come.

use super::{
    allowance::{Allowance, Size},
    amount::Amount,
};
use crate::{
    Millis,
    clinical::{Dispensing, Handover, Quantity},
};

/// Something that was handed out, and was not undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// How much; none for a whole fill.
    pub amount: Option<Amount>,
    /// When.
    pub at: Millis,
}

/// How often a medicine may be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// How often still, one that is begun included.
    pub left: u64,
    /// How often in all.
    pub of: u64,
    /// Whether a part of the next was handed out already.
    pub is_begun: bool,
}

/// How far the fills have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Course {
    /// How many are complete.
    pub done: u64,
    /// How much of the present one was handed out, in thousandths.
    pub given: u64,
    /// When the first part of the present one was handed out, or of the last one before it.
    pub begun_at: Option<Millis>,
}

impl Fill {
    /// What an amount that was handed over counts as under a prescription. One in another unit, or none at all, counts as a whole
    /// fill, so that no more is handed out than was meant.
    #[must_use]
    pub fn counted(amount: Option<&Quantity>, at: Millis, allowance: &Allowance) -> Self {
        let counted = |amount: &Quantity| {
            let unit = amount.unit_code.as_deref().or(amount.unit.as_deref()).unwrap_or_default();
            let word = amount.unit.as_deref().unwrap_or_default();
            let same = allowance.check_unit(unit).is_ok() || allowance.check_unit(word).is_ok();
            let unitless = allowance.unit().is_none() && unit.is_empty() && word.is_empty();
            let plain = amount.comparator.is_none() && (same || unitless);
            plain.then(|| Amount::of_decimal(&amount.value).ok()).flatten()
        };
        Self { amount: amount.and_then(counted), at }
    }

    /// What a dispensing counts as under a prescription; none where it was undone.
    #[must_use]
    pub fn of(dispensing: &Dispensing, allowance: &Allowance) -> Option<Self> {
        let at = dispensing.handed_over_at.unwrap_or_default();
        let amount = dispensing.amount.as_ref();
        match dispensing.handover {
            Handover::EnteredInError => None,
            Handover::Completed => Some(Self::counted(amount, at, allowance)),
        }
    }
}

impl Course {
    /// The course of these fills, in the order of their time.
    pub(super) fn of(allowance: &Allowance, fills: &[Fill]) -> Self {
        let mut fills = fills.to_vec();
        fills.sort_by_key(|fill| fill.at);
        fills.into_iter().fold(Self::default(), |course, fill| course.after(allowance, fill))
    }

    /// What is more than the present fill goes to those after it.
    fn after(self, allowance: &Allowance, fill: Fill) -> Self {
        let begun_at = if self.given == 0 { Some(fill.at) } else { self.begun_at };
        let (done, given) = match (fill.amount, allowance.size(self.done)) {
            (Some(amount), Size::Amount(size)) => {
                match (self.given + amount.thousandths()).checked_sub(size.thousandths()) {
                    None => (self.done, self.given + amount.thousandths()),
                    Some(over) => match allowance.size(self.done + 1) {
                        Size::Amount(each) => {
                            let each = each.thousandths();
                            (self.done + 1 + over / each, over % each)
                        }
                        Size::Whole | Size::Nothing => (self.done + 1 + u64::from(over > 0), 0),
                    },
                }
            }
            _ => (self.done + 1, 0),
        };
        Self { done, given, begun_at }
    }

    /// The most that may be handed out of the present fill.
    pub(super) fn most(self, size: Size) -> Option<Amount> {
        match size {
            Size::Amount(size) => {
                Amount::of_thousandths(size.thousandths().saturating_sub(self.given))
            }
            Size::Whole | Size::Nothing => None,
        }
    }
}
