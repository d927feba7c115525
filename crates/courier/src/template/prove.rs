//! What holds for every code and reference: a text fits its own template and no other, and no changed text does.

use super::{PURPOSES, Said, Template, Templates, Text};
use domain::{
    Language,
    challenge::{Channel, Code, Pepper, Reference, Words},
    id::ChallengeId,
};
use uuid::Uuid;

/// How many texts of each template are tried.
const MANY: u128 = 60;

/// Names of pharmacies: short, long, dear, and in another script.
const NAMES: [&str; 5] = [
    "A, B",
    "Wholesale Medicals Warehouse of Wardha",
    "[€€€€€€€€€€€€€€€€€€€€€€]",
    "श्री संजीवनी मेडिकल स्टोर, स्टेशन रोड",
    "🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒🔒",
];

fn plain(name: &str) -> bool {
    super::parts(name).encoding == super::Encoding::Gsm7
}

/// The built-in templates; the same with tags instead of `{#var#}`; and one with a last line.
fn registries() -> Vec<Templates> {
    let tagged = |text: &str| {
        let mut tables = text.split("[[template]]").map(str::to_owned).collect::<Vec<_>>();
        for table in tables.iter_mut().filter(|table| table.contains("\nchannel = \"sms\"")) {
            *table = table.replacen("{#var#}", "{#numeric#}", 1).replacen(
                "{#var#}",
                "{#alphanumeric#}",
                1,
            );
        }
        tables.join("[[template]]")
    };
    let (from, to) = (
        r#"variables = ["code", "reference"]
text = "{#var#} is"#,
        r#"webotp = "portal.example"
variables = ["code", "reference", "code"]
text = "{#var#} is"#,
    );
    let lined = Templates::BUILT_IN.replacen(from, to, 1).replacen(
        "never ask for it.\"",
        "never ask for it.\\n@portal.example #{#var#}\"",
        1,
    );
    assert_ne!(lined, Templates::BUILT_IN);
    [Templates::BUILT_IN.to_owned(), tagged(Templates::BUILT_IN), lined]
        .iter()
        .map(|text| Templates::from_text(text, &[]).unwrap())
        .collect()
}

fn code_and_reference(n: u128) -> (Code, String) {
    // Spread over the whole id, as the ids of challenges are at their random end.
    let id =
        ChallengeId(Uuid::from_u128(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)));
    (Pepper::new([7; 32]).code(id), Reference::of(id).to_string())
}

/// What a template says of these, where a pharmacy of this name would hand over so many medicines.
fn said(template: &Template, n: u128, pharmacy: &str, count: u32) -> Text {
    let (code, reference) = code_and_reference(n);
    let words = Words { pharmacy: pharmacy.to_owned(), count };
    template.render(&Said { code: &code, reference: &reference, words: Some(&words) }).unwrap()
}

#[test]
fn a_text_fits_its_own_template_and_no_other() {
    for templates in registries() {
        for template in &templates.0 {
            for (n, name) in (0..MANY).zip(NAMES.iter().cycle()) {
                let text = said(template, n, name, if n % 2 == 0 { 1 } else { 99 });
                let fitting = templates.0.iter().filter(|other| other.fits(text.reveal()));
                let ids: Vec<&str> = fitting.map(Template::id).collect();
                assert_eq!(ids, [template.id()], "{}", text.reveal());
            }
        }
    }
}

#[test]
fn a_changed_text_fits_no_template() {
    for templates in registries() {
        for template in &templates.0 {
            let (code, reference) = code_and_reference(1);
            let words = Words { pharmacy: "Shanti Pharmacy".to_owned(), count: 2 };
            let said = Said { code: &code, reference: &reference, words: Some(&words) };
            let values = template.values(&said).unwrap();
            let text = template.render(&said).unwrap().reveal().to_owned();
            let mut variable = vec![false; text.len()];
            let mut from = 0;
            for (_, value) in &values {
                let at = from + text[from..].find(value.reveal()).unwrap();
                from = at + value.reveal().len();
                variable[at..from].fill(true);
            }
            let fixed = text.char_indices().filter(|(at, _)| !variable[*at]);
            for (at, c) in fixed {
                let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
                let changes = [format!("{before}ж{after}"), format!("{before}{after}")];
                for changed in changes.iter().filter(|changed| **changed != text) {
                    assert!(!template.fits(changed), "{changed}");
                }
            }
        }
    }
}

#[test]
fn no_text_is_longer_than_the_parts_that_were_counted() {
    for templates in registries() {
        for (n, template) in templates.0.iter().enumerate() {
            // A letter of another script in its name makes an English text dearer, whatever was registered.
            let names =
                NAMES.iter().filter(|name| template.language == Language::Hi || plain(name));
            for name in names {
                let parts = super::parts(said(template, n as u128, name, 99).reveal());
                let counted = template.parts().is_none_or(|longest| longest.count >= parts.count);
                assert!(counted, "{}: {name}", template.id());
            }
        }
        for purpose in PURPOSES {
            assert!(templates.find(purpose, Language::Hi, Channel::Voice).is_some());
        }
    }
}
