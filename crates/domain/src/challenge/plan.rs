//! When each message of a challenge goes out.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The way a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// A text message.
    Sms,
    /// A call that reads the code aloud.
    Voice,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 2] = [Self::Sms, Self::Voice];

    /// The name under which it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }

    /// The channel of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

/// One message of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How it travels.
    pub channel: Channel,
    /// How long after the opening of the challenge.
    pub after: Duration,
}

/// A text at once, and a call 15 seconds later if the text was not delivered by then.
pub const SMS_THEN_VOICE: &[Step] = &[
    Step { channel: Channel::Sms, after: Duration::ZERO },
    Step { channel: Channel::Voice, after: Duration::from_secs(15) },
];
