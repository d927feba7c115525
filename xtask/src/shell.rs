//! Starting other programs.

use std::env;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use crate::places::Places;

/// A program that will run in the checkout's root, with this process's standard streams.
pub fn program(places: &Places, name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(places.root());
    // `cargo run` describes xtask in the environment. Build scripts that watch these variables would see
    // them change between a direct and a nested build, and compile half the tree again each time.
    env::vars_os().map(|(name, _)| name).filter(|name| describes_xtask(name)).for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// The cargo that started this program.
pub fn cargo(places: &Places) -> Command {
    program(places, env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|why| not_started(command, why))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// What a command writes to its standard output; an error unless it succeeds.
pub fn capture(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|why| not_started(command, why))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` wrote something other than UTF-8", line(command)))
}

/// Whether a command can be started and succeeds; it writes nothing.
pub fn succeeds(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// The first file of this name in the folders of `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn describes_xtask(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    name == "CARGO_CRATE_NAME" || prefixes.iter().any(|prefix| name.starts_with(prefix))
}

fn not_started(command: &Command, why: std::io::Error) -> anyhow::Error {
    let name = Path::new(command.get_program()).display();
    match why.kind() {
        ErrorKind::NotFound => anyhow!("`{name}` was not found; install it and try again"),
        _ => anyhow!(why).context(format!("`{name}` could not be started")),
    }
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_about_xtask_are_told_from_the_callers_own() {
        let cases = [
            ("CARGO_PKG_NAME", true),
            ("CARGO_MANIFEST_DIR", true),
            ("CARGO_CRATE_NAME", true),
            ("CARGO_TARGET_DIR", false),
            ("CARGO_HOME", false),
            ("PATH", false),
        ];
        for (name, expected) in cases {
            assert_eq!(describes_xtask(OsStr::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_failure_names_the_command_and_a_missing_program_says_so() {
        let failed = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err().to_string();
        assert!(failed.contains("`sh -c exit 3` failed"), "{failed}");
        let missing = run(&mut Command::new("medseal-no-such-program")).unwrap_err().to_string();
        assert!(missing.contains("was not found"), "{missing}");
    }
}
