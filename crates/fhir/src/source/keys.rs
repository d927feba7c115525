//! The names by which a resource is known and found.

use crate::{datatype::identifier::Identifier, fault::Fault, json::At};

/// The longest address or id by which a resource is known, in bytes.
const LONGEST: usize = 1_000;

/// The name that an address gives: without a version, a UUID in lower case (RFC 9562 section 4).
pub(crate) fn url_key(url: &str) -> Option<String> {
    let url = url.trim();
    let (bare, _) = url.split_once("/_history/").unwrap_or((url, ""));
    let usable = !bare.is_empty() && bare.len() <= LONGEST && !bare.contains(char::is_whitespace);
    usable.then(|| match bare.get(..9) {
        Some(scheme) if scheme.eq_ignore_ascii_case("urn:uuid:") => bare.to_ascii_lowercase(),
        _ => bare.to_owned(),
    })
}

/// Whether an address is one of the web.
pub(crate) fn is_http(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// The server's address in a web address: `https://x.example/fhir` of `https://x.example/fhir/Patient/7`.
pub(crate) fn base_of<'a>(url: &'a str, resource_type: &str) -> Option<&'a str> {
    let (rest, _) = url.rsplit_once('/')?;
    let (base, named) = rest.rsplit_once('/')?;
    (is_http(base) && named == resource_type).then_some(base)
}

/// The names of a resource by place: its full URL, or its type and id where that is no web address.
pub(crate) fn places(
    at: &At<'_>,
    resource_type: &str,
    full_url: Option<&str>,
) -> Result<Vec<String>, Fault> {
    let url = full_url.and_then(url_key);
    let id = match &url {
        Some(url) if is_http(url) => None,
        _ => at.text("id")?.and_then(|id| url_key(&format!("{resource_type}/{id}"))),
    };
    let mut places: Vec<String> = url.into_iter().chain(id).collect();
    places.dedup();
    Ok(places)
}

/// The names of a resource by identifier.
pub(crate) fn identifiers(at: &At<'_>, resource_type: &str) -> Result<Vec<String>, Fault> {
    let mut keys: Vec<String> = Vec::new();
    for key in Identifier::all(at)?.iter().filter_map(|found| found.key(resource_type)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    #[test]
    fn a_resource_is_known_by_its_address_or_id() {
        let cases = [
            (Some("https://x.example/fhir/Patient/7"), "https://x.example/fhir/Patient/7"),
            (Some("https://x.example/Patient/7/_history/2"), "https://x.example/Patient/7"),
            (Some("urn:uuid:AB12"), "urn:uuid:ab12 Patient/7"),
            (Some("urn:oid:1.2.3"), "urn:oid:1.2.3 Patient/7"),
            (Some("Patient/7"), "Patient/7"),
            (Some(" "), "Patient/7"),
            (None, "Patient/7"),
        ];
        for (url, expected) in cases {
            let keys = at("Patient", r#"{"id":"7"}"#, |at| places(&at, "Patient", url).unwrap());
            assert_eq!(keys.join(" "), expected, "{url:?}");
        }
    }

    #[test]
    fn identifiers_name_a_resource_unless_several_may_share_them() {
        let json = r#"{"identifier":[{"system":"s","value":"1"},{"system":"s","value":"1"},{"value":"2"},{"system":"s"},
            {"system":"o","value":"3","type":{"coding":[{"code":"PLAC"}]}},
            {"system":"m","value":"4","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]}}]}"#;
        let keys = at("X", json, |at| identifiers(&at, "X").unwrap());
        assert_eq!(keys, ["X|s|1", "X|m|4"]);
    }

    #[test]
    fn a_base_is_what_stands_before_type_and_id() {
        let cases = [
            ("https://x.example/fhir/Patient/7", Some("https://x.example/fhir")),
            ("https://x.example/Observation/7", None),
            ("urn:uuid:1", None),
            ("Patient/7", None),
            ("https://x.example", None),
        ];
        for (url, expected) in cases {
            assert_eq!(base_of(url, "Patient"), expected, "{url}");
        }
    }
}
