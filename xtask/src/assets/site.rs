//! The folder `target/site`, which the server embeds.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::{hex, squeeze};
use crate::places::Places;

const URL_FOLDER: &str = "/assets/";

/// Which address each asset is served at, by the name the pages know it by.
pub struct Manifest(BTreeMap<String, String>);

impl Manifest {
    /// Reads `target/site/manifest.json`.
    pub fn read(places: &Places) -> Result<Self> {
        let file = places.site().join("manifest.json");
        let text = fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let entries = serde_json::from_slice(&text);
        Ok(Self(entries.with_context(|| format!("{} is damaged", file.display()))?))
    }

    /// Whether every asset still has its file.
    pub fn is_whole(&self, places: &Places) -> bool {
        self.0.keys().all(|name| self.file(places, name).is_ok_and(|file| file.is_file()))
    }

    /// The file of one asset.
    pub fn file(&self, places: &Places, name: &str) -> Result<PathBuf> {
        let url = self.0.get(name).with_context(|| format!("there is no asset {name}"))?;
        Ok(places.site().join(url.trim_start_matches('/')))
    }

    /// The size in bytes of an asset's brotli form.
    pub fn brotli_size(&self, places: &Places, name: &str) -> Result<u64> {
        let file = sibling(&self.file(places, name)?, "br");
        let about =
            fs::metadata(&file).with_context(|| format!("{} is missing", file.display()))?;
        Ok(about.len())
    }
}

/// The site while it is being written.
pub struct Site {
    folder: PathBuf,
    assets: PathBuf,
    manifest: BTreeMap<String, String>,
    kept: BTreeSet<PathBuf>,
}

impl Site {
    /// Opens the site's folder, making it if need be.
    pub fn open(places: &Places) -> Result<Self> {
        Self::at(places.site())
    }

    fn at(folder: PathBuf) -> Result<Self> {
        let assets = folder.join("assets");
        fs::create_dir_all(&assets)
            .with_context(|| format!("{} cannot be made", assets.display()))?;
        Ok(Self { folder, assets, manifest: BTreeMap::new(), kept: BTreeSet::new() })
    }

    /// Writes one asset, with its compressed forms if it has any, and gives its address.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        let path = Path::new(name);
        let stem = path.file_stem().unwrap_or(OsStr::new(name)).to_string_lossy();
        let kind = path.extension().unwrap_or_default().to_string_lossy();
        let digest = hex(&Sha256::digest(bytes));
        let hashed = format!("{stem}.{}.{kind}", digest.get(..10).unwrap_or(&digest));
        let file = self.assets.join(&hashed);
        self.keep(file.clone(), || Ok(bytes.to_vec()))?;
        if squeeze::shrinks(&kind) {
            self.keep(sibling(&file, "br"), || squeeze::brotli(bytes))?;
            self.keep(sibling(&file, "gz"), || squeeze::gzip(bytes))?;
        }
        let url = format!("{URL_FOLDER}{hashed}");
        self.manifest.insert(name.to_owned(), url.clone());
        Ok(url)
    }

    /// Writes the manifest and removes the files of earlier versions.
    pub fn close(self) -> Result<()> {
        let manifest = serde_json::to_vec_pretty(&self.manifest)?;
        write(&self.folder.join("manifest.json"), &manifest)?;
        for entry in fs::read_dir(&self.assets).context("the assets cannot be listed")? {
            let path = entry?.path();
            if !self.kept.contains(&path) {
                fs::remove_file(&path)
                    .with_context(|| format!("{} cannot be removed", path.display()))?;
            }
        }
        Ok(())
    }

    /// Writes a file unless it is there: its name holds its hash, so it cannot be out of date.
    fn keep(&mut self, file: PathBuf, content: impl FnOnce() -> Result<Vec<u8>>) -> Result<()> {
        if !file.is_file() {
            write(&file, &content()?)?;
        }
        self.kept.insert(file);
        Ok(())
    }
}

fn sibling(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Writes beside the file and renames, so that a server that reads it meanwhile sees one version whole.
fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    let fresh = sibling(file, "new");
    fs::write(&fresh, bytes)
        .and_then(|()| fs::rename(&fresh, file))
        .with_context(|| format!("{} cannot be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_content_and_old_versions_go() {
        let folder = std::env::temp_dir().join(format!("medseal-site-{}", std::process::id()));
        let listed = || {
            let entries = fs::read_dir(folder.join("assets")).unwrap();
            let mut names: Vec<_> =
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        let mut site = Site::at(folder.clone()).unwrap();
        // The first ten digits of the SHA-256 of "abc" (FIPS 180-4, example).
        assert_eq!(site.put("main.css", b"abc").unwrap(), "/assets/main.ba7816bf8f.css");
        site.put("seal.png", b"abc").unwrap();
        site.close().unwrap();
        let css = ["main.ba7816bf8f.css", "main.ba7816bf8f.css.br", "main.ba7816bf8f.css.gz"];
        assert_eq!(listed(), [&css[..], &["seal.ba7816bf8f.png"]].concat());

        let mut site = Site::at(folder.clone()).unwrap();
        site.put("seal.png", b"abd").unwrap();
        site.close().unwrap();
        assert_eq!(listed(), ["seal.a52d159f26.png"]);
        let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
        assert_eq!(manifest, "{\n  \"seal.png\": \"/assets/seal.a52d159f26.png\"\n}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
