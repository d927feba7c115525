//! A whole portal, edge and all, on a database of its own, with a clock that stands still.

use crate::browser::Browser;
use axum::Router;
use portal::{
    account,
    domain::{
        Clock, Millis, challenge::Channel, id::PatientId, identifier::Identifier,
        password::Password, phone::Phone,
    },
    import::{self, Mode},
    profile,
};
use server::{
    config::Config,
    edge,
    wiring::{Nature, Wiring},
};
use std::{sync::Arc, time::Duration};
use store::testing::{TestDb, fresh_sqlite};
use testkit::{Hand, Person, Seeded};
use vault::{Keyring, LocalVault};

/// The first patient.
pub const ASHA: Person = Person { name: "Asha Verma", number: "SJ-1", phone: "+919000000001" };
/// The second patient.
pub const RAVI: Person = Person { name: "Ravi Nair", number: "SJ-2", phone: "+919000000002" };
/// Everybody's password.
pub const PASSWORD: &str = "four quiet rivers";

/// A portal that answers requests.
pub struct Clinic {
    /// The database; gone when dropped.
    pub db: TestDb,
    /// The clock.
    pub clock: Arc<Hand>,
    /// What the portal is made of.
    pub wiring: Wiring,
    router: Router,
}

impl Clinic {
    /// With the default configuration.
    pub async fn open() -> Self {
        Self::configured(Config::default()).await
    }

    /// With this configuration.
    pub async fn configured(config: Config) -> Self {
        let db = fresh_sqlite().await;
        let (clock, chance) = (Arc::new(Hand::default()), Arc::new(Seeded::default()));
        let ring = Keyring::fresh(clock.now(), &*chance);
        let vault = Arc::new(LocalVault::open(ring, chance.clone()));
        let nature = Nature { clock: clock.clone(), chance };
        let wiring = Wiring::assemble(config, (*db).clone(), vault, &nature).unwrap();
        let router = edge::router(&wiring).unwrap();
        Self { db, clock, wiring, router }
    }

    /// With a patient who has a password, and a report of one result on each of these days.
    pub async fn with(person: &Person, days: &[&str]) -> Self {
        let clinic = Self::open().await;
        clinic.enrol(person, days).await;
        clinic
    }

    /// Adds a patient with reports.
    pub async fn enrol(&self, person: &Person, days: &[&str]) -> PatientId {
        let glucose = testkit::Result { analyte: ("1558-6", "Fasting glucose"), value: 137.25 };
        let mut resources = vec![testkit::patient(person)];
        for day in days {
            let result = format!("o-{}-{day}", person.number);
            let report = format!("r-{}-{day}", person.number);
            resources.push(testkit::observation(&result, person, day, &glucose));
            resources.push(testkit::report(&report, person, day, "final", &[&result]));
        }
        self.import(&testkit::bundle(&resources)).await;
        let identifier = Identifier::parse(person.number, "91").unwrap();
        let patient = profile::find(&self.wiring.portal, &identifier).await.unwrap()[0];
        let password = Password::parse(PASSWORD, &[]).unwrap();
        account::set_password(&self.wiring.portal, patient, &password).await.unwrap();
        patient
    }

    /// Imports a bundle, of which nothing may be refused.
    pub async fn import(&self, bytes: &[u8]) {
        let outcome = import::bundle(&self.wiring.portal, bytes, Mode::Lenient).await.unwrap();
        assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Lets time pass.
    pub fn pass(&self, span: Duration) {
        self.clock.pass(span);
    }

    /// The present moment.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// The code in the newest text to a person, after delivering what is due.
    pub async fn code(&self, person: &Person) -> String {
        for channel in Channel::ALL {
            self.wiring.courier.tick(channel).await.unwrap();
        }
        self.wiring.courier.settle().await.unwrap();
        let phone = Phone::parse(person.phone, "91").unwrap();
        let messages = self.wiring.sandbox.messages(Some(&phone));
        let text = &messages.first().expect("a message").text;
        let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6);
        digits.expect("a code in the message").to_owned()
    }

    /// A browser in which a person has signed in.
    pub async fn signed_in(&self, person: &Person) -> Browser {
        let mut browser = self.browser();
        self.sign_in(&mut browser, person).await;
        browser
    }

    /// Signs a person in.
    pub async fn sign_in(&self, browser: &mut Browser, person: &Person) {
        let fields = [("identifier", person.number), ("password", PASSWORD)];
        browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
        let challenge = browser.get("/sign-in/code").await.field("challenge");
        let code = self.code(person).await;
        let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
        browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    }

    /// The address of the newest report on a signed-in person's list.
    pub async fn newest_report(&self, browser: &mut Browser) -> String {
        let list = browser.get("/labs").await;
        let start = list.body.find("href=\"/labs/").expect("a report in the list") + 6;
        list.body[start..].split('"').next().unwrap().to_owned()
    }

    /// Opens a report with its code.
    pub async fn unseal(&self, browser: &mut Browser, person: &Person, report: &str) {
        browser.post(&format!("{report}/ask"), &[]).await.redirects_to(&format!("{report}/code"));
        let challenge = browser.get(&format!("{report}/code")).await.field("challenge");
        let code = self.code(person).await;
        let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
        browser.post(&format!("{report}/code"), &fields).await.redirects_to(report);
    }
}
