//! The API of a running portal: by a client in another language, and by requests that a fuzzer makes of its document.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::places::Places;
use crate::{demo, python, report, shell};

const PHARMACY: &str = "Tower Pharmacy";
/// The patient in `end2end/api/clinic.json`.
const PATIENT: [(&str, &str); 3] =
    [("PATIENT", "SJ-1901"), ("PHONE", "+915550100901"), ("PASSWORD", "five calm mountains")];
/// Without them the fuzzer would soon meet nothing but a limit.
const LIMITS: [(&str, &str); 2] = [
    ("MEDSEAL_LIMITS_PHARMACY_UNVERIFIED_HOUR", "1000"),
    ("MEDSEAL_LIMITS_PHARMACY_HOUR", "10000"),
];
/// So that a run takes a minute at the most, and makes the same requests as another.
const FUZZ: [&str; 8] = [
    "--max-examples",
    "20",
    "--generation-deterministic",
    "--request-timeout",
    "10",
    "--no-color",
    "--max-time",
    "60",
];

/// Starts a demo of its own and tries everything on it.
pub fn run(places: &Places, args: &[String]) -> Result<()> {
    let programs = python::ensure(places)?;
    let portal = Running::start(places, &demo::build(places)?)?;
    let token = portal.furnish(places)?;
    report::step("a client", || {
        let mut client = python::command(places, &programs, "python3");
        client.arg("dispensing.py").env("PORTAL", &portal.address).env("TOKEN", &token);
        shell::run(client.envs(PATIENT))
    })?;
    report::step("requests of every kind", || {
        let mut fuzzer = python::command(places, &programs, "schemathesis");
        fuzzer.arg("run").arg(format!("{}/api/openapi.json", portal.address));
        // The token is in no line that is printed: the fuzzer masks it.
        fuzzer.args(["--header", &format!("Authorization: Bearer {token}")]);
        shell::run(fuzzer.args(FUZZ).args(args))
    })
}

/// A demo that ends with this.
struct Running {
    child: Child,
    binary: PathBuf,
    home: PathBuf,
    address: String,
}

impl Running {
    fn start(places: &Places, binary: &Path) -> Result<Self> {
        let home = places.of("target/api-home");
        if home.exists() {
            fs::remove_dir_all(&home).context("the home of the last run cannot be removed")?;
        }
        let mut command = medseal(places, binary);
        command.arg("--home").arg(&home).args(["demo", "--listen", "127.0.0.1:0"]).envs(LIMITS);
        command.stdout(Stdio::piped());
        let child = command.spawn().context("medseal could not be started")?;
        let mut portal = Self { child, binary: binary.to_owned(), home, address: String::new() };
        portal.address = portal.announced()?;
        Ok(portal)
    }

    /// The address that it says it is at, once it is.
    fn announced(&mut self) -> Result<String> {
        let output = self.child.stdout.take().context("medseal has no output")?;
        let mut lines = BufReader::new(output).lines();
        let says = |line: &String| line.contains("The demo clinic is open:");
        let line = lines.by_ref().map_while(Result::ok).find(says);
        let line = line.context("the demo did not open")?;
        // It goes on writing, and must not find its output closed.
        std::thread::spawn(move || lines.for_each(drop));
        let (_, rest) = line.split_once("http://").context("the demo said no address")?;
        Ok(format!("http://{}", rest.trim()))
    }

    /// Adds a patient with a prescription, and a pharmacy; gives the token of its system.
    fn furnish(&self, places: &Places) -> Result<String> {
        let bundle = places.end2end().join("api/clinic.json");
        self.tell(places, &["import", &bundle.to_string_lossy()], "")?;
        let [(_, number), _, (_, password)] = PATIENT;
        let set = ["patient", "password", number, "--notice-accepted"];
        self.tell(places, &set, &format!("{password}\n"))?;
        self.tell(places, &["pharmacy", "add", PHARMACY], "")?;
        let add =
            ["token", "add", "--pharmacy", PHARMACY, "--scope", "verify dispense", "--days", "1"];
        let said = self.tell(places, &add, "")?;
        let secret = said.lines().last().filter(|line| line.starts_with("medseal_"));
        Ok(secret.context("no token was made")?.to_owned())
    }

    /// Runs a command of the portal, and gives what it says.
    fn tell(&self, places: &Places, words: &[&str], typed: &str) -> Result<String> {
        let mut command = medseal(places, &self.binary);
        command.arg("--home").arg(&self.home).args(words);
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = streams.spawn().context("medseal could not be started")?;
        let mut hand = child.stdin.take().context("medseal has no input")?;
        hand.write_all(typed.as_bytes()).context("medseal does not listen")?;
        drop(hand);
        let output = child.wait_with_output().context("medseal did not end")?;
        if !output.status.success() {
            bail!("`medseal {}` failed", words.join(" "));
        }
        String::from_utf8(output.stdout).context("medseal wrote something other than UTF-8")
    }
}

/// The portal, without the variables that are for the tests alone.
fn medseal(places: &Places, binary: &Path) -> Command {
    let mut command = shell::program(places, binary);
    command.env_remove(super::CHROMIUM).env_remove(super::POSTGRES);
    command.env("MEDSEAL_LOG_FILTER", "warn");
    command
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
