//! `cargo xtask test`: everything that can fail, and what it needs to run.

mod chromium;
mod cluster;
mod postgres;

use std::env;

use anyhow::Result;
use clap::ValueEnum;

use self::cluster::Cluster;
use crate::assets::{self, Finish};
use crate::places::Places;
use crate::report::{self, Tally};
use crate::{npm, shell};

/// Where the tests find the database that they may fill.
const POSTGRES: &str = "MEDSEAL_TEST_POSTGRES";

/// A part of the tests.
#[derive(Clone, Copy, ValueEnum)]
pub enum Part {
    /// Rust: units, both databases, use cases, HTTP
    Unit,
    /// Playwright, with JavaScript off and on
    #[value(name = "e2e")]
    EndToEnd,
}

/// Runs one part of the tests, or both even if the first fails.
pub fn run(places: &Places, part: Option<Part>) -> Result<()> {
    let mut tally = Tally::default();
    if let None | Some(Part::Unit) = part {
        tally.attempt("Rust tests", || unit(places, part));
    }
    if let None | Some(Part::EndToEnd) = part {
        tally.attempt("Playwright", || end_to_end(places));
    }
    tally.finish()
}

fn unit(places: &Places, part: Option<Part>) -> Result<()> {
    // The server cannot be compiled without assets; npm is asked for only where it is needed anyway.
    let finish = if part.is_some() { Finish::Quick } else { Finish::Optimised };
    assets::make(places, finish)?;
    match env::var(POSTGRES) {
        Ok(url) if !url.is_empty() => cargo_tests(places, &url),
        _ => {
            let tools = postgres::find_or_install(places)?;
            let cluster = report::step("PostgreSQL", || Cluster::start(&tools))?;
            cargo_tests(places, cluster.url())
        }
    }
}

fn cargo_tests(places: &Places, postgres: &str) -> Result<()> {
    let cargo = |args: &[&str]| shell::run(shell::cargo(places).args(args).env(POSTGRES, postgres));
    // The default members are every crate but `frontend`, which natively would mix hydration into the pages.
    if shell::succeeds(shell::cargo(places).args(["nextest", "--version"])) {
        cargo(&["nextest", "run", "--no-fail-fast", "--no-tests=pass"])?;
        cargo(&["test", "--doc"])
    } else {
        cargo(&["test", "--no-fail-fast"])
    }
}

fn end_to_end(places: &Places) -> Result<()> {
    npm::ensure(places)?;
    let browser = chromium::find_or_install(places)?;
    assets::make(places, Finish::Optimised)?;
    report::step("server", || shell::run(shell::cargo(places).args(["build", "-p", "server"])))?;
    shell::run(
        npm::command(places, "playwright")
            .arg("test")
            .env("MEDSEAL_BIN", places.built("debug/medseal"))
            .env(chromium::VARIABLE, browser),
    )
}
