//! The binary itself, in a home of its own.

use crate::{
    browser::Browser,
    people::{ASHA, PASSWORD},
};
use portal::{
    account,
    domain::{identifier::Identifier, password::Password},
    import::{self, Mode},
    profile,
};
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use std::{
    io::{BufRead, BufReader, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread::JoinHandle,
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::watch;

/// Longer than any command takes on the slowest machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// What a command said, and how it ended.
pub struct Said {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A command ended with this code, and said all of this.
#[track_caller]
pub fn ends(said: &Said, code: i32, parts: &[&str]) {
    let whole = format!("{}{}", said.out, said.err);
    assert_eq!(said.code, code, "{whole}");
    for part in parts {
        assert!(whole.contains(part), "no {part:?} in {whole}");
    }
}

/// A home in a folder that is gone when dropped.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// An address for a home; there is none yet.
    pub fn none() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A home with one patient, who has a password and a report.
    pub async fn with_a_patient() -> Self {
        let place = Self::none();
        let home = Home::at(place.home());
        let nature = Nature::of_the_machine();
        let wiring = Wiring::open(&home, Config::default(), &nature).await.unwrap();
        let portal = &wiring.portal;
        import::bundle(portal, &a_bundle(), Mode::AllOrNothing).await.unwrap();
        let identifier = Identifier::parse(ASHA.number, "91").unwrap();
        let patient = profile::find(portal, &identifier).await.unwrap()[0];
        let password = Password::parse(PASSWORD, &[]).unwrap();
        account::set_password(portal, patient, &password).await.unwrap();
        portal::notice::accepted_on_paper(portal, patient).await.unwrap();
        wiring.db.close().await;
        place
    }

    /// The home's folder.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A file beside the home.
    pub fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The command, with nothing of ours in its environment but these variables.
    fn command(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_medseal"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MEDSEAL_")) {
            command.env_remove(name);
        }
        command.env("MEDSEAL_HOME", self.home()).env("MEDSEAL_SERVER_LISTEN", "127.0.0.1:0");
        command.envs(variables.iter().copied()).args(arguments).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
        self.run_with("", arguments, variables)
    }

    /// Types this and runs a command to its end.
    pub fn run_with(&self, typed: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
        let mut command = self.command(arguments, variables);
        let (typing, mut hand) = std::io::pipe().unwrap();
        hand.write_all(typed.as_bytes()).unwrap();
        drop(hand);
        command.stdin(typing);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (id, (tell, told)) = (child.id(), mpsc::channel());
        std::thread::spawn(move || tell.send(child.wait_with_output().unwrap()));
        let output = told.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            signal("KILL", id);
            panic!("{arguments:?} does not end")
        });
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let code = output.status.code().expect("an exit code");
        Said { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts `medseal serve` and waits until it serves.
    pub async fn serve(&self, variables: &[(&str, &str)]) -> Medseal {
        self.start(&["serve"], variables).await
    }

    /// Starts a command that serves, and waits until it does.
    pub async fn start(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Medseal {
        let mut command = self.command(arguments, variables);
        let (said, saying) = std::io::pipe().unwrap();
        command.stdout(saying.try_clone().unwrap()).stderr(saying);
        let child = command.spawn().unwrap();
        // The command holds the other end of the pipe, which would otherwise never be told that it is closed.
        drop(command);
        let log = Arc::new(Mutex::new(String::new()));
        let (tell, mut told) = watch::channel(None);
        let kept = Arc::clone(&log);
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                if let Some(address) = address(&line) {
                    tell.send_replace(Some(address));
                }
                *kept.lock().unwrap() += &(line + "\n");
            }
        });
        let address = match told.wait_for(Option::is_some).await {
            Ok(address) => address.unwrap(),
            Err(why) => panic!("it does not serve ({why}): {}", log.lock().unwrap()),
        };
        Medseal { child, address, log, reader: Some(reader) }
    }
}

/// Sends a signal to one process.
fn signal(name: &str, id: u32) {
    let kill = format!("kill -{name} {id}");
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

/// The address in the line that says that the portal is served, in either format, or that the demo is open.
fn address(line: &str) -> Option<SocketAddr> {
    let said = ["serving", "is open"].into_iter().find_map(|mark| line.split_once(mark))?;
    let (_, rest) = said.1.split_once("127.0.0.1:")?;
    let port = rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    Some(SocketAddr::from(([127, 0, 0, 1], port)))
}

/// A bundle of one patient with one report.
pub fn a_bundle() -> Vec<u8> {
    let glucose = testkit::Result { analyte: ("1558-6", "Fasting glucose"), value: 137.25 };
    testkit::bundle(&[
        testkit::patient(&ASHA),
        testkit::observation("o", &ASHA, "2025-06-01", &glucose),
        testkit::report("r", &ASHA, "2025-06-01", "final", &["o"]),
    ])
}

/// A portal that is being served.
pub struct Medseal {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

impl Medseal {
    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::over_the_wire(self.address)
    }

    /// Tells it to stop, as a service manager does.
    pub fn terminate(&self) {
        signal("TERM", self.child.id());
    }

    /// Kills it (SIGKILL): it is told nothing.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
    }

    /// Waits for its end; how it ended, and everything it logged.
    pub fn end(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        self.reader.take().unwrap().join().unwrap();
        let log = self.log.lock().unwrap().clone();
        (status, log)
    }
}

impl Drop for Medseal {
    /// Leaves no process behind, not even when a test fails.
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The rights of a file or folder.
#[cfg(unix)]
pub fn rights(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
