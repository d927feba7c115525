//! HTTP/1.1 (RFC 9112) over a socket: one request a connection, as much as the tests need.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderName, HeaderValue, Request, Response, StatusCode, header},
};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

/// Longer than any answer takes on the slowest machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A connection on which a request was sent, wholly or in part.
pub struct Wire(BufReader<TcpStream>);

/// Sends a request and reads the answer; none when the connection breaks before there is one.
pub async fn exchange(to: SocketAddr, request: Request<Body>) -> Option<Response<Body>> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let mut head = format!("{} {} HTTP/1.1\r\n", parts.method, parts.uri);
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != header::HOST) {
        head.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
    }
    let length = body.len();
    let own = format!("host: {to}\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    head.push_str(&own);
    let mut wire = Wire::open(to).await?;
    wire.send(head.as_bytes()).await?;
    wire.send(&body).await?;
    wire.answer().await
}

impl Wire {
    /// Connects; none where nobody listens.
    pub async fn open(to: SocketAddr) -> Option<Self> {
        Some(Self(BufReader::new(TcpStream::connect(to).await.ok()?)))
    }

    /// Sends bytes as they are.
    pub async fn send(&mut self, bytes: &[u8]) -> Option<()> {
        timeout(PATIENCE, self.0.get_mut().write_all(bytes)).await.expect("a reader").ok()
    }

    /// The next line, without its end; none when the other side has hung up.
    pub async fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = timeout(PATIENCE, self.0.read_line(&mut line)).await.expect("a line").ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    }

    /// The status line and the headers.
    pub async fn head(&mut self) -> Option<Response<()>> {
        let status = self.line().await?;
        let status = status.split(' ').nth(1)?.parse::<StatusCode>().ok()?;
        let mut response = Response::builder().status(status);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(": ") else {
                return response.body(()).ok();
            };
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            response = response.header(name, HeaderValue::from_str(value).ok()?);
        }
    }

    /// The whole answer.
    pub async fn answer(mut self) -> Option<Response<Body>> {
        let (parts, ()) = self.head().await?.into_parts();
        let mut body = Vec::new();
        let chunked = parts.headers.get(header::TRANSFER_ENCODING).is_some();
        if chunked {
            while let Ok(length @ 1..) = usize::from_str_radix(&self.line().await?, 16) {
                let mut chunk = vec![0; length + 2];
                self.0.read_exact(&mut chunk).await.ok()?;
                body.extend_from_slice(&chunk[..length]);
            }
        } else {
            timeout(PATIENCE, self.0.read_to_end(&mut body)).await.expect("an end").ok()?;
        }
        Some(Response::from_parts(parts, Body::from(body)))
    }
}
