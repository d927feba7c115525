//! The portal itself.

use crate::{
    fhir::{Person, bundle, patient},
    mind::Mind,
    nature::{Hand, Seeded},
};
use courier::sandbox::Pick;
use courier::{Courier, Fate, Of, Receipt, SandboxCarrier, Templates};
use domain::{
    Clock, Language,
    challenge::Channel,
    id::{PatientId, SessionKey},
    identifier::Identifier,
    password::Password,
    phone::Phone,
};
use portal::{
    Caller, Hasher, Parts, Portal, Principal, Rules, account,
    hasher::Cost,
    import::{self, Mode},
    notice, profile,
    sign_in::{self, Admission, Entry},
};
use std::{net::IpAddr, path::Path, sync::Arc, time::Duration};
use store::testing::{TestDb, fresh_postgres, fresh_sqlite};
use tokio::sync::Notify;
use uuid::Uuid;
use vault::{Keyring, LocalVault, Vault};

/// A portal on a database of its own.
pub struct TestPortal {
    /// The database; gone when dropped.
    pub db: TestDb,
    /// The use cases.
    pub portal: Portal,
    /// The clock.
    pub clock: Arc<Hand>,
    /// The chance.
    pub chance: Arc<Seeded>,
    /// What it has seen of the audit log.
    pub mind: Arc<Mind>,
    /// The vault.
    pub vault: Arc<dyn Vault>,
    /// The worker, run by [`TestPortal::deliver`] alone.
    pub courier: Courier,
    /// The phone.
    pub sandbox: Arc<SandboxCarrier>,
}

/// A browser at an address, in a session of its own.
#[must_use]
pub fn caller(number: u128, address: &str) -> Caller {
    Caller {
        session: SessionKey(Uuid::from_u128(number)),
        address: address.parse::<IpAddr>().expect("an address"),
        language: Language::En,
        acting: None,
        counter: None,
        model: None,
    }
}

impl TestPortal {
    /// On SQLite, with the default rules.
    pub async fn sqlite() -> Self {
        Self::with(fresh_sqlite().await, Rules::default())
    }

    /// On PostgreSQL, with the default rules.
    pub async fn postgres() -> Self {
        Self::with(fresh_postgres().await, Rules::default())
    }

    /// On this database, with these rules.
    #[must_use]
    pub fn with(db: TestDb, rules: Rules) -> Self {
        let (clock, chance) = (Arc::new(Hand::default()), Arc::new(Seeded::default()));
        let ring = Keyring::fresh(clock.now(), &*chance);
        let vault = Arc::new(LocalVault::open(ring, chance.clone()));
        Self::assembled(db, rules, clock, chance, vault)
    }

    /// On this database, with the keys of a file in this folder, which is made if there is none.
    #[must_use]
    pub fn with_keys(db: TestDb, rules: Rules, folder: &Path) -> Self {
        let (clock, chance) = (Arc::new(Hand::default()), Arc::new(Seeded::default()));
        let vault = Arc::new(Self::vault_at(folder, &*clock, chance.clone()));
        Self::assembled(db, rules, clock, chance, vault)
    }

    /// A vault as a node has it that was started just now.
    #[must_use]
    pub fn vault_at(folder: &Path, clock: &dyn Clock, chance: Arc<Seeded>) -> LocalVault {
        let ring = Keyring::load_or_create(folder, clock.now(), &*chance).expect("a key file").0;
        let folder = folder.to_owned();
        LocalVault::open(ring, chance).renewing(Box::new(move || Keyring::load(&folder).ok()))
    }

    fn assembled(
        db: TestDb,
        rules: Rules,
        clock: Arc<Hand>,
        chance: Arc<Seeded>,
        vault: Arc<dyn Vault>,
    ) -> Self {
        let templates = Arc::new(Templates::built_in().expect("the templates"));
        let (receipts, inbox) = courier::receipts();
        let sandbox = Arc::new(SandboxCarrier::new(templates.clone(), clock.clone(), receipts));
        let (outbox, mind) = (Arc::new(Notify::new()), Arc::new(Mind::default()));
        let life = rules.life;
        let portal = Portal::new(Parts {
            db: db.clone(),
            vault: vault.clone(),
            clock: clock.clone(),
            chance: chance.clone(),
            rules,
            hasher: Hasher::new(Cost::LEAST, 2, &*chance).expect("a hasher"),
            mark: mind.clone(),
            outbox: outbox.clone(),
        });
        let courier = Courier::new(courier::Parts {
            db: db.clone(),
            vault: vault.clone(),
            clock: clock.clone(),
            chance: chance.clone(),
            life,
            templates,
            carriers: vec![sandbox.clone()],
            outbox,
            inbox,
        });
        Self { db, portal, clock, chance, mind, vault, courier, sandbox }
    }

    /// Lets time pass.
    pub fn pass(&self, span: Duration) {
        self.clock.pass(span);
    }

    /// Delivers what is due, and notes the receipts.
    pub async fn deliver(&self) {
        for channel in Channel::ALL {
            self.courier.tick(channel).await.expect("a round of the courier");
        }
        self.courier.settle().await.expect("the receipts");
    }

    /// Imports a bundle, of which nothing may be refused.
    pub async fn import(&self, bytes: &[u8]) -> import::Outcome {
        let outcome = import::bundle(&self.portal, bytes, Mode::Lenient).await.expect("a bundle");
        assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
        outcome
    }

    /// Imports a patient and sets their password.
    pub async fn enrol(&self, person: &Person, password: &str) -> PatientId {
        self.import(&bundle(&[patient(person)])).await;
        let patient = self.patient(person.number).await;
        self.set_password(patient, password).await;
        notice::accepted_on_paper(&self.portal, patient).await.expect("a notice accepted");
        patient
    }

    /// Sets a patient's password.
    pub async fn set_password(&self, patient: PatientId, password: &str) {
        let password = Password::parse(password, &[]).expect("a password");
        account::set_password(&self.portal, patient, &password).await.expect("a password set");
    }

    /// The patient of a number.
    pub async fn patient(&self, number: &str) -> PatientId {
        let identifier = Identifier::parse(number, "91").expect("an identifier");
        let found = profile::find(&self.portal, &identifier).await.expect("a look-up");
        *found.first().expect("a patient")
    }

    /// The code in the newest text that a phone received, after delivering what is due.
    pub async fn code(&self, phone: &str) -> String {
        self.deliver().await;
        let phone = Phone::parse(phone, "91").expect("a phone number");
        let messages = self.sandbox.messages(Some(&phone));
        // Texts that tell of something done have none.
        let texts = messages.iter().map(|message| &message.text);
        let mut parts = texts.flat_map(|text| text.split(|c: char| !c.is_ascii_digit()));
        parts.find(|part| part.len() == 6).expect("a code in a message").to_owned()
    }

    /// Takes the call that rings.
    pub fn pick_up(&self) {
        let call = self.sandbox.messages(None).into_iter().next().expect("a call");
        assert!(self.sandbox.pick(call.id, Pick::Answer), "no phone rings");
    }

    /// Has the sandbox report now that a text has arrived.
    pub async fn arrived(&self, text: &courier::Delivered) {
        let of = Of::Reference(format!("{}-{}", SandboxCarrier::NAME, text.id));
        let carrier = SandboxCarrier::NAME.to_owned();
        let receipt = Receipt { carrier, of, fate: Fate::Delivered, at: self.clock.now() };
        self.courier.receipt(&receipt).await.expect("the database");
    }

    /// How many texts a phone received.
    pub async fn texts(&self, phone: &str) -> usize {
        self.deliver().await;
        let phone = Phone::parse(phone, "91").expect("a phone number");
        self.sandbox.messages(Some(&phone)).len()
    }

    /// Signs a person in, in this browser.
    pub async fn sign_in(&self, caller: Caller, person: &Person, password: &str) -> Principal {
        sign_in::begin(&self.portal, &caller, person.number, password).await.expect("a sign-in");
        let code = self.code(person.phone).await;
        let pending = sign_in::pending(&self.portal, &caller).await.expect("a look-up");
        let challenge = pending.expect("a challenge").id;
        let admitted = sign_in::answer(&self.portal, &caller, challenge, &code).await;
        match admitted.expect("a right answer") {
            Admission::One(Entry::In(who)) => who,
            other => panic!("{other:?}"),
        }
    }
}
