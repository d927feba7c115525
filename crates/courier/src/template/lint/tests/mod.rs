//! Every fault, made in the built-in templates one at a time.

use super::{
    super::{Category, Templates, Variable},
    Fault::{self, *},
    *,
};

mod counter;
mod file;
mod last_line;

const BUILT_IN: &str = Templates::BUILT_IN;
/// A block of fields of one template that an operator knows, in English, to sign in by text message.
const REGISTERED: &str = r#"[[template]]
id = "1107160000000000001"
entity = "1101400000000000001"
header = "SNJVNI"
category = "service-implicit"
purpose = "sign-in"
language = "en"
channel = "sms"
variables = ["code", "reference"]
text = "{#numeric#} is your Medseal code to sign in. Ref {#alphanumeric#}."
"#;

/// What is found in a file of one registered template, beside that the others are missing.
#[track_caller]
fn found(from: &str, to: &str) -> Vec<Fault> {
    found_with(&[(from, to)], &[])
}

#[track_caller]
fn found_with(changes: &[(&str, &str)], allowed: &[&str]) -> Vec<Fault> {
    let text = changes.iter().fold(REGISTERED.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let allowed: Vec<String> = allowed.iter().map(|entry| (*entry).to_owned()).collect();
    let found = lint(&text, &allowed);
    assert_eq!(found.templates.len(), 1, "{:?}", found.findings);
    let of_it = found.findings.into_iter().filter(|finding| !finding.template.is_empty());
    of_it.map(|finding| finding.fault).collect()
}

#[test]
fn a_registered_template_is_as_it_should_be() {
    assert_eq!(found("sms", "sms"), []);
    let parts = lint(REGISTERED, &[]).templates[0].parts().unwrap();
    assert_eq!((parts.encoding.name(), parts.units, parts.count), ("GSM-7", 47, 1));
    let missing = lint(REGISTERED, &[]).findings;
    let all = Templates::BUILT_IN.matches("[[template]]").count();
    assert_eq!(missing.len(), all - 1);
    assert!(missing.iter().all(|finding| matches!(finding.fault, Missing { .. })));
}

#[test]
fn who_sends_it_is_looked_at() {
    let long = "11071600000000000011";
    let cases = [
        ("1107160000000000001", "sign-in-en-sms", vec![TemplateId]),
        ("1107160000000000001", "110716000000000000", vec![TemplateId]),
        ("1107160000000000001", long, vec![TemplateId]),
        ("1101400000000000001", "a-hospital", vec![Entity]),
        ("1101400000000000001", "११०१४०००००००", vec![Entity]),
        ("SNJVNI", "SNJVN", vec![Header]),
        ("SNJVNI", "SNJVNIX", vec![Header]),
        ("SNJVNI", "SNJV1I", vec![Header]),
        ("SNJVNI", "सील", vec![Header]),
        ("SNJVNI", "Snjvni", vec![SmallLetters]),
        ("service-implicit", "transactional", vec![ForBanks]),
        ("service-implicit", "service-explicit", vec![Fault::Category(Category::ServiceExplicit)]),
        ("service-implicit", "promotional", vec![Fault::Category(Category::Promotional)]),
        ("text =", "sandbox = true\ntext =", vec![]),
    ];
    for (from, to, faults) in cases {
        assert_eq!(found(from, to), faults, "{to}");
    }
    let sandbox = found_with(
        &[
            ("1107160000000000001", "a"),
            ("1101400000000000001", "b"),
            ("text =", "sandbox = true\ntext ="),
        ],
        &[],
    );
    assert_eq!(sandbox, []);
    // No operator reads calls against their templates.
    let call = found_with(
        &[
            ("1107160000000000001", "a"),
            ("\"sms\"", "\"voice\""),
            ("[\"code\"", "[\"code\", \"code\""),
            ("{#numeric#}", "{#var#}, {#var#}"),
            ("{#alphanumeric#}", "{#var#}"),
        ],
        &[],
    );
    assert_eq!(call, []);
}

#[test]
fn what_it_says_is_looked_at() {
    let variables = r#"["code", "reference"]"#;
    let unfit = |variable, tag, right| Unfit {
        variable,
        tag,
        characters: if variable == Variable::Code { 6 } else { 2 },
        right,
    };
    let cases = [
        (
            variables,
            r#"["reference"]"#,
            vec![Lacks(Variable::Code), Count { placeholders: 2, variables: 1 }],
        ),
        (
            variables,
            r#"["code"]"#,
            vec![Lacks(Variable::Reference), Count { placeholders: 2, variables: 1 }],
        ),
        ("Ref {#alphanumeric#}", "Ref 7K", vec![Count { placeholders: 1, variables: 2 }]),
        ("Ref", "{#var#}", vec![Count { placeholders: 3, variables: 2 }]),
        (
            variables,
            r#"["reference", "code"]"#,
            vec![unfit(Variable::Reference, "{#numeric#}", "{#alphanumeric#}")],
        ),
        (
            "{#alphanumeric#}",
            "{#numeric#}",
            vec![unfit(Variable::Reference, "{#numeric#}", "{#alphanumeric#}")],
        ),
        ("{#alphanumeric#}", "{#var#}", vec![]),
        ("{#numeric#}", "{#number#}", vec![]),
    ];
    for (from, to, faults) in cases {
        assert_eq!(found(from, to), faults, "{to}");
    }
}

#[test]
fn what_it_is_for_is_looked_at() {
    let sign_in: &[&str] = &["sign in", "signing in", "log in", "logging in"];
    let cases = [
        (
            "{#numeric#}",
            "{#date#}",
            vec![Braces("{#date#}".into()), Count { placeholders: 1, variables: 2 }],
        ),
        ("your", "{your", vec![Braces("{your Medseal code to sign in. Ref ".into())]),
        ("sign in", "{#VAR#} sign in", vec![Braces("{#VAR#}".into())]),
        ("\"sign-in\"", "\"greet\"", vec![Purpose]),
        ("to sign in", "for you", vec![Unsaid(sign_in)]),
        ("sign in", "open a report", vec![Unsaid(sign_in), Misleading("report")]),
        ("to sign in", "for LOGGING IN", vec![]),
        ("sign in.", "sign in to your report.", vec![Misleading("report")]),
    ];
    for (from, to, faults) in cases {
        assert_eq!(found(from, to), faults, "{to}");
    }
}

#[test]
fn what_is_spelt_in_a_call_needs_room() {
    let call = found_with(&[("1107160000000000001", "a"), ("\"sms\"", "\"voice\"")], &[]);
    let spelt = |variable, tag, characters| Unfit { variable, tag, characters, right: "{#var#}" };
    let expected = [
        Times(1),
        spelt(Variable::Code, "{#numeric#}", 16),
        spelt(Variable::Reference, "{#alphanumeric#}", 4),
    ];
    assert_eq!(call, expected);
}

#[test]
fn a_call_says_the_code_twice_and_a_text_as_often_as_it_likes() {
    let said = |channel: &str, times: usize| {
        let variables = format!("[{}\"reference\"]", "\"code\", ".repeat(times));
        let changes = [
            ("1107160000000000001", "a"),
            ("\"sms\"", channel),
            ("[\"code\", \"reference\"]", variables.as_str()),
            ("{#numeric#}", &"{#var#}, ".repeat(times)),
            ("{#alphanumeric#}", "{#var#}"),
        ];
        let times = |fault: &Fault| matches!(fault, Times(_));
        found_with(&changes, &[]).into_iter().filter(times).collect::<Vec<_>>()
    };
    for (channel, times, faults) in [
        ("\"voice\"", 1, vec![Times(1)]),
        ("\"voice\"", 2, vec![]),
        ("\"voice\"", 3, vec![Times(3)]),
        ("\"sms\"", 1, vec![]),
        ("\"sms\"", 3, vec![]),
    ] {
        assert_eq!(said(channel, times), faults, "{channel} {times}");
    }
}

#[test]
fn links_and_health_are_told() {
    let blood = Health { word: "blood".into(), topic: "a medical test" };
    let cases = [
        ("sign in.", "sign in at portal.example.", vec![Link("portal.example".into())]),
        ("sign in.", "sign in.Please", vec![Link("in.Please".into())]),
        ("Ref", "bit.ly/", vec![Link("bit.ly/".into())]),
        (
            "Medseal",
            "Medseal.{#var#}",
            vec![Count { placeholders: 3, variables: 2 }, Link("Medseal.xx".into())],
        ),
        ("Medseal", "Medseal blood", vec![blood]),
    ];
    for (from, to, faults) in cases {
        assert_eq!(found(from, to), faults, "{to}");
    }
    let allowed = found_with(&[("sign in.", "sign in at portal.example.")], &["portal.example"]);
    assert_eq!(allowed, []);
}

#[test]
fn what_it_costs_is_told() {
    let cases = [
        ("Ref", "– Ref", vec![Dear('–')]),
        ("your Medseal", "“your” “Medseal”", vec![Dear('“'), Dear('”')]),
        ("Ref", "[Ref]", vec![]),
        ("sign in. ", "sign in.  ", vec![Spaces]),
        ("#}.\"", "#}. \"", vec![Spaces]),
        ("sign in. ", "sign in.\\t", vec![Dear('\t'), Spaces]),
        ("sign in. ", "sign in. \\n", vec![Spaces]),
        ("sign in. ", "sign in.\\n", vec![]),
    ];
    for (from, to, faults) in cases {
        assert_eq!(found(from, to), faults, "{to}");
    }
    let long = "a".repeat(120);
    assert_eq!(found("Ref", &long), [Long { count: 2, most: 1 }]);
    assert_eq!(found("Ref", &long[..110]), []);
}

#[test]
fn every_value_is_as_long_as_an_operator_lets_pass() {
    for template in Templates::built_in().unwrap().0 {
        for variable in Variable::ALL {
            let mut only = template.clone();
            only.variables = vec![variable];
            let values = only.longest_values();
            assert!(values[0].1.reveal().chars().count() <= super::super::LONGEST, "{variable:?}");
        }
    }
}
