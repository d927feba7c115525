//! `cargo xtask check`: the gate. Everything is tried, and every failure is listed at the end.

mod arrows;
mod lengths;
mod metadata;
mod sizes;

use anyhow::Result;

use self::metadata::Metadata;
use crate::assets::{self, Finish};
use crate::places::Places;
use crate::report::Outcomes;
use crate::{npm, shell};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const LINTS_ARE_ERRORS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every check.
pub fn run(places: &Places) -> Result<()> {
    let mut outcomes = Outcomes::default();
    quick_checks(places, &mut outcomes);
    // The server's crate cannot be compiled without its assets, so they come before the lints.
    if outcomes.keep("assets", assets::make(places, Finish::Optimised)).is_some() {
        outcomes.attempt("sizes", || sizes::check(places));
    }
    lints(places, &mut outcomes);
    documentation(places, &mut outcomes);
    outcomes.attempt("types of the specs", || {
        npm::ensure(places)?;
        shell::run(npm::command(places, "tsc").arg("--noEmit"))
    });
    outcomes.finish()
}

fn quick_checks(places: &Places, outcomes: &mut Outcomes) {
    let cargo = |args: &[&str]| shell::run(shell::cargo(places).args(args));
    outcomes.attempt("format", || cargo(&["fmt", "--all", "--check"]));
    outcomes.attempt("lock file", || metadata::lock_is_current(places));
    outcomes.attempt("arrows", || arrows::check(&Metadata::read(places)?));
    outcomes.attempt("file lengths", || lengths::check(places));
    let deny = shell::succeeds(shell::cargo(places).args(["deny", "--version"]));
    if deny && places.of("deny.toml").is_file() {
        // Advisories come from a database that the gate may be unable to fetch.
        outcomes.attempt("cargo-deny", || cargo(&["deny", "check", "bans", "licenses", "sources"]));
    }
}

fn lints(places: &Places, outcomes: &mut Outcomes) {
    let clippy = |args: &[&str]| {
        shell::run(shell::cargo(places).arg("clippy").args(args).args(LINTS_ARE_ERRORS))
    };
    outcomes.attempt("clippy, native", || {
        clippy(&["--workspace", "--exclude", "frontend", "--all-targets"])
    });
    // Whatever tests switch on in the workspace is off in the binary that clinics run.
    outcomes.attempt("clippy, as it is shipped", || clippy(&["-p", "server"]));
    outcomes.attempt("clippy, wasm", || {
        clippy(&[&["-p", "frontend", "-p", "islands"], &WASM[..]].concat())
    });
}

/// `frontend` is documented for the browser: natively it would mix hydration into the pages.
fn documentation(places: &Places, outcomes: &mut Outcomes) {
    let doc = |args: &[&str]| {
        let mut command = shell::cargo(places);
        command.args(["doc", "--no-deps", "--document-private-items"]).args(args);
        shell::run(command.env("RUSTDOCFLAGS", "-D warnings"))
    };
    outcomes.attempt("documentation", || doc(&["--workspace", "--exclude", "frontend"]));
    outcomes.attempt("documentation, wasm", || doc(&[&["-p", "frontend"], &WASM[..]].concat()));
}
