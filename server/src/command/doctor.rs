//! `medseal doctor`

use crate::{
    config::Config,
    edge,
    home::Home,
    machine::{SystemChance, SystemClock},
    templates::Source,
    wiring,
};
use courier::{carriers::Kind, template::Weight};
use portal::domain::{Clock, Millis};
use std::{net::TcpListener, path::Path, process::ExitCode};
use vault::{Keyring, keyring::Use};

/// A day, in seconds.
const DAY: u64 = 86_400;

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    result: Result<String, String>,
}

/// Checks what a portal needs, prints what was found and the configuration in force.
pub(crate) async fn run(home: &Home, config: &Config) -> anyhow::Result<ExitCode> {
    let mut findings = vec![
        Finding { what: "home", result: folder(home) },
        Finding { what: "secrets", result: secrets(home) },
        Finding { what: "keys", result: keys(home) },
        Finding { what: "carriers", result: carriers(home, config) },
        Finding { what: "templates", result: templates(home, config) },
        Finding { what: "assets", result: assets() },
        Finding { what: "address", result: address(config) },
    ];
    findings.push(Finding { what: "database", result: database(home, config).await });
    let mut healthy = true;
    for Finding { what, result } in &findings {
        let (mark, text) = match result {
            Ok(text) => ("ok  ", text),
            Err(text) => ("BAD ", text),
        };
        healthy &= result.is_ok();
        println!("{mark} {what:<10} {text}");
    }
    println!("\nThe configuration in force:\n{}", config.redacted());
    Ok(if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn folder(home: &Home) -> Result<String, String> {
    match std::fs::metadata(home.folder()) {
        Ok(found) if found.is_dir() && Home::is_open_to_others(home.folder()) => {
            Err(open(home.folder(), "700"))
        }
        Ok(found) if found.is_dir() => Ok(home.folder().display().to_string()),
        Ok(_) => Err(format!("{} is no folder", home.folder().display())),
        Err(why) => Err(format!("{}: {why}; `medseal migrate` makes it", home.folder().display())),
    }
}

/// The files that hold passwords.
fn secrets(home: &Home) -> Result<String, String> {
    let files = [home.config(), home.demo()];
    match files.iter().find(|file| Home::is_open_to_others(file)) {
        Some(file) => Err(open(file, "600")),
        None => Ok("the files with passwords cannot be read by others".to_owned()),
    }
}

fn open(path: &Path, rights: &str) -> String {
    let path = path.display();
    format!("{path} can be read by others; run `chmod {rights} {path}`")
}

fn keys(home: &Home) -> Result<String, String> {
    let keyring = match std::env::var("MEDSEAL_KEYS") {
        Ok(text) => Keyring::from_text(&text).map_err(|why| format!("MEDSEAL_KEYS: {why}"))?,
        Err(_) if home.keys().join(vault::keyring::FILE).exists() => {
            let loaded = Keyring::load_or_create(&home.keys(), SystemClock.now(), &SystemChance);
            loaded.map_err(|why| why.to_string())?.0
        }
        Err(_) => return Err("there are none yet; `medseal serve` makes them".to_owned()),
    };
    let now = SystemClock.now();
    let made = Use::ALL.into_iter().flat_map(|usage| keyring.made(usage));
    let days = |made_at: Millis| made_at.until(now).as_secs() / DAY;
    let aged: Vec<_> = made.map(|(id, at)| format!("{id} ({} days)", days(at))).collect();
    Ok(format!("{}; keep a copy apart from the database's", aged.join(", ")))
}

/// Every secret of a carrier can be read, and its file by nobody else.
fn carriers(home: &Home, config: &Config) -> Result<String, String> {
    let secrets = crate::carriers::secrets(home);
    for (name, settings) in &config.carriers {
        for (key, place) in settings.secrets() {
            let read = secrets.read(place);
            read.map_err(|why| format!("carriers.{name}.{key}: {why}"))?;
            match secrets.file(place) {
                Some(file) if Home::is_open_to_others(&file) => return Err(open(&file, "600")),
                _ => {}
            }
        }
    }
    Ok(config.courier.carriers.join(", "))
}

fn templates(home: &Home, config: &Config) -> Result<String, String> {
    let source = Source::of(home, config);
    let findings = source.lint(config).map_err(|why| why.to_string())?.findings;
    let (errors, warnings): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.fault.weight() == Weight::Error);
    let told = format!("{} error(s), {} warning(s)", errors.len(), warnings.len());
    match (errors.is_empty(), warnings.is_empty()) {
        (true, true) => Ok(format!("{source} cover every purpose, language and channel")),
        (true, false) => Ok(format!("{source}: {told}; `medseal dlt check` lists them")),
        (false, _) => Err(format!("{source}: {told}; `medseal dlt check` lists them")),
    }
}

fn assets() -> Result<String, String> {
    if edge::embedded() {
        Ok("built in".to_owned())
    } else {
        Err("not built in; build with `cargo xtask dist`".to_owned())
    }
}

fn address(config: &Config) -> Result<String, String> {
    let listen = config.server.listen;
    match TcpListener::bind(listen) {
        Ok(_) => Ok(format!("{listen} is free")),
        Err(why) => Err(format!("{listen}: {why}; fine if the portal is running there")),
    }
}

async fn database(home: &Home, config: &Config) -> Result<String, String> {
    if config.database.url.is_none() && !home.database().exists() {
        return Err("there is none yet; `medseal migrate` makes it".to_owned());
    }
    let db = wiring::database(home, config).await.map_err(|why| format!("{why:#}"))?;
    db.ping().await.map_err(|why| why.to_string())?;
    match db.pending_migrations().await {
        Ok(0) => Ok("answers, and is migrated".to_owned()),
        Ok(pending) => Err(format!("{pending} migration(s) wait; run `medseal migrate`")),
        Err(why) => Err(why.to_string()),
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    fn chmod(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn the_secrets_of_carriers_are_there_and_nobody_elses() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::at(place.path().to_owned());
        let table = "kind = \"kannel\"\nurl = \"http://127.0.0.1:9/\"\nusername = \"u\"\n\
                     password = { file = \"word\" }";
        let mut config = Config::default();
        config.courier.carriers = vec!["gate".to_owned()];
        config.carriers = [("gate".to_owned(), toml::from_str(table).unwrap())].into();
        let missing = carriers(&home, &config).unwrap_err();
        assert!(
            missing.starts_with("carriers.gate.password: cannot read the file word"),
            "{missing}"
        );
        let file = home.folder().join("word");
        fs::write(&file, "hunter2").unwrap();
        for (mode, good) in [(0o644, false), (0o600, true)] {
            chmod(&file, mode);
            let said = carriers(&home, &config);
            assert_eq!(said.is_ok(), good, "{mode:o} {said:?}");
        }
        let shown = config.redacted().to_string();
        assert!(shown.contains("the file word") && !shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn what_others_can_read_is_bad() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::at(place.path().to_owned());
        assert!(secrets(&home).is_ok(), "there are none");
        for (mode, good) in [(0o700, true), (0o750, true), (0o755, false), (0o701, false)] {
            chmod(home.folder(), mode);
            assert_eq!(folder(&home).is_ok(), good, "{mode:o}");
        }
        for file in [home.config(), home.demo()] {
            fs::write(&file, "").unwrap();
            for (mode, good) in [(0o644, false), (0o640, true), (0o600, true)] {
                chmod(&file, mode);
                let said = secrets(&home);
                assert_eq!(said.is_ok(), good, "{mode:o} {said:?}");
                assert!(good || said.unwrap_err().contains(&file.display().to_string()));
            }
        }
    }
}
