//! Requests to carriers, over HTTP/1.1 and TLS.
//!
//! It does what a carrier needs and nothing more: connections are used again, an answer has bounds in time and length,
//! no redirect is followed, no proxy of the environment is asked, and no cookie is kept. A request is never sent twice,
//! except over a connection that closed before any of it was written.

mod answer;
mod body;
mod connect;
mod failure;

pub use answer::Answer;
pub use body::{Body, basic};
pub use failure::Failure;

use bytes::Bytes;
use connect::Timely;
use http::{HeaderMap, Method, Request, Uri, header};
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client as Pool, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use std::{io, sync::Arc, time::Duration};
use tokio::time::timeout;
use url::Url;

/// How carriers see us.
const AGENT: &str = concat!("medseal/", env!("CARGO_PKG_VERSION"));
/// How long an idle connection is kept: less than the minute after which most servers and balancers forget it.
const IDLE: Duration = Duration::from_secs(25);

/// The bounds of a request.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How long finding the address, connecting and TLS may take in all.
    pub connect: Duration,
    /// How long everything may take, from the request to the last byte of the answer.
    pub answer: Duration,
    /// How many bytes the answer's body may have.
    pub body: usize,
}

impl Bounds {
    /// 2 s, 6 s (less than a worker waits for its carrier) and 64 KiB.
    pub const STANDARD: Self =
        Self { connect: Duration::from_secs(2), answer: Duration::from_secs(6), body: 64 * 1024 };
}

/// A client. Cloning shares its connections.
#[derive(Clone, Debug)]
pub struct Client {
    pool: Pool<Timely<HttpsConnector<HttpConnector>>, Full<Bytes>>,
    bounds: Bounds,
}

impl Client {
    /// A client with the standard bounds, that believes the certificate authorities compiled in.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new() -> io::Result<Self> {
        Self::bounded(Bounds::STANDARD)
    }

    /// A client with these bounds.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn bounded(bounds: Bounds) -> io::Result<Self> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut http = HttpConnector::new();
        http.set_nodelay(true);
        http.enforce_http(false);
        let tls = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(provider)
            .map_err(io::Error::other)?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let pool = Pool::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(Timely::new(tls, bounds.connect));
        Ok(Self { pool, bounds })
    }

    /// Asks for an address.
    ///
    /// # Errors
    /// [`Failure`] when there is no whole answer.
    pub async fn get(&self, url: &Url, headers: HeaderMap) -> Result<Answer, Failure> {
        self.ask(Method::GET, url, headers, Body::Empty).await
    }

    /// Posts a body to an address.
    ///
    /// # Errors
    /// [`Failure`] when there is no whole answer.
    pub async fn post(&self, url: &Url, headers: HeaderMap, body: Body) -> Result<Answer, Failure> {
        self.ask(Method::POST, url, headers, body).await
    }

    /// Sends a request, and waits for the whole answer.
    ///
    /// # Errors
    /// [`Failure`] when there is no whole answer.
    pub async fn ask(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: Body,
    ) -> Result<Answer, Failure> {
        let request = request(method, url, headers, body).ok_or(Failure::UNUSABLE)?;
        let answer = async {
            let response = self.pool.request(request).await.map_err(|e| Failure::of(&e))?;
            Answer::read(response, self.bounds.body).await
        };
        // Connecting has a shorter bound, so what runs into this one was sent.
        timeout(self.bounds.answer, answer).await.unwrap_or(Err(Failure::TimedOut))
    }
}

fn request(
    method: Method,
    url: &Url,
    headers: HeaderMap,
    body: Body,
) -> Option<Request<Full<Bytes>>> {
    // A name in the address would reach neither the carrier nor anybody else; a header is for that.
    let plain = url.username().is_empty() && url.password().is_none() && url.has_host();
    let uri: Uri = url.as_str().parse().ok()?;
    let (media, bytes) = body.written()?;
    let mut request = Request::new(Full::new(bytes));
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    let named = request.headers_mut();
    named.entry(header::USER_AGENT).or_insert(header::HeaderValue::from_static(AGENT));
    if let Some(media) = media {
        named.entry(header::CONTENT_TYPE).or_insert(header::HeaderValue::from_static(media));
    }
    plain.then_some(request)
}
