//! A Kannel of a test's own: bearerbox, smsbox, and the fake operator that Kannel's own tests use.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::timeout,
};

/// Longer than anything takes on the slowest machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// Where Debian's kannel-extras has the fake operator.
const OPERATOR: &str = "/usr/lib/kannel/test/fakesmsc";
/// The gateway's own programs.
const PROGRAMS: [&str; 2] = ["/usr/sbin/bearerbox", "/usr/sbin/smsbox"];

/// A running gateway; gone when dropped.
pub struct Gateway {
    /// Where smsbox takes messages.
    pub url: String,
    operator: Running,
    _smsbox: Running,
    _bearerbox: Running,
    _folder: TempDir,
}

/// A message as the operator got it.
#[derive(Debug, PartialEq, Eq)]
pub struct Got {
    pub from: String,
    pub to: String,
    pub coding: String,
    pub text: String,
}

impl Gateway {
    /// Whether Kannel is installed. Where tests have to be whole, it has to be.
    pub fn is_there() -> bool {
        let there = PROGRAMS.iter().chain(&[OPERATOR]).all(|program| Path::new(program).is_file());
        assert!(
            there || std::env::var_os("CI").is_none(),
            "Kannel is needed: run cargo xtask test, or install kannel and kannel-extras"
        );
        if !there {
            eprintln!("\n*** SKIPPED: Kannel is not installed (kannel, kannel-extras) ***\n");
        }
        there
    }

    /// Starts one, on ports of its own, for the `sendsms-user` of this name and password.
    pub async fn start(user: &str, password: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let [admin, boxes, smsc, sendsms] = ports();
        let config = folder.path().join("kannel.conf");
        let text = CONFIG
            .replace("$ADMIN", &admin)
            .replace("$BOXES", &boxes)
            .replace("$SMSC", &smsc)
            .replace("$SENDSMS", &sendsms)
            .replace("$USER", user)
            .replace("$PASSWORD", password);
        std::fs::write(&config, text).unwrap();
        let config = config.to_str().unwrap();
        let [bearerbox, smsbox] = PROGRAMS;
        let mut bearerbox = Running::start(bearerbox, &["-v", "1", config]);
        bearerbox.says("Start-up done").await;
        let mut smsbox = Running::start(smsbox, &["-v", "1", config]);
        smsbox.says("Connected to bearerbox").await;
        // It sends nothing of its own: no more than 0 messages.
        let arguments = ["-H", "127.0.0.1", "-r", &smsc, "-m", "0", "1 2 text none"];
        let operator = Running::start(OPERATOR, &arguments);
        bearerbox.says("Fakesmsc client connected").await;
        let url = format!("http://127.0.0.1:{sendsms}/cgi-bin/sendsms");
        Self { url, operator, _smsbox: smsbox, _bearerbox: bearerbox, _folder: folder }
    }

    /// The next message that the operator gets.
    pub async fn got(&mut self) -> Got {
        let line = self.operator.says("Got message").await;
        let message = line.split_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap();
        let mut words = message.splitn(4, ' ').map(str::to_owned);
        let mut word = || words.next().expect("a word");
        let mut got = Got { from: word(), to: word(), coding: word(), text: word() };
        if got.coding == "ucs-2" {
            got.text = decoded(&got.text);
        }
        got
    }
}

/// The operator prints sixteen bits to a character as a form would send them.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    let units = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(Result::unwrap).collect()
}

/// Ports that nobody listens on, below those that systems give to whoever asks for any: others may do so before the
/// gateway has come. Each test has a process, and begins elsewhere.
fn ports() -> [String; 4] {
    let first = 10_000 + u16::try_from(std::process::id() % 5_000).unwrap() * 4;
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let mut free = (first..32_768).chain(10_000..first).filter(is_free);
    [(); 4].map(|()| free.next().unwrap().to_string())
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
    /// Leaves no process behind, not even when a test fails.
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
smsc = fake
smsc-id = fake
host = 127.0.0.1
port = $SMSC
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = $SENDSMS
sendsms-interface = 127.0.0.1

group = sendsms-user
username = $USER
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
