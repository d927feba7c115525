//! What tests ask of a portal beside what people do with it.

use crate::{mind::Mind, portal::TestPortal};
use courier::sandbox::{Delay, Manner, Operator};
use domain::{
    Clock, Millis,
    audit::Event,
    id::{ChallengeId, PatientId},
    phone::Phone,
};
use portal::{Caller, Hasher, Parts, Portal, Rules, challenge::Pending, hasher::Cost, sign_in};
use std::sync::Arc;
use store::credential::CredentialRow;
use tokio::sync::Notify;

impl TestPortal {
    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// Another node on the same database, with connections and rules of its own.
    pub async fn node(&self, rules: Rules) -> Portal {
        let hasher = Hasher::new(Cost::LEAST, 2, &*self.chance).expect("a hasher");
        self.node_with(rules, hasher).await
    }

    /// Another node, with this pool for passwords.
    pub async fn node_with(&self, rules: Rules, hasher: Hasher) -> Portal {
        self.node_at(self.db.url(), rules, hasher).await
    }

    /// Another node, which reaches the database by this address.
    pub async fn node_at(&self, url: &str, rules: Rules, hasher: Hasher) -> Portal {
        self.node_that_saw(Arc::default(), url, rules, hasher).await
    }

    /// The node, started again.
    pub async fn started_again(&self) -> Portal {
        let hasher = Hasher::new(Cost::LEAST, 2, &*self.chance).expect("a hasher");
        self.node_that_saw(self.mind.clone(), self.db.url(), Rules::default(), hasher).await
    }

    async fn node_that_saw(
        &self,
        mark: Arc<Mind>,
        url: &str,
        rules: Rules,
        hasher: Hasher,
    ) -> Portal {
        Portal::new(Parts {
            db: store::testing::open(url).await.expect("the same database"),
            vault: self.vault.clone(),
            clock: self.clock.clone(),
            chance: self.chance.clone(),
            rules,
            hasher,
            mark,
            outbox: Arc::new(Notify::new()),
        })
    }

    /// What a browser sees of its sign-in challenge.
    pub async fn pending(&self, caller: &Caller) -> Pending {
        let pending = sign_in::pending(&self.portal, caller).await.expect("a look-up");
        pending.expect("a challenge")
    }

    /// The code that follows from a challenge's id, sent or not.
    #[must_use]
    pub fn code_of(&self, challenge: ChallengeId) -> String {
        self.vault.current_pepper().1.code(challenge).reveal().to_owned()
    }

    /// Six digits that are not the code of a challenge.
    #[must_use]
    pub fn wrong_code_of(&self, challenge: ChallengeId) -> String {
        let wrong = if self.code_of(challenge) == "000000" { "111111" } else { "000000" };
        wrong.to_owned()
    }

    /// The texts and calls on a phone, newest first, after delivering what is due.
    pub async fn messages(&self, phone: &str) -> Vec<courier::Delivered> {
        self.deliver().await;
        let phone = Phone::parse(phone, "91").expect("a phone number");
        self.sandbox.messages(Some(&phone))
    }

    /// Lets texts take so many seconds from now on, at most 300.
    pub fn texts_take(&self, seconds: u16) {
        let delay = Delay::try_from(seconds).expect("a delay");
        let sms = Manner { delay, ..Manner::default() };
        self.sandbox.set_operator(Operator { sms, ..Operator::default() });
    }

    /// What is stored of a patient's password.
    pub async fn credential(&self, patient: PatientId) -> CredentialRow {
        let mut tx = self.db.read().await.expect("a database");
        let row = store::credential::get(&mut tx, patient).await.expect("a look-up");
        row.expect("a password")
    }

    /// How many audit events of a kind there are.
    pub async fn events(&self, event: Event) -> u64 {
        let mut tx = self.db.read().await.expect("a database");
        store::audit::count(&mut tx, event).await.expect("a count")
    }

    /// What an act gives, and the names of the audit events it adds, in the order of [`Event::ALL`].
    pub async fn noted<T>(&self, act: impl Future<Output = T>) -> (T, Vec<&'static str>) {
        let before = self.counts().await;
        let done = act.await;
        let mut noted = Vec::new();
        for ((event, after), before) in Event::ALL.into_iter().zip(self.counts().await).zip(before)
        {
            noted.extend((before..after).map(|_| event.name()));
        }
        (done, noted)
    }

    async fn counts(&self) -> Vec<u64> {
        let mut counts = Vec::new();
        for event in Event::ALL {
            counts.push(self.events(event).await);
        }
        counts
    }
}
