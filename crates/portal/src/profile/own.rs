//! The number that a patient's codes go to because it was set here, by them or at the desk.

use domain::{person::Person, phone::Phone};
use serde::{Deserialize, Serialize};

/// A patient's details as they are sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    #[serde(flatten)]
    pub person: Person,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnNumber>,
}

/// A number that was set here, and those that it took the place of: an import that still brings them revives none.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OwnNumber {
    phone: Phone,
    instead_of: Vec<Phone>,
}

impl OwnNumber {
    /// A number that takes the place of the one that is left.
    pub(crate) fn taken(before: Option<&Self>, left: Option<&Phone>, phone: &Phone) -> Self {
        let old = before.map(|own| own.instead_of.clone()).unwrap_or_default();
        let mut instead_of: Vec<Phone> = old.into_iter().chain(left.cloned()).collect();
        instead_of.retain(|number| number != phone);
        Self { phone: phone.clone(), instead_of }
    }

    /// The patient's numbers, the one for codes first, given those that were imported.
    pub(super) fn over(&self, imported: &[Phone]) -> Vec<Phone> {
        let others =
            imported.iter().filter(|it| **it != self.phone && !self.instead_of.contains(it));
        std::iter::once(&self.phone).chain(others).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(digits: &str) -> Phone {
        Phone::parse(digits, "91").unwrap()
    }

    #[test]
    fn what_was_set_here_lies_over_what_is_imported() {
        let [a, b, c] = ["9000000001", "9000000002", "9000000003"].map(phone);
        let own = OwnNumber::taken(None, Some(&a), &b);
        assert_eq!(own.over(std::slice::from_ref(&a)), std::slice::from_ref(&b));
        assert_eq!(own.over(&[c.clone(), a.clone()]), [b.clone(), c.clone()]);
        let back = OwnNumber::taken(Some(&own), Some(&b), &a);
        assert_eq!(back.over(&[a.clone(), b.clone(), c.clone()]), [a, c]);
    }
}
