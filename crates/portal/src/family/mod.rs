//! Guardians: the clinic names them, both sides see them, and they act for a child or a dependant in their own session.
//!
//! A guardian stays who they are: the session is theirs, and so is the phone that every code goes to. Whose records they
//! may ask for is what changes, and every line of the audit log says for whom they did it
//! ([`crate::Caller::acting`]). Whether they still may is asked of the database at every request, and again in every
//! transaction that opens something.

mod act;
mod birth;
mod name;
mod reached;
mod tie;

pub use act::{Ward, back, begin, still_holds};
pub(crate) use act::{holds, note_back, term};
pub(crate) use birth::corrected;
pub use name::{NotNamed, Wish, end, name};
pub(crate) use reached::{at, reached};
pub(crate) use tie::of;
pub use tie::{Family, Listed, Tie, family, listed};
