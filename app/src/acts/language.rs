//! Changing the language.

use super::{Done, see};
use crate::{fields::Fields, language, problem::Problem, site::Site};
use axum::{extract::State, http::header::SET_COOKIE};

/// `POST /language`
pub(crate) async fn language(State(site): State<Site>, fields: Fields) -> Done {
    let chosen = language::exactly(fields.get("language")?).ok_or(Problem::Malformed)?;
    let mut response = see(fields.find("back").unwrap_or("/"));
    if let Some(cookie) = language::cookie(&site, chosen) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
