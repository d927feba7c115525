//! The line by which browsers fill in a code.

use super::{super::*, BUILT_IN, Fault::*, found, found_with};

/// What is found when the built-in text of signing in is another, for a domain and with these variables.
fn with(domain: &str, text: &str, variables: &str) -> Vec<Fault> {
    let domain = format!("webotp = {domain:?}\ntext =");
    let text = format!("text = \"{text}");
    let old = "text = \"{#numeric#} is your Medseal code to sign in. Ref {#alphanumeric#}.\"";
    let variables = format!("variables = {variables}");
    let changes = [
        (old, text.as_str()),
        ("text =", &domain),
        ("variables = [\"code\", \"reference\"]", &variables),
    ];
    found_with(&changes, &[])
}

#[test]
fn the_last_line_is_looked_at() {
    let right = r#"{#numeric#} to sign in. Ref {#alphanumeric#}.\n@portal.example #{#numeric#}""#;
    let last_line = || vec![LastLine("@portal.example #{#var#}".into())];
    let link = || Link("portal.example".into());
    let three = r#"["code", "reference", "code"]"#;
    assert_eq!(with("portal.example", right, three), []);
    assert_eq!(with("portal.example", right, r#"["code", "reference", "reference"]"#).len(), 3);
    for (from, to) in [
        (" #{", " {"),
        ("\\n@", " @"),
        ("\\n@", "\\n @"),
        ("#}\"", "#}.\""),
        ("@p", "p"),
        (" #{", "  #{"),
    ] {
        let faults = with("portal.example", &right.replacen(from, to, 1), three);
        assert_eq!(faults[..1], last_line(), "{to}");
        assert!(
            faults.contains(&link()) || faults.iter().any(|f| matches!(f, Link(_))),
            "{faults:?}"
        );
    }
    assert_eq!(
        with("another.example", right, three),
        [LastLine("@another.example #{#var#}".into()), link()]
    );
    for domain in [
        "https://portal.example",
        "Portal.example",
        "portal",
        "portal.example:443",
        "",
        ".example",
        "1.2.3.4",
    ] {
        assert_eq!(with(domain, right, three), [Fault::Domain, link()], "{domain}");
    }
}

#[test]
fn a_code_that_is_not_named_and_a_call_have_no_last_line() {
    let link = || Link("portal.example".into());
    let unnamed = r"sign in. Ref {#alphanumeric#}.\n@portal.example #1";
    assert_eq!(found("sign in. Ref {#alphanumeric#}.", unnamed), [LastLineUnnamed, link()]);
    let call =
        BUILT_IN.replacen("channel = \"voice\"", "channel = \"voice\"\nwebotp = \"a.example\"", 1);
    assert_eq!(lint(&call, &[]).findings.len(), 1);
    assert_eq!(lint(&call, &[]).findings[0].fault, Spoken);
}
