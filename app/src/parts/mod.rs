//! Pieces of pages.

pub(crate) mod acting;
pub(crate) mod amount;
pub(crate) mod birth;
pub(crate) mod choices;
pub(crate) mod clock;
pub(crate) mod device;
pub(crate) mod field;
pub(crate) mod flag;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod how;
pub(crate) mod icon;
pub(crate) mod mark;
pub(crate) mod notice;
pub(crate) mod privacy;
pub(crate) mod progress;
pub(crate) mod range;
pub(crate) mod result;
pub(crate) mod set;
pub(crate) mod trend;
pub(crate) mod value;
