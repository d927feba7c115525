//! What concerns more than one template.

use super::{super::*, BUILT_IN, Fault::*};
use domain::{Language, challenge::Channel};

const FIRST: &str = "sign-in-en-sms";

#[test]
fn there_is_one_for_everything_and_one_alone() {
    let of = |from: &str, to: &str| {
        assert!(BUILT_IN.contains(from), "{from}");
        let findings = lint(&BUILT_IN.replacen(from, to, 1), &[]).findings;
        findings.into_iter().map(|finding| (finding.template, finding.fault)).collect::<Vec<_>>()
    };
    let missing =
        |language, channel| (String::new(), Missing { purpose: "sign-in", language, channel });
    assert_eq!(of(r#""sign-in-hi-sms""#, r#""sign-in-en-sms""#), [(FIRST.to_owned(), Id)]);
    let twice = of(r#"channel = "sms""#, r#"channel = "voice""#);
    let expected = [
        (FIRST.to_owned(), Times(1)),
        ("sign-in-en-voice".to_owned(), Twice),
        missing(Language::En, Channel::Sms),
    ];
    assert_eq!(twice, expected);
    let (head, first) = BUILT_IN.split_once("[[template]]").unwrap();
    let (_, rest) = first.split_once("[[template]]").unwrap();
    let without = lint(&format!("{head}[[template]]{rest}"), &[]).findings;
    let (template, fault) = missing(Language::En, Channel::Sms);
    assert_eq!(without, [Finding { template, fault }]);
}

#[test]
fn what_cannot_be_read_hides_nothing_of_the_rest() {
    let cases = [
        (r#"purpose = "sign-in""#, r#"purpos = "sign-in""#, "purpos"),
        (r#""sms""#, r#""post""#, "post"),
        (r#""en""#, r#""fr""#, "fr"),
        (r#"["code", "reference"]"#, r#"["code", "name"]"#, "name"),
        ("service-implicit", "otp", "otp"),
        ("sandbox = true", "sandbox = 1", "boolean"),
    ];
    for (from, to, part) in cases {
        let found = lint(&BUILT_IN.replacen(from, to, 1), &[]);
        let all = BUILT_IN.matches("[[template]]").count();
        assert_eq!((found.templates.len(), found.findings.len()), (all - 1, 2), "{to}");
        assert_eq!(found.findings[0].template, FIRST);
        assert!(matches!(&found.findings[0].fault, Shape(why) if why.contains(part)), "{found:?}");
    }
    for text in ["", "[[templates]]", "template = 1", "a = ", "[[template]]\n[other]"] {
        let found = lint(text, &[]);
        assert!(
            matches!(found.findings.as_slice(), [Finding { fault: Unreadable(_), .. }]),
            "{text}"
        );
    }
    let nameless = lint("[[template]]\nid = \"a\"\n[[template]]", &[]).findings;
    assert_eq!(nameless[0].template, "a");
    assert_eq!(nameless[1].template, "number 2 in the file");
}

#[test]
fn every_fault_is_one_sentence_that_names_its_template() {
    let two = lint(&BUILT_IN.replacen("MEDSEL", "Medsel", 1).replacen("MEDSEL", "X", 1), &[]);
    let said: Vec<String> = two.findings.iter().map(ToString::to_string).collect();
    assert!(
        said[0].starts_with("template sign-in-en-sms: its header has small letters"),
        "{said:?}"
    );
    assert!(
        said[1].starts_with("template sign-in-hi-sms: its header must be six letters"),
        "{said:?}"
    );
    assert_eq!(two.worst(FIRST), Some(Weight::Warning));
    assert_eq!(two.worst("sign-in-hi-sms"), Some(Weight::Error));
    assert_eq!(two.worst("open-report-en-sms"), None);
    assert!(said.iter().all(|line| !line.contains('\n')));
}
