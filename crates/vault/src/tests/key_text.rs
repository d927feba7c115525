//! A keyring's text is read strictly, and complaints about it quote nothing of it.

use super::fixture::{KEYS, Seeded, ring, ring_text};
use crate::keyring::{Fault, Keyring, Use};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::Millis;

fn fault(text: &str) -> Option<Fault> {
    Keyring::from_text(text).err()
}

#[test]
fn a_ring_survives_its_text() {
    let fresh = Keyring::fresh(Millis(1_700_000_000_000), &Seeded::of(3));
    for ring in [ring(), fresh] {
        let text = ring.to_text();
        assert_eq!(Keyring::from_text(&text).ok().map(|ring| ring.to_text()), Some(text));
    }
}

#[test]
fn one_line_will_do() {
    let secret = |byte: u8| STANDARD.encode([byte; 32]);
    let keys = KEYS.map(|(id, usage, made_at, byte)| {
        let secret = secret(byte);
        format!("{{id='{id}', use='{usage}', made_at={made_at}, secret='{secret}'}}")
    });
    assert_eq!(fault(&format!("key = [{}]", keys.join(", "))), None);
}

#[test]
fn every_use_has_its_keys_and_no_key_stands_twice() {
    let with = |key| ring_text(&[&KEYS[..], &[key]].concat());
    let without =
        |at: usize| ring_text(&KEYS.into_iter().filter(|key| *key != KEYS[at]).collect::<Vec<_>>());
    let long = "w".repeat(65);
    let cases = [
        ("key = []".to_owned(), Some(Fault::Missing(Use::Wrap))),
        (without(0), Some(Fault::Missing(Use::Wrap))),
        (without(1), Some(Fault::Missing(Use::Code))),
        (without(2), Some(Fault::Missing(Use::Index))),
        (without(3), Some(Fault::Missing(Use::Clinic))),
        (with(("wrap-2", "wrap", 10, 9)), None),
        (with(("index-2", "index", 10, 9)), Some(Fault::Doubled(Use::Index))),
        (with(("clinic-2", "clinic", 10, 9)), Some(Fault::Doubled(Use::Clinic))),
        (with(("log-1", "log", 10, 9)), None),
        (with(("log-1", "log", 10, 4)), Some(Fault::SameSecret)),
        (with(("wrap-1", "wrap", 20, 9)), Some(Fault::Id)),
        (with(("wrap-1", "code", 20, 9)), Some(Fault::Id)),
        (with(("", "wrap", 20, 9)), Some(Fault::Id)),
        (with(("Wrap 2", "wrap", 20, 9)), Some(Fault::Id)),
        (with((&long, "wrap", 20, 9)), Some(Fault::Id)),
        (with(("wrap-2", "wrap", 20, 2)), Some(Fault::SameSecret)),
    ];
    for (text, expected) in cases {
        assert_eq!(fault(&text), expected, "{text}");
    }
}

#[test]
fn what_is_no_ring_is_refused_by_its_line_without_a_word_of_it() {
    let whole = ring_text(&KEYS);
    let secret = STANDARD.encode([1; 32]);
    let cases = [
        (whole.replace(&secret, &secret[..40]), 5),
        (whole.replace(&secret, &STANDARD.encode([1; 31])), 5),
        (whole.replace(&secret, &STANDARD.encode([1; 33])), 5),
        (whole.replace(&secret, "not base64"), 5),
        (whole.replacen("use = 'wrap'", "use = 'warp'", 1), 3),
        (whole.replacen("made_at = 10", "made_at = 'ten'", 1), 4),
        (whole.replacen("made_at = 10", "made = 10", 1), 4),
        (whole.replacen(&format!("{secret}'"), &secret, 1), 5),
        ("\0".to_owned(), 1),
        (String::new(), 1),
    ];
    for (text, line) in cases {
        let found = fault(&text).unwrap();
        assert_eq!(found, Fault::Line(line), "{text}");
        let message = format!("{found} {found:?}");
        assert!(!message.contains(&secret[..8]), "{message}");
    }
}
