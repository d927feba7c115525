//! Which language a reader reads.

use crate::{
    cookie::{found, written},
    site::Site,
};
use axum::http::{HeaderValue, header::ACCEPT_LANGUAGE, request::Parts};
use portal::domain::Language;

/// How long a browser keeps the reader's choice, in seconds: a year.
const LASTS: u64 = 31_536_000;
/// The name of the parameter that carries the language over a sign-out, which forgets who it is.
const PARAMETER: &str = "in";
/// The parameter beside it that says that the reader chose it.
const CHOSEN: &str = "chosen";

/// The reader's own choice, else what their browser asks for.
#[must_use]
pub fn of(parts: &Parts, site: &Site) -> Option<Language> {
    of_reader(parts, site.cookies().language, None)
}

/// The reader's own choice, which the cookie of this name keeps, else the language that the clinic knows to be theirs, else what
/// their browser asks for.
pub(crate) fn of_reader(parts: &Parts, cookie: &str, known: Option<Language>) -> Option<Language> {
    chosen(parts, cookie).or_else(|| carried_by(parts)).or(known).or_else(|| {
        let asked = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        asked.and_then(Language::accepted)
    })
}

/// The reader's own choice, if they made one in this browser.
pub(crate) fn chosen(parts: &Parts, cookie: &str) -> Option<Language> {
    let kept = found(parts, cookie).and_then(exactly);
    let is_chosen = || parts.uri.query().unwrap_or_default().split('&').any(|it| it == CHOSEN);
    kept.or_else(|| carried_by(parts).filter(|_| is_chosen()))
}

fn carried_by(parts: &Parts) -> Option<Language> {
    let query = parts.uri.query().unwrap_or_default();
    let carried = query.split('&').filter_map(|pair| pair.split_once('='));
    carried.filter(|(name, _)| *name == PARAMETER).find_map(|(_, tag)| exactly(tag))
}

/// The language of exactly this tag.
pub(crate) fn exactly(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// A cookie that keeps the choice for a year. It says nothing about the person.
pub(crate) fn cookie(site: &Site, language: Language) -> Option<HeaderValue> {
    written(site.cookies().language, language.tag(), LASTS)
}

/// An address that carries the reader's choice with it, or if they made none the language of the page before.
pub(crate) fn carried(path: &str, choice: Option<Language>, before: Language) -> String {
    match choice {
        Some(choice) => format!("{path}?{PARAMETER}={}&{CHOSEN}", choice.tag()),
        None => format!("{path}?{PARAMETER}={}", before.tag()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{Request, header::COOKIE};

    #[test]
    fn a_choice_goes_before_what_the_browser_asks_for() {
        let cases = [
            ("/", "lang=hi", "en", Some(Language::Hi)),
            ("/", "a=b; lang=en", "hi", Some(Language::En)),
            ("/", "lang=xx", "hi-IN,en;q=0.5", Some(Language::Hi)),
            ("/signed-out?in=hi", "", "en", Some(Language::Hi)),
            ("/signed-out?in=hi", "lang=en", "hi", Some(Language::En)),
            ("/signed-out?in=<b>", "", "en", Some(Language::En)),
            ("/", "", "fr", None),
        ];
        for (uri, cookie, accepted, language) in cases {
            let request = Request::builder().uri(uri.replace('<', "%3C").replace('>', "%3E"));
            let request = request.header(COOKIE, cookie).header(ACCEPT_LANGUAGE, accepted);
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(of_reader(&parts, "lang", None), language, "{uri} {cookie} {accepted}");
            let known = of_reader(&parts, "lang", Some(Language::Hi));
            let chose = cookie == "lang=hi" || cookie.ends_with("lang=en") || uri.ends_with("=hi");
            assert_eq!(known, if chose { language } else { Some(Language::Hi) }, "{uri} {cookie}");
        }
        let (hindi, english) = (Language::Hi, Language::En);
        assert_eq!(carried("/signed-out", None, hindi), "/signed-out?in=hi");
        assert_eq!(carried("/signed-out", Some(hindi), english), "/signed-out?in=hi&chosen");
    }

    #[test]
    fn a_choice_is_known_from_a_language_that_nobody_chose() {
        let cases = [
            ("/signed-out?in=hi", "", None),
            ("/signed-out?in=hi&chosen", "", Some(Language::Hi)),
            ("/signed-out?chosen&in=hi", "", Some(Language::Hi)),
            ("/signed-out?chosen", "", None),
            ("/signed-out?in=hi&chosen", "lang=en", Some(Language::En)),
            ("/", "lang=hi", Some(Language::Hi)),
        ];
        for (uri, cookie, language) in cases {
            let request = Request::builder().uri(uri).header(COOKIE, cookie);
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(chosen(&parts, "lang"), language, "{uri} {cookie}");
        }
    }
}
