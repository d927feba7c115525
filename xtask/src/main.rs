//! Every set-up, build and test step of the project, as `cargo xtask <step>`.

mod assets;
mod bench;
mod check;
mod demo;
mod dist;
mod npm;
mod packages;
mod places;
mod python;
mod report;
mod shell;
mod test;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::assets::Finish;
use crate::places::Places;

/// The command line.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about, version)]
struct Cli {
    #[command(subcommand)]
    step: Step,
}

/// What can be asked for.
#[derive(Subcommand)]
enum Step {
    /// Build everything the browser gets into target/site
    Assets {
        /// Shrink the wasm with wasm-opt, which needs npm
        #[arg(long)]
        optimise: bool,
    },
    /// Set up, build and start the demo clinic in ./medseal-home
    Run {
        /// Passed on to `medseal demo`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Make the self-contained release binary target/dist/medseal
    Dist,
    /// Run every test, or one part of them; installs what the tests need where it may
    Test {
        /// Leave out to run all of them
        part: Option<test::Part>,
        /// Passed on to nextest (or `cargo test`), to Playwright or to Schemathesis
        #[arg(last = true, requires = "part")]
        args: Vec<String>,
    },
    /// The gate: format, lints, arrows, lengths of files, dependencies, documentation, assets and their sizes, types of the specs
    Check,
    /// Run one benchmark, or list them
    Bench {
        /// The file's name in crates/testkit/benches, without `.rs`
        name: Option<String>,
    },
    /// Format every Rust file
    Fmt,
}

fn main() -> ExitCode {
    match perform(Cli::parse().step) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(step: Step) -> Result<()> {
    let places = Places::find()?;
    match step {
        Step::Assets { optimise: true } => assets::make(&places, Finish::Optimised),
        Step::Assets { optimise: false } => assets::make(&places, Finish::Quick),
        Step::Run { args } => demo::run(&places, &args),
        Step::Dist => dist::make(&places),
        Step::Test { part, args } => test::run(&places, part, &args),
        Step::Check => check::run(&places),
        Step::Bench { name } => bench::run(&places, name.as_deref()),
        Step::Fmt => shell::run(shell::cargo(&places).args(["fmt", "--all"])),
    }
}
