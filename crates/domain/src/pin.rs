//! PINs: a few digits that keep apart those who share a phone. A PIN is asked for after a code, never in its place.

use crate::{Millis, person::Person, phone::latin};
use std::{fmt, time::Duration};
use zeroize::ZeroizeOnDrop;

/// How many tries there are in a row before a PIN pauses.
pub const TRIES: i64 = 5;

/// For how long it pauses.
pub const PAUSE: Duration = Duration::from_mins(15);

/// Four to six digits. Its `Debug` shows none.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct Pin(String);

/// Why what was typed is no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPin {
    /// Nothing was typed.
    #[error("no PIN was typed")]
    Missing,
    /// It has not four to six digits, or something else in it.
    #[error("a PIN has four to six digits")]
    Malformed,
}

/// Why a PIN may not be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// It is none.
    #[error(transparent)]
    NotAPin(#[from] NotAPin),
    /// It is a pattern that is guessed first.
    #[error("the PIN is a pattern")]
    Easy,
    /// It is the person's birthday, or the end of one of their numbers.
    #[error("the PIN is a birthday or the end of a number")]
    Known,
}

/// Why a PIN was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is another; so many tries are left.
    #[error("the PIN is another")]
    Guess {
        /// The tries before it pauses.
        left: i64,
    },
    /// It pauses until then.
    #[error("the PIN pauses")]
    Paused(Millis),
    /// Staff must help, after very many wrong tries.
    #[error("staff must help with the PIN")]
    NeedsStaff,
}

impl Pin {
    /// Reads a PIN as people type it, in Latin or Devanagari digits, spaces left out.
    ///
    /// # Errors
    /// [`NotAPin`] says why it is none.
    pub fn typed(text: &str) -> Result<Self, NotAPin> {
        // More than a person types is no PIN either way.
        let signs = text.chars().take(50).filter(|sign| !sign.is_whitespace());
        let digits = Self(signs.map(latin).collect());
        match digits.0.len() {
            0 => Err(NotAPin::Missing),
            4..=6 if digits.0.bytes().all(|byte| byte.is_ascii_digit()) => Ok(digits),
            _ => Err(NotAPin::Malformed),
        }
    }

    /// Reads a PIN that nobody guesses who knows nothing of the person.
    ///
    /// # Errors
    /// [`Weak::NotAPin`] or [`Weak::Easy`].
    pub fn uneven(text: &str) -> Result<Self, Weak> {
        let pin = Self::typed(text)?;
        if is_pattern(pin.0.as_bytes()) { Err(Weak::Easy) } else { Ok(pin) }
    }

    /// Reads a PIN that somebody chooses.
    ///
    /// # Errors
    /// [`Weak`] says why they may not.
    pub fn chosen(text: &str, whose: &Person) -> Result<Self, Weak> {
        let pin = Self::uneven(text)?;
        if is_known(&pin.0, whose) { Err(Weak::Known) } else { Ok(pin) }
    }

    /// The digits, to be hashed or compared.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Whether it counts up or down, from nine to nought as on a keypad, or says the same twice or more.
fn is_pattern(pin: &[u8]) -> bool {
    let counts = |step: u8| {
        pin.iter()
            .zip(pin.iter().skip(1))
            .all(|(one, next)| (one - b'0' + step) % 10 == next - b'0')
    };
    let repeats =
        |part: usize| pin.iter().zip(pin.iter().skip(part)).all(|(one, next)| one == next);
    counts(1)
        || counts(9)
        || (1..=pin.len() / 2).filter(|part| pin.len().is_multiple_of(*part)).any(repeats)
}

/// Whether whoever knows the person's birthday or numbers would guess it.
fn is_known(pin: &str, whose: &Person) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let numbers = whose.phones.iter().map(|phone| digits(phone.e164()));
    let number = whose.number.as_deref().map(digits);
    numbers.chain(number).any(|number| number.ends_with(pin))
        || birthdays(whose).any(|it| it == pin)
}

/// The ways in which people write their birthday in four or six digits.
fn birthdays(whose: &Person) -> impl Iterator<Item = String> {
    let date = whose.birth_date.as_deref().unwrap_or_default();
    let parts: Vec<&str> = date.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [year] => (*year, "", ""),
        [year, month] => (*year, *month, ""),
        [year, month, day] => (*year, *month, *day),
        _ => ("", "", ""),
    };
    let short = year.get(2..).unwrap_or_default();
    let ways = [
        [year, "", ""],
        [day, month, ""],
        [month, day, ""],
        [month, short, ""],
        [short, month, ""],
        [day, month, short],
        [month, day, short],
        [short, month, day],
        [month, year, ""],
        [year, month, ""],
    ];
    ways.map(|way| way.concat()).into_iter()
}

/// Until when a PIN pauses: `tries` since the last right one or the last pause, the last of them at `tried_at`.
#[must_use]
pub fn paused_until(tries: i64, tried_at: Option<Millis>, now: Millis) -> Option<Millis> {
    let until = tried_at.filter(|_| tries >= TRIES).map(|at| at.after(PAUSE));
    until.filter(|until| now < *until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::Phone;

    fn asha() -> Person {
        Person {
            name: "Asha".to_owned(),
            given: "Asha".to_owned(),
            number: Some("SJ-4711".to_owned()),
            phones: vec![Phone::parse("+91 90000 20586", "91").unwrap()],
            emails: Vec::new(),
            birth_date: Some("1948-02-29".to_owned()),
            language: None,
        }
    }

    #[test]
    fn a_pin_is_read_as_people_type_it() {
        use NotAPin::{Malformed, Missing};
        let cases = [
            ("2580", Ok("2580")),
            (" 25 80 41 ", Ok("258041")),
            ("२५८०", Ok("2580")),
            ("", Err(Missing)),
            ("  ", Err(Missing)),
            ("258", Err(Malformed)),
            ("2580417", Err(Malformed)),
            ("25a0", Err(Malformed)),
            ("-258", Err(Malformed)),
            ("٢٥٨٠", Err(Malformed)),
        ];
        for (typed, expected) in cases {
            let read = Pin::typed(typed);
            assert_eq!(read.as_ref().map(Pin::reveal), expected.as_ref().copied(), "{typed}");
        }
        assert_eq!(format!("{:?}", Pin::typed("2580").unwrap()), "Pin(…)");
    }

    #[test]
    fn what_is_guessed_first_is_no_pin() {
        let easy =
            ["1111", "000000", "1234", "4321", "0123", "7890", "3210", "1212", "123123", "565656"];
        let known = [
            "1948", "2902", "0229", "0248", "4802", "290248", "022948", "480229", "021948",
            "194802", "0586", "20586", "020586", "4711",
        ];
        let fine = ["2580", "1357", "112233", "1949", "2948", "9471", "1001"];
        for (pins, expected) in [
            (easy.as_slice(), Err(Weak::Easy)),
            (known.as_slice(), Err(Weak::Known)),
            (fine.as_slice(), Ok(())),
        ] {
            for pin in pins {
                assert_eq!(Pin::chosen(pin, &asha()).map(drop), expected, "{pin}");
            }
        }
        assert_eq!(Pin::chosen("12", &asha()).err(), Some(Weak::NotAPin(NotAPin::Malformed)));
        for (on_file, pin, expected) in [
            (Some("1948"), "1948", Err(Weak::Known)),
            (Some("1948-02"), "0248", Err(Weak::Known)),
            (Some("1948"), "2902", Ok(())),
            (None, "1948", Ok(())),
        ] {
            let whose = Person { birth_date: on_file.map(str::to_owned), ..asha() };
            assert_eq!(Pin::chosen(pin, &whose).map(drop), expected, "{on_file:?}");
        }
    }

    #[test]
    fn five_in_a_row_pause_for_a_quarter_of_an_hour() {
        let minutes = |m: i64| Millis(m * 60_000);
        let cases = [
            (0, None, 0, None),
            (4, Some(1), 1, None),
            (5, Some(1), 1, Some(16)),
            (5, Some(1), 15, Some(16)),
            (5, Some(1), 16, None),
        ];
        for (tries, tried_at, now, expected) in cases {
            let until = paused_until(tries, tried_at.map(minutes), minutes(now));
            assert_eq!(until, expected.map(minutes), "{tries} at {now}");
        }
    }
}
