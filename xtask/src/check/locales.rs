//! Every language has every word.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The language that the others are compared with.
const SOURCE: &str = "en";

/// The message ids of one language, by file.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// An error that lists every file and every message that one language has and another lacks.
pub fn check(folder: &Path) -> Result<()> {
    let source = catalogue(&folder.join(SOURCE))?;
    let mut faults = Vec::new();
    for entry in fs::read_dir(folder).context("the locales cannot be listed")? {
        let entry = entry?;
        let language = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && language != SOURCE {
            let other = catalogue(&entry.path())?;
            faults.extend(lacking(&source, &other, &language));
            faults.extend(lacking(&other, &source, SOURCE));
        }
    }
    match faults.as_slice() {
        [] => Ok(()),
        faults => bail!("{}", faults.join("\n")),
    }
}

fn catalogue(folder: &Path) -> Result<Catalogue> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = Catalogue::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "ftl") {
            let text = fs::read_to_string(&path);
            let text = text.with_context(|| format!("{} cannot be read", path.display()))?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            files.insert(name.unwrap_or_default(), ids(&text));
        }
    }
    Ok(files)
}

fn lacking(from: &Catalogue, other: &Catalogue, language: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, ids) in from {
        match other.get(file) {
            None => faults.push(format!("locales/{language}/{file} is missing")),
            Some(known) => faults.extend(
                ids.difference(known).map(|id| format!("locales/{language}/{file} lacks `{id}`")),
            ),
        }
    }
    faults
}

/// The ids of a Fluent file: messages `id`, terms `-id`, and attributes `id.attribute`.
fn ids(text: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut entry = "";
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else { continue };
        match name.trim().strip_prefix('.') {
            // An attribute stands indented below its message; other indented lines are text.
            Some(attribute) if name.starts_with(' ') && is_identifier(attribute) => {
                ids.insert(format!("{entry}.{attribute}"));
            }
            None if is_identifier(name.trim_end().trim_start_matches('-')) => {
                entry = name.trim_end();
                ids.insert(entry.to_owned());
            }
            _ => {}
        }
    }
    ids
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|each| each.is_ascii_alphanumeric() || matches!(each, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_terms_and_attributes_are_told_from_text() {
        let text = "# note = no message\n-brand = Medseal\nsign-in = Sign in\n    .title = a = b\n    \
                    two = lines\ncount = { $n ->\n    [one] = one\n   *[other] many\n}\n";
        let found: Vec<_> = ids(text).into_iter().collect();
        assert_eq!(found, ["-brand", "count", "sign-in", "sign-in.title"]);
    }

    #[test]
    fn what_one_language_lacks_is_named() {
        let english: Catalogue = BTreeMap::from([
            ("labs.ftl".into(), ids("a = x\nb = y")),
            ("home.ftl".into(), ids("c = z")),
        ]);
        let hindi: Catalogue = BTreeMap::from([("labs.ftl".into(), ids("a = x"))]);
        let faults = lacking(&english, &hindi, "hi");
        assert_eq!(faults, ["locales/hi/home.ftl is missing", "locales/hi/labs.ftl lacks `b`"]);
        assert!(lacking(&hindi, &english, "en").is_empty());
    }
}
