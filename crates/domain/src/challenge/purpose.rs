//! What a challenge is for.

use super::{
    Basis, LeaveNumber, OpenPrescription, SendSomebody, StaffSignIn, StopNumber, TakeNumber,
    VerifyPrescription, Vouch, plan::Plan,
};
use crate::id::{PatientId, RecordId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::time::Duration;
use uuid::Uuid;

/// What a flow may differ in; the rest is the engine's. A new flow is one type.
pub trait Purpose: Serialize + DeserializeOwned + Send + Sync {
    /// The name under which its challenges are stored and their texts registered.
    const KIND: &'static str;
    /// What somebody has to know before they are sent its code. It has no usual value, so that no flow forgets to say it.
    const BASIS: Basis;
    /// How long a code lives after it was issued, unless the configuration shortens it.
    const LIFE: Duration = Duration::from_secs(90);
    /// How many wrong tries end a challenge.
    const ATTEMPTS: i64 = 5;
    /// How the code is sent, unless the configuration or the person says otherwise.
    const PLAN: Plan = Plan::SmsThenVoice;

    /// The resource it is for; none where the person is the resource.
    fn resource(&self) -> Option<Uuid>;
}

/// Declares which purposes there are.
macro_rules! purposes {
    ($($purpose:ty,)+) => {
        /// The kind of every purpose.
        pub const KINDS: [&str; [$(<$purpose>::KIND),+].len()] = [$(<$purpose>::KIND),+];

        /// Every kind of purpose, with the plan that its codes are sent by where neither the configuration nor the person
        /// says otherwise. A stored challenge names its kind alone.
        pub const PURPOSES: [(&str, Plan); KINDS.len()] = [$(kind::<$purpose>()),+];

        /// Every kind of purpose, with what somebody has to know before they are sent its code.
        pub const BASES: [(&str, Basis); KINDS.len()] = [$((<$purpose>::KIND, <$purpose>::BASIS)),+];
    };
}

purposes! {
    SignIn,
    OpenReport,
    Activate,
    NewPassword,
    ChangePassword,
    ChangeSettings,
    ChangePin,
    ExportData,
    AskErasure,
    LeaveNumber,
    TakeNumber,
    StopNumber,
    StaffSignIn,
    VerifyPrescription,
    Vouch,
    OpenPrescription,
    SendSomebody,
}

const fn kind<P: Purpose>() -> (&'static str, Plan) {
    (P::KIND, P::PLAN)
}

/// The plan of [`PURPOSES`] for a kind; that of most for a kind that this version of the portal does not know.
#[must_use]
pub fn usual_plan(kind: &str) -> Plan {
    let known = PURPOSES.into_iter().find(|(name, _)| *name == kind);
    known.map_or(Plan::SmsThenVoice, |(_, plan)| plan)
}

/// Signing in. Several patients may share a phone: `candidates` are those whose password was right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Whom the answer may sign in; none for a decoy.
    pub candidates: Vec<PatientId>,
}

impl Purpose for SignIn {
    const KIND: &'static str = "sign-in";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Opening one laboratory report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenReport {
    /// Whose report it is.
    pub patient: PatientId,
    /// Which report.
    pub report: RecordId,
}

impl Purpose for OpenReport {
    const KIND: &'static str = "open-report";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        Some(self.report.0)
    }
}

/// Activating one's account, by somebody who is not signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activate {
    /// Whose account it is; nobody's for a decoy.
    pub candidates: Vec<PatientId>,
}

impl Purpose for Activate {
    const KIND: &'static str = "activate";
    const BASIS: Basis = Basis::Claim;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Setting a new password in place of one that was forgotten, by somebody who is not signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPassword {
    /// Those whose password it may be: twins may share a phone and a birthday. None for a decoy.
    pub candidates: Vec<PatientId>,
}

impl Purpose for NewPassword {
    const KIND: &'static str = "new-password";
    const BASIS: Basis = Basis::Claim;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Changing one's password while signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePassword {
    /// Whose it is.
    pub patient: PatientId,
}

impl Purpose for ChangePassword {
    const KIND: &'static str = "change-password";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Changing one's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeSettings {
    /// Whose they are.
    pub patient: PatientId,
}

impl Purpose for ChangeSettings {
    const KIND: &'static str = "change-settings";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Setting, changing or removing one's PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePin {
    /// Whose it is.
    pub patient: PatientId,
}

impl Purpose for ChangePin {
    const KIND: &'static str = "change-pin";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Taking one's data away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportData {
    /// Whose they are.
    pub patient: PatientId,
}

impl Purpose for ExportData {
    const KIND: &'static str = "export-data";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Asking for one's data to be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskErasure {
    /// Whose they are.
    pub patient: PatientId,
}

impl Purpose for AskErasure {
    const KIND: &'static str = "ask-erasure";
    const BASIS: Basis = Basis::Secret;

    fn resource(&self) -> Option<Uuid> {
        None
    }
}

/// Whether the page of such a challenge may not tell whether there is such an account, or such a prescription.
#[must_use]
pub fn is_blind(kind: &str) -> bool {
    matches!(
        kind,
        SignIn::KIND
            | Activate::KIND
            | NewPassword::KIND
            | StopNumber::KIND
            | StaffSignIn::KIND
            | VerifyPrescription::KIND
            | Vouch::KIND
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_the_plan_of_its_purpose_and_an_unknown_one_that_of_most() {
        assert_eq!(usual_plan(SignIn::KIND), SignIn::PLAN);
        assert_eq!(usual_plan(OpenReport::KIND), OpenReport::PLAN);
        assert_eq!(usual_plan("unheard-of"), Plan::SmsThenVoice);
    }
}
