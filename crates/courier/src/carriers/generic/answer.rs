//! Which answers mean that a message was taken, and what the provider calls it then.

use crate::{Sending, Why, client::Answer};
use domain::id::MessageId;
use serde::Deserialize;
use serde_json::Value as Json;

/// `accepted = { … }`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    /// The statuses that say so.
    #[serde(default = "success")]
    pub status: Vec<u16>,
    /// Where in a JSON answer the word stands that says so (a pointer, RFC 6901).
    pub json: Option<String>,
    /// That word.
    pub equals: Option<toml::Value>,
    /// How a text answer begins that says so.
    pub text: Option<String>,
}

impl Default for Accepted {
    fn default() -> Self {
        Self { status: success(), json: None, equals: None, text: None }
    }
}

fn success() -> Vec<u16> {
    vec![200, 201, 202]
}

/// What an answer is held against.
#[derive(Debug)]
pub(super) struct Expected {
    pub status: Vec<u16>,
    /// The pointer, and what must stand there.
    pub word: Option<(String, String)>,
    pub text: Option<String>,
    pub reference: Option<Reference>,
}

/// Where the provider's name for a message is.
#[derive(Debug)]
pub(super) enum Reference {
    /// There in a JSON answer (RFC 6901).
    Pointer(String),
    /// After these words in a text answer, up to a space or a comma.
    After(String),
}

impl Reference {
    /// A pointer begins with a slash; anything else is what stands before the name.
    pub fn read(text: &str) -> Self {
        if text.starts_with('/') {
            Self::Pointer(text.to_owned())
        } else {
            Self::After(text.to_owned())
        }
    }

    fn find(&self, answer: &Answer) -> Option<String> {
        let found = match self {
            Self::Pointer(pointer) => word(answer.json()?.pointer(pointer)?)?,
            Self::After(words) => {
                let (_, after) = str::from_utf8(&answer.body).ok()?.split_once(words)?;
                after.trim_start().split([' ', ',', '\r', '\n', '\t', '<']).next()?.to_owned()
            }
        };
        // A name of other characters is none that a database would keep, or a receipt repeat.
        let is_name = |name: &String| name.bytes().all(|byte| byte.is_ascii_graphic());
        Some(found).filter(|name| (1..=200).contains(&name.len()) && is_name(name))
    }
}

impl Expected {
    /// What an answer says of a message.
    pub fn judge(&self, answer: &Answer, id: MessageId) -> Sending {
        let status = answer.status.as_u16();
        if !self.status.contains(&status) {
            return answer
                .refusal()
                .unwrap_or(Sending::Unsure(Why::coded(Why::UNCLEAR.says, status)));
        }
        self.refused(answer).unwrap_or_else(|| match &self.reference {
            // Without a name of its own it is called by ours.
            None => Sending::Accepted(id.to_string()),
            Some(reference) => {
                reference.find(answer).map_or(Sending::Unsure(Why::UNCLEAR), Sending::Accepted)
            }
        })
    }

    /// What the body says, where it does not say that the message was taken.
    fn refused(&self, answer: &Answer) -> Option<Sending> {
        if let Some((pointer, expected)) = &self.word {
            let json = answer.json();
            match json.as_ref().and_then(|json| json.pointer(pointer)).and_then(word) {
                Some(found) if found == *expected => {}
                Some(found) => return Some(Sending::Never(refusal(&found))),
                None => return Some(Sending::Unsure(Why::UNCLEAR)),
            }
        }
        match &self.text {
            Some(text) if !answer.body.starts_with(text.as_bytes()) => {
                Some(Sending::Unsure(Why::UNCLEAR))
            }
            _ => None,
        }
    }
}

/// A refusal, with the provider's number for it where that is what it answered.
fn refusal(found: &str) -> Why {
    Why { says: "the carrier does not accept the message", code: found.parse().ok() }
}

/// A JSON value that is one word, as text.
pub(super) fn word(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
