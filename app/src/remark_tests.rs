use super::*;
use jiff::tz::TimeZone;
use portal::domain::Language;

const LATER: Millis = Millis(1_773_289_020_000);

const PLAIN: [Remark; 33] = [
    Remark::IdentifierMissing,
    Remark::IdentifierMalformed,
    Remark::PasswordMissing,
    Remark::CodeMissing,
    Remark::CodeMalformed,
    Remark::CodeWrong(3),
    Remark::CodeExpired,
    Remark::CodeUsed,
    Remark::CodeSpent,
    Remark::CodesPaused(LATER),
    Remark::CodesBlocked,
    Remark::SendingLimit(LATER),
    Remark::ResendTooSoon(LATER),
    Remark::ResendNoMore,
    Remark::NumberUnreachable,
    Remark::Busy,
    Remark::PersonMissing,
    Remark::ReportSealed,
    Remark::ReportUnderReview,
    Remark::ReportedEnough,
    Remark::TimedOut(10),
    Remark::LongSession,
    Remark::SignInNeeded,
    Remark::CodeResent,
    Remark::CodeCalled,
    Remark::SealedAgain,
    Remark::SealedByTime,
    Remark::Stayed,
    Remark::FormKept(LATER),
    Remark::FormFilled,
    Remark::Device(Device::Ended),
    Remark::Device(Device::OthersEnded),
    Remark::Device(Device::WipeAsked),
];

/// Every remark.
fn all() -> impl Iterator<Item = Remark> {
    let accounts = Account::ALL.map(Remark::Account);
    PLAIN
        .into_iter()
        .chain(accounts)
        .chain(Family::ALL.map(Remark::Family))
        .chain(Counter::ALL.map(Remark::Counter))
}

#[test]
fn every_message_has_its_words_with_its_values() {
    for language in Language::ALL {
        let words = Words(language);
        let dates = Dates::new(words, TimeZone::get("Asia/Kolkata").unwrap());
        for message in all() {
            let text = message.text(words, &dates);
            assert!(text.contains(' ') && !text.contains(['{', '}']), "{message:?}: {text}");
        }
    }
}

#[test]
fn a_message_survives_its_wait_in_the_session() {
    for message in all() {
        let kept = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Remark>(&kept).unwrap(), message, "{kept}");
    }
    assert!(serde_json::from_str::<Remark>(r#""<script>""#).is_err());
}
