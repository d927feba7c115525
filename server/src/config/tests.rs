//! What configurations are accepted, and what the others are told.

use super::{Config, ConfigError};
use portal::domain::challenge::Plan;
use std::path::Path;

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(file.path(), variables)
}

#[test]
fn no_file_and_an_empty_file_are_the_defaults() {
    let missing = Config::load(Path::new("/nonexistent/medseal.toml"), std::iter::empty()).unwrap();
    assert_eq!(missing.server.listen, load("", &[]).unwrap().server.listen);
    assert_eq!(missing.codes.life_seconds, 90);
}

#[test]
fn variables_lie_over_the_file() {
    let text = "[server]\nlisten = \"127.0.0.1:1\"\n[clinic]\nname = \"A\"";
    let variables = [
        ("MEDSEAL_SERVER_LISTEN", "127.0.0.1:9"),
        ("MEDSEAL_CODES_COUNTRIES", "[\"91\", \"977\"]"),
        ("MEDSEAL_LIMITS_NUMBER_HOUR", "7"),
        ("MEDSEAL_LABS_SHOW_TEST_NAMES", "true"),
        ("MEDSEAL_HOME", "elsewhere"),
        ("PATH", "/bin"),
    ];
    let config = load(text, &variables).unwrap();
    assert_eq!(config.server.listen.port(), 9);
    assert_eq!(config.clinic.name, "A");
    assert_eq!(config.codes.countries, ["91", "977"]);
    assert_eq!(config.limits.number_hour, 7);
    assert!(config.labs.show_test_names);
}

#[test]
fn every_error_names_its_key_and_what_would_be_right() {
    let cases = [
        ("[server]\nlisten = \"nowhere\"", "server.listen", "socket address"),
        ("[server]\nport = 1", "port", "expected one of `listen`"),
        ("[surgery]\nname = 1", "surgery", "expected one of `clinic`"),
        ("[codes]\nlife_seconds = 91", "codes.life_seconds", "60 to 90"),
        ("[codes]\nlife_seconds = \"x\"", "codes.life_seconds", "expected u64"),
        ("[codes]\ncountries = []", "codes.countries", "91"),
        ("[limits]\nnumber_hour = 0", "limits.number_hour", "1 to"),
        ("[stay]\nidle_minutes = 11", "stay.idle_minutes", "1 to 10"),
        ("[stay]\nidle_minutes = 0", "stay.idle_minutes", "1 to 10"),
        ("[stay]\nlongest_minutes = 721", "stay.longest_minutes", "1 to 720"),
        ("[retention]\naudit_days = 365", "retention.audit_days", "366 days"),
        ("[retention]\nerasure_notice_days = 6", "retention.erasure_notice_days", "7 to 180"),
        ("[retention]\nrecord_years = 31", "retention.record_years", "to 30"),
        ("[passwords]\nmemory_kib = 8", "passwords.memory_kib", "19456"),
        ("[pharmacy]\ncontrolled_schedules = [\" \"]", "pharmacy.controlled_schedules", "[\"X\"]"),
        (
            "[pharmacy]\ncontrolled_medicines = [\"5\"]",
            "pharmacy.controlled_medicines",
            "system|code",
        ),
        ("[clinic]\ntime_zone = \"Mars\"", "clinic.time_zone", "Asia/Kolkata"),
        ("[clinic]\nlanguage = \"fr\"", "clinic.language", "`en` or `hi`"),
        ("[server]\nlisten = \"0.0.0.0:80\"", "server.listen", "behind_tls_proxy"),
        ("[server]\nbehind_tls_proxy = true", "server.origin", "https://"),
        (
            "[server]\ntrusted_proxies = [\"0.0.0.0/0\"]",
            "server.trusted_proxies",
            "the proxy's own",
        ),
        ("[server]\ntrusted_proxies = [\"::/0\"]", "server.trusted_proxies", "the proxy's own"),
        ("[log]\nformat = \"xml\"", "log.format", "`text` or `json`"),
        ("[log]\nfilter = \"a=b=c\"", "log.filter", "info,portal=debug"),
        ("not toml", "not TOML", "medseal"),
    ];
    for (text, key, right) in cases {
        let error = load(text, &[]).unwrap_err().to_string();
        let right = right.replace("medseal", "");
        assert!(error.contains(key) && error.contains(&right), "{text}: {error}");
    }
}

#[test]
fn the_sandbox_goes_public_only_when_told_twice() {
    let public = "[server]\nlisten = \"0.0.0.0:80\"\nbehind_tls_proxy = true\n\
                  origin = \"https://portal.example\"\ntrusted_proxies = [\"10.0.0.0/8\"]\n[courier]\n";
    let once = format!("{public}sandbox_on_public_address = true");
    let twice = format!("{once}\neverybody_may_read_the_codes = true");
    assert!(load(public, &[]).is_err());
    assert!(load(&once, &[]).is_err());
    assert!(load(&twice, &[]).is_ok());
}

const KANNEL: &str = "[courier]\ncarriers = [\"kannel\"]\n[carriers.kannel]\nkind = \"kannel\"\n\
                      url = \"http://127.0.0.1:13013/cgi-bin/sendsms\"\nusername = \"medseal\"\n";

#[test]
fn carriers_and_their_tables_go_together() {
    let password = "password = { env = \"MEDSEAL_SECRET_KANNEL\" }";
    let whole = format!("{KANNEL}{password}");
    let config = load(&whole, &[("MEDSEAL_SECRET_KANNEL", "x")]).unwrap();
    assert!(!config.courier.has_sandbox() && config.carriers.contains_key("kannel"));
    let table = whole.replace("[courier]\ncarriers = [\"kannel\"]", "");
    let cases = [
        ("[courier]\ncarriers = []".to_owned(), "courier.carriers", "at least one"),
        ("[courier]\ncarriers = [\"sandbox\", \"sandbox\"]".into(), "courier.carriers", "twice"),
        ("[courier]\ncarriers = [\"Airtel\"]".into(), "courier.carriers", "small letters"),
        ("[courier]\ncarriers = [\"\"]".into(), "courier.carriers", "small letters"),
        (format!("[courier]\ncarriers = [\"{}\"]", "a".repeat(33)), "courier.carriers", "1 to 32"),
        ("[courier]\ncarriers = [\"airtel\"]".into(), "carriers.airtel", "give it a table"),
        ("[courier]\ncarrier = \"sandbox\"".into(), "carrier", "expected one of `carriers`"),
        (table.clone(), "carriers.kannel", "add it there, or remove"),
        (table.replace("carriers.kannel", "carriers.sandbox"), "carriers.sandbox", "no settings"),
        (whole.replace("\"kannel\"\nurl", "\"pigeon\"\nurl"), "carriers.kannel", "one of: kannel"),
        (whole.replace("kind = \"kannel\"\n", ""), "carriers.kannel", "give its kind"),
        (KANNEL.into(), "carriers.kannel", "missing field `password`"),
        (format!("{whole}\nport = 1"), "carriers.kannel", "unknown field `port`"),
        (whole.replace("\"medseal\"", "7"), "carriers.kannel: username", "expected a string"),
        ("[courier]\ncarriers = [\"k\"]\n[carriers]\nk = 1".into(), "carriers.k", "is a table"),
        (
            "[courier]\ncallback_origin = \"https://portal.example/x\"".into(),
            "courier.callback_origin",
            "without a path",
        ),
    ];
    for (text, key, right) in cases {
        let error = load(&text, &[]).unwrap_err().to_string();
        assert!(error.contains(key) && error.contains(right), "{text}: {error}");
    }
}

#[test]
fn a_secret_in_the_configuration_is_refused_and_not_repeated() {
    let cases = [
        (format!("{KANNEL}password = \"hunter2\""), vec![]),
        (format!("{KANNEL}password = {{ text = \"hunter2\" }}"), vec![]),
        (KANNEL.to_owned(), vec![("MEDSEAL_CARRIERS_KANNEL", "hunter2")]),
    ];
    for (text, variables) in cases {
        let error = load(&text, &variables).unwrap_err().to_string();
        assert!(error.contains("carriers.kannel") && !error.contains("hunter2"), "{error}");
    }
}

#[test]
fn carriers_reach_the_portal_where_browsers_do_unless_they_are_told_otherwise() {
    let public = "[server]\nbehind_tls_proxy = true\norigin = \"https://portal.example\"\n\
                  trusted_proxies = [\"127.0.0.1/32\"]\n[courier]\n\
                  sandbox_on_public_address = true\neverybody_may_read_the_codes = true\n";
    let told = format!("{public}callback_origin = \"https://callbacks.example:8443\"");
    for (text, origin) in [
        ("", "http://127.0.0.1:8080"),
        (public, "https://portal.example"),
        (&told, "https://callbacks.example:8443"),
    ] {
        assert_eq!(load(text, &[]).unwrap().callback_origin(), origin);
    }
}

#[test]
fn what_is_controlled_is_the_clinics_to_say() {
    let usual = load("", &[]).unwrap();
    assert_eq!(usual.pharmacy.controlled(), portal::domain::dispense::Controlled::default());
    let text = "[pharmacy]\ncontrolled_schedules = [\"H1\"]\ncontrolled_medicines = [\"a|b\"]";
    let config = load(text, &[]).unwrap();
    let controlled = config.pharmacy.controlled();
    assert_eq!((controlled.schedules, controlled.codes), (vec!["H1".into()], vec!["a|b".into()]));
    let shown = config.redacted().to_string();
    assert!(shown.contains("controlled_schedules") && shown.contains("a|b"), "{shown}");
}

#[test]
fn a_plan_is_a_purposes_and_one_of_four() {
    let plan = |lines: &str| load(&format!("[courier.plan]\n{lines}"), &[]);
    let config = plan("sign-in = \"voice-then-sms\"\nopen-report = \"sms\"").unwrap();
    let plans = &config.courier.plan;
    assert_eq!(plans["sign-in"], Plan::VoiceThenSms);
    assert_eq!((plans.len(), plans["open-report"]), (2, Plan::Sms));
    let shown = config.redacted().to_string();
    assert!(shown.contains("courier.plan.sign-in") && shown.contains("voice-then-sms"), "{shown}");
    for (name, read) in [("sms-then-voice", Plan::SmsThenVoice), ("voice", Plan::Voice)] {
        let config = plan(&format!("sign-in = \"{name}\"")).unwrap();
        assert_eq!(config.courier.plan["sign-in"], read);
    }
    assert!(load("", &[]).unwrap().courier.plan.is_empty());
    for (lines, key, right) in [
        ("sign-in = \"pigeon\"", "courier.plan.sign-in", "`voice-then-sms`"),
        ("sign-in = [\"sms\"]", "courier.plan.sign-in", "expected"),
        ("signin = \"sms\"", "courier.plan", "sign-in and open-report"),
    ] {
        let error = plan(lines).unwrap_err().to_string();
        assert!(error.contains(key) && error.contains(right), "{lines}: {error}");
    }
}

/// Every block of the manuals that is a configuration.
#[test]
fn what_the_manuals_show_is_accepted() {
    let manuals = [
        include_str!("../../../README.md"),
        include_str!("../../../docs/configuration.md"),
        include_str!("../../../docs/runbooks/writing-a-carrier.md"),
        include_str!("../../../docs/runbooks/kannel.md"),
        include_str!("../../../docs/runbooks/carriers.md"),
        include_str!("../../../docs/runbooks/watching-delivery.md"),
        include_str!("../../../docs/runbooks/prescriptions.md"),
        include_str!("../../../docs/runbooks/going-live-in-india.md"),
    ];
    let blocks: Vec<_> = manuals.iter().flat_map(|text| text.split("```toml\n").skip(1)).collect();
    let blocks: Vec<_> =
        blocks.into_iter().map(|block| block.split("```").next().unwrap()).collect();
    // A part of a file of templates is none.
    let blocks: Vec<_> = blocks.into_iter().filter(|block| block.starts_with('[')).collect();
    assert!(blocks.len() >= 12, "{}", blocks.len());
    for block in blocks {
        let error = load(block, &[]).err().map(|why| why.to_string());
        // Where carriers are chosen, their tables are left to the page on them.
        let fine = error.as_deref().is_none_or(|e| e.contains("give it a table with its kind"));
        assert!(fine, "{error:?}:\n{block}");
        // What is commented out is a configuration too, on top of the rest or of nothing.
        for line in block.lines().filter(|line| line.starts_with("# ")) {
            let uncommented = block.replace(line, &line[2..]);
            let error = load(&uncommented, &[]).err().map(|why| why.to_string());
            let unfinished = ["server.origin", "server.trusted_proxies"];
            let fine =
                error.as_deref().is_none_or(|e| unfinished.iter().any(|key| e.contains(key)));
            assert!(fine, "{line}: {error:?}");
        }
    }
}

#[test]
fn a_plan_is_shown_as_it_may_be_configured() {
    for name in ["sms-then-voice", "voice-then-sms", "sms", "voice"] {
        let config = load(&format!("[courier.plan]\nsign-in = \"{name}\""), &[]).unwrap();
        let shown = config.redacted().to_string();
        let line = shown.lines().find(|line| line.contains("courier.plan.sign-in")).unwrap();
        assert_eq!(line.split_whitespace().last(), Some(name));
    }
}

#[test]
fn the_redacted_configuration_shows_no_secret() {
    let config = load("[database]\nurl = \"postgres://u:hunter2@db/x\"", &[]).unwrap();
    let shown = format!("{} {config:?}", config.redacted());
    assert!(!shown.contains("hunter2") && shown.contains("database.url"));
}
