//! What the phones of the sandbox show.

use crate::Outgoing;
use domain::{Millis, challenge::Channel, id::MessageId, phone::Phone};
use serde::Serialize;
use std::{collections::VecDeque, fmt};

/// How many messages are remembered, over all phones.
const MOST: usize = 500;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is on the phone.
    Delivered,
}

/// A message on a phone. Its `Debug` shows neither number nor words.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// Its name.
    pub id: MessageId,
    /// When it arrived, in UTC with milliseconds (RFC 3339).
    pub at: String,
    /// Whether it is a text or a call.
    pub channel: Channel,
    /// The number, in E.164 form.
    pub to: Phone,
    /// The six-letter sender id.
    pub header: String,
    /// The id of the registered template.
    pub template: String,
    /// The words.
    pub text: String,
    /// What became of it.
    pub state: State,
}

impl Delivered {
    pub(super) fn new(message: &Outgoing, at: Millis) -> Self {
        Self {
            id: message.id,
            at: instant(at),
            channel: message.channel,
            to: message.to.clone(),
            header: message.header.clone(),
            template: message.template.clone(),
            text: message.text.reveal().to_owned(),
            state: State::Delivered,
        }
    }
}

impl fmt::Debug for Delivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivered").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A moment no calendar has, tens of thousands of years away, is shown as the first one.
fn instant(at: Millis) -> String {
    format!("{:.3}", jiff::Timestamp::from_millisecond(at.0).unwrap_or_default())
}

/// The messages of all phones, newest first.
#[derive(Default)]
pub(super) struct Phones(VecDeque<Delivered>);

impl Phones {
    /// Keeps a message, unless it is there already; says whether it was new.
    pub(super) fn keep(&mut self, message: Delivered) -> bool {
        if self.0.iter().any(|known| known.id == message.id) {
            return false;
        }
        self.0.push_front(message);
        self.0.truncate(MOST);
        true
    }

    pub(super) fn list(&self, to: Option<&Phone>) -> Vec<Delivered> {
        self.0.iter().filter(|message| to.is_none_or(|to| *to == message.to)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn delivered(n: u128, to: &str) -> Delivered {
        Delivered {
            id: MessageId(Uuid::from_u128(n)),
            at: instant(Millis(1_767_225_600_007)),
            channel: Channel::Sms,
            to: Phone::parse(to, "91").unwrap(),
            header: "MEDSEL".into(),
            template: "t".into(),
            text: "123456".into(),
            state: State::Delivered,
        }
    }

    #[test]
    fn messages_are_kept_once_newest_first_and_not_for_ever() {
        let mut phones = Phones::default();
        for n in 0..=500 {
            assert!(
                phones.keep(delivered(n, if n % 2 == 0 { "9000000001" } else { "9000000002" }))
            );
        }
        assert!(!phones.keep(delivered(500, "9000000001")));
        let all: Vec<u128> = phones.list(None).iter().map(|m| m.id.0.as_u128()).collect();
        assert_eq!(all, (1..=500).rev().collect::<Vec<_>>());
        let other = Phone::parse("9000000002", "91").unwrap();
        let of_one: Vec<u128> =
            phones.list(Some(&other)).iter().map(|m| m.id.0.as_u128()).collect();
        assert_eq!(of_one, (1..500).rev().step_by(2).collect::<Vec<_>>());
    }

    #[test]
    fn a_message_is_written_as_the_phone_page_reads_it() {
        let written = serde_json::to_value(delivered(1, "9000000001")).unwrap();
        let expected = serde_json::json!({
            "id": "00000000-0000-0000-0000-000000000001",
            "at": "2026-01-01T00:00:00.007Z",
            "channel": "sms",
            "to": "+919000000001",
            "header": "MEDSEL",
            "template": "t",
            "text": "123456",
            "state": "delivered",
        });
        assert_eq!(written, expected);
        let debug = format!("{:?}", delivered(1, "9000000001"));
        assert!(!debug.contains("123456") && !debug.contains("9000000001"), "{debug}");
    }
}
