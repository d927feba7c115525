//! `cargo xtask test`: everything that can fail, and what it needs to run.

mod api;
mod chromium;
mod cluster;
mod fonts;
mod kannel;
mod postgres;

use std::env;

use anyhow::Result;
use clap::ValueEnum;

pub use self::chromium::VARIABLE as CHROMIUM;
use self::cluster::Cluster;
use crate::assets::{self, Finish};
use crate::places::Places;
use crate::report::{self, Outcomes};
use crate::{demo, npm, shell};

/// Where the tests find the database that they may fill.
pub const POSTGRES: &str = "MEDSEAL_TEST_POSTGRES";

/// A part of the tests.
#[derive(Clone, Copy, ValueEnum)]
pub enum Part {
    /// Rust: units, both databases, use cases, HTTP
    Unit,
    /// Playwright, with JavaScript off and on
    #[value(name = "e2e")]
    EndToEnd,
    /// The API: a client in Python, and Schemathesis
    Api,
}

/// Runs one part of the tests with more arguments for its tool, or all of them even if the first fails.
pub fn run(places: &Places, part: Option<Part>, args: &[String]) -> Result<()> {
    let mut outcomes = Outcomes::default();
    // The server cannot be compiled without assets; npm is asked for only where it is needed anyway.
    let finish = if part.is_some() { Finish::Quick } else { Finish::Optimised };
    if let None | Some(Part::Unit) = part {
        outcomes.attempt("Rust tests", || unit(places, finish, args));
    }
    if let None | Some(Part::EndToEnd) = part {
        outcomes.attempt("Playwright", || end_to_end(places, args));
    }
    if let None | Some(Part::Api) = part {
        outcomes.attempt("API", || {
            assets::make(places, finish)?;
            api::run(places, args)
        });
    }
    outcomes.finish()
}

fn unit(places: &Places, finish: Finish, args: &[String]) -> Result<()> {
    assets::make(places, finish)?;
    kannel::provide(places)?;
    match env::var(POSTGRES) {
        Ok(url) if !url.is_empty() => cargo_tests(places, &url, args),
        _ => {
            let tools = postgres::find_or_install(places)?;
            let cluster = report::step("PostgreSQL", || Cluster::start(&tools))?;
            cargo_tests(places, cluster.url(), args)
        }
    }
}

/// Tests the default members: every crate but `frontend`, which natively would mix hydration into the pages.
fn cargo_tests(places: &Places, postgres: &str, args: &[String]) -> Result<()> {
    let cargo = |fixed: &[&str], more: &[String]| {
        let mut command = shell::cargo(places);
        shell::run(command.args(fixed).args(more).env(POSTGRES, postgres))
    };
    if !shell::succeeds(shell::cargo(places).args(["nextest", "--version"])) {
        return cargo(&["test", "--no-fail-fast"], args);
    }
    cargo(&["nextest", "run", "--no-fail-fast", "--no-tests=pass"], args)?;
    // nextest runs no examples in documentation; somebody who asks for certain tests wants none.
    if args.is_empty() { cargo(&["test", "--doc"], &[]) } else { Ok(()) }
}

fn end_to_end(places: &Places, args: &[String]) -> Result<()> {
    npm::ensure(places)?;
    let browser = chromium::find_or_install(places)?;
    fonts::ensure(places)?;
    assets::make(places, Finish::Optimised)?;
    let binary = demo::build(places)?;
    shell::run(
        npm::command(places, "playwright")
            .arg("test")
            .args(args)
            .env("MEDSEAL_BIN", binary)
            .env(chromium::VARIABLE, browser),
    )
}
