//! Staying signed in, and signing out.

use super::{Done, see, wants_json};
use crate::{
    fields::Fields, kept::Form, paths, problem::Problem, remark::Remark, visitor::Visitor,
};
use axum::{
    Json,
    http::{HeaderMap, HeaderName, HeaderValue},
    response::IntoResponse,
};
use serde::Serialize;

/// Clear Site Data (W3C), section 3.1.
pub(crate) const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// How long the stay lasts if nothing more is done.
#[derive(Serialize)]
struct Left {
    /// Seconds; 0 for somebody who is not signed in.
    left: u32,
    /// Whose it is, as their pages know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    stay: Option<String>,
}

/// `GET /session/left`: asking is no sign of life.
pub(crate) async fn left(visitor: Visitor) -> Done {
    Ok(Json(Left { left: visitor.left(), stay: visitor.mark() }).into_response())
}

/// `POST /session/stay`: the request itself is the sign of life.
pub(crate) async fn stay(mut visitor: Visitor, headers: HeaderMap, fields: Fields) -> Done {
    if wants_json(&headers) {
        return left(visitor).await;
    }
    let back = fields.find("back").and_then(paths::local).unwrap_or(visitor.first_page());
    if visitor.dispenser().is_some() {
        return visitor.told(Remark::Stayed, back).await;
    }
    visitor.signed_in(back).await?;
    visitor.told(Remark::Stayed, back).await
}

/// `POST /session/form`: a page takes itself off the screen, and hands over what was typed into it. It is no sign of life.
pub(crate) async fn form(mut visitor: Visitor, headers: HeaderMap, fields: Fields) -> Done {
    let form = Form::of_page(fields.get("of")?).ok_or(Problem::Malformed)?;
    visitor.keep_typed(form, &fields).await?;
    if wants_json(&headers) { left(visitor).await } else { Ok(see(form.page)) }
}

/// `POST /sign-out`
pub(crate) async fn sign_out(mut visitor: Visitor) -> Done {
    let out = if visitor.dispenser().is_some() { "/pharmacy/signed-out" } else { "/signed-out" };
    visitor.sign_out().await?;
    let mut response = see(&visitor.carrying_language(out));
    // The session's cookie goes with the session; the browser's badge stays, so that it is known again.
    let everything = HeaderValue::from_static(r#""cache", "storage""#);
    response.headers_mut().insert(CLEAR_SITE_DATA, everything);
    Ok(response)
}
