//! Words that tell something about somebody's health. A phone is often a family's, and lies on tables.
//!
//! No list has them all. This one has what clinics write most, so that a slip is seen before it is registered.

use super::{
    super::{Template, placeholder::Pieces, purpose::excused},
    Fault,
};

const LISTS: &str = include_str!("../../../health-words.txt");

/// What Hindi calls a pharmacy has a listed word in it, and says no more of anybody than the English word does.
const PHARMACY: &str = " दवा की दुकान ";

/// Each word with what it is.
fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut topic = "";
    let lines = LISTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.flat_map(move |line| {
        let words = match line.split_once(':') {
            Some((named, words)) => {
                topic = named;
                words
            }
            None => line,
        };
        let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
        let topic = topic;
        words.map(move |word| (word, topic))
    })
}

impl Template {
    pub(super) fn health(&self) -> Vec<Fault> {
        let excused = excused(&self.purpose);
        found(&Pieces::of(&self.text).with(" "))
            .filter(|(word, _)| !excused.contains(word))
            .map(|(word, topic)| Fault::Health { word: word.to_owned(), topic })
            .collect()
    }
}

fn found(text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let text = plain(text).replace(PHARMACY, " ");
    listed().filter(move |(word, _)| match word.strip_suffix('*') {
        Some(stem) => text.contains(plain(stem).trim_end()),
        None => text.contains(&plain(word)),
    })
}

/// The words in small letters with one space before and after each. Devanagari loses its dots below, which are
/// written in two ways and often left out.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{93c}' | '\u{200c}' | '\u{200d}' => {}
            '\u{958}' => plain.push('क'),
            '\u{959}' => plain.push('ख'),
            '\u{95a}' => plain.push('ग'),
            '\u{95b}' => plain.push('ज'),
            '\u{95c}' => plain.push('ड'),
            '\u{95d}' => plain.push('ढ'),
            '\u{95e}' => plain.push('फ'),
            '\u{95f}' => plain.push('य'),
            c if c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{963}') => plain.push(c),
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn words_about_health_are_told_with_their_reason() {
        let cases: [(&str, &[&str]); 15] = [
            ("Your blood report", &["blood"]),
            ("X-RAY, please", &["x ray*"]),
            ("the oncologist's report and your HbA1c", &["hba1c", "oncolog*"]),
            ("Dr. Rao (Cardiology)", &["cardio*"]),
            ("ख़ून की रिपोर्ट", &["खून"]),
            ("\u{959}ून की रिपोर्ट", &["खून"]),
            ("डायबिटीज़ क्लिनिक", &["डायबिटीज"]),
            ("आपकी गर्भावस्था।", &["गर्भ*"]),
            ("रक्त।", &["रक्त"]),
            ("यह कोड दवा की दुकान में साइन इन करने का है। एक दवा की दुकान।", &[]),
            ("दवा की दुकान से आपकी दवा", &["दवा*"]),
            ("दवाओं की दुकान", &["दवा*"]),
            // Whole words alone, unless there is a star.
            ("bloodless hearten actor scantily", &["scan*"]),
            (
                "Medseal: your code to open a report at the clinic. Doctor, prescription, visit, consent.",
                &[],
            ),
            ("मेडसील क्लिनिक की रिपोर्ट का कोड किसी को न बताएँ, चाहे वह डॉक्टर हो। पर्चा। साइन इन।", &[]),
        ];
        for (text, expected) in cases {
            let words: Vec<_> = found(text).map(|(word, _)| word).collect();
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn each_listed_word_is_found_in_a_text() {
        for (word, topic) in listed() {
            let text = format!("Your {} now", word.replace('*', "xyz").to_uppercase());
            assert!(found(&text).any(|found| found == (word, topic)), "{word}");
        }
        let topics: HashSet<_> = listed().map(|(_, topic)| topic).collect();
        assert_eq!((listed().count(), topics.len()), (213, 4));
    }
}
