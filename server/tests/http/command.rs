//! The commands that end by themselves.

use crate::{
    people::ASHA,
    process::{Place, a_bundle, ends},
};
use serde_json::{Value, json};
use server::wiring::Nature;
use std::time::Duration;

#[test]
fn help_says_what_there_is_and_how_it_ends() {
    let place = Place::none();
    let whole =
        ["serve", "demo", "import", "migrate", "doctor", "--home", "MEDSEAL_HOME", "Exit codes"];
    ends(&place.run(&["--help"], &[]), 0, &whole);
    ends(&place.run(&["import", "--help"], &[]), 0, &["--all-or-nothing", "<FILE>"]);
    ends(&place.run(&["demo", "--help"], &[]), 0, &["--listen", "127.0.0.1:4580"]);
    ends(&place.run(&["--version"], &[]), 0, &["medseal 0."]);
    ends(&place.run(&[], &[]), 2, &["Usage"]);
    ends(&place.run(&["heal"], &[]), 2, &["heal"]);
    ends(&place.run(&["import"], &[]), 2, &["<FILE>"]);
    assert!(!place.home().exists(), "asking for help makes a home");
}

#[test]
fn a_wrong_configuration_is_told_by_its_key_before_anything_is_done() {
    let place = Place::none();
    let cases = [
        ("serve", "MEDSEAL_SERVER_LISTEN", "0.0.0.0:0", ["server.listen", "behind_tls_proxy"]),
        ("serve", "MEDSEAL_SERVER_LISTEN", "[::]:0", ["server.listen", "behind_tls_proxy"]),
        ("serve", "MEDSEAL_SERVER_LISTEN", "here", ["server.listen", "socket address"]),
        ("serve", "MEDSEAL_SERVER_BEHIND_TLS_PROXY", "true", ["server.origin", "https://"]),
        ("doctor", "MEDSEAL_SERVER_LISTN", "127.0.0.1:1", ["listn", "`listen`"]),
        ("doctor", "MEDSEAL_CLINICS_NAME", "A", ["clinics", "`clinic`"]),
        ("migrate", "MEDSEAL_CODES_LIFE_SECONDS", "600", ["codes.life_seconds", "60 to 90"]),
        ("import", "MEDSEAL_LOG_FORMAT", "xml", ["log.format", "`json`"]),
        ("doctor", "MEDSEAL_LOG_FILTER", "info,=,[", ["log.filter", "info"]),
        ("demo", "MEDSEAL_CLINIC_TIME_ZONE", "Mars/Base", ["clinic.time_zone", "Asia/Kolkata"]),
    ];
    for (command, name, value, parts) in cases {
        let arguments =
            if command == "import" { vec![command, "none.json"] } else { vec![command] };
        ends(&place.run(&arguments, &[(name, value)]), 3, &parts);
        assert!(!place.home().exists(), "{command} {name}");
    }
    std::fs::create_dir(place.home()).unwrap();
    let path = place.home().join("medseal.toml");
    for (text, part) in
        [("[server]\nport = 1", "port"), ("listen", "medseal.toml"), ("\u{0}", "medseal.toml")]
    {
        std::fs::write(&path, text).unwrap();
        ends(&place.run(&["doctor"], &[]), 3, &[part]);
    }
}

#[test]
fn the_demo_keeps_to_this_computer() {
    let place = Place::none();
    let said = place.run(&["demo", "--listen", "0.0.0.0:0"], &[]);
    ends(&said, 1, &["loopback"]);
    assert!(!place.home().exists(), "it makes a home first");
}

/// A bundle of two patients, the second of whom has no name that can be read.
fn half_broken() -> Vec<u8> {
    let mut bundle: Value = serde_json::from_slice(&a_bundle()).unwrap();
    let broken = json!({ "resource": {
        "resourceType": "Patient", "id": "secret-name-of-somebody", "name": "Somebody Secret",
    } });
    bundle["entry"].as_array_mut().unwrap().push(broken);
    bundle.to_string().into_bytes()
}

/// The options, the file, the exit code, and what is said.
type Case<'a> = (&'a [&'a str], Vec<u8>, i32, &'a [&'a str]);

#[test]
fn an_import_says_what_became_of_each_file() {
    let place = Place::none();
    let (whole, half) = (a_bundle(), half_broken());
    let cut = whole[..whole.len() / 2].to_vec();
    let lines = String::from_utf8(whole.clone()).unwrap().replace(',', ",\n");
    let cut_lines = &lines.as_bytes()[..lines.len() - 40];
    let at = format!("line {}", cut_lines.split(|byte| *byte == b'\n').count());
    let cases: [Case<'_>; 9] = [
        (&[], cut, 4, &["line 1, column", "ends in the middle"]),
        (&[], cut_lines.to_vec(), 4, &[&at, "ends in the middle"]),
        (&[], Vec::new(), 4, &["line 1"]),
        (&[], b"\xff\xfe".to_vec(), 4, &["line 1, column 1", "UTF-8"]),
        (&[], b"{}".to_vec(), 4, &["not a FHIR bundle"]),
        (&["--all-or-nothing"], half.clone(), 4, &["nothing imported, 1 refused", "entry 4"]),
        (&[], half, 4, &["3 new", "1 refused", "entry 4 (Patient): Patient.name"]),
        (&["--all-or-nothing"], whole.clone(), 0, &["0 new, 0 changed, 3 unchanged"]),
        (&[], whole, 0, &["0 new, 0 changed, 3 unchanged"]),
    ];
    for (options, bytes, code, parts) in cases {
        let file = place.file("bundle.json", &bytes);
        let arguments = [&["import"], options, &[file.to_str().unwrap()]].concat();
        let said = place.run(&arguments, &[]);
        ends(&said, code, parts);
        for secret in ["Somebody", "secret-name", ASHA.name, "9000000001", "137.25"] {
            assert!(!format!("{}{}", said.out, said.err).contains(secret), "{}", said.err);
        }
    }
    ends(&place.run(&["import", "/nonexistent/x.json"], &[]), 4, &["x.json", "cannot be read"]);
}

#[test]
fn one_bad_file_does_not_keep_the_others_out() {
    let place = Place::none();
    let names = ["a", "b", "c", "d", "e"].map(|name| format!("{name}.json"));
    let mut arguments = vec!["import".to_owned()];
    for (n, name) in names.iter().enumerate() {
        let bytes = if n == 1 { b"{".to_vec() } else { a_bundle() };
        arguments.push(place.file(name, &bytes).to_str().unwrap().to_owned());
    }
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let said = place.run(&arguments, &[]);
    ends(&said, 4, &["a.json: 3 new", "b.json: line 1", "e.json: 0 new, 0 changed, 3 unchanged"]);
}

#[tokio::test]
async fn a_lost_key_file_is_told_and_not_made_anew() {
    let place = Place::with_a_patient().await;
    let file = place.home().join("keys").join(vault::keyring::FILE);
    let kept = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let bundle = place.file("bundle.json", &a_bundle());
    let bundle = bundle.to_str().unwrap();
    for arguments in [&["serve"][..], &["import", bundle], &["demo", "--listen", "127.0.0.1:0"]] {
        let said = place.run(arguments, &[]);
        ends(&said, 1, &["is missing, and the database has patients", "backup"]);
        assert!(!file.exists(), "{arguments:?} makes new keys");
    }
    std::fs::write(&file, kept).unwrap();
    let said = place.run(&["import", bundle], &[]);
    ends(&said, 1, &["chmod 600"]);
}

#[test]
fn a_patient_is_added_once_and_no_more_is_said_than_their_number() {
    let place = Place::none();
    let with = |born: &str, rest: &[(&str, &str)]| {
        let mut sheet =
            json!({ "name": "Asha Verma", "born": born, "phones": ["+91 555 010 0042"] });
        for (field, value) in rest {
            sheet[*field] = (*value).into();
        }
        place.run_with(&sheet.to_string(), &["patient", "add", "--file", "-"], &[])
    };
    let added = with("1948-02-29", &[("number", "SJ-2001")]);
    ends(&added, 0, &["Added. The patient number is SJ-2001.", "/activate"]);
    let said = format!("{}{}", added.out, added.err);
    for private in ["Asha", "555", "1948"] {
        assert!(!said.contains(private), "{said}");
    }
    ends(&with("1948-02-29", &[]), 1, &["there already"]);
    ends(&with("1990-01-01", &[("number", "sj2001")]), 1, &["number already"]);
    ends(&with("1990-01-01", &[]), 0, &["The patient number is P-"]);
    ends(&with("29.2.1948", &[]), 1, &["born", "1948-02-29"]);
    ends(&with("1948-02-29", &[("language", "xx")]), 1, &["language", "hi"]);
    ends(&with("1948-02-29", &[("email", "asha")]), 1, &["email"]);
    ends(&with("1948-02-29", &[("phone", "12")]), 1, &["\"phones\" (a list)"]);
}

#[test]
fn what_is_said_of_a_patient_is_no_word_of_a_command() {
    let place = Place::none();
    for words in [
        &["patient", "add", "--name", "Asha Verma"][..],
        &["patient", "add", "--born", "1948-02-29"],
        &["patient", "add", "--phone", "+91 555 010 0042"],
        &["patient", "rebind", "--patient", "SJ-2001", "--phone", "+91 555 010 0042"],
    ] {
        ends(&place.run(words, &[]), 2, &["unexpected argument"]);
    }
    ends(&place.run(&["patient", "add"], &[]), 1, &["--file"]);
    ends(&place.run(&["patient", "add", "--file", "/nonexistent"], &[]), 1, &["cannot be read"]);
    let two = json!([
        { "name": "Asha Verma", "born": "1948-02-29", "phones": ["+91 555 010 0042"] },
        { "name": "Ravi Nair", "born": "1950-13-01", "phones": ["+91 555 010 0043"] },
    ]);
    let file = place.file("people.json", two.to_string().as_bytes());
    let said = place.run(&["patient", "add", "--file", file.to_str().unwrap()], &[]);
    ends(&said, 1, &["The patient number is P-", "patient 2", "born"]);
}

/// A home with a mother who has an account, her child, and a neighbour.
fn with_a_family() -> Place {
    let place = Place::none();
    let people = [
        ("Asha Verma", "1985-02-28", "SJ-2001"),
        ("Dev Verma", "2015-07-04", "SJ-2002"),
        ("Ravi Nair", "1950-01-01", "SJ-2003"),
    ];
    let people = people.map(|(name, born, number)| {
        json!({ "name": name, "born": born, "phones": ["+91 555 010 0042"], "number": number })
    });
    let all = serde_json::to_string(&people).unwrap();
    let said = place.run_with(&all, &["patient", "add", "--file", "-"], &[]);
    ends(&said, 0, &["SJ-2001", "SJ-2002", "SJ-2003"]);
    place
}

/// The day in thirty days, by this machine's clock.
fn in_a_month() -> String {
    let now = Nature::of_the_machine().clock.now();
    let at = jiff::Timestamp::from_millisecond(now.after(Duration::from_hours(720)).0).unwrap();
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

#[test]
fn a_guardian_is_named_listed_and_ended() {
    let place = with_a_family();
    let guardian = |what: &'static str, rest: &[&'static str]| {
        place.run(&[&["patient", "guardian", what], rest].concat(), &[])
    };
    let pair = ["--patient", "SJ-2002", "--guardian", "SJ-2001"];
    ends(&guardian("add", &pair), 1, &["no account yet"]);
    let made = place.run(&["patient", "password", "--make", "SJ-2001"], &[]);
    ends(&made, 0, &["The new password"]);
    ends(&guardian("list", &["--patient", "SJ-2002"]), 0, &["Nobody acts for them"]);
    let late = [&pair[..], &["--until", "2033-07-04"]].concat();
    ends(&guardian("add", &late), 1, &["until they are eighteen"]);
    ends(&guardian("add", &[&pair[..], &["--until", "soon"]].concat()), 1, &["--until"]);
    // Until the end of the day before the birthday, where the clinic is.
    ends(&guardian("add", &pair), 0, &["until the end of 2033-07-03", "/family"]);
    ends(&guardian("add", &pair), 1, &["already"]);
    let listed = guardian("list", &["--patient", "SJ-2002"]);
    ends(&listed, 0, &["SJ-2001  child  from ", "until 2033-07-03"]);
    ends(&guardian("end", &pair), 0, &["no more"]);
    ends(&guardian("end", &pair), 1, &["may not act"]);
    ends(&guardian("list", &["--patient", "SJ-2002"]), 0, &["ended on "]);
    let adult = ["--patient", "SJ-2003", "--guardian", "SJ-2001"];
    ends(&guardian("add", &adult), 1, &["needs an end and a reason"]);
    let long = [&adult[..], &["--until", "2090-12-31", "--reason", "illness"]].concat();
    ends(&guardian("add", &long), 1, &["a year is the longest"]);
    let day = in_a_month();
    let term = [&adult[..], &["--until", &day, "--reason", "illness"]].concat();
    ends(&place.run(&[&["patient", "guardian", "add"], &term[..]].concat(), &[]), 0, &[&day]);
    ends(&guardian("add", &["--patient", "SJ-9", "--guardian", "SJ-2001"]), 1, &["--patient"]);
    ends(&place.run(&["patient", "pin", "--clear", "SJ-2001"], &[]), 1, &["they have no PIN"]);
    ends(&place.run(&["patient", "pin", "SJ-2001"], &[]), 2, &["--clear"]);
}
