//! What `medseal doctor` finds.

use crate::process::{Place, a_bundle, ends, rights};
use courier::Templates;

#[test]
fn doctor_says_what_is_missing_and_touches_nothing() {
    let place = Place::none();
    let none = place.run(&["doctor"], &[]);
    ends(
        &none,
        1,
        &["BAD  home", "BAD  keys", "BAD  database", "medseal migrate", "medseal serve"],
    );
    assert!(!place.home().exists(), "doctor makes a home");
    ends(&place.run(&["migrate"], &[]), 0, &["migration(s) applied"]);
    ends(&place.run(&["migrate"], &[]), 0, &["0 migration(s) applied"]);
    ends(&place.run(&["doctor"], &[]), 1, &["ok   home", "BAD  keys", "ok   database"]);
    let bundle = place.file("one.json", &a_bundle());
    ends(&place.run(&["import", bundle.to_str().unwrap()], &[]), 0, &["3 new"]);
    let healthy = place.run(&["doctor"], &[]);
    let found = ["ok   home", "ok   keys", "ok   database", "ok   templates", "ok   address"];
    let assets = healthy.out.contains("ok   assets");
    ends(&healthy, i32::from(!assets), &found);
    assert_eq!(rights(&place.home()), 0o700);
    assert_eq!(rights(&place.home().join("medseal.db")), 0o600);
    let keys = std::fs::read_dir(place.home().join("keys")).unwrap();
    for file in keys.map(Result::unwrap) {
        assert_eq!(rights(&file.path()), 0o600, "{:?}", file.path());
    }
}

/// Two carriers, of which one is made from its table alone.
const CARRIERS: &str = r#"
[courier]
carriers = ["gate", "aggregator"]
[carriers.gate]
kind = "kannel"
url = "http://127.0.0.1:9/cgi-bin/sendsms"
username = "medseal"
password = { env = "MEDSEAL_SECRET_GATE" }
[carriers.aggregator]
kind = "http"
url = "https://api.aggregator.example/send"
fields = { to = "{to}", text = "{text}" }
reference = "/id"
"#;

/// The built-in templates as if operators knew them.
fn registered() -> String {
    let known = Templates::BUILT_IN
        .replace("sandbox = true\n", "")
        .replace("medseal-sandbox", "1101400000000000001");
    let texts = known.split("id = \"").skip(1).filter_map(|rest| rest.split('"').next());
    let texts: Vec<&str> = texts.filter(|id| id.ends_with("-sms")).collect();
    texts.iter().enumerate().fold(known.clone(), |text, (at, id)| {
        text.replace(&format!("\"{id}\""), &format!("\"11071600000000000{at:02}\""))
    })
}

#[test]
fn doctor_opens_every_carrier_and_sends_nothing() {
    let place = Place::none();
    std::fs::create_dir(place.home()).unwrap();
    let with = |from: &str, to: &str| {
        assert!(CARRIERS.contains(from), "{from}");
        std::fs::write(place.home().join("medseal.toml"), CARRIERS.replace(from, to)).unwrap();
    };
    let set = [("MEDSEAL_SECRET_GATE", "hunter2")];
    let bad = [
        ("{text}", "{txt}", "BAD  carriers   carriers.aggregator.fields"),
        ("{to}", "{text}", "carriers.aggregator.fields: no field has {to}"),
        ("reference = \"/id\"", "", "carriers.aggregator.accepted: "),
        ("url = \"http://127", "url = \"ftp://127", "carriers.gate.url: "),
    ];
    for (from, to, says) in bad {
        with(from, to);
        ends(&place.run(&["doctor"], &set), 1, &[says]);
    }
    with("", "");
    ends(&place.run(&["doctor"], &[]), 1, &["BAD  carriers   carriers.gate.password: "]);
    let well = place.run(&["doctor"], &set);
    let unknown =
        "WARN templates  the built-in templates: some message templates are the sandbox's";
    ends(&well, 1, &["ok   carriers   gate, aggregator", unknown, "ok   figures"]);
    assert!(!format!("{}{}", well.out, well.err).contains("hunter2"));
    std::fs::write(place.home().join("texts.toml"), registered()).unwrap();
    let own = [set[0], ("MEDSEAL_COURIER_TEMPLATES", "texts.toml")];
    ends(&place.run(&["doctor"], &own), 1, &["ok   templates", "texts.toml cover"]);
    let weak = [set[0], ("MEDSEAL_SECRET_OPS", "short"), ("MEDSEAL_OPS_TOKEN", "x")];
    ends(&place.run(&["doctor"], &weak), 3, &["ops.token"]);
    let table = format!("{CARRIERS}[ops]\ntoken = {{ env = \"MEDSEAL_SECRET_OPS\" }}");
    std::fs::write(place.home().join("medseal.toml"), table).unwrap();
    ends(&place.run(&["doctor"], &weak[..2]), 1, &["BAD  figures    ops.token: give at least 20"]);
}

#[test]
fn doctor_goes_to_no_server_that_need_not_show_who_it_is() {
    let place = Place::none();
    for mode in ["", "?sslmode=require"] {
        let url = format!("postgres://clinic:hunter2@db.example/medseal{mode}");
        let said = place.run(&["doctor"], &[("MEDSEAL_DATABASE_URL", &url)]);
        ends(&said, 1, &["BAD  database", "add ?sslmode=verify-full"]);
        assert!(!format!("{}{}", said.out, said.err).contains("hunter2"));
    }
}

#[test]
fn doctor_shows_no_secret() {
    let place = Place::none();
    let secret = "hunter2-of-the-database";
    let url = format!("postgres://clinic:{secret}@127.0.0.1:1/medseal");
    let said = place.run(&["doctor"], &[("MEDSEAL_DATABASE_URL", &url), ("MEDSEAL_KEYS", secret)]);
    ends(&said, 1, &["BAD  database", "BAD  keys", "MEDSEAL_KEYS", "not shown"]);
    assert!(!format!("{}{}", said.out, said.err).contains(secret));
}
