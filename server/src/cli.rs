//! The command line.

use crate::{command, config::Config, home::Home, logging, templates::BadTemplates};
use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use portal::domain::{challenge::Channel, erasure::Reason, id::EventId};
use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

mod device;
mod family;

pub(crate) use device::{Device, Lost, Whose};
pub(crate) use family::{AddGuardian, EndGuardian, Guardian, ListGuardians, Pin, Why};

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

/// `medseal patient`
#[derive(Debug, Subcommand)]
pub(crate) enum Patient {
    /// Add a patient, who then activates their account themselves
    Add(Add),
    /// Set a patient's password: the first line of standard input, or one that is made
    Password(NewPassword),
    /// Let a patient's wrong codes no longer count, so that codes are sent again at once
    Unlock(Unlock),
    /// Give a patient whose phone is lost another number, which waits for a day; or stop the one that waits
    Rebind(Rebind),
    /// Set how a patient wants their codes: by text, by call, or as everybody gets them
    CodesBy(CodesBy),
    /// Remove a patient's PIN, once it was checked who they are
    Pin(Pin),
    /// Say who may act for a patient
    #[command(subcommand)]
    Guardian(Guardian),
}

/// `medseal audit`
#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Compute the whole log again, and name everything that is not as it was sealed
    Verify(Verify),
    /// Seal what waits, and print the signed head, to be kept by somebody outside
    Checkpoint,
    /// Print the key that the heads are signed with
    Key,
    /// Agree that an older backup of the database was put back, so that the log goes on from there
    Restored,
    /// List the lines of which patients said that it was not them, and at which nobody has looked
    Reports,
    /// Show one line: what happened when, to which patient number, and who of the staff did it
    Show(OneEvent),
    /// Note that a reported line was looked at; its patient sees that
    LookedAt(OneEvent),
}

/// `medseal audit show` and `medseal audit looked-at`
#[derive(Debug, Args)]
pub(crate) struct OneEvent {
    /// The event's name, as `medseal audit reports` and the alarm give it
    #[arg(value_name = "EVENT")]
    pub event: EventId,
}

/// `medseal audit verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A head that was printed before: show as well that the log extends it
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
}

/// `medseal patient add`
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The name, as it is to be shown
    #[arg(long)]
    pub name: String,
    /// The name to greet by; the whole name if it is left out
    #[arg(long)]
    pub given: Option<String>,
    /// The birth date, such as 1948-02-29
    #[arg(long)]
    pub born: String,
    /// A phone number, the one for codes first
    #[arg(long = "phone", required = true)]
    pub phones: Vec<String>,
    /// The language that they read and hear best: en or hi
    #[arg(long)]
    pub language: Option<String>,
    /// An e-mail address; no code is ever sent there
    #[arg(long)]
    pub email: Option<String>,
    /// The patient number; one is given out if it is left out
    #[arg(long)]
    pub number: Option<String>,
}

/// `medseal keys`
#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Make a new key; what the older ones did stays good
    Rotate(Rotate),
    /// Wrap all patients' keys by the newest key, so that older copies of the database give nothing of people who were
    /// erased once the older keys are destroyed
    Retire(Retire),
    /// After an older copy of the database was put back: take over from a newer one what became of patients' keys since
    Adopt(Adopt),
}

/// `medseal keys retire`
#[derive(Debug, Args)]
pub(crate) struct Retire {
    /// Destroy the older keys as well: there is a copy of the database and of the keys from after they were retired
    #[arg(long)]
    pub destroy: bool,
}

/// `medseal keys adopt`
#[derive(Debug, Args)]
pub(crate) struct Adopt {
    /// The address of the newer database, such as `sqlite:/backup/medseal.db`
    #[arg(long, value_name = "URL")]
    pub from: String,
}

/// `medseal erasure`
#[derive(Debug, Subcommand)]
pub(crate) enum Erasure {
    /// Show the requests that are not done
    List,
    /// Confirm a request: it is done once the notice is over
    Confirm(OfPatient),
    /// Refuse a request, and say why
    Refuse(Refuse),
}

/// A command about one patient.
#[derive(Debug, Args)]
pub(crate) struct OfPatient {
    /// The patient number
    #[arg(long)]
    pub patient: String,
}

/// `medseal erasure refuse`
#[derive(Debug, Args)]
pub(crate) struct Refuse {
    /// The patient number
    #[arg(long)]
    pub patient: String,
    /// Why
    #[arg(long)]
    pub reason: WhyNot,
}

/// Why a request to be erased is refused.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum WhyNot {
    /// A law or a court has the records kept as they are
    Law,
    /// The person is under treatment for which the records are needed
    Treatment,
    /// It is not sure that it was the patient who asked
    Identity,
}

impl WhyNot {
    pub(crate) const fn reason(self) -> Reason {
        match self {
            Self::Law => Reason::Law,
            Self::Treatment => Reason::Treatment,
            Self::Identity => Reason::Identity,
        }
    }
}

/// `medseal keys rotate`
#[derive(Debug, Args)]
pub(crate) struct Rotate {
    /// What the key is for
    pub key: Turned,
}

/// The keys that can be followed by new ones.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Turned {
    /// Wraps the keys of patients who come from now on
    Wrap,
    /// Makes the codes of challenges that are opened from now on
    Code,
}

/// `medseal patient password`
#[derive(Debug, Args)]
pub(crate) struct NewPassword {
    /// The patient number
    pub number: String,
    /// Make a good password and show it once
    #[arg(long)]
    pub make: bool,
    /// The patient has read and accepted the notice on personal data, on paper
    #[arg(long)]
    pub notice_accepted: bool,
}

/// `medseal patient rebind`
#[derive(Debug, Args)]
pub(crate) struct Rebind {
    /// The patient number
    #[arg(long = "patient")]
    pub number: String,
    /// The new phone number
    #[arg(long, required_unless_present = "stop", conflicts_with = "stop")]
    pub phone: Option<String>,
    /// Somebody has checked who it is that asks, by a document with a picture; without it, that is asked
    #[arg(long, conflicts_with = "stop")]
    pub identity_checked: bool,
    /// Stop the number that waits
    #[arg(long)]
    pub stop: bool,
}

/// `medseal patient unlock`
#[derive(Debug, Args)]
pub(crate) struct Unlock {
    /// The patient number
    pub number: String,
}

/// `medseal patient codes-by`
#[derive(Debug, Args)]
pub(crate) struct CodesBy {
    /// The patient number
    pub number: String,
    /// How
    pub by: By,
}

/// How a patient wants their codes.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum By {
    /// By text; a call only if they ask for one
    Sms,
    /// By call; a text only if nobody hears the call
    Voice,
    /// As everybody gets them
    Default,
}

impl By {
    /// The channel that comes first; none where they do not mind.
    pub(crate) const fn channel(self) -> Option<Channel> {
        match self {
            Self::Sms => Some(Channel::Sms),
            Self::Voice => Some(Channel::Voice),
            Self::Default => None,
        }
    }
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
