//! The kinds of audit events.

use super::{Group, Keep};

/// Declares the kinds: each with the name under which it is stored, the group it is shown in, and how long its content is
/// kept at least.
macro_rules! events {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal, $group:ident, $keep:ident;)+) => {
        /// The kind of an audit event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Event { $($(#[$doc])+ $variant,)+ }

        impl Event {
            /// Every kind.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The name under which it is stored.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it is about.
            #[must_use]
            pub const fn group(self) -> Group {
                match self { $(Self::$variant => Group::$group,)+ }
            }

            /// How long its content is kept at least.
            #[must_use]
            pub const fn keep(self) -> Keep {
                match self { $(Self::$variant => Keep::$keep,)+ }
            }
        }
    };
}

events! {
    /// A code was asked for; for signing in or for a record.
    ChallengeOpened = "challenge-opened", Codes, OneYear;
    /// The code of a challenge was asked for again.
    CodeResent = "code-resent", Codes, OneYear;
    /// A right code was given, and what it is for comes later: an act that it bought at once has the line alone.
    CodeAnswered = "code-answered", Codes, OneYear;
    /// A code was given that was not right, not in time, or not for this.
    CodeFailed = "code-failed", Codes, OneYear;
    /// Wrong tries ended a challenge.
    ChallengeEnded = "challenge-ended", Codes, OneYear;
    /// A code was refused because of the sending limits, a pause, or a number that is not served.
    CodeRefused = "code-refused", Codes, OneYear;
    /// A sign-in was begun with an identifier or a password that is not right.
    SignInFailed = "sign-in-failed", SignIn, OneYear;
    /// A person signed in.
    SignedIn = "signed-in", SignIn, OneYear;
    /// A person signed out.
    SignedOut = "signed-out", SignIn, OneYear;
    /// A session ended by time.
    SessionEnded = "session-ended", SignIn, OneYear;
    /// A record was opened by a grant.
    RecordOpened = "record-opened", Records, ThreeYears;
    /// An open record was shown again, or its document fetched.
    RecordRead = "record-read", Records, ThreeYears;
    /// A record was sealed again by hand.
    RecordSealed = "record-sealed", Records, ThreeYears;
    /// A record was asked for by somebody it does not belong to, or that does not exist.
    RecordRefused = "record-refused", Records, ThreeYears;
    /// A patient's records were imported.
    Imported = "imported", Clinic, ThreeYears;
    /// A password was set or its hash renewed.
    PasswordChanged = "password-changed", Account, ThreeYears;
    /// It was set how a patient wants their codes.
    CodesBySet = "codes-by-set", Account, ThreeYears;
    /// Staff let a person's wrong tries no longer count.
    WrongTriesForgiven = "wrong-tries-forgiven", Clinic, ThreeYears;
    /// Staff added a patient.
    PatientAdded = "patient-added", Clinic, ThreeYears;
    /// An activation or a new password was asked for with a number or a birth date that is not right.
    ClaimFailed = "claim-failed", SignIn, OneYear;
    /// A patient activated their account.
    Activated = "activated", Account, ThreeYears;
    /// A patient accepted the notice on personal data.
    NoticeAccepted = "notice-accepted", Account, ThreeYears;
    /// A patient gave another password than their own while changing it.
    PasswordRefused = "password-refused", Account, OneYear;
    /// A patient changed their settings.
    SettingsChanged = "settings-changed", Account, ThreeYears;
    /// A person signed other devices of theirs out.
    DeviceEnded = "device-ended", SignIn, OneYear;
    /// It was asked that a device forgets everything.
    WipeAsked = "wipe-asked", Account, ThreeYears;
    /// A device was told to forget everything.
    WipeDelivered = "wipe-delivered", Account, ThreeYears;
    /// The clinic named somebody who may act for a patient.
    GuardianAdded = "guardian-added", Clinic, ThreeYears;
    /// The clinic ended it that somebody may act for a patient.
    GuardianEnded = "guardian-ended", Clinic, ThreeYears;
    /// The clinic let a patient act for somebody else.
    WardAdded = "ward-added", Clinic, ThreeYears;
    /// The clinic ended it that a patient may act for somebody else.
    WardEnded = "ward-ended", Clinic, ThreeYears;
    /// A guardian began to act for a patient.
    ActingBegan = "acting-began", SignIn, ThreeYears;
    /// A guardian acts for a patient no more, until they begin again.
    ActingEnded = "acting-ended", SignIn, ThreeYears;
    /// A guardian began to act for somebody, as their own history has it.
    WardActingBegan = "ward-acting-began", SignIn, ThreeYears;
    /// A guardian stopped acting for somebody, as their own history has it.
    WardActingEnded = "ward-acting-ended", SignIn, ThreeYears;
    /// A patient set a PIN, or changed it.
    PinSet = "pin-set", Account, ThreeYears;
    /// A PIN was removed, by its patient or by the clinic.
    PinRemoved = "pin-removed", Account, ThreeYears;
    /// A PIN was typed that is not right.
    PinFailed = "pin-failed", SignIn, OneYear;
    /// Staff read something of a patient's by a command: their devices, who acts for them, or a line of the log.
    LookedAtByStaff = "looked-at-by-staff", Clinic, ThreeYears;
    /// The clinic read who looked a prescription up, who stood for it and why.
    LookUpShown = "look-up-shown", Clinic, ThreeYears;
    /// A key of the keyring was followed by a new one.
    KeyRotated = "key-rotated", Clinic, ThreeYears;
    /// Staff agreed that an older database was put back, and what happened since is gone from the log.
    LogRestored = "log-restored", Clinic, ThreeYears;
    /// A patient asked for their data, to take them away.
    ExportAsked = "export-asked", Records, ThreeYears;
    /// A file with a patient's data was taken away.
    ExportTaken = "export-taken", Records, ThreeYears;
    /// A patient asked for their data to be erased.
    ErasureAsked = "erasure-asked", Account, ThreeYears;
    /// A patient took back that they had asked for it.
    ErasureWithdrawn = "erasure-withdrawn", Account, ThreeYears;
    /// Staff confirmed that a patient's data are to be erased.
    ErasureConfirmed = "erasure-confirmed", Clinic, ThreeYears;
    /// Staff refused to have a patient's data erased.
    ErasureRefused = "erasure-refused", Clinic, ThreeYears;
    /// A patient's key was destroyed, and their data with it.
    Erased = "erased", Clinic, ThreeYears;
    /// Keys that wrapped patients' keys were destroyed.
    KeysRetired = "keys-retired", Clinic, ThreeYears;
    /// A restored database took patients' keys, and what was erased since, from a newer one.
    KeysAdopted = "keys-adopted", Clinic, ThreeYears;
    /// A pharmacy asked for a prescription by its number, and for its patient's code.
    PrescriptionLookedUp = "prescription-looked-up", Records, ThreeYears;
    /// A pharmacy asked for a number that nobody has.
    LookUpFailed = "look-up-failed", Records, OneYear;
    /// A pharmacy was let in to see a prescription's medicines.
    PharmacyAllowed = "pharmacy-allowed", Records, ThreeYears;
    /// A pharmacy was let in although no code reached the patient: a second pharmacist stood for it.
    PharmacyVouched = "pharmacy-vouched", Records, ThreeYears;
    /// Two of a pharmacy wanted to be let in without the patient's code, and were not.
    VouchRefused = "vouch-refused", Records, ThreeYears;
    /// Somebody of a pharmacy stood for what a colleague hands over without a code.
    Vouched = "vouched", Account, ThreeYears;
    /// A patient has seen what was done at a pharmacy without their code, of which no text could tell them.
    UntoldSeen = "untold-seen", Records, ThreeYears;
    /// A patient said no to what a pharmacy asked for.
    PharmacyRefused = "pharmacy-refused", Records, ThreeYears;
    /// A medicine was handed over.
    Dispensed = "dispensed", Records, ThreeYears;
    /// What was handed over was undone.
    DispensingUndone = "dispensing-undone", Records, ThreeYears;
    /// A patient said that they did not collect what was handed over.
    CollectionDenied = "collection-denied", Account, ThreeYears;
    /// A patient named somebody who collects a prescription.
    CollectorNamed = "collector-named", Account, ThreeYears;
    /// A patient took back that somebody may collect a prescription.
    CollectorEnded = "collector-ended", Account, ThreeYears;
    /// Staff added a pharmacy.
    PharmacyAdded = "pharmacy-added", Clinic, ThreeYears;
    /// Staff took a pharmacy away.
    PharmacyEnded = "pharmacy-ended", Clinic, ThreeYears;
    /// The clinic added somebody who signs in at a pharmacy.
    StaffAdded = "staff-added", Clinic, ThreeYears;
    /// The clinic ended it that somebody signs in at a pharmacy.
    StaffEnded = "staff-ended", Clinic, ThreeYears;
    /// The clinic made a token for a pharmacy's system.
    TokenAdded = "token-added", Clinic, ThreeYears;
    /// The clinic revoked a token.
    TokenRevoked = "token-revoked", Clinic, ThreeYears;
    /// A patient said of a line of their history that it was not them.
    LineReported = "line-reported", Account, ThreeYears;
    /// Staff looked at such a line.
    ReportLookedAt = "report-looked-at", Clinic, ThreeYears;
    /// A patient asked for their codes to go to another number.
    NumberChangeAsked = "number-change-asked", Account, ThreeYears;
    /// Another number took the place of a patient's.
    NumberChanged = "number-changed", Account, ThreeYears;
    /// Staff asked for a patient's codes to go to another number, which waits for a day.
    RebindAsked = "rebind-asked", Clinic, ThreeYears;
    /// A number that waits was put off, since whoever asked to stop it could be sent no code.
    RebindPutOff = "rebind-put-off", Account, ThreeYears;
    /// A number that waited was stopped.
    RebindStopped = "rebind-stopped", Account, ThreeYears;
}

impl Event {
    /// The kind of a stored name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }

    /// Whether it is one of the small steps of an act that has a line of its own.
    #[must_use]
    pub const fn is_routine(self) -> bool {
        matches!(
            self,
            Self::ChallengeOpened | Self::CodeResent | Self::CodeAnswered | Self::CodeFailed
        )
    }

    /// Whether somebody did it of whom a patient can say that it was not them. Staff are asked at the desk.
    #[must_use]
    pub const fn is_of_somebody(self) -> bool {
        let told = matches!(self, Self::SessionEnded | Self::LineReported | Self::WipeDelivered);
        !told && !matches!(self.group(), Group::Clinic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::HashSet, time::Duration};

    #[test]
    fn names_differ() {
        let names: HashSet<_> = Event::ALL.iter().map(|event| event.name()).collect();
        assert_eq!(names.len(), Event::ALL.len());
        assert!(Event::ALL.iter().all(|event| Event::of_name(event.name()) == Some(*event)));
    }

    #[test]
    fn steps_of_codes_are_routine_but_not_what_shows_an_attack() {
        let routine: Vec<_> = Event::ALL.into_iter().filter(|event| event.is_routine()).collect();
        let steps =
            [Event::ChallengeOpened, Event::CodeResent, Event::CodeAnswered, Event::CodeFailed];
        assert_eq!(routine, steps);
    }

    #[test]
    fn what_staff_and_time_did_was_nobody_in_disguise() {
        let cases = [
            (Event::SignedIn, true),
            (Event::RecordRead, true),
            (Event::PasswordChanged, true),
            (Event::ChallengeEnded, true),
            (Event::SessionEnded, false),
            (Event::Imported, false),
            (Event::LineReported, false),
            (Event::WipeAsked, true),
            (Event::WipeDelivered, false),
        ];
        for (event, expected) in cases {
            assert_eq!(event.is_of_somebody(), expected, "{}", event.name());
        }
    }

    #[test]
    fn nothing_is_kept_for_less_than_a_year() {
        let year = Duration::from_hours(24 * 366);
        assert!(Event::ALL.iter().all(|event| event.keep().span() >= year));
    }

    #[test]
    fn the_runbook_tells_how_long_each_kind_is_kept() {
        let text = include_str!("../../../../docs/runbooks/audit-log.md");
        for event in Event::ALL {
            let (name, years) = (event.name(), event.keep().years());
            let line = format!("| `{name}` | {} | {years} |", event.group().name());
            assert!(text.contains(&line), "docs/runbooks/audit-log.md has no line {line}");
        }
    }
}
