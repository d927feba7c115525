//! Somebody of a pharmacy's staff, as the clinic names them.

use super::staff::account;
use crate::{Portal, Refusal, profile};
use domain::{id::StaffId, person::Person};
use std::fmt;
use store::Tx;

/// Somebody of the staff.
pub struct Colleague {
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
}

impl Colleague {
    /// Somebody; none whose account was erased.
    pub(crate) async fn of(
        portal: &Portal,
        tx: &mut Tx,
        id: StaffId,
    ) -> Result<Option<Self>, Refusal> {
        let profile = profile::known(portal, tx, account(id)).await?;
        let named =
            |person: Person| Self { login: person.number.unwrap_or_default(), name: person.name };
        Ok(profile.map(|profile| named(profile.person)))
    }
}

impl fmt::Display for Colleague {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.login, self.name)
    }
}
