//! Laboratory reports: listing them, asking for one's code, opening, reading and sealing it.

mod ask;
mod document;
mod glance;
mod list;
mod read;
mod results;
mod seal;
mod trend;

pub use ask::{answer, ask, pending};
pub use document::document;
pub use glance::{Glance, glance};
pub(crate) use list::laboratory;
pub use list::{Line, Mark, list};
pub use read::{Opened, read};
pub(crate) use results::DEPTH;
pub use results::Row;
pub use seal::seal;
pub use trend::Point;
