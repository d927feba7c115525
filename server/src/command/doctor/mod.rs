//! `medseal doctor`

mod messages;
mod pharmacies;

use crate::{
    atlas::Table,
    config::Config,
    edge,
    home::Home,
    machine::{SystemChance, SystemClock},
    wiring::{self, Nature, Wiring},
};
use portal::{
    audit,
    domain::{Clock, Millis},
    wrapping,
};
use std::{net::TcpListener, path::Path, process::ExitCode};
use vault::{Keyring, keyring::Use};

/// A day, in seconds.
const DAY: u64 = 86_400;

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    result: Result<String, Trouble>,
}

/// What is not as it should be.
#[derive(Debug, PartialEq, Eq)]
enum Trouble {
    /// The portal works, and its patients may not be served.
    Warning(String),
    /// The portal does not start, or not safely.
    Bad(String),
}

impl From<String> for Trouble {
    fn from(why: String) -> Self {
        Self::Bad(why)
    }
}

impl Finding {
    /// What was found about something that is well or bad.
    fn of(what: &'static str, result: Result<String, String>) -> Self {
        Self { what, result: result.map_err(Trouble::Bad) }
    }
}

/// Checks what a portal needs, prints what was found and the configuration in force.
pub(crate) async fn run(home: &Home, config: &Config) -> anyhow::Result<ExitCode> {
    let mut findings = vec![
        Finding::of("home", folder(home)),
        Finding::of("secrets", secrets(home)),
        Finding::of("keys", keys(home)),
        Finding::of("carriers", messages::carriers(home, config)),
        Finding { what: "templates", result: messages::templates(home, config) },
        Finding::of("figures", operators(home, config)),
        Finding::of("places", places(home, config)),
        Finding::of("assets", assets()),
        Finding::of("address", address(config)),
        Finding::of("database", database(home, config).await),
        Finding { what: "audit log", result: audit_log(home, config).await },
        Finding { what: "erasures", result: erasures(home, config).await },
    ];
    // Most clinics have none, and need not read of them.
    if let Some(trouble) = pharmacies::trouble(home, config).await {
        findings.push(Finding { what: "pharmacies", result: Err(trouble) });
    }
    for Finding { what, result } in &findings {
        let (mark, text) = match result {
            Ok(text) => ("ok  ", text),
            Err(Trouble::Warning(text)) => ("WARN", text),
            Err(Trouble::Bad(text)) => ("BAD ", text),
        };
        println!("{mark} {what:<10} {text}");
    }
    println!("\nThe configuration in force:\n{}", config.redacted());
    let bad = findings.iter().any(|it| matches!(it.result, Err(Trouble::Bad(_))));
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
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

/// The table of network addresses.
fn places(home: &Home, config: &Config) -> Result<String, String> {
    let Some(file) = &config.geoip.file else {
        return Ok("no table; no place is shown".to_owned());
    };
    let table = Table::open(&home.folder().join(file));
    table.map(|_| "the table can be read".to_owned()).map_err(|why| format!("{why:#}"))
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

/// Who sees the figures of deliveries.
fn operators(home: &Home, config: &Config) -> Result<String, String> {
    let token = wiring::ops_token(config, &crate::carriers::secrets(home));
    token.map_err(|why| format!("{why:#}")).map(|token| match token {
        Some(_) => "/ops/delivery opens with the token".to_owned(),
        None => "/ops/delivery opens on this machine alone".to_owned(),
    })
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

/// Whether older copies of the database still hold people who were erased.
async fn erasures(home: &Home, config: &Config) -> Result<String, Trouble> {
    let opened = Wiring::look(home, config.clone(), &Nature::of_the_machine()).await;
    let wiring = opened.map_err(|why| Trouble::Warning(format!("not looked at: {why:#}")))?;
    match wrapping::standing(&wiring.portal).await {
        Ok(standing) if standing.waiting == 0 => {
            Ok("no older copy holds anybody who was erased".to_owned())
        }
        Ok(standing) => Err(Trouble::Warning(format!(
            "{} people were erased whose data older backups still hold: run `medseal keys retire`, and do what it says",
            standing.waiting
        ))),
        Err(why) => Err(why.to_string().into()),
    }
}

/// Whether the audit log goes on from what this server has seen of it.
async fn audit_log(home: &Home, config: &Config) -> Result<String, Trouble> {
    let opened = Wiring::look(home, config.clone(), &Nature::of_the_machine()).await;
    let wiring = opened.map_err(|why| Trouble::Warning(format!("not looked at: {why:#}")))?;
    match audit::against_mark(&wiring.portal).await {
        Ok(None) => Ok("goes on from what this server has seen of it".to_owned()),
        Ok(Some(found)) => Err(format!("{found}; see docs/runbooks/audit-log.md").into()),
        Err(why) => Err(why.to_string().into()),
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
