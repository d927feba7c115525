//! The binary `medseal`.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::run()
}
