//! Addresses within the portal.

use axum::http::Uri;
use portal::domain::id::{EventId, PrescriptionId, RecordId, VerificationId};

/// The query of an address that a page goes to by itself, when a time is over. It is no sign of life.
pub(crate) const OVER: &str = "over";

/// The longest address that is kept, in bytes.
const LONGEST: usize = 512;

/// The address, if it leads to a place of this portal and nowhere else, however a browser reads it.
pub(crate) fn local(address: &str) -> Option<&str> {
    let printable = address.bytes().all(|byte| byte.is_ascii_graphic());
    let mut bytes = address.bytes();
    match (bytes.next(), bytes.next()) {
        _ if !printable || address.len() > LONGEST => None,
        (Some(b'/'), Some(b'/' | b'\\')) => None,
        (Some(b'/'), _) => Some(address),
        _ => None,
    }
}

/// The page behind sign-in that an address belongs to: itself, or for an act the page it is on. None if it is none.
pub(crate) fn place(path: &str) -> Option<String> {
    let mut parts = path.split('/').skip(1);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("home"), None, None, None) => Some("/home".to_owned()),
        (Some("family"), ..) => Some("/family".to_owned()),
        (Some("notice"), None, None, None) => Some("/notice".to_owned()),
        (Some("security"), ..) => Some("/security".to_owned()),
        // Its form takes no code to come to, so that there is a way back to it.
        (Some("settings"), Some("number"), None, None) => Some("/settings/number".to_owned()),
        (Some("settings"), ..) => Some("/settings".to_owned()),
        (Some("history"), None, None, None) => Some("/history".to_owned()),
        (Some("history"), Some(id), _, _) => local(&format!("/history/{id}")).map(str::to_owned),
        (Some("my-data"), ..) => Some("/my-data".to_owned()),
        (Some("pharmacy"), None, None, None) => Some("/pharmacy".to_owned()),
        (Some("pharmacy"), Some("sign-in" | "signed-out"), _, _) => None,
        (Some("pharmacy"), Some(id), _, _) => local(&format!("/pharmacy/{id}")).map(str::to_owned),
        (Some("labs"), None, None, None) => Some("/labs".to_owned()),
        (Some("labs"), Some(id), _, _) => local(&format!("/labs/{id}")).map(str::to_owned),
        (Some("prescriptions"), None, None, None) => Some("/prescriptions".to_owned()),
        (Some("prescriptions"), Some("send"), _, _) => Some("/prescriptions/send".to_owned()),
        (Some("prescriptions"), Some("asked"), Some(id), _) => {
            local(&format!("/prescriptions/asked/{id}")).map(str::to_owned)
        }
        (Some("prescriptions"), Some(id), _, _) => {
            local(&format!("/prescriptions/{id}")).map(str::to_owned)
        }
        _ => None,
    }
}

/// The page that an address belongs to, with what of the history it shows.
pub(crate) fn place_of(uri: &Uri) -> Option<String> {
    let page = place(uri.path())?;
    let asked = uri.query().filter(|query| *query != OVER && page.starts_with("/history"));
    let whole = asked.filter(|_| page == uri.path()).map(|query| format!("{page}?{query}"));
    Some(whole.filter(|whole| local(whole).is_some()).unwrap_or(page))
}

/// The page of a report.
pub(crate) fn report(id: RecordId) -> String {
    format!("/labs/{id}")
}

/// The page of a prescription.
pub(crate) fn prescription(id: PrescriptionId) -> String {
    format!("/prescriptions/{id}")
}

/// The page of a pharmacy that waits for its patient.
pub(crate) fn asked(id: VerificationId) -> String {
    format!("/prescriptions/asked/{id}")
}

/// The page of a pharmacy's look-up.
pub(crate) fn look_up(id: VerificationId) -> String {
    format!("/pharmacy/{id}")
}

/// Whether an address is one of a pharmacy's counter.
pub(crate) fn is_counter(path: &str) -> bool {
    path.strip_prefix("/pharmacy").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The page of a line of the history.
pub(crate) fn history(id: EventId) -> String {
    format!("/history/{id}")
}

/// A path with the query that a page is shown by, so that there is a way back to it; the path alone where that is no address.
pub(crate) fn carrying(path: &str, query: Option<&str>) -> String {
    let whole = query.filter(|query| !query.is_empty()).map(|query| format!("{path}?{query}"));
    whole.filter(|whole| local(whole).is_some()).unwrap_or_else(|| path.to_owned())
}

/// The line that an address of the history is about.
pub(crate) fn event_of(path: &str) -> Option<EventId> {
    path.strip_prefix("/history/")?.split('/').next()?.parse().ok()
}

/// The address to which a page goes by itself when a time is over.
pub(crate) fn when_over(path: &str) -> String {
    format!("{path}?{OVER}")
}

/// Whether every percent-encoded part of an address is UTF-8 and holds no control character.
pub(crate) fn is_readable(uri: &Uri) -> bool {
    let whole = uri.path_and_query().map_or(uri.path(), |both| both.as_str());
    decoded(whole).is_some_and(|text| !text.chars().any(char::is_control))
}

/// Undoes percent-encoding (RFC 3986, section 2.1); none where it is broken or what it encodes is not UTF-8.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => bytes.push(digit(rest.next()?)? << 4 | digit(rest.next()?)?),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_of_this_portal_are_local() {
        let cases = [
            ("/", true),
            ("/labs/0195?over", true),
            ("/a//b", true),
            ("/%2f%2fevil.example", true),
            ("/@evil.example", true),
            ("", false),
            ("labs", false),
            ("//evil.example", false),
            ("/\\evil.example", false),
            ("\\\\evil.example", false),
            ("https://evil.example", false),
            ("https:evil.example", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("/\t/evil.example", false),
            ("/\n/evil.example", false),
            ("\t//evil.example", false),
            (" //evil.example", false),
            ("/a b", false),
            ("/a\u{0}", false),
            ("/\u{202e}a", false),
        ];
        for (address, fits) in cases {
            assert_eq!(local(address).is_some(), fits, "{address:?}");
        }
        assert_eq!(local(&format!("/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn a_form_before_which_no_code_stands_is_a_place() {
        for (path, page) in
            [("/settings/number", "/settings/number"), ("/settings/number/code", "/settings")]
        {
            assert_eq!(place(path).as_deref(), Some(page), "{path}");
        }
    }

    #[test]
    fn an_act_belongs_to_the_page_it_is_on() {
        let cases = [
            ("/home", Some("/home")),
            ("/labs", Some("/labs")),
            ("/settings", Some("/settings")),
            ("/settings/password/code", Some("/settings")),
            ("/family", Some("/family")),
            ("/family/act", Some("/family")),
            ("/notice", Some("/notice")),
            ("/history", Some("/history")),
            ("/history/7/not-me", Some("/history/7")),
            ("/security", Some("/security")),
            ("/security/devices/7/lost", Some("/security")),
            ("/my-data/code", Some("/my-data")),
            ("/pharmacy", Some("/pharmacy")),
            ("/pharmacy/7", Some("/pharmacy/7")),
            ("/pharmacy/7/without-code/code", Some("/pharmacy/7")),
            ("/pharmacy/sign-in", None),
            ("/pharmacy/sign-in/code", None),
            ("/pharmacy/signed-out", None),
            ("/activate", None),
            ("/forgotten/password", None),
            ("/labs/7", Some("/labs/7")),
            ("/labs/7/code", Some("/labs/7")),
            ("/labs/7/documents/0", Some("/labs/7")),
            ("/prescriptions", Some("/prescriptions")),
            ("/prescriptions/7", Some("/prescriptions/7")),
            ("/prescriptions/7/code", Some("/prescriptions/7")),
            ("/prescriptions/7/given/8", Some("/prescriptions/7")),
            ("/prescriptions/send/who", Some("/prescriptions/send")),
            ("/prescriptions/asked/7", Some("/prescriptions/asked/7")),
            ("/prescriptions/asked/7/code", Some("/prescriptions/asked/7")),
            ("/", None),
            ("/session/left", None),
            ("/sign-in", None),
            ("/sign-out", None),
            ("/homes", None),
        ];
        for (path, page) in cases {
            assert_eq!(place(path).as_deref(), page, "{path}");
        }
    }

    #[test]
    fn the_counter_is_told_from_what_is_named_like_it() {
        let cases = [
            ("/pharmacy", true),
            ("/pharmacy/", true),
            ("/pharmacy/sign-in", true),
            ("/pharmacy/7/dispense", true),
            ("/pharmacyx", false),
            ("/home/pharmacy", false),
            ("/", false),
        ];
        for (path, is_one) in cases {
            assert_eq!(is_counter(path), is_one, "{path}");
        }
    }

    #[test]
    fn the_history_is_gone_back_to_as_it_was_narrowed() {
        let cases = [
            (
                "/history?show=records&from=2026-03-12",
                Some("/history?show=records&from=2026-03-12"),
            ),
            ("/history/7?show=all", Some("/history/7?show=all")),
            ("/history/7/not-me?show=all", Some("/history/7")),
            ("/history?over", Some("/history")),
            ("/labs?show=all", Some("/labs")),
            ("/sign-in?show=all", None),
        ];
        for (address, page) in cases {
            assert_eq!(place_of(&address.parse().unwrap()).as_deref(), page, "{address}");
        }
        let long = format!("/history?from={}", "1".repeat(LONGEST));
        assert_eq!(place_of(&long.parse().unwrap()).as_deref(), Some("/history"));
    }

    #[test]
    fn addresses_that_encode_nonsense_are_told() {
        let cases = [
            ("/labs/%E0%A4%95", true),
            ("/labs?x=%41", true),
            ("/labs/%ff%fe", false),
            ("/labs?x=%c3%28", false),
            ("/labs/%zz", false),
            ("/labs/%4", false),
            ("/labs/%00", false),
            ("/labs/%0d%0aset-cookie:x", false),
        ];
        for (address, readable) in cases {
            assert_eq!(is_readable(&address.parse().unwrap()), readable, "{address}");
        }
    }
}
