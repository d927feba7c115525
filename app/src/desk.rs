//! What a page is written with.

use crate::{
    dates::Dates,
    problem::{Problem, Reference},
    site::{House, Site},
    visitor::Visitor,
    words::Words,
};
use axum::http::request::Parts;
use leptos::{nonce::use_nonce, prelude::use_context};
use leptos_axum::ResponseOptions;
use portal::domain::{Language, Millis, settings::TextSize};
use std::sync::Arc;

/// The words, the dates, and what frames the page.
#[derive(Clone)]
pub(crate) struct Desk {
    pub house: Arc<House>,
    pub words: Words,
    pub dates: Dates,
    /// The present moment.
    pub now: Millis,
    /// The address of the page, for the form that changes its language.
    pub address: String,
    /// The seconds left of the stay; none for somebody who is not signed in.
    pub left: Option<u32>,
    /// By what the page knows again whose stay it is.
    pub stay: Option<String>,
    /// Whether it is somebody of a pharmacy's staff who is signed in.
    pub at_counter: bool,
    /// The name of whom they act for, while that is not themselves.
    pub acts_for: Option<String>,
    /// How large its text is.
    pub text: TextSize,
    /// What lets the page's own script run; none where it has none.
    pub nonce: Option<String>,
}

impl Desk {
    /// A desk for nobody in particular.
    pub(crate) fn bare(house: Arc<House>, language: Language, now: Millis) -> Self {
        let words = Words(language);
        let dates = Dates::new(words, house.clinic.time_zone.clone());
        let address = "/".to_owned();
        let text = TextSize::Normal;
        let (left, stay, acts_for, nonce, at_counter) = (None, None, None, None, false);
        Self { house, words, dates, now, address, left, stay, at_counter, acts_for, text, nonce }
    }

    fn of(visitor: &Visitor, parts: &Parts) -> Self {
        let site = visitor.site();
        let bare = Self::bare(site.house(), visitor.language(), site.portal().now());
        let address = parts.uri.path().to_owned();
        let (left, stay) = (visitor.is_signed_in().then(|| visitor.left()), visitor.mark());
        let at_counter = visitor.dispenser().is_some();
        let (text, nonce) = (visitor.text(), use_nonce().map(|nonce| nonce.to_string()));
        let acts_for = visitor.acts_for().map(str::to_owned);
        Self { address, left, stay, at_counter, acts_for, text, nonce, ..bare }
    }

    /// A moment as scripts count it, in milliseconds since 1970.
    pub(crate) fn millis(at: Millis) -> f64 {
        (Millis(0).until(at).as_secs_f64() * 1000.0).round()
    }
}

/// A request for a page, as Leptos hands it over.
pub(crate) struct Asked {
    pub site: Site,
    pub visitor: Visitor,
    pub desk: Desk,
    pub response: ResponseOptions,
    /// The whole path, as it was asked for.
    pub path: String,
    /// What the address says after its question mark.
    pub query: String,
    /// Whether the page went here by itself because a time was over.
    pub over: bool,
}

impl Asked {
    /// The request that is being answered.
    ///
    /// # Errors
    /// [`Problem::Server`] outside of one.
    pub(crate) fn here() -> Result<Self, Problem> {
        let parts = use_context::<Parts>();
        let visitor = parts.as_ref().and_then(|parts| parts.extensions.get::<Visitor>().cloned());
        match (parts, visitor, use_context::<ResponseOptions>()) {
            (Some(parts), Some(visitor), Some(response)) => Ok(Self {
                site: visitor.site().clone(),
                desk: Desk::of(&visitor, &parts),
                path: parts.uri.path().to_owned(),
                query: parts.uri.query().unwrap_or_default().to_owned(),
                over: parts.uri.query() == Some(crate::paths::OVER),
                visitor,
                response,
            }),
            _ => Err(Problem::Server(Reference::default())),
        }
    }
}

#[cfg(test)]
pub(crate) mod sample {
    //! A desk for tests.

    use super::*;
    use crate::site::{Assets, Clinic, Help};

    /// 12 March 2026, 10:42 in the morning, in Jaipur.
    pub(crate) const NOW: Millis = Millis(1_773_292_320_000);

    pub(crate) fn desk(language: Language) -> Desk {
        let clinic = Clinic {
            name: "Asha Clinic <Jaipur>".into(),
            time_zone: jiff::tz::TimeZone::get("Asia/Kolkata").unwrap(),
            default_language: language,
            help: None,
        };
        let href = Some("tel:+911415550100".into());
        let help = Some(Help { text: "0141 555 0100".into(), href });
        let house = House { clinic, assets: Assets::default(), help, sandbox: false };
        Desk::bare(Arc::new(house), language, NOW)
    }
}
