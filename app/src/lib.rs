//! The pages, rendered on the server.
//!
//! [`router()`] is the whole of it: pages are Leptos' own, written whole before they are sent; acts are plain
//! handlers that a form posts to and that answer with a way to a page. What a page says about what has just
//! happened waits in the session ([`seat::Seat`]), never in an address.

mod acts;
mod addresses;
mod away;
mod badge;
mod cookie;
mod csp;
mod dates;
mod desk;
mod draw;
pub mod errand;
mod fields;
mod guard;
mod keepsake;
mod kept;
mod language;
mod pages;
mod parts;
mod paths;
mod problem;
mod refusal;
pub mod remark;
mod router;
pub mod seat;
mod shell;
mod site;
mod visitor;
mod wanted;
mod whole;
mod wiped;
mod words;

pub use addresses::Address;
pub use badge::Atlas;
pub use guard::{Orphaned, error_page, problem_page};
pub use language::of as language_of;
pub use problem::{Problem, Reference};
pub use router::{LARGEST_FORM, addresses, router};
pub use site::{Assets, ClientAddress, Clinic, Site};
pub use visitor::Visitor;
pub use words::Words;
