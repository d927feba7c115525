//! The name of a pharmacy, as much of it as a message has room for.

use super::{Encoding, Variable, lint::is_mark};

/// What joins a letter of Devanagari to the one after it: the virama, and the joiner.
const JOINS: [char; 2] = ['\u{94d}', '\u{200d}'];

/// A name in the space of [`Variable::Pharmacy`]: whole words of it, or the beginning of one that is too long by itself.
///
/// Room is counted in the dearer of the two ways in which a character may be sent, so that no name takes more than what
/// was counted with. Quotation marks and dashes for print, one of which would double the price of an English text, give
/// way to those of a keyboard.
pub(super) fn shown(name: &str) -> String {
    let room = Variable::Pharmacy.longest().chars().map(width).sum();
    let name: String = name.chars().map(keyed).collect();
    let mut words = name.split(|c: char| c.is_whitespace() || c.is_control());
    let mut shown = String::new();
    while let Some(word) = words.by_ref().find(|word| !word.is_empty()) {
        let longer = if shown.is_empty() { word.to_owned() } else { format!("{shown} {word}") };
        match (fits(&longer, room), shown.is_empty()) {
            (true, _) => shown = longer,
            (false, true) => return beginning(word, room).to_owned(),
            (false, false) => return ended(&shown).to_owned(),
        }
    }
    shown
}

const fn keyed(c: char) -> char {
    match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        c => c,
    }
}

/// How much room a character takes, however the text around it is sent.
fn width(c: char) -> u32 {
    Encoding::Gsm7.width(c).max(Encoding::Ucs2.width(c))
}

fn fits(text: &str, room: u32) -> bool {
    text.chars().map(width).sum::<u32>() <= room
}

/// As much of a word as there is room for, and no letter without its signs.
fn beginning(word: &str, room: u32) -> &str {
    let (mut whole, mut used, mut last) = (0, 0, None);
    for (at, c) in word.char_indices() {
        let joined = is_mark(c) || JOINS.contains(&c) || last.is_some_and(|c| JOINS.contains(&c));
        if !joined {
            whole = at;
        }
        used += width(c);
        if used > room {
            return word.get(..whole).unwrap_or_default();
        }
        last = Some(c);
    }
    word
}

/// What was cut, without a mark that led on to the rest.
fn ended(cut: &str) -> &str {
    cut.trim_end_matches([' ', ',', ';', ':', '-', '&', '(', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_where_a_word_ends() {
        let cases = [
            ("Shanti Pharmacy", "Shanti Pharmacy"),
            ("  Shanti \t Pharmacy\n", "Shanti Pharmacy"),
            ("Shree Sanjeevani Medical Store", "Shree Sanjeevani Medical Store"),
            ("Shree Sanjeevani Medical Stores", "Shree Sanjeevani Medical"),
            ("Apollo Pharmacy, Indiranagar - 2nd Stage", "Apollo Pharmacy, Indiranagar"),
            ("Shanti Medical Hall, Pune - (new)", "Shanti Medical Hall, Pune"),
            ("People’s “Day–Night” Chemist", "People's \"Day-Night\" Chemist"),
            ("", ""),
            (" \u{7} ", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(shown(name), expected, "{name}");
        }
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_between_letters() {
        assert_eq!(shown(&"a".repeat(31)), "a".repeat(30));
        // Each is a letter and a sign; the sixteenth would begin with the thirty-first character.
        assert_eq!(shown(&"का".repeat(20)), "का".repeat(15));
        assert_eq!(shown(&format!("क{}", "का".repeat(20))), format!("क{}", "का".repeat(14)));
        // A letter that is joined to the next one stays with it.
        assert_eq!(shown(&format!("{}क्षक", "क".repeat(28))), "क".repeat(28));
        assert_eq!(shown(&format!("{}क्ष", "क".repeat(27))), format!("{}क्ष", "क".repeat(27)));
        // No letter is as long as this; of what is none, nothing is said.
        assert_eq!(shown(&format!("क{}", "ा".repeat(40))), "");
    }

    #[test]
    fn no_name_takes_more_room_than_was_counted_with() {
        assert_eq!(shown(&"€".repeat(16)), "€".repeat(15), "two septets each");
        assert_eq!(shown(&"🔒".repeat(16)), "🔒".repeat(15), "a pair of units each");
    }
}
