//! The message templates: looked at, and refused.

use crate::process::{Place, ends};
use courier::Templates;

const BUILT_IN: &str = Templates::BUILT_IN;

fn all() -> usize {
    BUILT_IN.matches("[[template]]").count()
}

#[test]
fn templates_are_looked_at_and_every_fault_is_said() {
    let place = Place::none();
    let good = place.run(&["dlt", "check"], &[]);
    let all = all();
    let told = format!("the built-in templates: {all} template(s), 0 error(s), 0 warning(s)");
    ends(&good, 0, &[&told, "open-report-hi-voice"]);
    assert_eq!(good.out.lines().filter(|line| line.ends_with("ok")).count(), all);

    let two = BUILT_IN.replacen("MEDSEL", "MEDSE", 1).replacen("रिपोर्ट खोलने", "खून देखने", 1);
    let file = place.file("two.toml", two.as_bytes());
    let faults =
        ["six letters", "open-report-hi-sms: the text must say", "खून", "3 error(s)", "two.toml"];
    ends(&place.run(&["dlt", "check", file.to_str().unwrap()], &[]), 3, &faults);
    let file = place.file(
        "link.toml",
        BUILT_IN.replacen("to sign in.", "to sign in at a.example.", 1).as_bytes(),
    );
    ends(&place.run(&["dlt", "check", file.to_str().unwrap()], &[]), 3, &["looks like a link"]);
    let allowed = [("MEDSEAL_COURIER_ALLOWED_LINKS", "[\"a.example\"]")];
    ends(&place.run(&["dlt", "check", file.to_str().unwrap()], &allowed), 0, &["0 error(s)"]);
    let file = place
        .file("bank.toml", BUILT_IN.replacen("service-implicit", "transactional", 1).as_bytes());
    ends(
        &place.run(&["dlt", "check", file.to_str().unwrap()], &[]),
        0,
        &["1 warning(s)", "for banks"],
    );
    ends(&place.run(&["dlt", "check", "none.toml"], &[]), 3, &["none.toml", "cannot read"]);
    ends(&place.run(&["dlt"], &[]), 2, &["check"]);
    assert!(!place.home().exists(), "looking makes a home");
}

#[test]
fn no_portal_starts_with_wrong_templates() {
    let place = Place::none();
    let two = BUILT_IN.replacen("MEDSEL", "MEDSE", 1).replacen("Ref {#var#}", "Ref", 1);
    let file = place.file("two.toml", two.as_bytes());
    let wrong = [("MEDSEAL_COURIER_TEMPLATES", file.to_str().unwrap())];
    let told = ["courier.templates", "two.toml", "six letters", "1 placeholder(s)"];
    ends(&place.run(&["serve"], &wrong), 3, &told);
    assert!(!place.home().exists(), "a home is made first");
    ends(
        &place.run(&["doctor"], &wrong),
        1,
        &["BAD  templates", "2 error(s)", "medseal dlt check"],
    );
    let absent = [("MEDSEAL_COURIER_TEMPLATES", "texts.toml")];
    ends(&place.run(&["serve"], &absent), 3, &["home/texts.toml", "cannot read"]);
    ends(&place.run(&["doctor"], &absent), 1, &["BAD  templates", "texts.toml"]);
    ends(&place.run(&["demo", "--listen", "127.0.0.1:0"], &wrong), 3, &told);
    std::fs::write(place.home().join("texts.toml"), BUILT_IN).unwrap();
    ends(&place.run(&["doctor"], &absent), 1, &["ok   templates", "texts.toml"]);
    ends(
        &place.run(&["dlt", "check"], &absent),
        0,
        &[&format!("texts.toml: {} template(s)", all())],
    );
}
