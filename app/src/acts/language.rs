//! Changing the language.

use super::{Done, see};
use crate::{fields::Fields, language, problem::Problem};
use axum::http::{HeaderValue, header::SET_COOKIE};

/// `POST /language`
pub(crate) async fn language(fields: Fields) -> Done {
    let chosen = language::exactly(fields.get("language")?).ok_or(Problem::Malformed)?;
    let mut response = see(fields.find("back").unwrap_or("/"));
    if let Ok(cookie) = HeaderValue::try_from(language::cookie(chosen)) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
