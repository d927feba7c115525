//! Whole-page problems.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use portal::{
    Portal,
    domain::{Language, Millis},
};

/// Why there is no page to show. As a response it is empty and carries itself; the portal's outermost layer puts
/// the page in its place, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such page, or it is somebody else's (404).
    NotFound,
    /// The address takes no such request (405).
    WrongMethod,
    /// The request names a host that is not the portal's (421).
    Misdirected,
    /// The request came from another website (403).
    Forbidden,
    /// The page is for patients, and whoever is signed in works at a pharmacy (403).
    ForPatients,
    /// The page is for pharmacies, and a patient is signed in (403).
    ForPharmacies,
    /// The browser was lost and is told, in this language, to forget everything (403).
    Wiped(Language),
    /// What was sent is too big (413).
    TooLarge,
    /// What was sent could not be read (400).
    Malformed,
    /// There were too many requests; if known, until then (429).
    TooMany(Option<Millis>),
    /// The service cannot answer at present (503).
    Unavailable,
    /// Something is broken; the reference stands in the log too (500).
    Server(Reference),
}

/// A short reference by which the clinic finds a line of the log; empty where none was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference(pub(crate) String);

impl Reference {
    /// A fresh reference, such as `Q4F-81`.
    pub(crate) fn fresh(portal: &Portal) -> Self {
        const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKLMNPQRSTUVWX";
        let mut bytes = [0; 5];
        portal.chance().fill(&mut bytes);
        let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).map_or('0', |it| char::from(*it));
        let mut text: String = bytes.iter().map(sign).collect();
        text.insert(3, '-');
        Self(text)
    }
}

impl Problem {
    /// The HTTP status (RFC 9110, section 15).
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Forbidden | Self::ForPatients | Self::ForPharmacies | Self::Wiped(_) => {
                StatusCode::FORBIDDEN
            }
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Server(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem that a bare status stands for, for responses that were made without a page.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::WrongMethod),
            StatusCode::MISDIRECTED_REQUEST => Some(Self::Misdirected),
            StatusCode::FORBIDDEN => Some(Self::Forbidden),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::TOO_MANY_REQUESTS => Some(Self::TooMany(None)),
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => {
                Some(Self::Unavailable)
            }
            _ if status.is_client_error() => Some(Self::Malformed),
            _ if status.is_server_error() => Some(Self::Server(Reference::default())),
            _ => None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_status_finds_its_problem() {
        for code in [400, 403, 404, 405, 408, 413, 415, 421, 429, 500, 502, 503] {
            let status = StatusCode::from_u16(code).unwrap();
            let problem = Problem::of_status(status).unwrap();
            assert_eq!(problem.status().is_server_error(), code >= 500 || code == 408, "{code}");
        }
        assert_eq!(Problem::of_status(StatusCode::OK), None);
        assert_eq!(Problem::of_status(StatusCode::SEE_OTHER), None);
    }

    #[test]
    fn a_problem_travels_in_its_response() {
        let response = Problem::TooLarge.into_response();
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(response.extensions().get::<Problem>(), Some(&Problem::TooLarge));
    }
}
