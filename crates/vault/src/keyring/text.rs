//! The keyring as text (TOML 1.0): the same in the file and in the environment.

use super::{Entry, Fault, Keyring, Keys, Use};
use serde::Deserialize;
use zeroize::Zeroizing;

const HEAD: &str = "\
# The keys of this portal. With the database they open every record; without them nothing opens any more.
# Keep a copy where the database's copies are not.
";
const LONGEST_ID: usize = 64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ring {
    key: Vec<Entry>,
}

impl Keyring {
    /// Reads a keyring from its text, as the file has it and as the environment may give it.
    ///
    /// # Errors
    /// The first [`Fault`] found.
    pub fn from_text(text: &str) -> Result<Self, Fault> {
        let ring: Ring = toml::from_str(text).map_err(|error| {
            // The parser's own message may quote the line, and with it a secret.
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            Fault::Line(before.matches('\n').count() + 1)
        })?;
        check(&ring.key)?;
        let mut entries = ring.key;
        let mut take = |usage| {
            let (of_use, rest) = std::mem::take(&mut entries)
                .into_iter()
                .partition(|entry: &Entry| entry.usage() == usage);
            entries = rest;
            Keys::of_all(of_use).ok_or(Fault::Missing(usage))
        };
        let (wrap, code) = (take(Use::Wrap)?, take(Use::Code)?);
        let index = take(Use::Index).and_then(|keys| single(Use::Index, keys))?;
        let clinic = take(Use::Clinic).and_then(|keys| single(Use::Clinic, keys))?;
        let log = match take(Use::Log) {
            Ok(keys) => single(Use::Log, keys)?,
            // A ring that was made before the log was signed: each node finds the same key, and none must write.
            Err(_) => Keys::of(Entry::following(Use::Log, clinic.current())),
        };
        Ok(Self { wrap, code, index, clinic, log })
    }

    /// The ring as text, every secret in it.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        let entries = || Use::ALL.into_iter().flat_map(|usage| self.of(usage).all());
        // All the room at once: a text that grew would leave copies of secrets behind.
        let room = HEAD.len() + 256 * entries().count();
        let mut text = Zeroizing::new(String::with_capacity(room));
        text.push_str(HEAD);
        entries().for_each(|entry| entry.write(&mut text));
        text
    }
}

fn single(usage: Use, keys: Keys) -> Result<Keys, Fault> {
    match keys.all().count() {
        1 => Ok(keys),
        _ => Err(Fault::Doubled(usage)),
    }
}

fn check(entries: &[Entry]) -> Result<(), Fault> {
    for (at, entry) in entries.iter().enumerate() {
        let before = || entries.iter().take(at);
        if !is_id(entry.id()) || before().any(|other| other.id() == entry.id()) {
            return Err(Fault::Id);
        }
        if before().any(|other| other.secret() == entry.secret()) {
            return Err(Fault::SameSecret);
        }
    }
    Ok(())
}

fn is_id(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
