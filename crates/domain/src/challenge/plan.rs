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

    /// A single message, at once.
    #[must_use]
    pub const fn at_once(self) -> &'static [Step] {
        match self {
            Self::Sms => &[Step { channel: Self::Sms, after: Duration::ZERO }],
            Self::Voice => &[Step { channel: Self::Voice, after: Duration::ZERO }],
        }
    }
}

/// One message of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How it travels.
    pub channel: Channel,
    /// How long after the opening of the challenge. A later step is passed over once an earlier one arrived.
    pub after: Duration,
}

/// How long a step waits for the one before it to arrive.
pub const FOLLOWS_AFTER: Duration = Duration::from_secs(15);

/// A text at once, and a call 15 seconds later if the text was not delivered by then.
pub const SMS_THEN_VOICE: &[Step] = &[
    Step { channel: Channel::Sms, after: Duration::ZERO },
    Step { channel: Channel::Voice, after: FOLLOWS_AFTER },
];

/// A call at once, and a text 15 seconds later if the call was not heard by then.
const VOICE_THEN_SMS: &[Step] = &[
    Step { channel: Channel::Voice, after: Duration::ZERO },
    Step { channel: Channel::Sms, after: FOLLOWS_AFTER },
];

/// In which order a challenge's code is sent by which channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plan {
    /// A text at once, and a call if it does not arrive.
    SmsThenVoice,
    /// A call at once, and a text if nobody hears it.
    VoiceThenSms,
    /// A text alone.
    Sms,
    /// A call alone.
    Voice,
}

impl Plan {
    /// The name that configurations give it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SmsThenVoice => "sms-then-voice",
            Self::VoiceThenSms => "voice-then-sms",
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }

    /// The messages, the first of them at once.
    #[must_use]
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::SmsThenVoice => SMS_THEN_VOICE,
            Self::VoiceThenSms => VOICE_THEN_SMS,
            Self::Sms => Channel::Sms.at_once(),
            Self::Voice => Channel::Voice.at_once(),
        }
    }

    /// The channel of the first message.
    #[must_use]
    pub const fn first(self) -> Channel {
        match self {
            Self::SmsThenVoice | Self::Sms => Channel::Sms,
            Self::VoiceThenSms | Self::Voice => Channel::Voice,
        }
    }

    /// This plan for a person who said how they want their codes, on a line that may take no texts. Somebody who
    /// prefers calls is called at once, and gets the text only when nobody hears the call; somebody who wants texts is
    /// not called unless they ask; a landline is only ever called.
    #[must_use]
    pub const fn of_person(self, codes_by: Option<Channel>, landline: bool) -> Self {
        match (landline, codes_by, self) {
            (true, ..) | (_, Some(Channel::Voice), Self::Voice) => Self::Voice,
            (_, Some(Channel::Voice), _) => Self::VoiceThenSms,
            (_, Some(Channel::Sms), _) => Self::Sms,
            (_, None, plan) => plan,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_begins_at_once_and_with_its_first_channel() {
        for plan in [Plan::SmsThenVoice, Plan::VoiceThenSms, Plan::Sms, Plan::Voice] {
            let first = plan.steps()[0];
            assert_eq!((first.channel, first.after), (plan.first(), Duration::ZERO), "{plan:?}");
            let later = plan.steps().iter().skip(1);
            assert!(later.clone().all(|step| step.after == FOLLOWS_AFTER), "{plan:?}");
            assert!(later.clone().all(|step| step.channel != plan.first()), "{plan:?}");
        }
    }

    #[test]
    fn a_plan_yields_to_the_person_and_to_their_line() {
        let (sms, voice) = (Some(Channel::Sms), Some(Channel::Voice));
        let cases = [
            (Plan::SmsThenVoice, None, false, Plan::SmsThenVoice),
            (Plan::SmsThenVoice, voice, false, Plan::VoiceThenSms),
            (Plan::SmsThenVoice, sms, false, Plan::Sms),
            (Plan::SmsThenVoice, None, true, Plan::Voice),
            (Plan::SmsThenVoice, sms, true, Plan::Voice),
            (Plan::Sms, None, false, Plan::Sms),
            (Plan::Sms, voice, false, Plan::VoiceThenSms),
            (Plan::Sms, None, true, Plan::Voice),
            (Plan::Voice, None, false, Plan::Voice),
            (Plan::Voice, voice, false, Plan::Voice),
            (Plan::Voice, sms, false, Plan::Sms),
            (Plan::Voice, voice, true, Plan::Voice),
        ];
        for (plan, codes_by, landline, expected) in cases {
            let seen = plan.of_person(codes_by, landline);
            assert_eq!(seen, expected, "{plan:?} {codes_by:?} {landline}");
        }
    }
}
