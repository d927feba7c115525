//! What the assets are made from.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::hex;
use crate::places::Places;

/// Every input of the asset step, read once.
pub struct Sources {
    /// The islands as rustc compiled them.
    pub wasm: Vec<u8>,
    /// The script that wakes the islands.
    pub boot: String,
    /// The style sheets in the order of their names.
    pub styles: Vec<(String, String)>,
    /// Files that are taken as they are, by name.
    pub extras: Vec<(String, Vec<u8>)>,
    /// The versions of the tools that finish the wasm.
    tools: Vec<u8>,
}

impl Sources {
    /// Reads `frontend/boot.js`, `style/*.css` and `server/assets/*`, beside the compiled `wasm`.
    pub fn gather(places: &Places, wasm: Vec<u8>) -> Result<Self> {
        let sheets = files(&places.of("style"))?.into_iter();
        let sheets = sheets.filter(|path| path.extension().is_some_and(|kind| kind == "css"));
        Ok(Self {
            wasm,
            boot: text(&places.of("frontend/boot.js"))?,
            styles: sheets.map(|path| Ok((name(&path), text(&path)?))).collect::<Result<_>>()?,
            extras: files(&places.of("server/assets"))?
                .into_iter()
                .map(|path| Ok((name(&path), bytes(&path)?)))
                .collect::<Result<_>>()?,
            tools: bytes(&places.end2end().join("package-lock.json"))?,
        })
    }

    /// Equal for equal sources handled by an equal recipe, which is this very program.
    pub fn fingerprint(&self) -> Result<String> {
        let recipe = bytes(&env::current_exe().context("this program's own file is unknown")?)?;
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        };
        [&recipe, &self.tools, &self.wasm, self.boot.as_bytes()].into_iter().for_each(&mut add);
        for (name, sheet) in &self.styles {
            add(name.as_bytes());
            add(sheet.as_bytes());
        }
        add(b"extras");
        for (name, bytes) in &self.extras {
            add(name.as_bytes());
            add(bytes);
        }
        Ok(hex(&hash.finalize()))
    }
}

/// The files of a folder in the order of their names; none if there is no such folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .filter(|path: &Result<PathBuf>| path.as_ref().map_or(true, |path| path.is_file()))
        .collect::<Result<Vec<_>>>()?;
    files.retain(|path| !name(path).starts_with('.'));
    files.sort();
    Ok(files)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> Sources {
        Sources {
            wasm: vec![1],
            boot: "b".into(),
            styles: vec![("a.css".into(), "x".into())],
            extras: vec![("icon.svg".into(), vec![2])],
            tools: vec![3],
        }
    }

    #[test]
    fn any_change_of_a_source_changes_the_fingerprint() {
        let print = |change: fn(&mut Sources)| {
            let mut it = sources();
            change(&mut it);
            it.fingerprint().unwrap()
        };
        let same = print(|_| ());
        assert_eq!(same, print(|_| ()));
        let changes: [fn(&mut Sources); 6] = [
            |it| it.wasm.push(0),
            |it| it.boot.push('!'),
            |it| it.styles[0].1.push('!'),
            |it| it.styles[0].0.push('!'),
            |it| it.extras[0].1.push(0),
            |it| it.tools.push(0),
        ];
        for (position, change) in changes.into_iter().enumerate() {
            assert_ne!(same, print(change), "change {position}");
        }
        let moved =
            print(|it| it.extras.push(("a.css".into(), it.styles.remove(0).1.into_bytes())));
        assert_ne!(same, moved, "a file that becomes another kind of source");
    }
}
