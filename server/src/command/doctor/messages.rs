//! What carries codes: carriers, opened without a message, and the texts that they are given.

use super::Trouble;
use crate::{
    config::Config,
    home::Home,
    templates::{self, Source},
    wiring::Nature,
};
use courier::{carriers::Kind, template::Weight};
use std::sync::Arc;
use vault::{Keyring, LocalVault, Vault};

/// Every secret of a carrier can be read, and its file by nobody else; and each carrier opens, as it would to serve.
pub(super) fn carriers(home: &Home, config: &Config) -> Result<String, String> {
    let secrets = crate::carriers::secrets(home);
    for (name, settings) in &config.carriers {
        for (key, place) in settings.secrets() {
            let read = secrets.read(place);
            read.map_err(|why| format!("carriers.{name}.{key}: {why}"))?;
            match secrets.file(place) {
                Some(file) if Home::is_open_to_others(&file) => {
                    return Err(super::open(&file, "600"));
                }
                _ => {}
            }
        }
    }
    let nature = Nature::of_the_machine();
    // A vault of keys that are no portal's: nothing is signed with them, and there may be no others yet.
    let ring = Keyring::fresh(nature.clock.now(), &*nature.chance);
    let vault: Arc<dyn Vault> = Arc::new(LocalVault::open(ring, Arc::clone(&nature.chance)));
    let opened = crate::carriers::fittings(config, &vault, &nature, secrets)
        .and_then(|fittings| crate::carriers::open(config, None, &fittings));
    opened.map_err(|why| format!("{why:#}"))?;
    Ok(config.courier.carriers.join(", "))
}

/// The texts are as operators want them, and the operators behind the carriers know them.
pub(super) fn templates(home: &Home, config: &Config) -> Result<String, Trouble> {
    let source = Source::of(home, config);
    let read = source.lint(config).map_err(|why| why.to_string())?;
    let (errors, warnings): (Vec<_>, Vec<_>) =
        read.findings.iter().partition(|finding| finding.fault.weight() == Weight::Error);
    let told = format!(
        "{source}: {} error(s), {} warning(s); `medseal dlt check` lists them",
        errors.len(),
        warnings.len()
    );
    let unknown = templates::are_unknown_to_operators(&read, config);
    match (errors.is_empty(), warnings.is_empty(), unknown) {
        (false, ..) => Err(Trouble::Bad(told)),
        (true, _, true) => Err(Trouble::Warning(format!("{source}: {}", templates::UNKNOWN))),
        (true, false, false) => Err(Trouble::Warning(told)),
        (true, true, false) => Ok(format!("{source} cover every purpose, language and channel")),
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

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
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let said = carriers(&home, &config);
            assert_eq!(said.is_ok(), good, "{mode:o} {said:?}");
        }
        let shown = config.redacted().to_string();
        assert!(shown.contains("the file word") && !shown.contains("hunter2"), "{shown}");
    }
}
