//! Accepts connections and bounds what each may cost: how many there are, how long one may keep a request half sent,
//! and how long an answer may stay unread. Without these bounds a few hundred idle peers use up every file
//! descriptor of the process, the database's included.

mod patience;
mod places;
#[cfg(test)]
mod tests;

use axum::{Extension, Router, extract::ConnectInfo, http::StatusCode};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
    service::TowerToHyperService,
};
use ipnet::IpNet;
use patience::Patience;
use places::{Held, Places};
use std::{io, net::SocketAddr, pin::pin, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time,
};
use tower::Layer;
use tower_http::timeout::TimeoutLayer;

/// The most bytes of a request's head that are held; browsers and proxies stay far below.
const HEAD: usize = 64 * 1024;

/// What connections may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Connections open at once; more wait in the operating system's queue.
    pub(crate) open: usize,
    /// Connections open at once from one peer that is no trusted proxy; more are closed.
    pub(crate) per_peer: usize,
    /// From the start of a wait for a request until its head is complete, so an idle connection ends too.
    pub(crate) head: Duration,
    /// From a request's head until the head of its answer, reading the body included.
    pub(crate) answer: Duration,
    /// While a peer takes in nothing of an answer.
    pub(crate) unread: Duration,
    /// After the operating system refuses to accept.
    pub(crate) pause: Duration,
    /// For open requests to end after a stop.
    pub(crate) grace: Duration,
}

impl Bounds {
    /// The bounds of a running portal: below the usual limit of 1024 open files.
    pub(crate) const STANDARD: Self = Self {
        open: 512,
        per_peer: 64,
        head: Duration::from_secs(10),
        answer: Duration::from_secs(30),
        unread: Duration::from_secs(30),
        pause: Duration::from_secs(1),
        grace: Duration::from_secs(10),
    };
}

/// Serves `router` on `listener` until `stop` ends, then lets open requests end within the grace.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    trusted: Vec<IpNet>,
    stop: impl Future<Output = ()>,
) {
    let all = Places::new(bounds.open, bounds.per_peer, trusted);
    let graceful = GracefulShutdown::new();
    let mut open = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = open.join_next() => {}
            accepted = accept(&listener, &all) => match accepted {
                Ok(Some(guest)) => {
                    open.spawn(guest.serve(router.clone(), bounds, graceful.watcher()));
                }
                Ok(None) => {}
                Err(error) => rest(&error, bounds.pause).await,
            },
        }
    }
    // Nobody may queue for a portal that will not answer.
    drop(listener);
    // A stream of events never ends by itself; what is open after the grace is cut off as `open` goes.
    if time::timeout(bounds.grace, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

/// The next connection; none if its peer has too many already.
async fn accept(listener: &TcpListener, all: &Places) -> io::Result<Option<Guest>> {
    let place = all.place().await;
    let (stream, peer) = listener.accept().await?;
    let held = all.give(place, peer.ip());
    if held.is_none() {
        tracing::debug!(%peer, "too many connections from one peer");
    }
    Ok(held.map(|held| Guest { stream, peer, held }))
}

/// Without the pause, a process out of file descriptors would spin.
async fn rest(error: &io::Error, pause: Duration) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    match error.kind() {
        // The peer went away while it was queued.
        ConnectionAborted | ConnectionRefused | ConnectionReset => {}
        _ => {
            tracing::error!(%error, "cannot accept a connection");
            time::sleep(pause).await;
        }
    }
}

/// An open connection.
struct Guest {
    stream: TcpStream,
    peer: SocketAddr,
    held: Held,
}

impl Guest {
    async fn serve(self, router: Router, bounds: Bounds, watcher: Watcher) {
        let Self { stream, peer, held } = self;
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%peer, %error, "cannot send small packets at once");
        }
        let answer = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, bounds.answer);
        let service = Extension(ConnectInfo(peer)).layer(answer.layer(router));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.head)
            .max_buf_size(HEAD)
            .serve_connection(
                TokioIo::new(Patience::new(stream, bounds.unread)),
                TowerToHyperService::new(service),
            );
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%peer, %error, "a connection broke off");
        }
        drop(held);
    }
}
