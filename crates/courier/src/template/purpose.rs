//! What the words of a template must say about its purpose.

use domain::{
    Language,
    challenge::{
        Activate, ChangePassword, ChangeSettings, NewPassword, OpenReport, Purpose, SignIn,
    },
};

/// The kinds of purposes for which codes are sent.
pub const PURPOSES: [&str; 6] = {
    let [(a, _), (b, _), (c, _), (d, _), (e, _), (f, _)] = domain::challenge::PURPOSES;
    [a, b, c, d, e, f]
};

/// What texts without a code tell of.
pub const NEWS: [&str; 1] = ["password-changed"];

/// The words of which a text must have one, in lower case, so that whoever reads it knows what the code is for, or what
/// was done; none for an unknown purpose.
pub(super) fn phrases(purpose: &str, language: Language) -> &'static [&'static str] {
    match language {
        Language::En => english(purpose),
        Language::Hi => hindi(purpose),
    }
}

fn english(purpose: &str) -> &'static [&'static str] {
    match purpose {
        SignIn::KIND => &["sign in", "signing in", "log in", "logging in"],
        OpenReport::KIND => &["report"],
        Activate::KIND => &["activate", "activating"],
        NewPassword::KIND => &["new password"],
        ChangePassword::KIND => &["change your password", "changing your password"],
        ChangeSettings::KIND => &["settings"],
        "password-changed" => &["was changed", "has been changed"],
        _ => &[],
    }
}

fn hindi(purpose: &str) -> &'static [&'static str] {
    match purpose {
        SignIn::KIND => &["साइन इन", "लॉग इन", "लॉगिन"],
        OpenReport::KIND => &["रिपोर्ट"],
        Activate::KIND => &["चालू करने"],
        NewPassword::KIND => &["नया पासवर्ड"],
        ChangePassword::KIND => &["पासवर्ड बदलने"],
        ChangeSettings::KIND => &["सेटिंग"],
        "password-changed" => &["बदल दिया गया", "बदला गया"],
        _ => &[],
    }
}
