//! Which language a reader reads.

use axum::http::{
    header::{ACCEPT_LANGUAGE, COOKIE},
    request::Parts,
};
use portal::domain::Language;

/// The name of the cookie that keeps the reader's choice.
const COOKIE_NAME: &str = "lang";
/// The name of the parameter that carries the choice over a sign-out, which clears every cookie.
const PARAMETER: &str = "in";

/// The reader's own choice, else what their browser asks for.
#[must_use]
pub fn of(parts: &Parts) -> Option<Language> {
    chosen(parts).or_else(|| {
        let asked = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        asked.and_then(Language::accepted)
    })
}

fn chosen(parts: &Parts) -> Option<Language> {
    let cookies = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let kept = cookies
        .flat_map(|header| header.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .and_then(|(_, tag)| exactly(tag));
    kept.or_else(|| {
        let query = parts.uri.query().unwrap_or_default();
        let carried = query.split('&').filter_map(|pair| pair.split_once('='));
        carried.filter(|(name, _)| *name == PARAMETER).find_map(|(_, tag)| exactly(tag))
    })
}

/// The language of exactly this tag.
pub(crate) fn exactly(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// A cookie that keeps the choice for a year. It says nothing about the person.
pub(crate) fn cookie(language: Language) -> String {
    format!("{COOKIE_NAME}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language.tag())
}

/// An address that carries the choice with it.
pub(crate) fn carried(path: &str, language: Language) -> String {
    format!("{path}?{PARAMETER}={}", language.tag())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

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
            assert_eq!(of(&parts), language, "{uri} {cookie} {accepted}");
        }
        assert_eq!(carried("/signed-out", Language::Hi), "/signed-out?in=hi");
    }
}
