//! A wire to PostgreSQL that can be cut between any two statements.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    task::JoinSet,
};

/// The messages with which a client asks for something and waits: `Query` and `Sync` (PostgreSQL's protocol 3.0).
const REQUESTS: [u8; 2] = [b'Q', b'S'];

/// A wire, through which a portal reaches the server of a test's database.
pub struct Wire {
    url: String,
    left: Arc<AtomicI64>,
    _keeper: JoinSet<()>,
}

impl Wire {
    /// A wire to the server of this address.
    pub async fn to(url: &str) -> Self {
        let (start, rest) = url.split_once('@').expect("a user in the address");
        let (server, rest) = rest.split_once('/').expect("a database in the address");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let here = listener.local_addr().expect("an address");
        let url = format!("{start}@{here}/{rest}?sslmode=disable");
        let left = Arc::new(AtomicI64::new(i64::MAX));
        let mut keeper = JoinSet::new();
        keeper.spawn(accept(listener, server.to_owned(), Arc::clone(&left)));
        Self { url, left, _keeper: keeper }
    }

    /// The database's address through the wire.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets so many requests pass from now on, and cuts the wire at the next.
    pub fn cut_after(&self, requests: i64) {
        self.left.store(requests, Ordering::SeqCst);
    }

    /// Lets everything pass; says whether the wire was cut meanwhile.
    #[must_use]
    pub fn mend(&self) -> bool {
        self.left.swap(i64::MAX, Ordering::SeqCst) < 0
    }
}

async fn accept(listener: TcpListener, server: String, left: Arc<AtomicI64>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let server = TcpStream::connect(&server).await.expect("the server");
        let (from_client, mut to_client) = client.into_split();
        let (mut from_server, to_server) = server.into_split();
        let left = Arc::clone(&left);
        connections.spawn(async move {
            tokio::select! {
                // A wire that is cut on one side is dropped on both.
                _ = requests(from_client, to_server, &left) => {}
                _ = tokio::io::copy(&mut from_server, &mut to_client) => {}
            }
        });
    }
}

/// Passes a client's messages on, the first of which has no type.
async fn requests(
    mut client: OwnedReadHalf,
    mut server: OwnedWriteHalf,
    left: &AtomicI64,
) -> std::io::Result<()> {
    let mut kind = None;
    loop {
        let length = client.read_u32().await?;
        let mut rest =
            vec![0; usize::try_from(length).map_or(0, |length| length.saturating_sub(4))];
        client.read_exact(&mut rest).await?;
        if kind.is_some_and(|kind| REQUESTS.contains(&kind)) && !passes(left) {
            return Ok(());
        }
        let message: Vec<u8> = kind.into_iter().chain(length.to_be_bytes()).chain(rest).collect();
        server.write_all(&message).await?;
        kind = Some(client.read_u8().await?);
    }
}

/// Once the wire is cut, nothing more passes.
fn passes(left: &AtomicI64) -> bool {
    left.fetch_sub(1, Ordering::SeqCst) > 0
}
