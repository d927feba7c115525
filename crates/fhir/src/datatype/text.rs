//! Text fit to be shown.

/// How long a text may be, in characters; what is longer is cut, and ends in an ellipsis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cap {
    /// A person's or an organisation's name, a unit, a number.
    Name,
    /// A title, a value, a line of instructions.
    Line,
    /// A remark.
    Remark,
    /// A conclusion.
    Page,
}

impl Cap {
    const fn characters(self) -> usize {
        match self {
            Self::Name => 200,
            Self::Line => 1_000,
            Self::Remark => 10_000,
            Self::Page => 50_000,
        }
    }
}

/// The text without control characters and without characters that turn the reading direction about, trimmed and cut
/// to `cap`; none when nothing is left. Line ends stay, save in names. Mark-up stays too: it is text, and pages escape.
pub(crate) fn clean(text: &str, cap: Cap) -> Option<String> {
    let kept: String = text.replace("\r\n", "\n").chars().filter_map(|c| shown(c, cap)).collect();
    let trimmed = kept.trim();
    match trimmed.char_indices().nth(cap.characters()) {
        _ if trimmed.is_empty() => None,
        None => Some(trimmed.to_owned()),
        Some((end, _)) => Some(format!("{}…", trimmed.get(..end).unwrap_or_default().trim_end())),
    }
}

fn shown(c: char, cap: Cap) -> Option<char> {
    match c {
        '\n' | '\r' if cap != Cap::Name => Some('\n'),
        '\n' | '\r' | '\t' => Some(' '),
        // Unicode's direction controls (UAX 9) and the byte order mark; joiners stay, since Indic scripts need them.
        '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes_and_what_is_written_stays() {
        let cases = [
            ("  Asha\u{0}\u{7f} Verma ", Cap::Name, Some("Asha Verma")),
            ("one\r\ntwo\tthree\rfour", Cap::Remark, Some("one\ntwo three\nfour")),
            ("one\ntwo", Cap::Name, Some("one two")),
            ("<b>5</b> & \"6\"", Cap::Line, Some("<b>5</b> & \"6\"")),
            ("abc\u{202e}fed\u{2069}", Cap::Line, Some("abcfed")),
            ("क्\u{200d}ष श्री", Cap::Name, Some("क्\u{200d}ष श्री")),
            (" \n\t\u{1}", Cap::Page, None),
            ("", Cap::Line, None),
        ];
        for (text, cap, expected) in cases {
            assert_eq!(clean(text, cap).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters_and_says_so() {
        let long = clean(&"ज".repeat(5_000), Cap::Name).unwrap();
        assert_eq!((long.chars().count(), long.ends_with('…')), (201, true));
        assert_eq!(clean(&"j".repeat(200), Cap::Name).unwrap().len(), 200);
    }
}
