//! Carriers that do as they are told.

use crate::{Carrier, Outgoing, Repeat, SandboxCarrier, Sending};
use domain::{challenge::Channel, id::MessageId};
use futures::future::BoxFuture;
use std::{
    collections::VecDeque,
    future::pending,
    sync::{Arc, Mutex},
};
use tokio::sync::{Notify, Semaphore};

/// Answers what it is told to, and then accepts; it delivers nothing, so that no receipt comes.
#[derive(Default)]
pub struct Told {
    answers: Mutex<VecDeque<Sending>>,
    asked: Mutex<Vec<Outgoing>>,
    only: Option<Channel>,
    name: Option<&'static str>,
    doubles: bool,
}

impl Told {
    /// One of this name, which sends what it is given again.
    pub fn named(name: &'static str, answers: impl IntoIterator<Item = Sending>) -> Arc<Self> {
        let answers = Mutex::new(answers.into_iter().collect());
        Arc::new(Self { answers, name: Some(name), doubles: true, ..Self::default() })
    }

    pub fn to(answers: impl IntoIterator<Item = Sending>) -> Arc<Self> {
        let answers = Mutex::new(answers.into_iter().collect());
        Arc::new(Self { answers, ..Self::default() })
    }

    pub fn to_carry(channel: Channel) -> Arc<Self> {
        Arc::new(Self { only: Some(channel), ..Self::default() })
    }

    pub fn asked(&self) -> Vec<Outgoing> {
        self.asked.lock().unwrap().clone()
    }

    pub fn reference(message: &Outgoing) -> String {
        Self::name_of(message.id)
    }

    /// What it calls a message.
    pub fn name_of(message: MessageId) -> String {
        format!("told-{message}")
    }
}

impl Carrier for Told {
    fn name(&self) -> &'static str {
        self.name.unwrap_or("told")
    }

    fn carries(&self, channel: Channel) -> bool {
        self.only.is_none_or(|only| only == channel)
    }

    fn repeat(&self) -> Repeat {
        if self.doubles { Repeat::Doubles } else { Repeat::Harmless }
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(async move {
            let answer = self.answers.lock().unwrap().pop_front();
            let accepted = Sending::Accepted(Self::reference(&message));
            self.asked.lock().unwrap().push(message);
            // Others get their turn between the question and the answer.
            tokio::task::yield_now().await;
            answer.unwrap_or(accepted)
        })
    }
}

/// Answers each message once it is let to.
pub struct Held {
    pub asked: Mutex<Vec<MessageId>>,
    pub gate: Semaphore,
}

impl Held {
    pub fn back() -> Arc<Self> {
        Arc::new(Self { asked: Mutex::default(), gate: Semaphore::new(0) })
    }

    pub fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

impl Carrier for Held {
    fn name(&self) -> &'static str {
        "held"
    }

    fn carries(&self, _: Channel) -> bool {
        true
    }

    fn repeat(&self) -> Repeat {
        Repeat::Doubles
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(async move {
            self.asked.lock().unwrap().push(message.id);
            self.gate.acquire().await.unwrap().forget();
            Sending::Accepted(Told::reference(&message))
        })
    }
}

/// Never answers; a sandbox behind it may deliver all the same.
#[derive(Default)]
pub struct Mute {
    pub behind: Option<Arc<SandboxCarrier>>,
    pub entered: Notify,
}

impl Carrier for Mute {
    fn name(&self) -> &str {
        SandboxCarrier::NAME
    }

    fn carries(&self, _: Channel) -> bool {
        true
    }

    fn repeat(&self) -> Repeat {
        Repeat::Harmless
    }

    fn send(&self, message: Outgoing) -> BoxFuture<'_, Sending> {
        Box::pin(async move {
            if let Some(sandbox) = &self.behind {
                sandbox.send(message).await;
            }
            self.entered.notify_one();
            pending().await
        })
    }
}
