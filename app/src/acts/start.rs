//! The portal's front door, and whatever leads nowhere.

use super::{Done, see};
use crate::{problem::Problem, visitor::Visitor};

/// `GET /`
pub(crate) async fn start(visitor: Visitor) -> Done {
    Ok(see(if visitor.is_signed_in() { visitor.first_page() } else { "/sign-in" }))
}

/// Any address without a page.
pub(crate) async fn nowhere() -> Problem {
    Problem::NotFound
}

/// An address that takes other requests.
pub(crate) async fn otherwise() -> Problem {
    Problem::WrongMethod
}
