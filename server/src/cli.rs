//! The command line.

use crate::{command, config::Config, home::Home, logging, templates::BadTemplates};
use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

mod audit;
mod device;
mod erasure;
mod family;
mod keys;
mod patient;
mod pharmacy;
mod staff;

pub(crate) use audit::{Audit, Verify};
pub(crate) use device::{Device, Lost, Whose};
pub(crate) use erasure::{Erasure, OfPatient, Refuse};
pub(crate) use family::{AddGuardian, EndGuardian, Guardian, ListGuardians, Pin, Why};
pub(crate) use keys::{Adopt, Keys, Retire, Rotate, Turned};
pub(crate) use patient::{Add, CodesBy, NewPassword, Patient, Rebind, Unlock};
pub(crate) use pharmacy::{AddToken, OneToken, Pharmacy, Report, Token};
pub(crate) use staff::{AddStaff, Staff, StaffPassword};

const AFTER: &str = "\
Exit codes:
  0  done
  1  failed; the reason is the last line on standard error
  2  the command line is wrong
  3  the configuration or a message template is wrong; the message names it and what would be right
  4  import: some resources were refused; they are listed
  5  audit verify: the log is not as it was sealed; what was found is listed

Configuration: medseal.toml in the home; MEDSEAL_<SECTION>_<KEY> variables lie over it, such as
MEDSEAL_SERVER_LISTEN=127.0.0.1:8080. `medseal doctor` prints what is in force.";

/// A self-hosted patient portal in which every record is sealed.
#[derive(Debug, Parser)]
#[command(name = "medseal", version, after_help = AFTER)]
struct Cli {
    /// The portal's home: one folder with medseal.toml, the database and the keys
    #[arg(long, env = "MEDSEAL_HOME", default_value = "./medseal-home", global = true)]
    home: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal until it is told to stop (SIGTERM or Ctrl-C)
    Serve,
    /// Make a demo clinic if there is none, and serve it with the sandbox phone
    Demo(Demo),
    /// Read FHIR R4 bundles into the portal
    Import(Import),
    /// Help one patient at the desk
    #[command(subcommand)]
    Patient(Patient),
    /// Help a patient who lost a phone or a computer
    #[command(subcommand)]
    Device(Device),
    /// Say which pharmacies hand over what is prescribed here
    #[command(subcommand)]
    Pharmacy(Pharmacy),
    /// Say who signs in at pharmacies
    #[command(subcommand)]
    Staff(Staff),
    /// Look after the tokens of pharmacies' own systems
    #[command(subcommand)]
    Token(Token),
    /// Look after the message templates that are registered with operators (DLT)
    #[command(subcommand)]
    Dlt(Dlt),
    /// Answer patients who want everything erased
    #[command(subcommand)]
    Erasure(Erasure),
    /// Look after the keys
    #[command(subcommand)]
    Keys(Keys),
    /// Show that the audit log is as it was sealed
    #[command(subcommand)]
    Audit(Audit),
    /// Bring the database's tables up to date
    Migrate,
    /// Check the configuration, the keys and the database, and print the configuration without secrets
    Doctor,
}

/// `medseal demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1:4580")]
    pub listen: SocketAddr,
}

/// `medseal import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Bundles: transaction, batch, collection, document or searchset
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Import a bundle wholly or not at all
    #[arg(long)]
    pub all_or_nothing: bool,
}

/// `medseal dlt`
#[derive(Debug, Subcommand)]
enum Dlt {
    /// Print each template with what it costs, and everything that an operator or a reader would mind about it
    Check(Check),
}

/// `medseal dlt check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The templates; without it, those that the portal is configured to use
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let home = Home::at(cli.home);
    let config = match Config::load(&home.config(), std::env::vars()) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("medseal: {error}");
            return ExitCode::from(3);
        }
    };
    logging::start(&config.log);
    match perform(&home, config, cli.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("medseal: {error:#}");
            if error.is::<BadTemplates>() { ExitCode::from(3) } else { ExitCode::FAILURE }
        }
    }
}

fn perform(home: &Home, config: Config, command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    runtime.block_on(async {
        match command {
            Command::Serve => command::serve::run(home, config).await,
            Command::Demo(demo) => command::demo::run(home, config, &demo).await,
            Command::Import(import) => command::import::run(home, config, &import).await,
            Command::Patient(patient) => command::patient::run(home, config, &patient).await,
            Command::Device(device) => command::device::run(home, config, &device).await,
            Command::Pharmacy(asked) => command::pharmacy::run(home, config, &asked).await,
            Command::Staff(asked) => command::staff::run(home, config, &asked).await,
            Command::Token(asked) => command::token::run(home, config, &asked).await,
            Command::Dlt(Dlt::Check(check)) => command::dlt::check(home, &config, &check),
            Command::Erasure(asked) => command::erasure::run(home, config, &asked).await,
            Command::Keys(Keys::Rotate(asked)) => command::keys::rotate(home, config, &asked).await,
            Command::Keys(Keys::Retire(asked)) => {
                command::keys::retire::run(home, config, &asked).await
            }
            Command::Keys(Keys::Adopt(asked)) => {
                command::keys::adopt::run(home, config, &asked).await
            }
            Command::Audit(audit) => command::audit::run(home, config, &audit).await,
            Command::Migrate => command::migrate::run(home, &config).await,
            Command::Doctor => command::doctor::run(home, &config).await,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
