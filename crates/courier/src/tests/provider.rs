//! A provider on this machine, that notes what it is asked and answers as it is told, or worse.

use std::{
    collections::VecDeque,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use url::{Url, form_urlencoded};

/// How a provider treats a request.
#[derive(Clone, Debug)]
pub enum Manner {
    /// It answers with a status, a media type and a body, and keeps the connection.
    Answers(u16, &'static str, String),
    /// It sends the browser elsewhere.
    Redirects(String),
    /// It closes the connection without an answer.
    Closes,
    /// It promises more than it sends before it closes.
    Breaks,
    /// It never answers.
    Hangs,
    /// It sends one byte after the other, for ever, at this pace.
    Drips(Duration),
    /// It answers with so many bytes, and does not say before how many.
    Floods(usize),
    /// It answers with something that is no HTTP.
    Babbles,
}

impl Manner {
    /// Success, with JSON.
    pub fn json(body: &str) -> Self {
        Self::Answers(200, "application/json", body.to_owned())
    }

    /// Whether only a bound ends the waiting for it.
    pub fn is_slow(&self) -> bool {
        matches!(self, Self::Hangs | Self::Drips(_))
    }
}

/// A request as the provider saw it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// In lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Which connection it came over, from 0.
    pub connection: usize,
}

impl Asked {
    /// A header, if it is there.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The fields of the query, in their order.
    pub fn query(&self) -> Vec<(String, String)> {
        pairs(self.target.split_once('?').map_or("", |(_, query)| query).as_bytes())
    }

    /// The fields of the body, which is a form's.
    pub fn form(&self) -> Vec<(String, String)> {
        pairs(&self.body)
    }

    pub fn text(&self) -> &str {
        str::from_utf8(&self.body).unwrap()
    }
}

fn pairs(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).map(|(k, v)| (k.into_owned(), v.into_owned())).collect()
}

/// A provider; gone when dropped.
pub struct Provider {
    address: String,
    told: Arc<Told>,
    serving: JoinHandle<()>,
}

struct Told {
    manners: Mutex<VecDeque<Manner>>,
    always: Manner,
    asked: Mutex<Vec<Asked>>,
}

impl Provider {
    /// Treats every request in this manner.
    pub async fn that(always: Manner) -> Self {
        Self::that_first([], always).await
    }

    /// Treats its first requests in these manners, and all others in that.
    pub async fn that_first(first: impl IntoIterator<Item = Manner>, always: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let manners = Mutex::new(first.into_iter().collect());
        let told = Arc::new(Told { manners, always, asked: Mutex::default() });
        let serving = tokio::spawn(serve(listener, told.clone()));
        Self { address, told, serving }
    }

    /// An address below it.
    pub fn url(&self, path: &str) -> Url {
        format!("http://{}{path}", self.address).parse().unwrap()
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.told.asked.lock().unwrap().clone()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, told: Arc<Told>) {
    let mut open = tokio::task::JoinSet::new();
    for connection in 0.. {
        let (stream, _) = listener.accept().await.unwrap();
        let told = told.clone();
        // A client that goes away early is no fault of the provider's.
        open.spawn(async move { drop(converse(stream, connection, &told).await) });
    }
}

async fn converse(mut stream: TcpStream, connection: usize, told: &Told) -> io::Result<()> {
    while let Some(asked) = hear(&mut stream, connection).await? {
        told.asked.lock().unwrap().push(asked);
        let next = told.manners.lock().unwrap().pop_front();
        if !treat(&mut stream, next.unwrap_or_else(|| told.always.clone())).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads a request; none when the client is done.
async fn hear(stream: &mut TcpStream, connection: usize) -> io::Result<Option<Asked>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).await? == 0 {
            return Ok(None);
        }
        head.extend_from_slice(&byte);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap().split(' ').map(str::to_owned);
    let (method, target) = (first.next().unwrap(), first.next().unwrap());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut asked = Asked { method, target, headers, body: Vec::new(), connection };
    let length = asked.header("content-length").map_or(0, |length| length.parse().unwrap());
    asked.body = vec![0; length];
    stream.read_exact(&mut asked.body).await?;
    Ok(Some(asked))
}

/// Answers a request; says whether the connection goes on.
async fn treat(stream: &mut TcpStream, manner: Manner) -> io::Result<bool> {
    const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n";
    match manner {
        Manner::Answers(status, media, body) => {
            let length = body.len();
            let head = format!("HTTP/1.1 {status} X\r\ncontent-type: {media}\r\n");
            let text = format!("{head}content-length: {length}\r\n\r\n{body}");
            stream.write_all(text.as_bytes()).await?;
            return Ok(true);
        }
        Manner::Redirects(to) => {
            let text = format!("HTTP/1.1 302 X\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(text.as_bytes()).await?;
            return Ok(true);
        }
        Manner::Closes => {}
        Manner::Breaks => {
            stream.write_all(format!("{HEAD}content-length: 100\r\n\r\nhalf").as_bytes()).await?;
        }
        Manner::Hangs => std::future::pending().await,
        Manner::Drips(pace) => {
            stream.write_all(format!("{HEAD}\r\n").as_bytes()).await?;
            let mut pace = tokio::time::interval(pace);
            loop {
                pace.tick().await;
                stream.write_all(b"x").await?;
            }
        }
        Manner::Floods(length) => {
            stream.write_all(format!("{HEAD}\r\n").as_bytes()).await?;
            stream.write_all(&vec![b'x'; length]).await?;
        }
        Manner::Babbles => stream.write_all(b"SSH-2.0-OpenSSH\r\n").await?,
    }
    stream.shutdown().await?;
    Ok(false)
}
