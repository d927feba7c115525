//! What Twilio's error numbers mean for a message (`www.twilio.com/docs/api/errors`, read in 2026).

use crate::{Sending, Why};

/// Whether Twilio may take the same message a moment later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Later {
    Maybe,
    Never,
}

/// A number, what may be done about it, and what it means in our words.
type Meaning = (u16, Later, &'static str);

const MEANINGS: &[Meaning] = &[
    (20_003, Later::Never, "the carrier refuses our credentials"),
    (20_005, Later::Never, "our account at the carrier is not active"),
    (20_429, Later::Maybe, "the carrier has too much from us at once"),
    (20_503, Later::Maybe, "the carrier has no room now"),
    (21_210, Later::Never, "the number we call from is not ours at the carrier"),
    (21_211, Later::Never, "the number is none"),
    (21_212, Later::Never, "the sender is not valid"),
    (21_214, Later::Never, "the number cannot be called"),
    (21_215, Later::Never, "calls to this country are switched off at the carrier"),
    (21_216, Later::Never, "calls to this number are barred"),
    (21_217, Later::Never, "the number is none"),
    (21_219, Later::Never, "a trial account sends to verified numbers only"),
    (21_408, Later::Never, "texts to this country are switched off at the carrier"),
    (21_602, Later::Never, "the text is empty"),
    (21_603, Later::Never, "there is no sender"),
    (21_604, Later::Never, "there is no number to send to"),
    (21_606, Later::Never, "the sender is not ours or cannot send texts"),
    (21_608, Later::Never, "a trial account sends to verified numbers only"),
    (21_610, Later::Never, "the person has stopped texts from this sender"),
    (21_611, Later::Maybe, "the sender's queue at the carrier is full"),
    (21_612, Later::Never, "the carrier has no way from this sender to this number"),
    (21_614, Later::Never, "the number is not a mobile phone"),
    (21_617, Later::Never, "the text is too long"),
    (30_001, Later::Maybe, "the carrier's queue ran over"),
    (30_002, Later::Never, "our account at the carrier is suspended"),
    (30_003, Later::Never, "the phone cannot be reached"),
    (30_004, Later::Never, "texts to this number are blocked"),
    (30_005, Later::Never, "the number is not known or not in use"),
    (30_006, Later::Never, "the number is a landline, or its operator cannot be reached"),
    (30_007, Later::Never, "the operator filtered the text"),
    (30_008, Later::Never, "the operator did not deliver, and does not say why"),
    (30_017, Later::Maybe, "the operator's network is congested"),
    (30_022, Later::Maybe, "the operator has too much from this sender"),
    (30_034, Later::Never, "the sender is not registered with the operators"),
    (30_036, Later::Never, "the text waited too long at the carrier"),
    (30_410, Later::Maybe, "the operator did not answer the carrier in time"),
    (30_450, Later::Never, "the carrier held the text back as a likely fraud"),
];

/// What an error number means; the given words when it is not one of those we know.
pub(super) fn why(code: Option<u16>, otherwise: &'static str) -> Why {
    let says = code.and_then(meaning).map_or(otherwise, |(_, _, says)| *says);
    Why { says, code }
}

/// What becomes of a message that was refused with this number; none when we do not know it.
pub(super) fn refusal(code: u16) -> Option<Sending> {
    meaning(code).map(|(_, later, says)| match later {
        Later::Maybe => Sending::Retry(Why::coded(says, code)),
        Later::Never => Sending::Never(Why::coded(says, code)),
    })
}

fn meaning(code: u16) -> Option<&'static Meaning> {
    MEANINGS.iter().find(|(known, ..)| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_once_and_in_order() {
        assert!(MEANINGS.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn a_number_says_whether_it_is_of_use_to_try_again() {
        for code in [20_429, 21_611, 30_001, 30_022] {
            assert!(matches!(refusal(code), Some(Sending::Retry(_))), "{code}");
        }
        for code in [20_003, 21_211, 21_408, 21_610, 21_614, 30_003, 30_006, 30_450] {
            assert!(matches!(refusal(code), Some(Sending::Never(_))), "{code}");
        }
        assert_eq!(refusal(12_345), None);
    }

    #[test]
    fn a_number_nobody_knows_keeps_the_given_words() {
        let barred = Why::coded("the person has stopped texts from this sender", 21_610);
        assert_eq!(why(Some(21_610), "lost"), barred);
        assert_eq!(why(Some(12_345), "lost"), Why::coded("lost", 12_345));
        assert_eq!(why(None, "lost"), Why::says("lost"));
    }
}
