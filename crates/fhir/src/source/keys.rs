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

/// The name of a resource on its own server: its type and id.
pub(crate) fn local(at: &At<'_>, resource_type: &str) -> Result<Option<String>, Fault> {
    Ok(at.text("id")?.and_then(|id| url_key(&format!("{resource_type}/{id}"))))
}

/// The names of a resource by place: its full URL, and its type and id unless those hold for another place only. With
/// a web address the id is that server's, and with a URN it is provisional (FHIR R4 section 3.1.0.11.2: a server gives
/// its own), so that two files may well mean different resources by it; save where the URN is made of the id.
pub(crate) fn places(full_url: Option<&str>, local: Option<&str>) -> Vec<String> {
    let url = full_url.and_then(url_key);
    let id = local.and_then(|local| local.rsplit('/').next()).unwrap_or_default();
    let made_of_it =
        |urn: &str| urn.rsplit(':').next().is_some_and(|end| end.eq_ignore_ascii_case(id));
    let holds = url
        .as_deref()
        .is_none_or(|url| !url.contains(':') || (url.starts_with("urn:") && made_of_it(url)));
    let mut places: Vec<String> = url.into_iter().collect();
    places.extend(local.filter(|_| holds).map(ToOwned::to_owned));
    places.dedup();
    places
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
            (Some("urn:uuid:AB12"), "urn:uuid:ab12"),
            (Some("urn:uuid:7"), "urn:uuid:7 Patient/7"),
            (Some("urn:uuid:A7"), "urn:uuid:a7"),
            (Some("urn:oid:1.2.3"), "urn:oid:1.2.3"),
            (Some("Patient/7"), "Patient/7"),
            (Some(" "), "Patient/7"),
            (None, "Patient/7"),
        ];
        for (url, expected) in cases {
            assert_eq!(places(url, Some("Patient/7")).join(" "), expected, "{url:?}");
        }
        let own = at("Patient", r#"{"id":" 7 "}"#, |at| local(&at, "Patient").unwrap());
        assert_eq!(own.as_deref(), Some("Patient/7"));
        assert_eq!(places(None, None), Vec::<String>::new());
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
