//! What the words of a template must say about its purpose.

use domain::{
    Language,
    challenge::{
        Activate, AskErasure, ChangePassword, ChangePin, ChangeSettings, ExportData, LeaveNumber,
        NewPassword, OpenPrescription, OpenReport, Purpose, SendSomebody, SignIn, StaffSignIn,
        StopNumber, TakeNumber, VerifyPrescription, Vouch,
    },
};

/// The kinds of purposes for which codes are sent.
pub const PURPOSES: [&str; domain::challenge::KINDS.len()] = domain::challenge::KINDS;

/// What texts without a code tell of.
pub const NEWS: [&str; 10] = [
    "password-changed",
    "pin-changed",
    "guardian-named",
    "erasure-confirmed",
    "number-changed",
    "number-waits",
    "number-waits-here",
    "number-waits-no-more",
    "handed-over-without-code",
    "asked-without-code",
];

/// The words of which a text must have one, in lower case, so that whoever reads it knows what the code is for, or what
/// was done; none for an unknown purpose.
pub(super) fn phrases(purpose: &str, language: Language) -> &'static [&'static str] {
    match language {
        Language::En => english(purpose),
        Language::Hi => hindi(purpose),
    }
}

/// The listed words about health that a purpose's texts may have: whoever tells a pharmacist a code must know that it is for
/// medicines. Which they are has no place in a text, nor has it a variable.
pub(super) fn excused(purpose: &str) -> &'static [&'static str] {
    match purpose {
        VerifyPrescription::KIND => &["medicine*", "दवा*"],
        _ => &[],
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
        ExportData::KIND => &["copy of your data"],
        AskErasure::KIND => &["erased", "erase"],
        ChangePin::KIND => &["your pin"],
        LeaveNumber::KIND => &["change your phone number"],
        TakeNumber::KIND => &["use this phone number"],
        StopNumber::KIND => &["stop a new phone number"],
        StaffSignIn::KIND => &["sign in at the pharmacy", "signing in at the pharmacy"],
        VerifyPrescription::KIND => &["of your medicines"],
        Vouch::KIND => &["confirm what a colleague"],
        OpenPrescription::KIND => &["open a prescription", "opening a prescription"],
        SendSomebody::KIND => &["say who collects for you"],
        "number-changed" => &["is a new one"],
        "number-waits" => &["go to another phone number"],
        "number-waits-here" => &["gets the codes"],
        "number-waits-no-more" => &["not get the codes"],
        "password-changed" => &["was changed", "has been changed"],
        "pin-changed" => &["changed or removed"],
        "guardian-named" => &["may act for"],
        "handed-over-without-code" => &["without your code"],
        "asked-without-code" => &["wanted to do without your code"],
        "erasure-confirmed" => &["will be erased", "will be deleted"],
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
        ExportData::KIND => &["जानकारी की कॉपी", "डेटा की कॉपी"],
        AskErasure::KIND => &["मिटाने", "मिटवाने"],
        ChangePin::KIND => &["पिन के लिए", "पिन बदलने", "पिन तय"],
        LeaveNumber::KIND => &["नंबर बदलने"],
        TakeNumber::KIND => &["नंबर को जोड़ने"],
        StopNumber::KIND => &["नंबर रोकने"],
        StaffSignIn::KIND => &["फ़ार्मेसी में साइन इन", "फ़ार्मेसी में लॉग इन"],
        VerifyPrescription::KIND => &["दवाइयाँ"],
        Vouch::KIND => &["साथी के काम की पुष्टि"],
        OpenPrescription::KIND => &["पर्चा खोलने"],
        SendSomebody::KIND => &["आपके लिए कौन लेगा"],
        "number-changed" => &["नंबर अब दूसरा"],
        "number-waits" => &["दूसरे फ़ोन नंबर पर"],
        "number-waits-here" => &["खाते के कोड"],
        "number-waits-no-more" => &["कोड नहीं आएँगे"],
        "password-changed" => &["बदल दिया गया", "बदला गया"],
        "pin-changed" => &["बदला या हटाया गया"],
        "guardian-named" => &["की ओर से काम"],
        "handed-over-without-code" => &["आपके कोड के बिना"],
        "asked-without-code" => &["कोड लिए बिना"],
        "erasure-confirmed" => &["मिटाई जाएगी", "मिटाया जाएगा"],
        _ => &[],
    }
}
