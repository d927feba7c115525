//! One line of text that somebody typed, and that others will read.

/// The text with single spaces between its words, and without what nobody sees: control characters, and the marks that turn
/// the direction of whatever stands beside them (Unicode Standard Annex 9). Joiners stay, which Devanagari needs.
#[must_use]
pub fn tidy(typed: &str) -> String {
    let seen = typed.split_whitespace().map(|word| word.replace(is_unseen, ""));
    seen.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_unseen(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let nothing = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    turns || nothing || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_left_out_and_what_words_need_stays() {
        let cases = [
            ("  Meena \n  Rao ", "Meena Rao"),
            ("Meena\u{202e}oaR", "MeenaoaR"),
            ("\u{2066}A\u{2069} \u{0}B", "A B"),
            ("\u{200e} \u{feff}", ""),
            ("Me\u{200b}e\u{ad}na", "Meena"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
        ];
        for (typed, tidied) in cases {
            assert_eq!(tidy(typed), tidied);
        }
    }
}
