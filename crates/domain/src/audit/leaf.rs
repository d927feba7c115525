//! What is hashed of an event.

use super::tree::{self, Hash};
use crate::{
    Chance, Millis,
    id::{EventId, PatientId},
};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const HEAD: &str = "medseal audit event v1";
const CONTENT: &[u8] = b"medseal audit content v1\0";
/// How many bytes of chance stand before the content, so that nobody can guess it from its digest.
const SALT: usize = 32;

/// An event as the tree has it: what anybody may see, and digests of the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// Its name.
    pub id: EventId,
    /// When.
    pub at: Millis,
    /// The name of its kind.
    pub kind: &'a str,
    /// To whom.
    pub patient: Option<PatientId>,
    /// The SHA-256 of its content as it is stored, sealed. It holds once nobody can open that any more.
    pub sealed: Hash,
    /// The digest of its content, by which somebody who was shown that knows that it is the one that was sealed.
    pub content: Hash,
}

impl Leaf<'_> {
    /// Its bytes: seven lines of text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(320);
        let (id, at, kind) = (self.id, self.at.0, self.kind);
        // Writing to a string cannot fail.
        let _ = write!(text, "{HEAD}\nid {id}\nat {at}\nkind {kind}\npatient ");
        let _ = match self.patient {
            Some(patient) => write!(text, "{patient}"),
            None => write!(text, "-"),
        };
        text.push_str("\nsealed ");
        hex(&mut text, &self.sealed);
        text.push_str("\ncontent ");
        hex(&mut text, &self.content);
        text.push('\n');
        text
    }

    /// Its hash in the tree.
    #[must_use]
    pub fn hash(&self) -> Hash {
        tree::leaf(self.text().as_bytes())
    }
}

/// The content of an event before it is sealed: salt, then text.
#[derive(Clone, PartialEq, Eq)]
pub struct Content(Vec<u8>);

impl Content {
    /// Puts fresh salt before a text.
    #[must_use]
    pub fn fresh(text: &str, chance: &dyn Chance) -> Self {
        let mut bytes = vec![0; SALT];
        chance.fill(&mut bytes);
        bytes.extend_from_slice(text.as_bytes());
        Self(bytes)
    }

    /// What was opened again; none when it cannot have been one.
    #[must_use]
    pub fn opened(bytes: Vec<u8>) -> Option<Self> {
        let text = bytes.get(SALT..)?;
        std::str::from_utf8(text).is_ok().then_some(Self(bytes))
    }

    /// What is sealed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The salt.
    #[must_use]
    pub fn salt(&self) -> &[u8] {
        self.0.get(..SALT).unwrap_or_default()
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.get(SALT..).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// Its digest: SHA-256 over a label, the salt and the text.
    #[must_use]
    pub fn digest(&self) -> Hash {
        Sha256::new().chain_update(CONTENT).chain_update(&self.0).finalize().into()
    }
}

/// The digest of an event's content as it is stored, sealed.
#[must_use]
pub fn sealed(stored: &[u8]) -> Hash {
    Sha256::digest(stored).into()
}

fn hex(text: &mut String, bytes: &[u8]) {
    // Not by a format, which a million leaves would notice.
    for digit in bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]) {
        text.push(char::from_digit(digit.into(), 16).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn a_leaf() -> Leaf<'static> {
        Leaf {
            id: EventId(Uuid::from_u128(1)),
            at: Millis(1_767_225_600_000),
            kind: "signed-in",
            patient: None,
            sealed: [0xab; 32],
            content: [1; 32],
        }
    }

    #[test]
    fn a_leaf_is_text_that_people_can_read() {
        let text = a_leaf().text();
        let (ab, one) = ("ab".repeat(32), "01".repeat(32));
        let expected = format!(
            "medseal audit event v1\nid 00000000-0000-0000-0000-000000000001\nat 1767225600000\n\
             kind signed-in\npatient -\nsealed {ab}\ncontent {one}\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn each_part_changes_the_hash() {
        let base = a_leaf();
        let others = [
            Leaf { id: EventId(Uuid::from_u128(2)), ..base },
            Leaf { at: Millis(1), ..base },
            Leaf { kind: "signed-out", ..base },
            Leaf { patient: Some(PatientId(Uuid::nil())), ..base },
            Leaf { sealed: [0; 32], ..base },
            Leaf { content: [0; 32], ..base },
        ];
        assert!(others.iter().all(|other| other.hash() != base.hash()));
    }

    #[test]
    fn content_is_known_by_its_digest_alone() {
        struct Count;
        impl Chance for Count {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(9);
            }
        }
        let content = Content::fresh("{}", &Count);
        assert_eq!((content.salt(), content.text()), ([9; 32].as_slice(), "{}"));
        let opened = Content::opened(content.bytes().to_vec()).unwrap();
        assert_eq!(opened.digest(), content.digest());
        assert!(Content::opened(vec![0; 31]).is_none());
        assert!(Content::opened(vec![0xff; 33]).is_none());
    }
}
