//! A message as the phone shows it.

use courier::sandbox::{Delivered, State};
use portal::domain::challenge::Channel;

/// How many digits a code has.
const DIGITS: usize = 6;

/// A text or a call on the phone.
pub(super) struct Bubble {
    pub message: Delivered,
    /// The digits, for the copy button.
    pub code: Option<String>,
}

impl From<Delivered> for Bubble {
    fn from(message: Delivered) -> Self {
        let code = code_in(&message.text);
        Self { message, code }
    }
}

impl Bubble {
    pub fn is_call(&self) -> bool {
        self.message.channel == Channel::Voice
    }

    pub fn rings(&self) -> bool {
        self.message.state == State::Ringing
    }

    /// Whether the words are shown. Those of a call that nobody took were never said.
    pub fn is_heard(&self) -> bool {
        matches!(self.message.state, State::Delivered | State::Ringing)
    }

    /// What is said of a call.
    pub fn call(&self) -> Option<&'static str> {
        self.is_call().then_some(match self.message.state {
            State::Delivered => "phone-call-answered",
            State::Ringing => "phone-call-ringing",
            State::Declined => "phone-call-declined",
            State::Missed => "phone-call-missed",
        })
    }
}

/// The code in a message: its digits stand together in a text, and one by one in a call.
fn code_in(text: &str) -> Option<String> {
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut spelled = String::new();
    for word in words {
        match word.len() {
            DIGITS if is_digits(word) => return Some(word.to_owned()),
            1 if is_digits(word) && spelled.len() < DIGITS => spelled.push_str(word),
            _ if spelled.len() == DIGITS => {}
            _ => spelled.clear(),
        }
    }
    Some(spelled).filter(|code| code.len() == DIGITS)
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn the_code_is_found_in_its_message() {
        let cases = [
            ("123456 is your code. Ref 7K", Some("123456")),
            ("call 0141 5550100, code 004217.", Some("004217")),
            (
                "Your code is: 0, 0, 4, 2, 1, 7. Once more: 0, 0, 4, 2, 1, 7. Ref 7, K.",
                Some("004217"),
            ),
            ("कोड है: 1, 2, 3, 4, 5, 6। Ref 7, K।", Some("123456")),
            ("no code here, 1234567, nor 1, 2, 3, 4, 5.", None),
        ];
        for (text, code) in cases {
            assert_eq!(code_in(text).as_deref(), code, "{text}");
        }
    }
}
