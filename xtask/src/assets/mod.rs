//! Everything the browser gets: named by its content, compressed once, listed in one manifest.

mod css;
mod site;
mod sources;
mod squeeze;
mod wasm;

use std::fs;

use anyhow::{Context, Result};

pub use self::site::Manifest;
use self::site::Site;
use self::sources::Sources;
use crate::places::Places;
use crate::{npm, report};

/// How much work is put into the wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// As the compiler leaves it: needs Rust alone.
    Quick,
    /// Shrunk by `wasm-opt`: what is released, and what the size gate measures.
    Optimised,
}

/// Brings `target/site` up to date; does nothing if it already is.
pub fn make(places: &Places, finish: Finish) -> Result<()> {
    report::step("assets", || {
        wasm::ensure_target(places)?;
        let sources = Sources::gather(places, wasm::compile(places)?)?;
        let stamp = Stamp { places, print: sources.fingerprint()? };
        if stamp.satisfies(finish) && Manifest::read(places).is_ok_and(|it| it.is_whole(places)) {
            return Ok(());
        }
        lay_out(places, &sources, finish)?;
        stamp.set(finish)
    })
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

fn lay_out(places: &Places, sources: &Sources, finish: Finish) -> Result<()> {
    let mut bound = wasm::bind(&sources.wasm)?;
    if finish == Finish::Optimised {
        npm::ensure(places)?;
        bound.wasm = wasm::optimise(places, &bound.wasm)?;
    }
    let mut site = Site::open(places)?;
    for (name, bytes) in &bound.snippets {
        let url = site.put(&name.replace('/', "-"), bytes)?;
        bound.js = bound.js.replace(&format!("./snippets/{name}"), &url);
    }
    let js = site.put("islands.js", bound.js.as_bytes())?;
    let wasm = site.put("islands.wasm", &bound.wasm)?;
    let boot = sources.boot.replace("__ISLANDS_JS__", &js).replace("__ISLANDS_WASM__", &wasm);
    site.put("boot.js", boot.as_bytes())?;
    let sheets = sources.styles.iter().map(|(_, sheet)| css::strip(sheet));
    site.put("main.css", sheets.collect::<Vec<_>>().join("\n").as_bytes())?;
    for (name, bytes) in &sources.extras {
        site.put(name, bytes)?;
    }
    site.close()
}

/// The note of what `target/site` was made from, so that unchanged sources cost nothing.
struct Stamp<'a> {
    places: &'a Places,
    print: String,
}

impl Stamp<'_> {
    const FILE: &'static str = "target/site.stamp";

    fn satisfies(&self, finish: Finish) -> bool {
        let Ok(found) = fs::read_to_string(self.places.of(Self::FILE)) else { return false };
        // Optimised assets serve wherever quick ones do.
        found == self.text(Finish::Optimised) || found == self.text(finish)
    }

    fn set(&self, finish: Finish) -> Result<()> {
        fs::write(self.places.of(Self::FILE), self.text(finish))
            .with_context(|| format!("{} cannot be written", Self::FILE))
    }

    fn text(&self, finish: Finish) -> String {
        format!("{finish:?} {}\n", self.print)
    }
}
