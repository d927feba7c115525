//! Which crate may import which.

use anyhow::{Result, bail};

use super::metadata::{Kind, Metadata, Package};

/// Every member, and the members it may import.
const ARROWS: [(&str, &[&str]); 12] = [
    ("app", &["islands", "portal"]),
    ("courier", &["domain", "store", "vault"]),
    ("domain", &[]),
    ("fhir", &["domain"]),
    ("frontend", &["islands"]),
    ("islands", &[]),
    ("portal", &["domain", "store", "vault", "fhir"]),
    ("server", &["app", "portal", "courier", "store", "vault"]),
    ("store", &["domain"]),
    // Serves the tests of all the others, and is never part of the binary.
    ("testkit", &["domain", "store", "vault", "fhir", "portal", "courier"]),
    ("vault", &["domain"]),
    ("xtask", &[]),
];

/// What any member may import for its tests.
const FOR_TESTS: &str = "testkit";

/// Foreign crates that one member alone may import.
const RESERVED: [(&str, &str); 1] = [("sqlx", "store")];

/// An error that lists every arrow that should not be.
pub fn check(metadata: &Metadata) -> Result<()> {
    let mut faults: Vec<String> = metadata.packages.iter().flat_map(faults_of).collect();
    faults.sort();
    faults.dedup();
    match faults.as_slice() {
        [] => Ok(()),
        faults => bail!("{}", faults.join("\n")),
    }
}

fn faults_of(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let Some((_, allowed)) = ARROWS.iter().find(|(member, _)| *member == name) else {
        return vec![format!(
            "`{name}` has no row in the table of arrows (xtask, check/arrows.rs)"
        )];
    };
    let mut faults = forbidden_members(package, allowed);
    faults.extend(reserved_crates(package));
    faults
}

fn forbidden_members(package: &Package, allowed: &[&str]) -> Vec<String> {
    let members = ARROWS.map(|(member, _)| member);
    let inward = package.dependencies.iter().filter(|it| members.contains(&it.name.as_str()));
    let forbidden = inward.filter(|it| {
        // A crate may name itself too: its tests turn its own features on that way.
        let testing = [FOR_TESTS, package.name.as_str()].contains(&it.name.as_str());
        let for_tests = it.kind == Some(Kind::Dev) && testing;
        !for_tests && !allowed.contains(&it.name.as_str())
    });
    let name = &package.name;
    let may = if allowed.is_empty() { "no other member".to_owned() } else { allowed.join(", ") };
    forbidden
        .map(|it| format!("`{name}` may not import `{}`; it may import {may}", it.name))
        .collect()
}

fn reserved_crates(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    for (reserved, owner) in RESERVED.iter().filter(|(_, owner)| *owner != package.name) {
        let parts = format!("{reserved}-");
        let mut imports = package.dependencies.iter();
        if imports.any(|it| it.name == *reserved || it.name.starts_with(&parts)) {
            faults.push(format!(
                "`{}` may not import `{reserved}`: only `{owner}` may",
                package.name
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of one crate with these dependencies (name, kind).
    fn faults(name: &str, dependencies: &str) -> String {
        let text =
            format!(r#"{{"packages": [{{"name": "{name}", "dependencies": {dependencies}}}]}}"#);
        let metadata = serde_json::from_str(&text).unwrap();
        check(&metadata).err().map(|why| why.to_string()).unwrap_or_default()
    }

    fn on(name: &str, kind: &str) -> String {
        format!(r#"[{{"name": "{name}", "kind": {kind}}}]"#)
    }

    const CASES: &[(&str, &str, &str, &str)] = &[
        ("portal", "vault", "null", ""),
        ("portal", "serde", "null", ""),
        ("store", "sqlx", "null", ""),
        ("domain", "testkit", r#""dev""#, ""),
        ("store", "store", r#""dev""#, ""),
        (
            "domain",
            "testkit",
            "null",
            "`domain` may not import `testkit`; it may import no other member",
        ),
        (
            "domain",
            "store",
            "null",
            "`domain` may not import `store`; it may import no other member",
        ),
        (
            "islands",
            "portal",
            "null",
            "`islands` may not import `portal`; it may import no other member",
        ),
        ("vault", "store", r#""dev""#, "`vault` may not import `store`; it may import domain"),
        (
            "app",
            "store",
            r#""build""#,
            "`app` may not import `store`; it may import islands, portal",
        ),
        ("portal", "sqlx", "null", "`portal` may not import `sqlx`: only `store` may"),
        ("testkit", "sqlx-core", "null", "`testkit` may not import `sqlx`: only `store` may"),
        (
            "xtask",
            "domain",
            "null",
            "`xtask` may not import `domain`; it may import no other member",
        ),
    ];

    #[test]
    fn allowed_arrows_pass_and_others_are_named() {
        for (name, import, kind, expected) in CASES {
            assert_eq!(faults(name, &on(import, kind)), *expected, "{name} → {import}");
        }
        assert!(faults("billing", "[]").contains("`billing` has no row"));
    }
}
