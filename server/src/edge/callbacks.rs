//! Where carriers call: receipts, and what a call should say.
//!
//! They have no session, come from no page, and may know this machine by another name than browsers do, so none of the
//! checks for browsers apply. Each carrier knows its own callbacks by what we signed or what it signs.

use super::{failure::failed, limit};
use crate::wiring::Wiring;
use axum::{
    Router,
    body::to_bytes,
    extract::{Path, Request, State},
    http::{Method, StatusCode, Uri, header},
    middleware,
    response::{IntoResponse, Response},
    routing::any,
};
use courier::{Callback, Courier, Forged, Heard, Receipt, Reply, Spoken, callbacks::Kind};
use portal::domain::id::MessageId;
use std::sync::Arc;

/// `/courier/{carrier}/{receipt|words}`, by any method.
pub(super) fn router(wiring: &Wiring) -> Router {
    let courier = Arc::clone(&wiring.courier);
    let ear = Ear { courier, origin: wiring.config.callback_origin().into() };
    Router::new()
        .route("/courier/{carrier}/{kind}", any(hear))
        .layer(middleware::from_fn(limit::bound))
        .with_state(ear)
}

/// What callbacks are heard with.
#[derive(Clone)]
struct Ear {
    courier: Arc<Courier>,
    /// The origin that carriers were told.
    origin: Arc<str>,
}

async fn hear(
    State(ear): State<Ear>,
    Path((name, kind)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (Some(carrier), Some(_)) = (ear.courier.carrier(&name), Kind::named(&kind)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(callback) = ear.callback(request).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match carrier.hear(&callback) {
        Ok(Heard::Receipts(receipts)) => ear.note(&receipts).await,
        Ok(Heard::Words(message)) => ear.say(&name, message, &callback.method).await,
        Ok(Heard::Said(reply)) => said(&reply),
        Err(forged) => {
            tracing::warn!(carrier = carrier.name(), why = %forged, "refused a callback");
            match forged {
                Forged::Unproven => StatusCode::FORBIDDEN.into_response(),
                Forged::Unreadable => StatusCode::BAD_REQUEST.into_response(),
            }
        }
    }
}

impl Ear {
    /// The request as the carrier sees it: at the origin that it was told, whatever a proxy made of that.
    async fn callback(&self, request: Request) -> Option<Callback> {
        let (parts, body) = request.into_parts();
        let target = parts.uri.path_and_query()?;
        let uri: Uri = format!("{}{target}", self.origin.trim_end_matches('/')).parse().ok()?;
        // The layer before has read it within its bounds.
        let body = to_bytes(body, usize::MAX).await.ok()?.to_vec();
        Some(Callback { method: parts.method, uri, headers: parts.headers, body })
    }

    /// Notes receipts before they are acknowledged: carriers repeat what was not.
    async fn note(&self, receipts: &[Receipt]) -> Response {
        for receipt in receipts {
            if let Err(error) = self.courier.receipt(receipt).await {
                return failed(error);
            }
        }
        StatusCode::OK.into_response()
    }

    /// Says what a call says: the code, or that it has ended. Whoever asks for the head alone says it to nobody.
    async fn say(&self, carrier: &str, message: MessageId, method: &Method) -> Response {
        let Some(speaker) = self.courier.carrier(carrier) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        match self.courier.words(message).await {
            Ok(Some(Spoken::Code(language, words))) => {
                if method != Method::HEAD {
                    self.heard(carrier, message).await;
                }
                said(&speaker.speak(language, &words))
            }
            Ok(Some(Spoken::Ended(language, words))) => said(&speaker.speak(language, &words)),
            Ok(None) => StatusCode::GONE.into_response(),
            Err(error) => failed(error),
        }
    }

    /// Somebody waits at the phone, so the words are said even if that cannot be noted.
    async fn heard(&self, carrier: &str, message: MessageId) {
        if let Err(error) = self.courier.heard(carrier, message).await {
            tracing::error!(%error, "that a call was heard could not be noted");
        }
    }
}

fn said(reply: &Reply) -> Response {
    ([(header::CONTENT_TYPE, reply.media)], reply.body.to_string()).into_response()
}
