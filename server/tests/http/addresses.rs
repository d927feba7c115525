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
pub const FIELDS: [(&str, &str); 20] = [
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
