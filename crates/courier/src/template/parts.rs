//! How many parts a text takes on the air, which is what operators charge for.

/// The default alphabet of 3GPP TS 23.038 (once GSM 03.38), without its escape: one septet each.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension table: an escape and one more septet each.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How the characters of a text are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Seven bits for a character, twice as much for a few (3GPP TS 23.038).
    Gsm7,
    /// Sixteen bits for a character, twice as much for those outside the basic plane. It is called UCS-2, and is UTF-16.
    Ucs2,
}

impl Encoding {
    /// How it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// How many units a text of one part may have.
    const fn alone(self) -> u32 {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// How many units each part of a longer text may have: six octets are the header that joins them (3GPP TS 23.040).
    const fn joined(self) -> u32 {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    /// How many units a character takes.
    pub(super) fn width(self, c: char) -> u32 {
        match self {
            Self::Gsm7 => septets(c).unwrap_or(1),
            Self::Ucs2 if u32::from(c) > 0xffff => 2,
            Self::Ucs2 => 1,
        }
    }
}

/// What a text takes on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// How its characters are sent: one that is not in the default alphabet makes the whole text UCS-2.
    pub encoding: Encoding,
    /// How long it is, in septets or in units of sixteen bits.
    pub units: u32,
    /// How many parts it is sent in, and charged as; one for an empty text.
    pub count: u32,
}

/// Counts the parts of a text. Neither an escape and its character nor the two halves of a surrogate pair are ever in
/// two parts, so a text may take one part more than its units alone would tell.
#[must_use]
pub fn parts(text: &str) -> Parts {
    let plain = text.chars().all(|c| septets(c).is_some());
    let encoding = if plain { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let widths = || text.chars().map(|c| encoding.width(c));
    let units = widths().sum();
    let count = if units <= encoding.alone() { 1 } else { filled(widths(), encoding.joined()) };
    Parts { encoding, units, count }
}

/// How many parts of this room these widths fill, in their order.
fn filled(widths: impl Iterator<Item = u32>, room: u32) -> u32 {
    let (parts, _) = widths.fold((1, 0), |(parts, used), width| match used + width {
        used if used <= room => (parts, used),
        _ => (parts + 1, width),
    });
    parts
}

/// How many septets a character takes; none if the alphabet lacks it.
fn septets(c: char) -> Option<u32> {
    match c {
        _ if BASIC.contains(c) => Some(1),
        _ if EXTENSION.contains(c) => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding::*, *};

    #[test]
    fn the_alphabet_is_whole() {
        // 128 places, of which one is the escape.
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(EXTENSION.chars().count(), 10);
        let mut all: Vec<char> = BASIC.chars().chain(EXTENSION.chars()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 137);
        for c in "\t`ç’–“₹ā\u{a0}\u{1b}क।".chars() {
            assert_eq!(septets(c), None, "{c:?}");
        }
    }

    #[test]
    fn a_text_takes_as_many_parts_as_operators_charge_for() {
        let cases = [
            (String::new(), Gsm7, 0, 1),
            ("a".repeat(160), Gsm7, 160, 1),
            ("a".repeat(161), Gsm7, 161, 2),
            ("a".repeat(306), Gsm7, 306, 2),
            ("a".repeat(307), Gsm7, 307, 3),
            ("€".repeat(80), Gsm7, 160, 1),
            (format!("{}€", "a".repeat(159)), Gsm7, 161, 2),
            // An escape would be the 153rd septet of a part, and its character the first of the next.
            (format!("{}€{}", "a".repeat(152), "a".repeat(152)), Gsm7, 306, 3),
            (format!("{}€{}", "a".repeat(151), "a".repeat(153)), Gsm7, 306, 2),
            ("€".repeat(153), Gsm7, 306, 3),
            ("क".repeat(70), Ucs2, 70, 1),
            ("क".repeat(71), Ucs2, 71, 2),
            ("क".repeat(134), Ucs2, 134, 2),
            ("क".repeat(135), Ucs2, 135, 3),
            (format!("{}’", "a".repeat(70)), Ucs2, 71, 2),
            // What takes two septets takes one unit of sixteen bits.
            (format!("{}क", "€".repeat(69)), Ucs2, 70, 1),
            ("🔒".repeat(35), Ucs2, 70, 1),
            ("🔒".repeat(36), Ucs2, 72, 2),
            // 67 is odd: a part has room for 33 pairs.
            ("🔒".repeat(66), Ucs2, 132, 2),
            ("🔒".repeat(67), Ucs2, 134, 3),
            (format!("{}🔒{}", "क".repeat(66), "क".repeat(66)), Ucs2, 134, 3),
            (format!("{}🔒{}", "क".repeat(65), "क".repeat(67)), Ucs2, 134, 2),
        ];
        for (text, encoding, units, count) in cases {
            assert_eq!(parts(&text), Parts { encoding, units, count }, "{text}");
        }
    }

    #[test]
    fn every_character_of_the_alphabet_is_counted() {
        for c in BASIC.chars() {
            let text = String::from(c).repeat(160);
            assert_eq!(parts(&text), Parts { encoding: Gsm7, units: 160, count: 1 }, "{c:?}");
        }
        for c in EXTENSION.chars() {
            let text = String::from(c).repeat(81);
            assert_eq!(parts(&text), Parts { encoding: Gsm7, units: 162, count: 2 }, "{c:?}");
        }
    }
}
