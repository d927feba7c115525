//! Texts with a code in them.

use super::{LONGEST, Template, Variable, placeholder::Pieces};
use domain::challenge::{Channel, Code};
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// The words of one message. Its `Debug` shows none: it leaves only by [`Text::reveal`].
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct Text(String);

impl Text {
    /// The words, for a carrier and nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// These words.
    pub(crate) fn of(words: &str) -> Self {
        Self(words.to_owned())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(…)")
    }
}

impl Template {
    /// The text with its variables filled in. A call spells them out, since a voice would read digits as a number.
    #[must_use]
    pub fn render(&self, code: &Code, reference: &str) -> Text {
        self.filled(&self.values(code, reference))
    }

    /// What stands in place of each variable, in their order.
    #[must_use]
    pub fn values(&self, code: &Code, reference: &str) -> Vec<(Variable, Text)> {
        self.each(|variable| match variable {
            Variable::Code => code.reveal(),
            Variable::Reference => reference,
        })
    }

    /// The text with values as long as any it may have.
    pub(super) fn longest(&self) -> Text {
        self.filled(&self.each(Variable::longest))
    }

    /// The values of its variables, as they are said on its channel.
    pub(super) fn each<'a>(&self, value: impl Fn(Variable) -> &'a str) -> Vec<(Variable, Text)> {
        let spoken = |variable: &Variable| (*variable, spoken(value(*variable), self.channel));
        self.variables.iter().map(spoken).collect()
    }

    fn filled(&self, values: &[(Variable, Text)]) -> Text {
        // Room for all, so that the text never grows: it would leave copies of the code behind.
        let mut text = String::with_capacity(self.text.len() + values.len() * LONGEST);
        let Pieces { head, rest } = Pieces::of(&self.text);
        text.push_str(head);
        for ((_, value), (_, part)) in values.iter().zip(rest) {
            text.push_str(value.reveal());
            text.push_str(part);
        }
        Text(text)
    }
}

fn spoken(value: &str, channel: Channel) -> Text {
    let mut text = String::with_capacity(LONGEST);
    match channel {
        Channel::Sms => text.push_str(value),
        Channel::Voice => {
            for (at, c) in value.chars().enumerate() {
                text.push_str(if at == 0 { "" } else { ", " });
                text.push(c);
            }
        }
    }
    Text(text)
}

#[cfg(test)]
mod tests {
    use super::super::{Templates, lint::every};
    use super::*;
    use domain::{
        Language,
        challenge::{Pepper, Purpose, SignIn},
        id::ChallengeId,
    };
    use uuid::Uuid;

    fn code() -> Code {
        Pepper::new([3; 32]).code(ChallengeId(Uuid::from_u128(3)))
    }

    #[test]
    fn every_text_says_the_code_and_the_reference() {
        let templates = Templates::built_in().unwrap();
        for (purpose, language, channel) in every() {
            let template = templates.find(purpose, language, channel).unwrap();
            let text = template.render(&code(), "7K");
            let digits: Vec<String> = code().reveal().chars().map(String::from).collect();
            let (code, reference) = match channel {
                Channel::Sms => (digits.concat(), "Ref 7K"),
                Channel::Voice => (digits.join(", "), "7, K"),
            };
            let spoken = text.reveal().matches(&code).count();
            let expected = if channel == Channel::Voice { 2 } else { 1 };
            assert_eq!(spoken, expected, "{}", template.id());
            assert!(text.reveal().contains(reference), "{}", template.id());
            assert!(!text.reveal().contains("{#"), "{}", template.id());
        }
    }

    #[test]
    fn a_text_is_as_it_was_registered() {
        let templates = Templates::built_in().unwrap();
        let template = templates.find(SignIn::KIND, Language::En, Channel::Sms).unwrap();
        let expected = format!(
            "{} is your Medseal code to sign in. Ref 7K. It works for about a minute. Never share it. \
             The clinic will never ask for it.",
            code().reveal(),
        );
        assert_eq!(template.render(&code(), "7K").reveal(), expected);
    }

    #[test]
    fn words_keep_out_of_debug_output() {
        assert_eq!(format!("{:?}", Text::of("123456")), "Text(…)");
    }
}
