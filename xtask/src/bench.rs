//! `cargo xtask bench`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::places::Places;
use crate::shell;

const FOLDER: &str = "crates/testkit/benches";

/// Runs the named benchmark; without a name, lists what there is.
pub fn run(places: &Places, name: Option<&str>) -> Result<()> {
    let known = names(places)?;
    match name {
        None if known.is_empty() => println!("There are no benchmarks in {FOLDER} yet."),
        None => println!("{}", known.join("\n")),
        Some(name) if known.iter().any(|each| each == name) => {
            shell::run(shell::cargo(places).args(["bench", "-p", "testkit", "--bench", name]))?;
        }
        Some(name) => bail!("there is no benchmark `{name}`; there are: {}", known.join(", ")),
    }
    Ok(())
}

fn names(places: &Places) -> Result<Vec<String>> {
    let folder = places.of(FOLDER);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("{FOLDER} cannot be read"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}
