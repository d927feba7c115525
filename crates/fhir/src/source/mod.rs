//! Where a resource comes from: what it is called, which version it is, and what else is in its bundle.

mod draft;
mod index;
mod keys;
mod place;
mod sourced;
mod stamp;

pub(crate) use draft::{Draft, READ, Source};
pub(crate) use index::Index;
pub(crate) use keys::{base_of, identifiers, url_key};
pub(crate) use place::{Found, Place, World};
pub use sourced::Sourced;
pub use stamp::Stamp;
