//! A clinic with one patient, and what its portal would write for them.

use crate::{Carrier, Courier, Inbox, Parts, Receipts, SandboxCarrier, Templates, receipts};
use domain::{
    Chance, Clock, Millis,
    challenge::{Channel, Life, SMS_THEN_VOICE, Step},
    id::{ChallengeId, MessageId, PatientId, SessionKey},
    phone::Phone,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use store::{
    Db,
    challenge::{self, ChallengeRow},
    message::{self, MessageRow},
    outbox, patient, sample,
    testing::TestDb,
};
use tokio::sync::Notify;
use uuid::Uuid;
use vault::{Field, Keyring, LocalVault, PatientKeys, Vault};

/// A clock that stands still until moved.
pub struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Millis {
        Millis(self.0.load(Ordering::SeqCst))
    }
}

/// Chance that is the same in every run, and never twice the same in one (`SplitMix64`).
pub struct Seeded(pub AtomicU64);

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}

pub const SESSION: SessionKey = SessionKey(Uuid::from_u128(1));

pub struct Desk {
    pub db: TestDb,
    pub hand: Arc<Hand>,
    pub chance: Arc<Seeded>,
    pub vault: Arc<LocalVault>,
    pub templates: Arc<Templates>,
    pub outbox: Arc<Notify>,
    pub phone: Phone,
    pub patient: PatientId,
    pub keys: PatientKeys,
}

impl Desk {
    pub async fn on(db: TestDb) -> Self {
        let chance = Arc::new(Seeded(AtomicU64::new(7)));
        let hand = Arc::new(Hand(AtomicI64::new(1_767_225_600_000)));
        let ring = Keyring::fresh(hand.now(), &*chance);
        let vault = Arc::new(LocalVault::open(ring, chance.clone()));
        let patient = PatientId::fresh(hand.now(), &*chance);
        let keys = vault.enrol(patient).unwrap();
        let templates = Arc::new(Templates::built_in().unwrap());
        let phone = Phone::parse("9000000001", "91").unwrap();
        let outbox = Arc::default();
        let desk = Self { db, hand, chance, vault, templates, outbox, phone, patient, keys };
        desk.enrol(&desk.db).await;
        desk
    }

    /// Writes the patient into a database.
    pub async fn enrol(&self, db: &Db) {
        let PatientKeys { public, wrapped } = &self.keys;
        let row = sample::patient(self.patient, public, wrapped, self.now());
        let mut tx = db.begin().await.unwrap();
        patient::insert(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub fn now(&self) -> Millis {
        self.hand.now()
    }

    pub fn pass(&self, span: Duration) {
        self.hand.0.fetch_add(span.as_millis().try_into().unwrap(), Ordering::SeqCst);
    }

    pub fn step_back(&self, span: Duration) {
        self.hand.0.fetch_sub(span.as_millis().try_into().unwrap(), Ordering::SeqCst);
    }

    pub fn sandbox(&self) -> (Arc<SandboxCarrier>, Inbox) {
        let (receipts, inbox) = receipts();
        (Arc::new(self.sandbox_to(receipts)), inbox)
    }

    pub fn sandbox_to(&self, receipts: Receipts) -> SandboxCarrier {
        SandboxCarrier::new(self.templates.clone(), self.hand.clone(), receipts)
    }

    pub fn courier(&self, carrier: Arc<dyn Carrier>) -> Courier {
        self.courier_of(vec![carrier], receipts().1)
    }

    pub fn courier_of(&self, carriers: Vec<Arc<dyn Carrier>>, inbox: Inbox) -> Courier {
        self.courier_on(&self.db, carriers, inbox)
    }

    pub fn courier_on(&self, db: &Db, carriers: Vec<Arc<dyn Carrier>>, inbox: Inbox) -> Courier {
        Courier::new(Parts {
            db: db.clone(),
            vault: self.vault.clone(),
            clock: self.hand.clone(),
            chance: self.chance.clone(),
            life: Life::default(),
            templates: self.templates.clone(),
            carriers,
            outbox: self.outbox.clone(),
            inbox,
        })
    }

    /// The digits that answer a challenge.
    pub fn digits(&self, challenge: ChallengeId) -> String {
        self.vault.current_pepper().1.code(challenge).reveal().to_owned()
    }

    pub fn challenge_row(&self) -> ChallengeRow {
        let now = self.now();
        let id = ChallengeId::fresh(now, &*self.chance);
        sample::challenge(id, SESSION, self.patient, self.vault.current_pepper().0, now)
    }

    pub fn message_row(&self, challenge: &ChallengeRow, step: Step) -> MessageRow {
        let (now, number) = (self.now(), self.phone.e164().as_bytes());
        let id = MessageId::fresh(now, &*self.chance);
        let (wrapped, field) = (&self.keys.wrapped, Field::Address(id));
        let sealed = self.vault.seal_field(self.patient, wrapped, field, number).unwrap();
        sample::message(id, challenge, self.patient, step, (&self.phone, sealed), now)
    }

    pub async fn insert(&self, challenge: &ChallengeRow, messages: &[MessageRow]) {
        self.insert_into(&self.db, challenge, messages).await;
    }

    pub async fn insert_into(&self, db: &Db, challenge: &ChallengeRow, messages: &[MessageRow]) {
        let mut tx = db.begin().await.unwrap();
        challenge::insert(&mut tx, challenge).await.unwrap();
        message::insert(&mut tx, messages).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Opens a challenge with its messages, and gives them by their ids: the text, then the call.
    pub async fn open(&self) -> (ChallengeRow, Vec<MessageId>) {
        let challenge = self.challenge_row();
        let plan = SMS_THEN_VOICE.iter().map(|step| self.message_row(&challenge, *step));
        let messages: Vec<_> = plan.collect();
        self.insert(&challenge, &messages).await;
        (challenge, messages.iter().map(|message| message.id).collect())
    }

    /// The challenge as it is now.
    pub async fn challenge(&self, id: ChallengeId) -> ChallengeRow {
        let mut tx = self.db.read().await.unwrap();
        challenge::get(&mut tx, id, SESSION).await.unwrap().unwrap()
    }

    /// When the next message of a channel is due, if one is.
    pub async fn next_due(&self, channel: Channel) -> Option<Millis> {
        let mut tx = self.db.read().await.unwrap();
        outbox::next_due(&mut tx, channel, self.now()).await.unwrap()
    }
}
