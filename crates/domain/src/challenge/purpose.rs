//! What a challenge is for.

use super::plan::Plan;
use crate::id::{PatientId, RecordId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::time::Duration;
use uuid::Uuid;

/// What a flow may differ in; the rest is the engine's. A new flow is one type.
pub trait Purpose: Serialize + DeserializeOwned + Send + Sync {
    /// The name under which its challenges are stored and their texts registered.
    const KIND: &'static str;
    /// How long a code lives after it was issued, unless the configuration shortens it.
    const LIFE: Duration = Duration::from_secs(90);
    /// How many wrong tries end a challenge.
    const ATTEMPTS: i64 = 5;
    /// How the code is sent, unless the configuration or the person says otherwise.
    const PLAN: Plan = Plan::SmsThenVoice;

    /// The resource it is for; none where the person is the resource.
    fn resource(&self) -> Option<Uuid>;
}

/// Signing in. Several patients may share a phone: `candidates` are those whose password was right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// Whom the answer may sign in; none for a decoy.
    pub candidates: Vec<PatientId>,
}

impl Purpose for SignIn {
    const KIND: &'static str = "sign-in";

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

    fn resource(&self) -> Option<Uuid> {
        Some(self.report.0)
    }
}
