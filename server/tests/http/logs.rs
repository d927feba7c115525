//! What is logged, down to the last level.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, Once},
};
use tracing::{
    level_filters::LevelFilter,
    subscriber::{DefaultGuard, set_default, set_global_default},
};
use tracing_subscriber::{
    filter::Targets,
    fmt::{self, MakeWriter},
    layer::{Layer, SubscriberExt},
    registry,
};

/// Every line that this thread logs for as long as this lives.
pub struct Logs {
    lines: Lines,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Logs {
    /// Listens.
    pub fn listen() -> Self {
        // While there is but one listener, what other threads meet first is taken for what nobody wants to hear.
        static EVERYWHERE: Once = Once::new();
        EVERYWHERE.call_once(|| set_global_default(registry()).unwrap());
        let lines = Lines::default();
        let everything = Targets::new().with_default(LevelFilter::TRACE);
        let layer = fmt::layer().with_ansi(false).without_time().with_writer(lines.clone());
        let subscriber = registry().with(layer.with_filter(everything));
        Self { lines, _guard: set_default(subscriber) }
    }

    /// What was logged so far.
    pub fn text(&self) -> String {
        String::from_utf8(self.lines.0.lock().unwrap().clone()).unwrap()
    }

    /// Takes what was logged since the last time.
    pub fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.lines.0.lock().unwrap())).unwrap()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
