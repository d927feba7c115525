//! Futures that are cut short, as by `kill -9`.

use std::{future::poll_fn, pin::pin, task::Poll};

/// Polls a future so often and drops it while it waits: what it asked for last is under way, and it never learns
/// of it. Nothing when it was not done by then.
pub async fn cut_short<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(move |context| {
        left = left.saturating_sub(1);
        match (future.as_mut().poll(context), left) {
            (Poll::Ready(done), _) => Poll::Ready(Some(done)),
            (Poll::Pending, 0) => Poll::Ready(None),
            (Poll::Pending, _) => Poll::Pending,
        }
    })
    .await
}
