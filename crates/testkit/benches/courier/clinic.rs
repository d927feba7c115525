//! A clinic with one patient, who asks for very many codes.

use domain::{
    Clock, Millis,
    challenge::{Channel, FOLLOWS_AFTER, Step},
    id::{ChallengeId, MessageId, PatientId, SessionKey},
    phone::Phone,
};
use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};
use store::{
    Db,
    challenge::{self, ChallengeRow},
    message::{self, MessageRow, MessageState},
    patient, sample,
};
use testkit::Seeded;
use uuid::Uuid;
use vault::{Field, Keyring, LocalVault, PatientKeys, Vault};

/// A text, and then a call.
const STEPS: [Step; 2] = [
    Step { channel: Channel::Sms, after: Duration::ZERO },
    Step { channel: Channel::Voice, after: FOLLOWS_AFTER },
];

/// The machine's clock.
pub struct Machine;

impl Clock for Machine {
    fn now(&self) -> Millis {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Millis(0).after(since)
    }
}

pub struct Clinic {
    db: Db,
    pub vault: Arc<LocalVault>,
    pub clock: Arc<Machine>,
    pub chance: Arc<Seeded>,
    patient: PatientId,
    keys: PatientKeys,
    phone: Phone,
}

/// A challenge: its text and its call, and when it was to be committed.
pub struct Opened {
    pub text: MessageId,
    pub call: MessageId,
    pub committed_at: Instant,
}

impl Clinic {
    pub async fn on(db: &Db) -> Arc<Self> {
        let (clock, chance) = (Arc::new(Machine), Arc::new(Seeded::default()));
        let ring = Keyring::fresh(clock.now(), &*chance);
        let vault = Arc::new(LocalVault::open(ring, chance.clone()));
        let patient = PatientId::fresh(clock.now(), &*chance);
        let keys = vault.enrol(patient).unwrap();
        let phone = Phone::parse("9000000001", "91").unwrap();
        let clinic = Self { db: db.clone(), vault, clock, chance, patient, keys, phone };
        let mut tx = db.begin().await.unwrap();
        let PatientKeys { public, wrapped } = &clinic.keys;
        let row = sample::patient(patient, public, wrapped, clinic.clock.now());
        patient::insert(&mut tx, &row).await.unwrap();
        tx.commit().await.unwrap();
        Arc::new(clinic)
    }

    /// Opens a challenge in a transaction of its own.
    pub async fn open(&self) -> Opened {
        let challenge = self.challenge_row();
        let rows = STEPS.map(|step| self.message_row(&challenge, step));
        let mut tx = self.db.begin().await.unwrap();
        challenge::insert(&mut tx, &challenge).await.unwrap();
        message::insert(&mut tx, &rows).await.unwrap();
        let committed_at = Instant::now();
        tx.commit().await.unwrap();
        let [text, call] = &rows;
        Opened { text: text.id, call: call.id, committed_at }
    }

    /// Challenges whose texts are gone, and whose calls wait for longer than anybody looks.
    pub async fn open_in_advance(&self, count: usize) {
        let mut tx = self.db.begin().await.unwrap();
        for _ in 0..count {
            let challenge = self.challenge_row();
            challenge::insert(&mut tx, &challenge).await.unwrap();
            let rows = STEPS.map(|step| {
                let mut row = self.message_row(&challenge, step);
                let later = Duration::from_mins(10);
                (row.not_before, row.expires_at) =
                    (row.not_before.after(later), row.expires_at.after(later * 2));
                if step.channel == Channel::Sms {
                    row.state = MessageState::Sent;
                }
                row
            });
            message::insert(&mut tx, &rows).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    fn challenge_row(&self) -> ChallengeRow {
        let now = self.clock.now();
        let id = ChallengeId::fresh(now, &*self.chance);
        let (pepper, _) = self.vault.current_pepper();
        sample::challenge(id, SessionKey(Uuid::nil()), self.patient, pepper, now)
    }

    fn message_row(&self, challenge: &ChallengeRow, step: Step) -> MessageRow {
        let (now, number) = (challenge.issued_at, self.phone.e164().as_bytes());
        let id = MessageId::fresh(now, &*self.chance);
        let (wrapped, field) = (&self.keys.wrapped, Field::Address(id));
        let sealed = self.vault.seal_field(self.patient, wrapped, field, number).unwrap();
        sample::message(id, challenge, self.patient, step, (&self.phone, sealed), now)
    }
}
