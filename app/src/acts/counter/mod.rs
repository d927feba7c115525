//! What is done at a pharmacy's counter.

mod code;
mod hand_over;
mod handed;
mod sign_in;
mod without_code;

use super::{Done, see};
use crate::{
    addresses::Acts, fields::Fields, paths, problem::Problem, site::Site, visitor::Visitor,
};
use axum::extract::State;
use portal::{
    counter::{self, Once},
    domain::id::VerificationId,
};

/// Every act at a counter, but for those of every code.
pub(super) fn acts() -> Acts {
    Acts::new()
        .post("/pharmacy", ask)
        .post("/pharmacy/sign-in", sign_in::begin)
        .post("/pharmacy/sign-in/code", sign_in::answer)
        .post("/pharmacy/{id}/code", code::answer)
        .post("/pharmacy/{id}/dispense", hand_over::dispense)
        .post("/pharmacy/{id}/undo", hand_over::undo)
        .post("/pharmacy/{id}/without-code", without_code::ask)
        .post("/pharmacy/{id}/without-code/code", without_code::answer)
}

/// `POST /pharmacy`: looks a prescription up by its number.
async fn ask(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let (number, key) = (fields.get("number")?, fields.get("once")?);
    let who = visitor.at_counter("/pharmacy").await?;
    let once = Once { key, request: number.as_bytes() };
    match counter::ask(site.portal(), &who, number, Some(once)).await {
        Ok(id) => Ok(see(&paths::look_up(id))),
        Err(refusal) => {
            let typed = [("number", number)];
            visitor.refused_with(&refusal, &typed, "/pharmacy").await
        }
    }
}

/// The look-up that an address names, and its page.
///
/// # Errors
/// [`Problem::NotFound`] when it names none.
fn look_up(id: &str) -> Result<(VerificationId, String), Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    Ok((id, paths::look_up(id)))
}
