//! What somebody set for themselves: R4 has no element for it.

use super::extension::{code, several, timed, truth, worded};
use crate::{SETTINGS, WAITING, json::Node};
use domain::{Millis, settings::Settings};

/// What somebody set for themselves.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// How codes come, the language, the size of the text.
    pub settings: &'a Settings,
    /// Whether they have a PIN.
    pub has_pin: bool,
    /// The last digits of a number that waits to be theirs, and from when it is.
    pub waiting: Option<(&'a str, Millis)>,
}

impl Own<'_> {
    /// The extensions that say so; the language is the patient's `communication`.
    pub(super) fn extensions(&self) -> Vec<Node> {
        let codes = self.settings.codes_by.map(|channel| code("codes", channel.name()));
        let text = code("text", self.settings.text.name());
        let pin = truth("pin", self.has_pin);
        let settings = several(SETTINGS, codes.into_iter().chain([text, pin]));
        let waiting = self.waiting.map(|(ends, from)| {
            several(WAITING, [worded("ends", ends)].into_iter().chain(timed("from", from)))
        });
        [settings].into_iter().chain(waiting).collect()
    }
}
