//! A carrier that writes to a socket, and a server at its other end that notes when each message comes.

use courier::{
    Callback, Carrier, Forged, Heard, Outgoing, Repeat, Reply, Sending, Why, template::Text,
};
use domain::{Language, challenge::Channel, id::MessageId};
use std::{
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex},
    time::Instant,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

/// What came, and when.
#[derive(Clone, Default)]
pub struct Arrivals(Arc<Mutex<Vec<(MessageId, Instant)>>>);

impl Arrivals {
    pub fn all(&self) -> Vec<(MessageId, Instant)> {
        self.0.lock().unwrap().clone()
    }
}

pub struct Socket(SocketAddr);

impl Socket {
    pub async fn listening() -> (Self, Arrivals) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let arrivals = Arrivals::default();
        let noted = arrivals.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(note(stream, noted.clone()));
            }
        });
        (Self(address), arrivals)
    }

    async fn deliver(&self, message: &Outgoing) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(self.0).await?;
        stream.write_all(message.id.0.as_bytes()).await?;
        stream.read_u8().await.map(drop)
    }
}

async fn note(mut stream: TcpStream, noted: Arrivals) {
    let mut id = [0; 16];
    if stream.read_exact(&mut id).await.is_ok() {
        noted.0.lock().unwrap().push((MessageId(Uuid::from_bytes(id)), Instant::now()));
        drop(stream.write_u8(1).await);
    }
}

impl Carrier for Socket {
    fn name(&self) -> &'static str {
        "socket"
    }

    fn carries(&self, _: Channel) -> bool {
        true
    }

    fn repeat(&self) -> Repeat {
        Repeat::Doubles
    }

    fn send(&self, message: Outgoing) -> Pin<Box<dyn Future<Output = Sending> + Send + '_>> {
        Box::pin(async move {
            match self.deliver(&message).await {
                Ok(()) => Sending::Accepted(message.id.to_string()),
                Err(_) => Sending::Unsure(Why::says("the connection broke")),
            }
        })
    }

    fn hear(&self, _: &Callback) -> Result<Heard, Forged> {
        Err(Forged::Unproven)
    }

    fn speak(&self, _: Language, words: &Text) -> Reply {
        Reply { media: "text/plain", body: words.reveal().to_owned().into() }
    }
}
