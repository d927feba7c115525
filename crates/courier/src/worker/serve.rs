//! The loop of a channel: messages go out as they are due, side by side, and answers are noted as they come.

use super::{
    Courier,
    round::{Look, TICK},
    run::{RECOVERY, Shutdown, told},
    traffic::Traffic,
};
use domain::challenge::Channel;
use std::{pin::pin, time::Duration};
use tokio::{select, time::sleep};
use tracing::error;

impl Courier {
    /// Serves a channel until it is told to stop, then waits for the answers that are still out.
    pub(super) async fn serve(&self, channel: Channel, mut shutdown: Shutdown) {
        let mut traffic = Traffic::default();
        loop {
            // Listening begins before the look, so that a ring between the look and the wait is heard.
            let mut rung = pin!(self.outbox.notified());
            let looked = self.go_round(channel, &mut traffic).await;
            let mut is_there = looked.is_some();
            let mut pause = pin!(sleep(looked.unwrap_or(RECOVERY)));
            loop {
                select! {
                    biased;
                    () = told(&mut shutdown) => return self.end(channel, traffic).await,
                    Some(landed) = traffic.flying.join_next() => {
                        self.land(&mut traffic, landed.ok());
                        // While the database is gone, answers are gathered, and no ring is of use.
                        if is_there && self.write(&mut traffic).await.is_err() {
                            is_there = false;
                            pause.set(sleep(RECOVERY));
                        }
                    }
                    () = &mut rung, if is_there => break,
                    () = &mut pause => break,
                }
            }
        }
    }

    /// Notes what is not noted, claims what is due, and says how long nothing will be; none when the database fails.
    async fn go_round(&self, channel: Channel, traffic: &mut Traffic) -> Option<Duration> {
        let looked = match self.write(traffic).await {
            Ok(_) => self.send_due(channel, traffic).await,
            Err(error) => Err(error),
        };
        match looked {
            Ok(Look::Claimed) => Some(Duration::ZERO),
            Ok(Look::Idle { until }) => {
                Some(until.map_or(TICK, |at| self.clock.now().until(at).min(TICK)))
            }
            Err(error) => {
                let (channel, answers) = (channel.name(), traffic.landed.len());
                error!(%error, channel, answers, "messages and answers wait for the database");
                None
            }
        }
    }

    async fn end(&self, channel: Channel, traffic: Traffic) {
        if let Err(error) = self.finish(traffic).await {
            error!(%error, channel = channel.name(), "the last answers could not be noted");
        }
    }
}
