//! What a page says once about somebody's account.

use super::Tone;
use serde::{Deserialize, Serialize};

/// One of a closed set of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// No patient number was typed.
    PatientNumberMissing,
    /// What was typed is no patient number.
    PatientNumberMalformed,
    /// The birth date was left out, or a part of it.
    BirthDateMissing,
    /// There is no such birth date.
    BirthDateMalformed,
    /// The new password is too short.
    PasswordShort,
    /// The new password is too long.
    PasswordLong,
    /// Many people choose the new password.
    PasswordCommon,
    /// The new password is their name or number.
    PasswordOwn,
    /// The new password was not typed.
    NewPasswordMissing,
    /// The current password was not typed.
    CurrentPasswordMissing,
    /// The current password is another.
    CurrentPasswordWrong,
    /// The notice was not accepted.
    NoticeNotAccepted,
    /// What a code entitled to is over.
    ErrandOver,
    /// The account is active already.
    AlreadyActive,
    /// The account is active now.
    Activated,
    /// A new password was set, to sign in with.
    PasswordSet,
    /// The password was changed.
    PasswordChanged,
    /// The settings were saved.
    SettingsSaved,
    /// No phone number was typed.
    PhoneMissing,
    /// What was typed is no phone number.
    PhoneMalformed,
    /// No code could be sent to such a number.
    PhoneNotServed,
    /// The codes go to this number already.
    PhoneSame,
    /// The codes go to the new number from now on.
    NumberChanged,
    /// The number that waited was stopped.
    NumberStopped,
    /// No number waits.
    NothingToStop,
    /// A file with their data was taken, or its hour is over.
    FileGone,
    /// Their request to be erased was taken back.
    ErasureStopped,
}

impl Account {
    /// Every one.
    #[cfg(test)]
    pub(super) const ALL: [Self; 27] = [
        Self::PatientNumberMissing,
        Self::PatientNumberMalformed,
        Self::BirthDateMissing,
        Self::BirthDateMalformed,
        Self::PasswordShort,
        Self::PasswordLong,
        Self::PasswordCommon,
        Self::PasswordOwn,
        Self::NewPasswordMissing,
        Self::CurrentPasswordMissing,
        Self::CurrentPasswordWrong,
        Self::NoticeNotAccepted,
        Self::ErrandOver,
        Self::AlreadyActive,
        Self::Activated,
        Self::PasswordSet,
        Self::PasswordChanged,
        Self::SettingsSaved,
        Self::PhoneMissing,
        Self::PhoneMalformed,
        Self::PhoneNotServed,
        Self::PhoneSame,
        Self::NumberChanged,
        Self::NumberStopped,
        Self::NothingToStop,
        Self::FileGone,
        Self::ErasureStopped,
    ];

    /// How it is shown.
    pub(super) const fn tone(self) -> Tone {
        match self {
            Self::PatientNumberMissing | Self::PatientNumberMalformed => Tone::Fault("identifier"),
            Self::BirthDateMissing | Self::BirthDateMalformed => Tone::Fault("day"),
            Self::NewPasswordMissing
            | Self::PasswordShort
            | Self::PasswordLong
            | Self::PasswordCommon
            | Self::PasswordOwn => Tone::Fault("password"),
            Self::CurrentPasswordMissing | Self::CurrentPasswordWrong => Tone::Fault("current"),
            Self::NoticeNotAccepted => Tone::Fault("accept"),
            Self::PhoneMissing | Self::PhoneMalformed | Self::PhoneNotServed | Self::PhoneSame => {
                Tone::Fault("phone")
            }
            Self::ErrandOver => Tone::Trouble,
            Self::AlreadyActive | Self::NothingToStop | Self::FileGone => Tone::Note,
            Self::NumberChanged
            | Self::NumberStopped
            | Self::ErasureStopped
            | Self::Activated
            | Self::PasswordSet
            | Self::PasswordChanged
            | Self::SettingsSaved => Tone::Good,
        }
    }

    /// The message's key in the word files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::PatientNumberMissing => "refusal-patient-number-missing",
            Self::PatientNumberMalformed => "refusal-patient-number-malformed",
            Self::BirthDateMissing => "refusal-birth-date-missing",
            Self::BirthDateMalformed => "refusal-birth-date-malformed",
            Self::PasswordShort => "refusal-password-short",
            Self::PasswordLong => "refusal-password-long",
            Self::PasswordCommon => "refusal-password-common",
            Self::PasswordOwn => "refusal-password-own",
            Self::NewPasswordMissing => "refusal-new-password-missing",
            Self::CurrentPasswordMissing => "refusal-current-password-missing",
            Self::CurrentPasswordWrong => "refusal-current-password-wrong",
            Self::NoticeNotAccepted => "refusal-notice-not-accepted",
            Self::ErrandOver => "refusal-errand-over",
            Self::AlreadyActive => "account-already-active",
            Self::Activated => "account-activated",
            Self::PasswordSet => "account-password-set",
            Self::PasswordChanged => "account-password-changed",
            Self::SettingsSaved => "account-settings-saved",
            Self::PhoneMissing => "refusal-phone-missing",
            Self::PhoneMalformed => "refusal-phone-malformed",
            Self::PhoneNotServed => "refusal-phone-not-served",
            Self::PhoneSame => "refusal-phone-same",
            Self::NumberChanged => "number-changed",
            Self::NumberStopped => "number-stopped",
            Self::NothingToStop => "number-nothing-to-stop",
            Self::FileGone => "my-data-gone",
            Self::ErasureStopped => "erasure-stopped",
        }
    }
}
