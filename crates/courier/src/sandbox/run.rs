//! The sandbox's own time: messages that arrive later, and phones that ring in vain.

use super::{SandboxCarrier, whole};
use crate::worker::Shutdown;
use std::time::Duration;
use tokio::{select, time::sleep};

/// The longest sleep, for clocks are set and machines sleep too.
const LONGEST: Duration = Duration::from_secs(10);

impl SandboxCarrier {
    /// Does what is due by now; says how many messages moved on.
    pub fn tick(&self) -> usize {
        let moved = whole(&self.book).advance(self.clock.now());
        for entry in &moved {
            self.tell(entry);
        }
        moved.len()
    }

    /// Does everything at its time until it is told to stop. Messages that are under way then are lost.
    pub async fn run(&self, mut shutdown: Shutdown) {
        loop {
            self.tick();
            let next = whole(&self.book).next();
            let pause = next.map_or(LONGEST, |at| self.clock.now().until(at).min(LONGEST));
            select! {
                biased;
                // A sender that is gone can no longer say it, so that is a stop too.
                _ = shutdown.wait_for(|stop| *stop) => return,
                () = self.changed.notified() => {}
                () = sleep(pause) => {}
            }
        }
    }
}
