//! Connecting within a bound of time.

use futures::{FutureExt, future::BoxFuture};
use http::Uri;
use std::{
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::timeout;
use tower::Service;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// A connector with a bound on all that it does: finding the address, connecting, and TLS. The bounds of the parts would
/// add up, and TLS has none.
#[derive(Clone, Debug)]
pub struct Timely<C> {
    connector: C,
    bound: Duration,
}

/// Connecting took too long.
#[derive(Debug, thiserror::Error)]
#[error("connecting took too long")]
pub(super) struct Slow;

impl<C> Timely<C> {
    pub(super) const fn new(connector: C, bound: Duration) -> Self {
        Self { connector, bound }
    }
}

impl<C> Service<Uri> for Timely<C>
where
    C: Service<Uri, Error: Into<Error>, Future: Send + 'static>,
{
    type Response = C::Response;
    type Error = Error;
    type Future = BoxFuture<'static, Result<C::Response, Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.connector.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = timeout(self.bound, self.connector.call(uri));
        connecting.map(|done| done.map_err(|_| Slow)?.map_err(Into::into)).boxed()
    }
}
