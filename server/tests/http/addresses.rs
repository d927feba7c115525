//! Every address of the portal, as its router has it: what holds for all is tried on all.

use crate::people::{ASHA, PASSWORD};
use app::Address;
use axum::http::Method;
use portal::domain::notice::VERSION;
use std::sync::LazyLock;

static ALL: LazyLock<Vec<Address>> = LazyLock::new(app::addresses);

/// An id that nothing has.
pub const NOTHING: &str = "0195a000-0000-7000-8000-000000000001";

/// The fields of any act, whole.
pub const FIELDS: [(&str, &str); 22] = [
    ("once", "1"),
    ("number", "333-333-333"),
    ("reason", "Her phone was stolen"),
    ("name", "Ravi Nair"),
    ("prescription", NOTHING),
    ("identifier", ASHA.number),
    ("password", PASSWORD),
    ("challenge", "0195a000-0000-7000-8000-000000000001"),
    ("code", "123456"),
    ("patient", "0195a000-0000-7000-8000-000000000002"),
    ("language", "en"),
    ("back", "/home"),
    ("day", "29"),
    ("month", "2"),
    ("year", "1948"),
    ("accept", VERSION),
    ("version", VERSION),
    ("current", PASSWORD),
    ("codes-by", "sms"),
    ("text", "large"),
    ("phone", "+91 555 010 0042"),
    ("of", "/settings/number"),
];

/// Every page and every act.
pub fn all() -> &'static [Address] {
    &ALL
}

/// The path of every act, as the router has it.
pub fn acts() -> Vec<String> {
    let posts = ALL.iter().filter(|it| it.method == Method::POST);
    posts.map(|it| it.path.clone()).collect()
}

/// A path with this report in it where it is a report's, and nothing that there is where it is of anything else.
pub fn of_report(path: &str, report: &str) -> String {
    of_nothing(&path.replace("/labs/{id}", report))
}

/// A path of something that there is not.
pub fn of_nothing(path: &str) -> String {
    let ids = ["{id}", "{of}"].iter().fold(path.to_owned(), |path, id| path.replace(id, NOTHING));
    ids.replace("{part}", "0").replace("{file}", "records")
}

#[test]
fn every_address_is_listed_once_and_there_are_pages_and_acts() {
    let written = |it: &Address| format!("{} {}", it.method, it.path);
    let mut names: Vec<String> = ALL.iter().map(written).collect();
    for known in [
        "GET /labs/{id}",
        "GET /pharmacy/{id}/without-code",
        "GET /prescriptions/{id}/given/{of}",
        "GET /session/left",
        "POST /labs/{id}/seal",
        "POST /pharmacy/{id}/dispense",
        "POST /pharmacy/{id}/without-code/call",
        "POST /prescriptions/asked/{id}/yes",
        "POST /settings/ask",
    ] {
        assert!(names.iter().any(|name| name == known), "{known} is not in {names:?}");
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(!names.iter().any(|name| name.contains([':', '*'])), "{names:?}");
    let rest = |path: &str| of_nothing(path).contains(['{', '}']);
    assert!(!ALL.iter().any(|it| rest(&it.path)), "{names:?}");
}

/// What the browser's tests believe of our addresses: which of them show something of a person.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Toured {
    shows: Vec<String>,
    #[serde(rename = "shows nothing")]
    shows_nothing: Vec<String>,
}

#[test]
fn the_tour_that_looks_for_traces_knows_every_address_that_is_read() {
    let list = include_str!("../../../end2end/support/addresses.json");
    let Toured { shows, shows_nothing } = serde_json::from_str(list).unwrap();
    let mut toured: Vec<&str> = shows.iter().chain(&shows_nothing).map(String::as_str).collect();
    // How far a message has come is told to each page of a code in the same way.
    let read = ALL.iter().filter(|it| it.method == Method::GET && !it.path.ends_with("/progress"));
    let mut read: Vec<&str> = read.map(|it| it.path.as_str()).collect();
    toured.sort_unstable();
    read.sort_unstable();
    assert_eq!(toured, read, "a new address goes into one of the lists, and into the tour");
}
