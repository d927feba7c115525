use super::*;
use jiff::tz::TimeZone;
use portal::domain::Language;

const LATER: Millis = Millis(1_773_289_020_000);

const ALL: [Message; 27] = [
    Message::IdentifierMissing,
    Message::IdentifierMalformed,
    Message::PasswordMissing,
    Message::CodeMissing,
    Message::CodeMalformed,
    Message::CodeWrong(3),
    Message::CodeExpired,
    Message::CodeUsed,
    Message::CodeSpent,
    Message::CodesPaused(LATER),
    Message::CodesBlocked,
    Message::SendingLimit(LATER),
    Message::ResendTooSoon(LATER),
    Message::ResendNoMore,
    Message::NumberUnreachable,
    Message::Busy,
    Message::PersonMissing,
    Message::ReportSealed,
    Message::ReportUnderReview,
    Message::TimedOut(10),
    Message::LongSession,
    Message::SignInNeeded,
    Message::CodeResent,
    Message::CodeCalled,
    Message::SealedAgain,
    Message::SealedByTime,
    Message::Stayed,
];

#[test]
fn every_message_has_its_words_with_its_values() {
    for language in Language::ALL {
        let words = Words(language);
        let dates = Dates::new(words, TimeZone::get("Asia/Kolkata").unwrap());
        for message in ALL {
            let text = message.text(words, &dates);
            assert!(text.contains(' ') && !text.contains(['{', '}']), "{message:?}: {text}");
        }
    }
}

#[test]
fn a_message_survives_its_wait_in_the_session() {
    for message in ALL {
        let kept = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&kept).unwrap(), message, "{kept}");
    }
    assert!(serde_json::from_str::<Message>(r#""<script>""#).is_err());
}
