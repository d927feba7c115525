//! From the crate `frontend` to a module that a browser loads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::places::Places;
use crate::{npm, report, shell};

const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc emits by default for this target; `wasm-opt` must be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The islands with the script that binds them to the browser.
pub struct Bound {
    /// The ES module.
    pub js: String,
    /// The module it loads.
    pub wasm: Vec<u8>,
    /// Scripts that crates brought along, by their path below `./snippets/`.
    pub snippets: BTreeMap<String, Vec<u8>>,
}

/// Adds the standard library for the browser if it is missing.
pub fn ensure_target(places: &Places) -> Result<()> {
    let mut ask = shell::program(places, "rustc");
    let library = shell::capture(ask.args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    if shell::on_path("rustup").is_none() {
        bail!("Rust's library for {TARGET} is missing: install it beside rustc, or use rustup");
    }
    shell::run(shell::program(places, "rustup").args(["target", "add", TARGET]))
}

/// Compiles `frontend` and reads the result.
pub fn compile(places: &Places) -> Result<Vec<u8>> {
    let build = ["build", "-p", "frontend", "--target", TARGET, "--profile", "wasm"];
    shell::run(shell::cargo(places).args(build))?;
    let file = places.built(&format!("{TARGET}/wasm/frontend.wasm"));
    fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))
}

/// Does what the program wasm-bindgen does, for browsers with ES modules.
pub fn bind(wasm: &[u8]) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_bytes("islands", wasm.to_vec())
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen refused the compiled islands")?;
    let inline = output.snippets().iter().flat_map(|(crate_id, scripts)| {
        let named = scripts.iter().enumerate();
        named.map(move |(at, js)| (format!("{crate_id}/inline{at}.js"), js.clone().into_bytes()))
    });
    let modules = output.local_modules().iter().map(|(path, js)| (path.clone(), js.clone().into()));
    Ok(Bound {
        js: output.js().to_owned(),
        snippets: inline.chain(modules).collect(),
        wasm: output.wasm_mut().emit_wasm(),
    })
}

/// Shrinks a module with `wasm-opt -Oz`.
pub fn optimise(places: &Places, wasm: &[u8]) -> Result<Vec<u8>> {
    let folder = places.of("target/wasm-opt");
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
    fs::write(&before, wasm).with_context(|| format!("{} cannot be written", before.display()))?;
    report::step("wasm-opt", || {
        let mut command = npm::command(places, "wasm-opt");
        command.arg("-Oz").args(FEATURES).arg(&before).arg("-o").arg(&after);
        shell::run(&mut command)
    })?;
    fs::read(&after).with_context(|| format!("{} cannot be read", after.display()))
}
