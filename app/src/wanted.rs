//! The page that somebody wanted before they signed in, where nothing else is known of them.
//!
//! Their browser keeps it: were it kept here, everybody who only looks would have a row written. It names no secret, and whatever
//! comes back is one of the pages behind sign-in or nothing.

use crate::{
    cookie::{found, written},
    paths,
    site::Site,
};
use axum::http::{HeaderValue, request::Parts};
use std::sync::{Arc, Mutex, PoisonError};

/// How long a browser keeps it, in seconds: as long as signing in may take.
const LASTS: u64 = 900;

/// What stands before it once somebody signed out by hand: whoever signs in next may be another, so none of the pages of one
/// record is kept, for that is for the first alone.
const LEFT: char = '-';

/// What a browser keeps of it. Cloning shares what it is to keep from now on.
#[derive(Clone)]
pub(crate) struct Wanted {
    name: &'static str,
    shown: Option<String>,
    /// What is to be kept instead; nothing of it where it is empty.
    next: Arc<Mutex<Option<String>>>,
}

impl Wanted {
    /// What the browser came with.
    pub(crate) fn of(parts: &Parts, site: &Site) -> Self {
        let name = site.cookies().wanted;
        let shown = found(parts, name).map(str::to_owned);
        Self { name, shown, next: Arc::default() }
    }

    /// The page, where it is one.
    pub(crate) fn page(&self) -> Option<String> {
        self.shown.as_deref().map(|it| it.strip_prefix(LEFT).unwrap_or(it)).and_then(page)
    }

    /// Lets the browser keep the page that an address belongs to; the one that it has where it belongs to none.
    pub(crate) fn keep(&self, path: &str) {
        let page = paths::place(path).as_deref().and_then(page).or_else(|| self.page());
        let page = page.unwrap_or_else(|| "/home".to_owned());
        let is_left = self.shown.as_deref().is_some_and(|it| it.starts_with(LEFT));
        self.set(if is_left { format!("{LEFT}{}", menu(&page)) } else { page });
    }

    /// Lets the browser know that somebody signed out by hand.
    pub(crate) fn leave(&self) {
        self.set(LEFT.to_string());
    }

    /// The page, which the browser then forgets.
    pub(crate) fn take(&self) -> Option<String> {
        if self.shown.is_some() {
            self.set(String::new());
        }
        self.page()
    }

    /// The cookie to be set, if that changed.
    pub(crate) fn cookie(&self) -> Option<HeaderValue> {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let lasts = if next.is_empty() { 0 } else { LASTS };
        written(self.name, &next, lasts)
    }

    fn set(&self, next: String) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(next);
    }
}

/// The first part of a page's address, which names no record.
fn menu(page: &str) -> &str {
    page.match_indices('/').nth(1).and_then(|(at, _)| page.get(..at)).unwrap_or(page)
}

/// A page of ours as a cookie can hold it.
fn page(text: &str) -> Option<String> {
    let plain = text.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'/' | b'-'));
    paths::place(text).filter(|page| plain && page == text && !text.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_page_its_place_in_the_menu_is_left() {
        for (whole, left) in [("/labs", "/labs"), ("/labs/7", "/labs"), ("/labs/7/x", "/labs")] {
            assert_eq!(menu(whole), left);
        }
    }

    #[test]
    fn a_browser_comes_back_to_a_page_of_ours_or_to_none() {
        let cases = [
            ("/labs", true),
            ("/labs/0195a000-0000-7000-8000-000000000001", true),
            ("/pharmacy", true),
            ("/labs/7/code", false),
            ("/labs/", false),
            ("/labs/a;b", false),
            ("/labs/a\"b", false),
            ("/sign-out", false),
            ("/sign-in", false),
            ("//evil.example", false),
            ("/\\evil.example", false),
            ("https://evil.example/labs", false),
            ("", false),
        ];
        for (text, is_ours) in cases {
            assert_eq!(page(text).is_some(), is_ours, "{text}");
        }
    }
}
