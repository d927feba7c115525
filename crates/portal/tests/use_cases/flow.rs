//! The two things that codes are for, so that what holds for one is tested of both.

use crate::{
    clinic::{report_of, signed_in},
    people::{ASHA, PASSWORD, browser},
};
use portal::{
    Caller, Portal, Principal, Refusal,
    challenge::Pending,
    domain::id::{ChallengeId, RecordId},
    reports, sign_in,
};
use testkit::TestPortal;

/// What a code is for.
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    /// Signing in, in a browser.
    SignIn(Caller),
    /// Opening a report.
    Open(Principal, RecordId),
}

impl Flow {
    /// Both, for a patient with a password and a report.
    pub async fn both(it: &TestPortal) -> [Self; 2] {
        let asha = signed_in(it, &ASHA, &["2025-06-01"]).await;
        it.set_password(asha.patient, PASSWORD).await;
        [Self::SignIn(browser(2)), Self::Open(asha, report_of(it, &asha).await)]
    }

    /// The browser.
    pub fn caller(&self) -> Caller {
        match self {
            Self::SignIn(caller) | Self::Open(Principal { caller, .. }, _) => *caller,
        }
    }

    /// The same in another browser.
    pub fn in_browser(self, caller: Caller) -> Self {
        match self {
            Self::SignIn(_) => Self::SignIn(caller),
            Self::Open(who, report) => Self::Open(Principal { caller, ..who }, report),
        }
    }

    /// Asks for a code.
    pub async fn begin(&self, it: &TestPortal) -> Result<(), Refusal> {
        self.begin_at(&it.portal).await
    }

    /// Asks a node for a code.
    pub async fn begin_at(&self, node: &Portal) -> Result<(), Refusal> {
        match self {
            Self::SignIn(caller) => sign_in::begin(node, caller, ASHA.number, PASSWORD).await,
            Self::Open(who, report) => reports::ask(node, who, *report).await,
        }
    }

    /// What waits for the code.
    pub async fn pending(&self, it: &TestPortal) -> Option<Pending> {
        match self {
            Self::SignIn(caller) => sign_in::pending(&it.portal, caller).await.unwrap(),
            Self::Open(who, report) => reports::pending(&it.portal, who, *report).await.unwrap(),
        }
    }

    /// Asks for a code, and gives its challenge.
    pub async fn begun(&self, it: &TestPortal) -> ChallengeId {
        self.begin(it).await.unwrap();
        self.pending(it).await.unwrap().id
    }

    /// Types a code.
    pub async fn answer(
        &self,
        it: &TestPortal,
        challenge: ChallengeId,
        typed: &str,
    ) -> Result<(), Refusal> {
        self.answer_at(&it.portal, challenge, typed).await
    }

    /// Types a code on a page of a node.
    pub async fn answer_at(
        &self,
        node: &Portal,
        challenge: ChallengeId,
        typed: &str,
    ) -> Result<(), Refusal> {
        match self {
            Self::SignIn(caller) => sign_in::answer(node, caller, challenge, typed).await.map(drop),
            Self::Open(who, report) => reports::answer(node, who, *report, challenge, typed).await,
        }
    }

    /// Types five wrong codes, which end the challenge.
    pub async fn exhaust(&self, it: &TestPortal, challenge: ChallengeId) {
        let wrong = it.wrong_code_of(challenge);
        for _ in 0..5 {
            self.answer(it, challenge, &wrong).await.unwrap_err();
        }
    }
}
