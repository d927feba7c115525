//! What somebody at a pharmacy may do.

use serde::{Deserialize, Serialize};

/// The work of somebody who signs in without being a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Hands over what was prescribed, at one pharmacy.
    Pharmacist,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 1] = [Self::Pharmacist];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pharmacist => "pharmacist",
        }
    }

    /// The role of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether it is this one's work to look prescriptions up and to hand over. Whoever adds a role says so here.
    #[must_use]
    pub const fn dispenses(self) -> bool {
        match self {
            Self::Pharmacist => true,
        }
    }
}

/// What a pharmacy's own system may do by its token (RFC 6750).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Ask for the patient's code, answer it, and see the medicines.
    Verify,
    /// Write down what was handed over.
    Dispense,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 2] = [Self::Verify, Self::Dispense];

    /// The name under which it is stored and shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Dispense => "dispense",
        }
    }

    /// The scope of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// The scopes that a text names, with spaces between them (RFC 6749, section 3.3); none if it names an unknown one, or
    /// no scope at all.
    #[must_use]
    pub fn list(text: &str) -> Option<Vec<Self>> {
        let scopes: Option<Vec<Self>> = text.split_whitespace().map(Self::of_name).collect();
        scopes.filter(|scopes| !scopes.is_empty())
    }

    /// Scopes as one text.
    #[must_use]
    pub fn text(scopes: &[Self]) -> String {
        scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_unknown_ones_are_none() {
        for role in Role::ALL {
            assert_eq!(Role::of_name(role.name()), Some(role));
        }
        assert_eq!(Role::of_name("doctor"), None);
        assert_eq!(Scope::list("verify dispense"), Some(Scope::ALL.to_vec()));
        assert_eq!(Scope::list(&Scope::text(&Scope::ALL)), Some(Scope::ALL.to_vec()));
        assert_eq!(Scope::list(" dispense "), Some(vec![Scope::Dispense]));
        for none in ["", "  ", "verify everything", "Verify"] {
            assert_eq!(Scope::list(none), None, "{none}");
        }
    }
}
