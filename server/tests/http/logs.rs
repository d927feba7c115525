//! What is logged, down to the last level.

use std::{
    cell::RefCell,
    io::{self, Write},
    sync::Once,
};
use tracing_subscriber::{
    filter::DynFilterFn,
    fmt::{self, MakeWriter},
    layer::{Layer, SubscriberExt},
    registry,
};

thread_local! {
    /// The lines of this thread, while it is listened to.
    static LINES: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Every line that this thread logs for as long as this lives.
pub struct Logs;

impl Logs {
    /// Listens.
    pub fn listen() -> Self {
        // One subscriber for all threads: spans must not wander from one to another, as sqlx' do.
        static EVERYWHERE: Once = Once::new();
        EVERYWHERE.call_once(|| {
            let listening = DynFilterFn::new(|_, _| LINES.with_borrow(Option::is_some));
            let lines = fmt::layer().with_ansi(false).without_time().with_writer(Here);
            let subscriber = registry().with(lines.with_filter(listening));
            tracing::subscriber::set_global_default(subscriber).unwrap();
        });
        LINES.set(Some(Vec::new()));
        Self
    }

    /// Takes what was logged since the last time.
    #[expect(clippy::unused_self, reason = "only who listens has heard anything")]
    pub fn take(&self) -> String {
        String::from_utf8(LINES.replace(Some(Vec::new())).unwrap_or_default()).unwrap()
    }
}

impl Drop for Logs {
    fn drop(&mut self) {
        LINES.set(None);
    }
}

/// Writes to the lines of the thread that writes.
#[derive(Clone, Copy)]
struct Here;

impl Write for Here {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.get_or_insert_default().extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Here {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        *self
    }
}
