//! The loop of a channel: messages go out as they are due, side by side, and answers are noted as they come.

use super::{
    Courier,
    dispatch::{Landed, fly},
    round::{Look, TICK},
    run::{RECOVERY, Shutdown, told},
};
use domain::challenge::Channel;
use std::{pin::pin, sync::Arc, time::Duration};
use tokio::{select, task::JoinSet, time::sleep};
use tracing::error;

/// How many messages of a channel are with carriers at once.
const MOST: usize = 1_024;

/// What is under way on a channel.
#[derive(Default)]
struct Traffic {
    flying: JoinSet<Landed>,
    /// Those that were answered, and are not noted yet.
    landed: Vec<Landed>,
}

impl Courier {
    /// Serves a channel until it is told to stop, then waits for the answers that are still out.
    pub(super) async fn serve(&self, channel: Channel, mut shutdown: Shutdown) {
        let mut traffic = Traffic::default();
        loop {
            // Listening begins before the look, so that a ring between the look and the wait is heard.
            let rung = self.outbox.notified();
            let pause = self.go_round(channel, &mut traffic).await;
            let mut woken = pin!(async {
                select! {
                    () = rung => {}
                    () = sleep(pause) => {}
                }
            });
            loop {
                select! {
                    biased;
                    () = told(&mut shutdown) => return self.finish(channel, traffic).await,
                    Some(landed) = traffic.flying.join_next() => {
                        self.land(&mut traffic, landed.ok());
                        if self.write(channel, &mut traffic).await.is_err() {
                            break;
                        }
                    }
                    () = &mut woken => break,
                }
            }
        }
    }

    /// Notes what is not noted, claims what is due, and says how long nothing will be.
    async fn go_round(&self, channel: Channel, traffic: &mut Traffic) -> Duration {
        if self.write(channel, traffic).await.is_err() {
            return RECOVERY;
        }
        match MOST.saturating_sub(traffic.flying.len()) {
            0 => TICK,
            room => match self.look(channel, room).await {
                Ok(Look::Claimed(flights)) => {
                    for flight in flights {
                        traffic.flying.spawn(fly(flight, Arc::clone(&self.clock)));
                    }
                    Duration::ZERO
                }
                Ok(Look::Idle { until }) => {
                    until.map_or(TICK, |at| self.clock.now().until(at).min(TICK))
                }
                Err(error) => {
                    error!(%error, channel = channel.name(), "messages wait for the database");
                    RECOVERY
                }
            },
        }
    }

    fn land(&self, traffic: &mut Traffic, first: Option<Landed>) {
        let mut next = first;
        while let Some(landed) = next {
            self.judge(&landed);
            traffic.landed.push(landed);
            next = traffic.flying.try_join_next().and_then(Result::ok);
        }
    }

    /// Notes every answer that is not noted yet; they are kept when the database fails.
    async fn write(&self, channel: Channel, traffic: &mut Traffic) -> store::Result<()> {
        if traffic.landed.is_empty() {
            return Ok(());
        }
        let noted = self.note(&traffic.landed).await;
        match &noted {
            Ok(_) => traffic.landed.clear(),
            Err(error) => {
                error!(%error, channel = channel.name(), "answers wait for the database");
            }
        }
        noted.map(drop)
    }

    async fn finish(&self, channel: Channel, mut traffic: Traffic) {
        while let Some(landed) = traffic.flying.join_next().await {
            self.land(&mut traffic, landed.ok());
        }
        // What cannot be noted now is claimed again later, and known to have been sent perhaps.
        drop(self.write(channel, &mut traffic).await);
    }
}
