use super::*;
use axum::{body::Body, routing::get, routing::post};
use futures::stream;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    task::JoinHandle,
};

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: portal\r\n\r\n";
const LAST: &[u8] = b"GET / HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n\r\n";
const EVENTS: &[u8] = b"GET /events HTTP/1.1\r\nhost: portal\r\n\r\n";
const FLOOD: &[u8] = b"GET /flood HTTP/1.1\r\nhost: portal\r\n\r\n";
const HALF_BODY: &[u8] = b"POST /form HTTP/1.1\r\nhost: portal\r\ncontent-length: 9\r\n\r\nhalf";
/// Far above every bound under test, and far below the bounds that are not.
const SOON: Duration = Duration::from_secs(30);
/// Longer than a busy machine lets a test wait between two of its steps.
const SHORT: Duration = Duration::from_millis(700);
const LONG: Duration = Duration::from_mins(2);
const LOOSE: Bounds = Bounds {
    open: 8,
    per_peer: 8,
    head: LONG,
    answer: LONG,
    unread: LONG,
    pause: SHORT,
    grace: LONG,
};

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Served {
    async fn new(bounds: Bounds) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async move { drop(stopped.await) };
        let ended = tokio::spawn(serve(listener, router(), bounds, Vec::new(), stopped));
        Self { address, stop, ended }
    }

    async fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream
    }

    /// Stops, and says whether that ended soon.
    async fn stop(self) -> bool {
        self.stop.send(()).unwrap();
        time::timeout(SOON, self.ended).await.is_ok()
    }
}

fn router() -> Router {
    let peer = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() };
    let events = || async { Body::from_stream(stream::pending::<io::Result<String>>()) };
    let flood =
        || async { Body::from_stream(stream::repeat_with(|| io::Result::Ok(vec![b'x'; 65_536]))) };
    Router::new()
        .route("/", get(peer))
        .route("/events", get(events))
        .route("/flood", get(flood))
        .route("/form", post(|form: String| async { form }))
}

/// All that comes until the other side closes; nothing if it does not close soon.
async fn rest_of(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    // A reset closes as well as an end does.
    drop(time::timeout(SOON, stream.read_to_end(&mut bytes)).await.ok()?);
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The first bytes of an answer.
async fn first_of(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 12];
    time::timeout(SOON, stream.read_exact(&mut bytes)).await.unwrap().unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_request_is_answered_and_its_peer_known() {
    let served = Served::new(LOOSE).await;
    let mut stream = served.send(LAST).await;
    let answer = rest_of(&mut stream).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with(&stream.local_addr().unwrap().to_string()), "{answer}");
    assert!(served.stop().await);
}

#[tokio::test]
async fn a_peer_that_keeps_the_portal_waiting_is_let_go() {
    let head = Bounds { head: SHORT, ..LOOSE };
    let answer = Bounds { answer: SHORT, ..LOOSE };
    let cases = [
        ("silence", head, &b""[..], ""),
        ("half a head", head, &b"GET / HTTP/1.1\r\nhost: por"[..], ""),
        ("idle after an answer", head, REQUEST, "HTTP/1.1 200"),
        ("half a body", answer, HALF_BODY, "HTTP/1.1 408"),
    ];
    for (name, bounds, bytes, expected) in cases {
        let served = Served::new(bounds).await;
        let mut stream = served.send(bytes).await;
        let rest = rest_of(&mut stream).await;
        assert!(rest.as_ref().is_some_and(|rest| rest.starts_with(expected)), "{name}: {rest:?}");
        let mut next = served.send(LAST).await;
        assert_eq!(first_of(&mut next).await, "HTTP/1.1 200", "{name}");
        assert!(served.stop().await, "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_reads_is_given_up() {
    let served = Served::new(Bounds { open: 1, unread: SHORT, ..LOOSE }).await;
    let unread = served.send(FLOOD).await;
    let mut next = served.send(LAST).await;
    assert_eq!(first_of(&mut next).await, "HTTP/1.1 200");
    drop(unread);
    assert!(served.stop().await);
}

#[tokio::test]
async fn a_connection_over_the_cap_waits_for_a_place() {
    let served = Served::new(Bounds { open: 1, ..LOOSE }).await;
    let mut held = served.send(REQUEST).await;
    assert_eq!(first_of(&mut held).await, "HTTP/1.1 200");
    let mut queued = served.send(LAST).await;
    let early = time::timeout(SHORT, queued.readable()).await;
    assert!(early.is_err(), "answered over the cap");
    drop(held);
    assert_eq!(first_of(&mut queued).await, "HTTP/1.1 200");
    assert!(served.stop().await);
}

#[tokio::test]
async fn a_connection_over_a_peers_cap_is_closed() {
    let served = Served::new(Bounds { per_peer: 1, ..LOOSE }).await;
    let mut held = served.send(REQUEST).await;
    assert_eq!(first_of(&mut held).await, "HTTP/1.1 200");
    let mut refused = TcpStream::connect(served.address).await.unwrap();
    assert_eq!(rest_of(&mut refused).await.as_deref(), Some(""));
    assert!(served.stop().await);
}

#[tokio::test]
async fn a_stop_ends_idle_connections_at_once_and_streams_after_the_grace() {
    let cases = [("idle", LOOSE, REQUEST), ("a stream", Bounds { grace: SHORT, ..LOOSE }, EVENTS)];
    for (name, bounds, bytes) in cases {
        let served = Served::new(bounds).await;
        let mut stream = served.send(bytes).await;
        assert_eq!(first_of(&mut stream).await, "HTTP/1.1 200", "{name}");
        assert!(served.stop().await, "{name}");
        assert!(rest_of(&mut stream).await.is_some(), "{name}");
    }
}
