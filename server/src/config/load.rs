//! Reading the configuration.

use super::{Config, ConfigError};
use std::path::Path;
use toml::{Table, Value};

const PREFIX: &str = "MEDSEAL_";
/// How variables begin that hold secrets of carriers.
const SECRETS: &str = "MEDSEAL_SECRET_";
/// Variables of our name that are no configuration keys.
const NOT_KEYS: [&str; 2] = ["MEDSEAL_HOME", "MEDSEAL_KEYS"];

impl Config {
    /// Reads the file, if there is one, lays the variables over it, and checks the whole.
    ///
    /// # Errors
    /// [`ConfigError`] names the key and says what would be right.
    pub fn load(
        path: &Path,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(why) => return Err(ConfigError::Unreadable { path: path.to_owned(), why }),
        };
        let mut table: Table = text.parse().map_err(|why: toml::de::Error| {
            ConfigError::NotToml { path: path.to_owned(), why: why.to_string() }
        })?;
        for (name, value) in variables {
            overlay(&mut table, &name, &value)?;
        }
        let config: Self = serde_path_to_error::deserialize(table).map_err(|error| {
            let key = error.path().to_string();
            ConfigError::Shape { key, why: error.into_inner().message().to_owned() }
        })?;
        config.check()?;
        Ok(config)
    }
}

/// Lays `MEDSEAL_SERVER_LISTEN` over `server.listen`: the first word is the section, the rest the key.
fn overlay(table: &mut Table, name: &str, value: &str) -> Result<(), ConfigError> {
    let is_key = !NOT_KEYS.contains(&name) && !name.starts_with(SECRETS);
    let Some(rest) = name.strip_prefix(PREFIX).filter(|_| is_key) else {
        return Ok(());
    };
    let lower = rest.to_lowercase();
    let (section, key) = lower.split_once('_').ok_or_else(|| ConfigError::Shape {
        key: name.to_owned(),
        why: "such a variable is MEDSEAL_<SECTION>_<KEY>, like MEDSEAL_SERVER_LISTEN".to_owned(),
    })?;
    let section = table
        .entry(section.to_owned())
        .or_insert_with(|| Value::Table(Table::new()))
        .as_table_mut()
        .ok_or_else(|| ConfigError::Shape {
            key: name.to_owned(),
            why: "the file has a plain value where this variable has a section".to_owned(),
        })?;
    section.insert(key.to_owned(), scalar(value));
    Ok(())
}

/// A number, a boolean or a list as TOML writes them; anything else is text.
fn scalar(text: &str) -> Value {
    let typed = format!("value = {text}").parse::<Table>().ok().and_then(|mut t| t.remove("value"));
    match typed {
        Some(value @ (Value::Integer(_) | Value::Boolean(_) | Value::Array(_))) => value,
        _ => Value::String(text.to_owned()),
    }
}
