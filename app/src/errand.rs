//! What takes a code on a page of its own, and most often a further page after it.

use crate::visitor::Visitor;
use portal::{
    Refusal, activation,
    challenge::Pending,
    domain::{Millis, id::ChallengeId},
    erasure, export, forgotten, number, password, pin, prescriptions, rebind, settings,
};
use serde::{Deserialize, Serialize};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Errand {
    /// Activating one's account.
    Activate,
    /// Setting a new password in place of a forgotten one.
    Forgotten,
    /// Changing the password, while signed in.
    Password,
    /// Setting, changing or removing the PIN.
    Pin,
    /// Changing the settings.
    Settings,
    /// Taking one's data away.
    Export,
    /// Asking for one's data to be erased.
    Erase,
    /// Leaving one's phone number for another.
    Number,
    /// Taking that other number.
    NewNumber,
    /// Stopping a number that staff gave, by somebody who is not signed in.
    StopNumber,
    /// Naming somebody who collects a prescription.
    Collector,
}

/// What an answered code entitles a browser to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earned {
    /// For what.
    pub errand: Errand,
    /// The challenge whose code was answered.
    pub challenge: ChallengeId,
    /// Until when.
    pub until: Millis,
}

impl Errand {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Activate,
        Self::Forgotten,
        Self::Password,
        Self::Pin,
        Self::Settings,
        Self::Export,
        Self::Erase,
        Self::Number,
        Self::NewNumber,
        Self::StopNumber,
        Self::Collector,
    ];

    /// Where its addresses begin.
    pub(crate) const fn base(self) -> &'static str {
        match self {
            Self::Activate => "/activate",
            Self::Forgotten => "/forgotten",
            Self::Password => "/settings/password",
            Self::Pin => "/settings/pin",
            Self::Settings => "/settings",
            Self::Export => "/my-data",
            Self::Erase => "/my-data/erase",
            Self::Number => "/settings/number",
            Self::NewNumber => "/settings/number/new",
            Self::StopNumber => "/stop-number",
            Self::Collector => "/prescriptions/send",
        }
    }

    /// The page on which it begins.
    pub(crate) const fn start(self) -> &'static str {
        match self {
            Self::Activate => "/activate",
            Self::Forgotten => "/forgotten",
            Self::Password | Self::Pin | Self::Settings => "/settings",
            Self::Export | Self::Erase => "/my-data",
            Self::Number => "/settings/number",
            Self::NewNumber => "/settings/number/new",
            Self::StopNumber => "/stop-number",
            Self::Collector => "/prescriptions/send",
        }
    }

    /// The page of its code.
    pub(crate) fn code(self) -> String {
        format!("{}/code", self.base())
    }

    /// The page after its code.
    pub(crate) const fn then(self) -> &'static str {
        match self {
            Self::Activate => "/activate/password",
            Self::Forgotten => "/forgotten/password",
            Self::Password => "/settings/password",
            Self::Pin => "/settings/pin",
            Self::Settings => "/settings/change",
            Self::Export | Self::Erase => "/my-data",
            Self::Number => "/settings/number/new",
            Self::NewNumber => "/settings",
            Self::StopNumber => "/sign-in",
            Self::Collector => "/prescriptions/send/who",
        }
    }

    /// Whether it is of somebody who is signed in.
    pub(crate) const fn is_own(self) -> bool {
        !matches!(self, Self::Activate | Self::Forgotten | Self::StopNumber)
    }

    /// Whether a guardian does it for whom they act for; whatever else is somebody's own is theirs alone.
    pub(crate) const fn is_for_guardians(self) -> bool {
        matches!(self, Self::Export)
    }

    /// The challenge that waits for its code; none for somebody who would have to sign in first.
    pub(crate) async fn pending(self, visitor: &Visitor) -> Result<Option<Pending>, Refusal> {
        let (portal, caller) = (visitor.site().portal(), visitor.caller());
        match (self, visitor.principal()) {
            (Self::Activate, _) => activation::pending(portal, &caller).await,
            (Self::Forgotten, _) => forgotten::pending(portal, &caller).await,
            (Self::Password, Some(who)) => password::pending(portal, &who).await,
            (Self::Pin, Some(who)) => pin::pending(portal, &who).await,
            (Self::Settings, Some(who)) => settings::pending(portal, &who).await,
            (Self::Export, Some(who)) => export::pending(portal, &who).await,
            (Self::Erase, Some(who)) => erasure::pending(portal, &who).await,
            (Self::Number, Some(who)) => number::old::pending(portal, &who).await,
            (Self::NewNumber, Some(who)) => number::new::pending(portal, &who).await,
            (Self::Collector, Some(who)) => prescriptions::collector::pending(portal, &who).await,
            (Self::StopNumber, _) => rebind::stop::pending(portal, &caller).await,
            (
                Self::Password
                | Self::Pin
                | Self::Settings
                | Self::Export
                | Self::Erase
                | Self::Number
                | Self::NewNumber
                | Self::Collector,
                None,
            ) => Ok(None),
        }
    }
}
