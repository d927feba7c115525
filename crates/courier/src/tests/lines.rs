//! What is logged, caught.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};
use tracing::{
    Level,
    subscriber::{DefaultGuard, set_default},
};

/// Every line that is logged on this thread, of every level, until it is dropped.
pub struct Lines {
    written: Written,
    _listening: DefaultGuard,
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    pub fn listening() -> Self {
        let written = Written::default();
        let writer = written.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_ansi(false)
            .without_time()
            .with_writer(move || writer.clone())
            .finish();
        let listening = set_default(subscriber);
        tracing::trace!("every level is heard");
        Self { written, _listening: listening }
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.written.0.lock().unwrap().clone()).unwrap()
    }

    #[track_caller]
    pub fn have(&self, part: &str) {
        let text = self.text();
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }

    /// None of these is in any line; and lines there are.
    #[track_caller]
    pub fn hide(&self, secrets: &[&str]) {
        self.have("every level is heard");
        let text = self.text();
        for secret in secrets {
            assert!(!text.contains(secret), "{secret} is in:\n{text}");
        }
    }
}
