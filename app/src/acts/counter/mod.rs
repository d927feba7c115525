//! What is done at a pharmacy's counter.

mod code;
mod hand_over;
mod handed;
mod sign_in;
mod without_code;

use super::{Done, see};
use crate::{
    fields::Fields, paths, problem::Problem, refusal::Fate, seat::Flash, site::Site,
    visitor::Visitor,
};
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use portal::{Refusal, counter, domain::id::VerificationId};

/// Every act at a counter.
pub(crate) fn acts() -> Router<Site> {
    Router::new()
        .route("/pharmacy", post(ask))
        .route("/pharmacy/sign-in", post(sign_in::begin))
        .route("/pharmacy/sign-in/code", post(sign_in::answer))
        .route("/pharmacy/sign-in/code/progress", get(sign_in::progress))
        .route("/pharmacy/sign-in/resend", post(sign_in::resend))
        .route("/pharmacy/sign-in/call", post(sign_in::call))
        .route("/pharmacy/{id}/code", post(code::answer))
        .route("/pharmacy/{id}/code/progress", get(code::progress))
        .route("/pharmacy/{id}/resend", post(code::resend))
        .route("/pharmacy/{id}/call", post(code::call))
        .route("/pharmacy/{id}/dispense", post(hand_over::dispense))
        .route("/pharmacy/{id}/undo", post(hand_over::undo))
        .route("/pharmacy/{id}/without-code", post(without_code::ask))
        .route("/pharmacy/{id}/without-code/code", post(without_code::answer))
        .route("/pharmacy/{id}/without-code/code/progress", get(without_code::progress))
        .route("/pharmacy/{id}/without-code/resend", post(without_code::resend))
}

/// `POST /pharmacy`: looks a prescription up by its number.
async fn ask(State(site): State<Site>, mut visitor: Visitor, fields: Fields) -> Done {
    let number = fields.get("number")?;
    let who = match visitor.at_counter("/pharmacy").await {
        Ok(who) => who,
        Err(away) => return away,
    };
    match counter::ask(site.portal(), &who, number, None).await {
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

/// The longest text of a field that is shown again, in characters.
const SHOWN: usize = 500;

impl Visitor {
    /// The way back to a page that says why something was not done, and has what was typed.
    async fn refused_with(
        &mut self,
        refusal: &Refusal,
        typed: &[(&str, &str)],
        page: &str,
    ) -> Done {
        let message = match self.fate(refusal) {
            Fate::Told(message, _) => message,
            Fate::Broken(problem) => return Err(problem),
        };
        let kept = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), text.chars().take(SHOWN).collect::<String>())
        };
        let typed = typed.iter().map(kept).collect();
        self.set_flash(Flash { messages: vec![message], identifier: None, typed }).await?;
        Ok(see(page))
    }
}
