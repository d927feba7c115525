//! `cargo xtask check`: the gate. Everything is tried, and every failure is listed at the end.

mod arrows;
mod lengths;
mod metadata;
mod sizes;

use anyhow::Result;

use self::metadata::Metadata;
use crate::assets::{self, Finish};
use crate::places::Places;
use crate::report::Tally;
use crate::{npm, shell};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const LINTS_ARE_ERRORS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every check.
pub fn run(places: &Places) -> Result<()> {
    let mut tally = Tally::default();
    quick_checks(places, &mut tally);
    // The server's crate cannot be compiled without its assets, so they come before the lints.
    if tally.keep("assets", assets::make(places, Finish::Optimised)).is_some() {
        tally.attempt("sizes", || sizes::check(places));
    }
    lints(places, &mut tally);
    documentation(places, &mut tally);
    tally.attempt("types of the specs", || {
        npm::ensure(places)?;
        shell::run(npm::command(places, "tsc").arg("--noEmit"))
    });
    tally.finish()
}

fn quick_checks(places: &Places, tally: &mut Tally) {
    let cargo = |args: &[&str]| shell::run(shell::cargo(places).args(args));
    tally.attempt("format", || cargo(&["fmt", "--all", "--check"]));
    tally.attempt("lock file", || metadata::lock_is_current(places));
    tally.attempt("arrows", || arrows::check(&Metadata::read(places)?));
    tally.attempt("file lengths", || lengths::check(places));
    let deny = shell::succeeds(shell::cargo(places).args(["deny", "--version"]));
    if deny && places.of("deny.toml").is_file() {
        // Advisories come from a database that the gate may be unable to fetch.
        tally.attempt("cargo-deny", || cargo(&["deny", "check", "bans", "licenses", "sources"]));
    }
}

fn lints(places: &Places, tally: &mut Tally) {
    let clippy = |args: &[&str]| {
        shell::run(shell::cargo(places).arg("clippy").args(args).args(LINTS_ARE_ERRORS))
    };
    tally.attempt("clippy, native", || {
        clippy(&["--workspace", "--exclude", "frontend", "--all-targets"])
    });
    tally.attempt("clippy, wasm", || {
        clippy(&[&["-p", "frontend", "-p", "islands"], &WASM[..]].concat())
    });
}

/// `frontend` is documented for the browser: natively it would mix hydration into the pages.
fn documentation(places: &Places, tally: &mut Tally) {
    let doc = |args: &[&str]| {
        let mut command = shell::cargo(places);
        command.args(["doc", "--no-deps", "--document-private-items"]).args(args);
        shell::run(command.env("RUSTDOCFLAGS", "-D warnings"))
    };
    tally.attempt("documentation", || doc(&["--workspace", "--exclude", "frontend"]));
    tally.attempt("documentation, wasm", || doc(&[&["-p", "frontend"], &WASM[..]].concat()));
}
