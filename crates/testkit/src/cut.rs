//! Futures that are cut short, as by `kill -9`.

use std::{future::poll_fn, pin::pin, task::Poll};

/// Where a future is cut, once it was polled as often as it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// As soon as it waits: what it asked for is under way, or never begins.
    Asking,
    /// When the answer is there: what it asked for is done, but it never learns of it.
    Answered,
}

/// Polls a future at most `polls` times and drops it; nothing when it was not done by then.
pub async fn cut_short<F: Future>(future: F, polls: usize, cut: Cut) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(move |context| {
        let Some(after) = left.checked_sub(1) else { return Poll::Ready(None) };
        left = after;
        match (future.as_mut().poll(context), cut, left) {
            (Poll::Ready(done), ..) => Poll::Ready(Some(done)),
            (Poll::Pending, Cut::Asking, 0) => Poll::Ready(None),
            (Poll::Pending, ..) => Poll::Pending,
        }
    })
    .await
}
