//! Texts with a code in them.

use super::{Template, Variable, name::shown, placeholder::Pieces};
use domain::challenge::{Code, Words};
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

    /// One character after the other.
    pub(super) fn spelt(value: &str) -> Self {
        // Room for all, so that it never grows: it would leave copies of the code behind.
        let mut text = String::with_capacity(value.len() * 3);
        for (at, c) in value.chars().enumerate() {
            text.push_str(if at == 0 { "" } else { ", " });
            text.push(c);
        }
        Self(text)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(…)")
    }
}

/// What a text is to say in place of its variables. It has no `Debug`, for the code's sake.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// The code.
    pub code: &'a Code,
    /// The two characters that the page shows too.
    pub reference: &'a str,
    /// The pharmacy and the count, where the code is for a pharmacy.
    pub words: Option<&'a Words>,
}

impl Template {
    /// The text with its variables filled in; none where [`Template::values`] has none.
    #[must_use]
    pub fn render(&self, said: &Said<'_>) -> Option<Text> {
        self.values(said).map(|values| self.filled(&values))
    }

    /// What stands in place of each variable, in their order, as it is said on the template's channel; none when one of
    /// them is missing, or longer than what operators charge for was counted with.
    #[must_use]
    pub fn values(&self, said: &Said<'_>) -> Option<Vec<(Variable, Text)>> {
        let pharmacy = said.words.map(|words| shown(&words.pharmacy));
        let count = said.words.map(|words| words.count.to_string());
        let value = |variable| match variable {
            Variable::Code => Some(said.code.reveal()),
            Variable::Reference => Some(said.reference),
            Variable::Pharmacy => pharmacy.as_deref(),
            Variable::Count => count.as_deref(),
        };
        let told = |variable: &Variable| {
            let value = value(*variable).filter(|value| variable.may_be(value))?;
            Some((*variable, variable.said(value, self.channel)))
        };
        self.variables.iter().map(told).collect()
    }

    /// The text with values as long as any it may have.
    pub(super) fn longest(&self) -> Text {
        self.filled(&self.longest_values())
    }

    /// The longest values of its variables, as they are said on its channel.
    pub(super) fn longest_values(&self) -> Vec<(Variable, Text)> {
        let said = |it: &Variable| (*it, it.said(it.longest(), self.channel));
        self.variables.iter().map(said).collect()
    }

    /// The text with these in place of its placeholders.
    pub(crate) fn filled(&self, values: &[(Variable, Text)]) -> Text {
        // Room for all, so that the text never grows: it would leave copies of the code behind.
        let room = values.iter().map(|(_, value)| value.reveal().len()).sum::<usize>();
        let mut text = String::with_capacity(self.text.len() + room);
        let Pieces { head, rest } = Pieces::of(&self.text);
        text.push_str(head);
        for ((_, value), (_, part)) in values.iter().zip(rest) {
            text.push_str(value.reveal());
            text.push_str(part);
        }
        Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Templates, lint::every};
    use super::*;
    use domain::{
        Language,
        challenge::{Channel, Pepper, Purpose, SignIn, VerifyPrescription},
        id::ChallengeId,
    };
    use uuid::Uuid;

    fn code() -> Code {
        Pepper::new([3; 32]).code(ChallengeId(Uuid::from_u128(3)))
    }

    fn words(pharmacy: &str, count: u32) -> Words {
        Words { pharmacy: pharmacy.to_owned(), count }
    }

    fn said<'a>(code: &'a Code, words: &'a Words) -> Said<'a> {
        Said { code, reference: "7K", words: Some(words) }
    }

    #[test]
    fn every_text_says_the_code_and_the_reference() {
        let (templates, words) = (Templates::built_in().unwrap(), words("Shanti Pharmacy", 2));
        for (purpose, language, channel) in every() {
            let template = templates.find(purpose, language, channel).unwrap();
            let text = template.render(&said(&code(), &words)).unwrap();
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
            let named = text.reveal().matches("Shanti Pharmacy").count();
            let expected = usize::from(purpose == VerifyPrescription::KIND);
            assert_eq!(named, expected, "{}: a name is read as it is", template.id());
        }
    }

    #[test]
    fn a_text_is_as_it_was_registered() {
        let templates = Templates::built_in().unwrap();
        let code = code();
        let expected = format!(
            "{} is your Medseal code to sign in. Ref 7K. It works for about a minute. Never share it. \
             The clinic will never ask for it.",
            code.reveal(),
        );
        let template = templates.find(SignIn::KIND, Language::En, Channel::Sms).unwrap();
        let said = Said { code: &code, reference: "7K", words: None };
        assert_eq!(template.render(&said).unwrap().reveal(), expected);
    }

    #[test]
    fn a_code_for_a_pharmacy_names_it_and_how_many_medicines() {
        let templates = Templates::built_in().unwrap();
        let find =
            |channel| templates.find(VerifyPrescription::KIND, Language::En, channel).unwrap();
        let (code, words) = (code(), words("Shree Sanjeevani Medical Stores, Pune", 12));
        let text = find(Channel::Sms).render(&said(&code, &words)).unwrap();
        let expected = format!(
            "Medseal: {} (Ref 7K) lets Shree Sanjeevani Medical hand over 12 of your medicines. Tell it only to the \
             pharmacist, if you are there or sent somebody.",
            code.reveal(),
        );
        assert_eq!(text.reveal(), expected);
        let call = find(Channel::Voice).render(&said(&code, &words)).unwrap();
        let part = "Shree Sanjeevani Medical wants to hand over 12 of your medicines.";
        assert!(call.reveal().contains(part), "{}", call.reveal());
    }

    #[test]
    fn what_a_text_needs_and_has_not_is_not_left_out() {
        let templates = Templates::built_in().unwrap();
        let code = code();
        for (language, channel) in
            Language::ALL.into_iter().flat_map(|it| Channel::ALL.map(|channel| (it, channel)))
        {
            let template = templates.find(VerifyPrescription::KIND, language, channel).unwrap();
            for (pharmacy, count, whole) in [
                ("A", 1, true),
                ("A", 99, true),
                ("A", 0, true),
                ("A", 100, false),
                (" ", 1, false),
            ] {
                let words = words(pharmacy, count);
                let text = template.render(&said(&code, &words));
                assert_eq!(text.is_some(), whole, "{pharmacy:?} {count}");
            }
            let said = Said { code: &code, reference: "7K", words: None };
            assert_eq!(template.render(&said), None);
        }
    }

    #[test]
    fn words_keep_out_of_debug_output() {
        assert_eq!(format!("{:?}", Text::of("123456")), "Text(…)");
    }
}
