//! How the sandbox's operator behaves, as tests and the panel on the phone page set it.

use domain::challenge::{Channel, Life};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How the operator behaves, for each channel apart. At first everything arrives at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Operator {
    /// Towards texts.
    pub sms: Manner,
    /// Towards calls.
    pub voice: Manner,
}

/// How the operator behaves on one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manner {
    /// What it does with a message.
    pub does: Conduct,
    /// How long it takes to do it, in whole seconds.
    pub delay: Delay,
}

/// What the operator does with a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Conduct {
    /// Delivers it: a text is on the phone, a phone rings.
    #[default]
    Deliver,
    /// Takes it, and loses it without a word.
    Lose,
    /// Takes it, and finds the number on the register of those who wish not to be disturbed (TRAI's DND).
    Bar,
    /// Takes it, and cannot reach the phone.
    Fail,
    /// Takes nothing at present.
    Refuse,
    /// Does not even answer.
    Hang,
}

impl Conduct {
    /// Everything that it may do.
    pub const ALL: [Self; 6] =
        [Self::Deliver, Self::Lose, Self::Bar, Self::Fail, Self::Refuse, Self::Hang];

    /// Its name in forms and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deliver => "deliver",
            Self::Lose => "lose",
            Self::Bar => "bar",
            Self::Fail => "fail",
            Self::Refuse => "refuse",
            Self::Hang => "hang",
        }
    }
}

/// A delay of at most as long as any code lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Delay(u16);

/// A delay that is longer than any code lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the delay is at most {} seconds", Delay::LONGEST)]
pub struct TooLong;

impl Delay {
    /// The longest, in seconds.
    pub const LONGEST: u16 = 300;

    /// As a span of time.
    #[must_use]
    pub fn span(self) -> Duration {
        Duration::from_secs(self.0.into())
    }
}

const _: () = assert!(Delay::LONGEST as u64 == Life::LONGEST.as_secs());

impl TryFrom<u16> for Delay {
    type Error = TooLong;

    fn try_from(seconds: u16) -> Result<Self, TooLong> {
        if seconds <= Self::LONGEST { Ok(Self(seconds)) } else { Err(TooLong) }
    }
}

impl From<Delay> for u16 {
    fn from(delay: Delay) -> Self {
        delay.0
    }
}

impl Operator {
    /// How it behaves on a channel.
    #[must_use]
    pub const fn on(&self, channel: Channel) -> Manner {
        match channel {
            Channel::Sms => self.sms,
            Channel::Voice => self.voice,
        }
    }
}

/// Why the operator does not deliver, in words and in the number that the operators' ledgers (DLT) give it.
pub mod reason {
    use crate::Why;

    /// No template has this id.
    pub const NO_TEMPLATE: Why = Why::coded("no template of this id is registered", 630);
    /// The template is another entity's.
    pub const ENTITY: Why = Why::coded("the template is not registered by this entity", 623);
    /// The template goes with another header.
    pub const HEADER: Why = Why::coded("the header is not registered for this template", 634);
    /// The words are not the template's.
    pub const SCRUBBED: Why = Why::coded("the text does not match its registered template", 633);
    /// The number is on the register of those who wish not to be disturbed.
    pub const BARRED: Why = Why::coded("the number does not take such messages", 650);
    /// The phone is off, or out of reach.
    pub const UNREACHED: Why = Why::says("the phone cannot be reached");
    /// The phone rang in vain.
    pub const NO_ANSWER: Why = Why::says("no answer");
    /// The person did not take the call.
    pub const DECLINED: Why = Why::says("the call was declined");
    /// It went lost; nobody is told.
    pub const LOST: Why = Why::says("lost on its way");
    /// The operator takes nothing at present.
    pub const OUTAGE: Why = Why::says("the operator takes no messages at present");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, json, to_value};

    #[test]
    fn an_operator_is_read_as_it_is_written() {
        let usual = json!({
            "sms": { "does": "deliver", "delay": 0 },
            "voice": { "does": "deliver", "delay": 0 },
        });
        assert_eq!(to_value(Operator::default()).unwrap(), usual);
        assert_eq!(from_str::<Operator>("{}").unwrap(), Operator::default());
        for does in Conduct::ALL {
            let voice = Manner { does, delay: Delay(300) };
            let told = json!({ "voice": { "does": does.name(), "delay": 300 } }).to_string();
            let read: Operator = from_str(&told).unwrap();
            assert_eq!(read, Operator { voice, ..Operator::default() });
            assert_eq!(
                (read.on(Channel::Sms), read.on(Channel::Voice)),
                (Manner::default(), voice)
            );
        }
    }

    #[test]
    fn what_no_operator_does_is_told() {
        let cases = [
            r#"{"sms":{"does":"explode"}}"#,
            r#"{"sms":{"delay":301}}"#,
            r#"{"sms":{"delay":-1}}"#,
            r#"{"sms":{"lose":true}}"#,
            r#"{"fax":{}}"#,
        ];
        for text in cases {
            assert!(from_str::<Operator>(text).is_err(), "{text}");
        }
    }
}
