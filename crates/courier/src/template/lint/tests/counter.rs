//! Texts for a pharmacy's counter.

use super::{super::*, Fault::*, Variable, found, found_with};

/// What is found when the registered text is for a pharmacy that asks, with these variables.
fn asked(variables: &str, text: &str) -> Vec<Fault> {
    let (variables, text) = (format!("variables = {variables}"), format!("text = \"{text}\""));
    let changes = [
        ("\"sign-in\"", "\"verify-prescription\""),
        ("variables = [\"code\", \"reference\"]", variables.as_str()),
        ("text = \"{#numeric#} is your Medseal code to sign in. Ref {#alphanumeric#}.\"", &text),
    ];
    found_with(&changes, &[])
}

const ALL: &str = r#"["code", "reference", "pharmacy", "count"]"#;
const TEXT: &str =
    "{#numeric#} (Ref {#alphanumeric#}) lets {#var#} hand over {#numeric#} of your medicines.";

#[test]
fn a_pharmacy_is_named_and_its_medicines_are_counted() {
    assert_eq!(asked(ALL, TEXT), []);
    let without = "{#numeric#} (Ref {#alphanumeric#}) is for some of your medicines.";
    let lacks = [Lacks(Variable::Pharmacy), Lacks(Variable::Count)];
    assert_eq!(asked(r#"["code", "reference"]"#, without), lacks);
    // A name has spaces, and may be as long as this.
    let name = asked(ALL, &TEXT.replace("{#var#}", "{#alphanumeric#}"));
    let (variable, tag, right) = (Variable::Pharmacy, "{#alphanumeric#}", "{#var#}");
    assert_eq!(name, [Unfit { variable, tag, characters: 30, right }]);
    // The longest name counts: these are 160 characters with it, and one more.
    assert_eq!(asked(ALL, &format!("{TEXT} {}", "a".repeat(76))), []);
    let long = asked(ALL, &format!("{TEXT} {}", "a".repeat(77)));
    assert_eq!(long, [Long { count: 2, most: 1 }]);
}

#[test]
fn no_other_text_names_a_pharmacy_or_speaks_of_medicines() {
    let variables = r#"["code", "reference"]"#;
    for (name, variable) in [("pharmacy", Variable::Pharmacy), ("count", Variable::Count)] {
        let named = format!(r#"["code", "reference", "{name}"]"#);
        let changes = [(variables, named.as_str()), ("#}.", "#} {#var#}.")];
        assert_eq!(found_with(&changes, &[]), [Reserved(variable)]);
    }
    let health = |word: &str| Health { word: word.into(), topic: "a medicine" };
    assert_eq!(found("Ref", "Medicines. Ref"), [health("medicine*")]);
    assert_eq!(found("Ref", "दवाएँ Ref")[..1], [health("दवा*")]);
    // Which medicines they are is said by none.
    assert_eq!(asked(ALL, &TEXT.replace("medicines", "medicines, insulin")), [health("insulin")]);
}

#[test]
fn signing_in_at_a_pharmacy_is_no_mere_signing_in() {
    let desk = ("to sign in", "to sign in at the pharmacy desk");
    let at_the_desk =
        |kind: &str| found_with(&[desk, ("\"sign-in\"", &format!("\"{kind}\""))], &[]);
    assert_eq!(at_the_desk("staff-sign-in"), []);
    assert_eq!(at_the_desk("sign-in"), [Misleading("sign in at the pharmacy")]);
    let sign_in = found("\"sign-in\"", "\"staff-sign-in\"");
    let own: &[&str] = &["sign in at the pharmacy", "signing in at the pharmacy"];
    assert_eq!(sign_in, [Unsaid(own), Misleading("sign in")]);
}
