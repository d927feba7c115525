//! What the words of a template must say about its purpose.

use domain::{
    Language,
    challenge::{OpenReport, Purpose, SignIn},
};

/// The kinds of purposes for which messages are sent.
pub const PURPOSES: [&str; 2] = {
    let [(sign_in, _), (open_report, _)] = domain::challenge::PURPOSES;
    [sign_in, open_report]
};

/// The words of which a text must have one, in lower case, so that whoever reads it knows what the code is for; none
/// for an unknown purpose.
pub(super) fn phrases(purpose: &str, language: Language) -> &'static [&'static str] {
    match (purpose, language) {
        (SignIn::KIND, Language::En) => &["sign in", "signing in", "log in", "logging in"],
        (SignIn::KIND, Language::Hi) => &["साइन इन", "लॉग इन", "लॉगिन"],
        (OpenReport::KIND, Language::En) => &["report"],
        (OpenReport::KIND, Language::Hi) => &["रिपोर्ट"],
        _ => &[],
    }
}
