//! What the portal's side has: the carrier, texts as they are rendered, and an ear for receipts.

use courier::{
    Carrier, Client, Outgoing, Secrets, Template, Templates,
    callbacks::Addresses,
    carriers::{Fittings, Kind, Settings},
    template::Said,
};
use domain::{
    Clock, Language, Millis,
    challenge::Channel,
    id::{ChallengeId, MessageId},
    phone::Phone,
};
use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};
use testkit::Seeded;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use vault::{Keyring, LocalVault, Vault};

/// The password of the gateway's user.
pub const PASSWORD: &str = "four-quiet-rivers";

/// The machine's clock.
struct Machine;

impl Clock for Machine {
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Millis(0).after(since)
    }
}

pub struct Clinic {
    vault: Arc<LocalVault>,
    clock: Arc<Machine>,
    chance: Arc<Seeded>,
    template: Template,
    to: Phone,
    ear: SocketAddr,
    receipts: Arc<AtomicU64>,
}

impl Clinic {
    pub async fn open() -> Self {
        let (clock, chance) = (Arc::new(Machine), Arc::new(Seeded::default()));
        let ring = Keyring::fresh(clock.now(), &*chance);
        let vault = Arc::new(LocalVault::open(ring, chance.clone()));
        let templates = Templates::built_in().unwrap();
        let template = templates.find("sign-in", Language::En, Channel::Sms).unwrap().clone();
        let to = Phone::parse("9000000001", "91").unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let ear = listener.local_addr().unwrap();
        let receipts = Arc::<AtomicU64>::default();
        tokio::spawn(hear(listener, Arc::clone(&receipts)));
        Self { vault, clock, chance, template, to, ear, receipts }
    }

    /// Our carrier, for the gateway at this address.
    pub fn carrier(&self, url: &str) -> Arc<dyn Carrier> {
        let table = format!(
            "kind = \"kannel\"\nurl = \"{url}\"\nusername = \"medseal\"\npassword = {{ env = \"WORD\" }}"
        );
        let settings: Settings = toml::from_str(&table).unwrap();
        let fittings = Fittings {
            client: Client::new().unwrap(),
            addresses: Addresses::new(self.vault.clone(), &format!("http://{}", self.ear)),
            secrets: Secrets::new(Path::new("/nonexistent"), |_| Some(PASSWORD.to_owned())),
            clock: self.clock.clone(),
        };
        settings.open("kannel", &fittings).unwrap()
    }

    /// A text with a code of its own.
    pub fn text(&self) -> Outgoing {
        let (now, chance) = (self.clock.now(), &*self.chance);
        let code = self.vault.current_pepper().1.code(ChallengeId::fresh(now, chance));
        let said = Said { code: &code, reference: "7K", words: None };
        Outgoing {
            id: MessageId::fresh(now, chance),
            channel: Channel::Sms,
            to: self.to.clone(),
            language: Language::En,
            entity: self.template.entity().to_owned(),
            header: self.template.header().to_owned(),
            template: self.template.id().to_owned(),
            values: self.template.values(&said).unwrap(),
            text: self.template.render(&said).unwrap(),
        }
    }

    /// How many receipts came.
    pub fn receipts(&self) -> u64 {
        self.receipts.load(Ordering::Relaxed)
    }
}

/// Answers every receipt that comes.
async fn hear(listener: TcpListener, receipts: Arc<AtomicU64>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer(stream, Arc::clone(&receipts)));
    }
}

async fn answer(stream: TcpStream, receipts: Arc<AtomicU64>) {
    let (from, mut to) = stream.into_split();
    let mut lines = BufReader::new(from).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        // A report is a GET: it ends with an empty line.
        if line.is_empty() {
            receipts.fetch_add(1, Ordering::Relaxed);
            if to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await.is_err() {
                return;
            }
        }
    }
}
