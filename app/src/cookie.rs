//! Cookies that pages have besides the session's own, which is the server's.

use axum::http::{HeaderValue, header::COOKIE, request::Parts};

/// Their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    /// Of the one by which a browser is known again.
    pub device: &'static str,
    /// Of the one that is another with each page.
    pub page: &'static str,
    /// Of the one that holds the page which somebody wanted before they signed in.
    pub wanted: &'static str,
    /// Of the one that holds the language which was chosen in this browser.
    pub language: &'static str,
}

impl Names {
    /// With `secure`, cookies go over TLS alone, and no other host can plant them (RFC 6265bis, section 4.1.3.2).
    pub(crate) const fn new(secure: bool) -> Self {
        if secure {
            return Self {
                device: "__Host-medseal-device",
                page: "__Host-medseal-page",
                wanted: "__Host-medseal-wanted",
                language: "__Host-lang",
            };
        }
        Self {
            device: "medseal-device",
            page: "medseal-page",
            wanted: "medseal-wanted",
            language: "lang",
        }
    }

    /// The cookies that take away what a browser keeps of its person.
    pub(crate) fn taken(&self) -> impl Iterator<Item = HeaderValue> {
        [self.device, self.page, self.wanted].into_iter().filter_map(|name| written(name, "", 0))
    }
}

/// The value of the first cookie of this name, if the browser came with one.
pub(crate) fn found<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    let lines = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = lines.flat_map(|line| line.split(';'));
    let mut pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// A cookie for all pages and no script, which lasts so many seconds; with none it is taken away.
pub(crate) fn written(name: &str, value: &str, lasts: u64) -> Option<HeaderValue> {
    let cookie = format!("{name}={value}; HttpOnly; SameSite=Lax; Path=/; Max-Age={lasts}");
    HeaderValue::try_from(cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let request = Request::builder().header(COOKIE, "a=1; xlang=2; lang=3; lang=4");
        let request = request.header(COOKIE, "b=5; c");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let cases = [("a", Some("1")), ("lang", Some("3")), ("b", Some("5")), ("c", None)];
        for (name, value) in cases {
            assert_eq!(found(&parts, name), value, "{name}");
        }
    }

    #[test]
    fn what_is_taken_away_lasts_for_no_time() {
        let taken: Vec<_> = Names::new(false).taken().collect();
        let names = ["medseal-device=; ", "medseal-page=; ", "medseal-wanted=; "];
        assert_eq!(taken.len(), names.len());
        for (cookie, name) in taken.iter().zip(names) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.starts_with(name) && cookie.ends_with("Max-Age=0"), "{cookie}");
        }
    }
}
