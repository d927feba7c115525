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
    ("islands", &["portal"]),
    ("portal", &["domain", "store", "vault", "fhir"]),
    ("server", &["app", "portal", "courier", "store"]),
    ("store", &["domain"]),
    // Serves the tests of all the others, and is never part of the binary.
    ("testkit", &["domain", "store", "vault", "fhir", "portal", "courier"]),
    ("vault", &["domain"]),
    ("xtask", &[]),
];

/// What any member may import for its tests.
const FOR_TESTS: &str = "testkit";

/// Arrows that exist only behind one feature: the crate, what it imports, the feature.
const GATED: [(&str, &str, &str); 1] = [("islands", "portal", "ssr")];

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
    faults.extend(open_gates(package));
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

/// Gated imports that are there without their feature, or with another one.
fn open_gates(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    for (member, import, gate) in GATED.iter().filter(|(member, ..)| *member == package.name) {
        let mut imports = package.dependencies.iter().filter(|it| it.name == *import);
        if imports.any(|it| !it.optional) {
            faults
                .push(format!("`{member}` may import `{import}` only behind its feature `{gate}`"));
        }
        for (feature, turns_on) in &package.features {
            let opens = turns_on.iter().any(|it| opens_gate(it, import, gate));
            if opens && feature != gate {
                faults.push(format!("`{member}` lets its feature `{feature}` bring in `{import}`"));
            }
        }
    }
    faults
}

/// Whether one entry of a feature brings the import in, by itself or through the gate's own feature.
fn opens_gate(entry: &str, import: &str, gate: &str) -> bool {
    let entry = entry.strip_prefix("dep:").unwrap_or(entry);
    let named = entry.split('/').next().unwrap_or(entry);
    // `import?/feature` configures the import but does not bring it in.
    named == import || entry == gate
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

    /// The faults of one crate with these dependencies (name, kind, optional) and features.
    fn faults(name: &str, dependencies: &str, features: &str) -> String {
        let text = format!(
            r#"{{"packages": [{{"name": "{name}", "dependencies": {dependencies}, "features": {features}}}]}}"#
        );
        let metadata = serde_json::from_str(&text).unwrap();
        check(&metadata).err().map(|why| why.to_string()).unwrap_or_default()
    }

    fn on(name: &str, kind: &str, optional: bool) -> String {
        format!(r#"[{{"name": "{name}", "kind": {kind}, "optional": {optional}}}]"#)
    }

    #[test]
    fn allowed_arrows_pass_and_others_are_named() {
        let cases = [
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
        for (name, import, kind, expected) in cases {
            assert_eq!(faults(name, &on(import, kind, false), "{}"), expected, "{name} → {import}");
        }
        assert!(faults("billing", "[]", "{}").contains("`billing` has no row"));
    }

    #[test]
    fn islands_reach_the_portal_only_behind_ssr() {
        let portal = |optional| on("portal", "null", optional);
        let ssr = r#"{"ssr": ["dep:portal", "leptos/ssr"], "hydrate": ["leptos/hydrate"]}"#;
        assert_eq!(faults("islands", &portal(true), ssr), "");
        let always = faults("islands", &portal(false), ssr);
        assert_eq!(always, "`islands` may import `portal` only behind its feature `ssr`");
        for other in ["dep:portal", "portal", "portal/x", "ssr"] {
            let features = format!(r#"{{"ssr": ["dep:portal"], "default": ["{other}"]}}"#);
            let expected = "`islands` lets its feature `default` bring in `portal`";
            assert_eq!(faults("islands", &portal(true), &features), expected, "{other}");
        }
        let weak = r#"{"ssr": ["dep:portal"], "hydrate": ["portal?/x"]}"#;
        assert_eq!(faults("islands", &portal(true), weak), "");
    }
}
