//! What there is of a person beside their records.

use crate::{
    devices::Device, family::Family, notice::Accepted, prescriptions::collector::Collecting, rebind,
};
use domain::{pharmacy::PrescriptionNumber, settings::Settings};

/// What somebody set, agreed to and signed in with, and who has to do with them: it is theirs alone to see, as on the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What they set.
    pub settings: Settings,
    /// Whether they have a PIN.
    pub has_pin: bool,
    /// The number that waits to be theirs.
    pub waiting: Option<rebind::Waiting>,
    /// The notices that they accepted, the newest first.
    pub notices: Vec<Accepted>,
    /// Who acts for them at present, and for whom they act.
    pub family: Family,
    /// The browsers in which they signed in, the one used last first.
    pub devices: Vec<Device>,
}

/// What a prescription is at a pharmacy's counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The number by which it is asked for.
    pub number: PrescriptionNumber,
    /// Who may collect it, today or later, the first day first.
    pub collectors: Vec<Collecting>,
}
