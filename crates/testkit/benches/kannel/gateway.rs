//! A real Kannel, and the operator that Kannel's own tests use to drive its SMPP side.

use crate::clinic::PASSWORD;
use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::{sleep, timeout},
};

/// The gateway's programs.
const BEARERBOX: &str = "/usr/sbin/bearerbox";
const SMSBOX: &str = "/usr/sbin/smsbox";
/// Where Debian's kannel-extras has the operator.
const OPERATOR: &str = "/usr/lib/kannel/test/drive_smpp";
/// The operator looks for a bearerbox at this port alone.
const BOXES: u16 = 13_001;
/// Longer than a start takes on the slowest machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why nothing can be measured; none if it can.
pub fn hindrance() -> Option<String> {
    let missing = [BEARERBOX, SMSBOX, OPERATOR].into_iter().find(|it| !Path::new(it).is_file());
    match missing {
        Some(program) => Some(format!(
            "{program} is not there; install Debian's packages kannel and kannel-extras"
        )),
        None if TcpListener::bind(("127.0.0.1", BOXES)).is_err() => {
            Some(format!("drive_smpp needs port {BOXES} of this machine, which is in use"))
        }
        None => None,
    }
}

/// A running gateway and its operator; gone when dropped.
pub struct Gateway {
    admin: u16,
    sendsms: u16,
    operator: Running,
    bearerbox: Running,
    _smsbox: Running,
    _folder: TempDir,
}

impl Gateway {
    pub async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let [admin, sendsms, smsc] = ports();
        let config = folder.path().join("kannel.conf");
        let text = CONFIG
            .replace("$ADMIN", &admin.to_string())
            .replace("$BOXES", &BOXES.to_string())
            .replace("$SMSC", &smsc.to_string())
            .replace("$SENDSMS", &sendsms.to_string())
            .replace("$PASSWORD", PASSWORD);
        std::fs::write(&config, text).unwrap();
        let config = config.to_str().unwrap();
        // It sends one message of its own, which it has to, and takes what comes until it is left.
        let arguments = ["-v", "1", "-m", "1", "-p", &smsc.to_string(), "-c", config];
        let mut operator = Running::start(OPERATOR, &arguments);
        operator.says("Starting drive_smpp").await;
        let mut bearerbox = Running::start(BEARERBOX, &["-v", "1", config]);
        bearerbox.says("Start-up done").await;
        let mut smsbox = Running::start(SMSBOX, &["-v", "1", config]);
        smsbox.says("Connected to bearerbox").await;
        operator.says("All messages sent to ESME").await;
        Self { admin, sendsms, operator, bearerbox, _smsbox: smsbox, _folder: folder }
    }

    /// Where smsbox takes messages.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/cgi-bin/sendsms", self.sendsms)
    }

    /// Waits until the operator has answered for so many messages, or more, and says how many; none when that takes
    /// too long.
    pub async fn submitted_all(&self, wanted: u64, patience: Duration) -> Option<u64> {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            match self.submitted().await {
                Some(submitted) if submitted >= wanted => return Some(submitted),
                _ => sleep(Duration::from_millis(20)).await,
            }
        }
        None
    }

    /// What bearerbox's own page says: `SMS: received 1 (0 queued), sent 200 (0 queued)`.
    async fn submitted(&self) -> Option<u64> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.admin)).await.ok()?;
        stream.write_all(b"GET /status.txt HTTP/1.0\r\n\r\n").await.ok()?;
        let mut page = String::new();
        stream.read_to_string(&mut page).await.ok()?;
        let line = page.lines().find(|line| line.starts_with("SMS: received"))?;
        line.split_once("sent ")?.1.split(' ').next()?.parse().ok()
    }

    /// Ends the gateway, and with it the operator, which then says how many messages it took.
    pub async fn stop(mut self) -> u64 {
        let stop = ["-TERM", &self.bearerbox.child.id().to_string()].map(str::to_owned);
        assert!(Command::new("kill").args(stop).status().unwrap().success(), "it is there no more");
        let said = self.operator.says("Number of messages sent to SMSC:").await;
        said.rsplit(' ').next().and_then(|count| count.parse().ok()).unwrap()
    }
}

/// Ports that nobody listens on.
fn ports() -> [u16; 3] {
    let held = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|listener| listener.local_addr().unwrap().port())
}

/// A program, and what it says.
struct Running {
    child: Child,
    lines: UnboundedReceiver<String>,
}

impl Running {
    fn start(program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        let command = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let (tell, lines) = unbounded_channel();
        std::thread::spawn(move || {
            // Nobody need be listening; it is read on, so that the program does not have to wait.
            said.lines().map_while(Result::ok).for_each(|line| drop(tell.send(line)));
        });
        Self { child, lines }
    }

    /// Waits for a line with these words.
    async fn says(&mut self, words: &str) -> String {
        let mut before = Vec::new();
        loop {
            match timeout(PATIENCE, self.lines.recv()).await {
                Ok(Some(line)) if line.contains(words) => return line,
                Ok(Some(line)) => before.push(line),
                _ => panic!("it does not say {words:?}, but:\n{}", before.join("\n")),
            }
        }
    }
}

impl Drop for Running {
    /// Leaves no process behind.
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

const CONFIG: &str = r#"
group = core
admin-port = $ADMIN
admin-password = none
admin-interface = 127.0.0.1
smsbox-port = $BOXES
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"
box-deny-ip = "*.*.*.*"
dlr-storage = internal

group = smsc
smsc = smpp
smsc-id = operator
host = 127.0.0.1
port = $SMSC
system-type = "VMA"
smsc-username = "medseal"
smsc-password = "none"

group = smsc
smsc = smpp
smsc-id = operator
host = 127.0.0.1
receive-port = $SMSC
system-type = "VMA"
smsc-username = "medseal"
smsc-password = "none"

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = $SENDSMS
sendsms-interface = 127.0.0.1

group = sendsms-user
username = medseal
password = "$PASSWORD"
max-messages = 10

group = smpp-tlv
name = PE_ID
tag = 0x1400
type = octetstring
length = 30

group = smpp-tlv
name = TEMPLATE_ID
tag = 0x1401
type = octetstring
length = 30

group = sms-service
keyword = default
text = "none"
max-messages = 0
"#;
