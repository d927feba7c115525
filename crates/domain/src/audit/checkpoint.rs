//! The signed head of the tree: a checkpoint (C2SP tlog-checkpoint) in a signed note (C2SP signed-note).

use super::tree::Hash;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// How Ed25519 is named in a signed note.
const ED25519: u8 = 1;
const DASH: &str = "\u{2014} ";
/// The longest note that is read, in bytes: a witness adds a line of some 100.
const LONGEST: usize = 16 * 1024;

/// What the head of a log says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log.
    pub origin: String,
    /// How many leaves the tree has.
    pub size: u64,
    /// The hash of the tree.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads the text that was signed; none when it is none of ours, which has three lines.
    #[must_use]
    pub fn of_body(body: &str) -> Option<Self> {
        let mut lines = body.lines();
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        let found = Self { origin: origin.to_owned(), size: size.parse().ok()?, root };
        // What is written in another way is another text, and was not signed by us.
        (found.body() == body).then_some(found)
    }
}

/// The public half of the key that signs heads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    /// The name of the log, which the key is known by.
    pub name: String,
    /// The Ed25519 public key (RFC 8032).
    pub public: [u8; 32],
}

impl Verifier {
    /// The first four bytes of a hash over name and key, by which a signature names it.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        let hash = Sha256::new().chain_update(&self.name).chain_update([b'\n', ED25519]);
        let hash: Hash = hash.chain_update(self.public).finalize().into();
        let [a, b, c, d, ..] = hash;
        [a, b, c, d]
    }

    /// The key as signed notes' tools take it: name, id and key, with `+` between them.
    #[must_use]
    pub fn text(&self) -> String {
        let key = [&[ED25519][..], &self.public].concat();
        format!("{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id()), STANDARD.encode(key))
    }

    /// The note of a text with its signature.
    #[must_use]
    pub fn note(&self, body: &str, signature: &[u8; 64]) -> String {
        let signed = [&self.id()[..], signature].concat();
        format!("{body}\n{DASH}{} {}\n", self.name, STANDARD.encode(signed))
    }

    /// The text of a note and this key's signature under it; none when it is no note, or not signed by this key. The
    /// signature was not checked.
    #[must_use]
    pub fn signed<'a>(&self, note: &'a str) -> Option<(&'a str, [u8; 64])> {
        let end = (note.len() <= LONGEST).then(|| note.rfind("\n\n")).flatten()?;
        let body = note.get(..=end)?;
        let mine = |line: &str| {
            let (name, signed) = line.strip_prefix(DASH)?.split_once(' ')?;
            let signed = STANDARD.decode(signed).ok().filter(|_| name == self.name)?;
            signed.strip_prefix(&self.id())?.try_into().ok()
        };
        Some((body, note.get(end..)?.lines().find_map(mine)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key and a note that other programs made: the example of the specification of checkpoints, whose root and
    /// signature are taken as they are.
    const NOTE: &str = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        \u{2014} example.com/behind-the-sofa \
        Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    #[test]
    fn the_example_of_the_specification_is_read() {
        let body = &NOTE[..=NOTE.find("\n\n").unwrap()];
        let read = Checkpoint::of_body(body).unwrap();
        assert_eq!((read.origin.as_str(), read.size), ("example.com/behind-the-sofa", 20_852_163));
        assert_eq!(read.body(), body);
    }

    #[test]
    fn what_is_written_otherwise_is_none() {
        let root = STANDARD.encode([7; 32]);
        for body in [
            String::new(),
            format!("o\n1\n{root}"),
            format!("o\n01\n{root}\n"),
            format!("o\n+1\n{root}\n"),
            format!("o\n1\n{root}\nmore\n"),
            format!("o\n1\n{}\n", STANDARD.encode([7; 31])),
            format!("o\r\n1\r\n{root}\r\n"),
        ] {
            assert_eq!(Checkpoint::of_body(&body), None, "{body:?}");
        }
    }

    #[test]
    fn a_key_is_named_as_other_programs_name_it() {
        // The key of Go's own checksum database, as its tools have it built in.
        let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        let key = STANDARD.decode(text.splitn(3, '+').last().unwrap()).unwrap();
        let public = key[1..].try_into().unwrap();
        let verifier = Verifier { name: "sum.golang.org".to_owned(), public };
        assert_eq!(verifier.text(), text);
    }

    #[test]
    fn a_signature_is_found_among_others() {
        let key = Verifier { name: "log".to_owned(), public: [5; 32] };
        let note = key.note("log\n1\nx\n", &[3; 64]);
        assert_eq!(key.signed(&note), Some(("log\n1\nx\n", [3; 64])));
        let witnessed = format!("{note}\u{2014} witness AAAA\n");
        assert_eq!(key.signed(&witnessed), Some(("log\n1\nx\n", [3; 64])));
        let other = Verifier { public: [6; 32], ..key.clone() };
        assert_eq!(other.signed(&note), None);
        assert_eq!(key.signed("log\n1\nx\n"), None);
        assert_eq!(key.signed(&format!("{}{note}", "x".repeat(LONGEST))), None);
    }
}
