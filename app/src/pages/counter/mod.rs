//! A pharmacy's counter: whoever works there looks prescriptions up and hands over.

mod after;
mod awaited;
mod line;
mod looked_at;
mod medicine;
mod medicines;
mod sign_in;
mod their_code;
mod today;
mod without_code;

pub(crate) use sign_in::{code as sign_in_code, signed_out, write as sign_in};
pub(crate) use today::write as today;
pub(crate) use without_code::{code as without_code_code, write as without_code};

use super::{Halt, Written};
use crate::{desk::Asked, problem::Problem};
use portal::{
    counter,
    domain::{id::VerificationId, pharmacy::State},
};

/// `/pharmacy/{id}`: a look-up, however far it has come.
pub(crate) async fn look_up(asked: &mut Asked) -> Written {
    let who = asked.at_counter().await?;
    let id = id(&asked.path)?;
    let look = counter::look(asked.site.portal(), &who, id).await?;
    match look.state {
        State::Asked => awaited::write(asked, &who, id).await,
        State::LookedAt => looked_at::write(asked, id).await,
        State::Allowed(until) => medicines::write(asked, id, &look, until).await,
        state => after::write(asked, id, state).await,
    }
}

/// The look-up that a path names.
///
/// # Errors
/// [`Problem::NotFound`] when it names none.
pub(super) fn id(path: &str) -> Result<VerificationId, Halt> {
    let id = path.split('/').nth(2).and_then(|id| id.parse().ok());
    id.ok_or(Halt::Problem(Problem::NotFound))
}
