//! A whole portal, edge and all, on a database of its own, with a clock that stands still.

use crate::{
    answer::Answer,
    browser::Browser,
    people::{PASSWORD, RESULT},
};
use axum::{Router, http::StatusCode};
use courier::{SandboxCarrier, Secrets, Templates};
use portal::{
    account,
    domain::{
        Clock, audit::Event, challenge::Channel, id::PatientId, identifier::Identifier,
        password::Password, phone::Phone,
    },
    import::{self, Mode},
    notice, profile,
};
use server::{
    config::{Config, Server},
    edge,
    wiring::{Nature, Wiring},
};
use std::{path::Path, sync::Arc, time::Duration};
use store::{
    Db,
    testing::{TestDb, fresh_sqlite},
};
use testkit::{Hand, Mind, Person, Seeded};
use tower_sessions::SessionStore;
use vault::{Keyring, LocalVault};

/// A portal that answers requests.
pub struct Clinic {
    /// The database; gone when dropped.
    pub db: TestDb,
    /// What the portal is made of.
    pub wiring: Wiring,
    clock: Arc<Hand>,
    nature: Nature,
    router: Router,
}

/// The configuration behind a TLS proxy on this machine.
pub fn behind_tls() -> Config {
    let mut config = Config::default();
    config.server = Server {
        origin: Some("https://portal.example".to_owned()),
        behind_tls_proxy: true,
        trusted_proxies: vec!["127.0.0.1/32".parse().unwrap()],
        ..config.server
    };
    config
}

/// Every variable is set: `WORD` is `secret WORD`.
fn secrets() -> Secrets {
    Secrets::new(Path::new("/nonexistent"), |name| Some(format!("secret {name}")))
}

fn mark() -> Arc<Mind> {
    Arc::default()
}

impl Clinic {
    /// With the default configuration.
    pub async fn open() -> Self {
        Self::configured(Config::default()).await
    }

    /// With this configuration.
    pub async fn configured(config: Config) -> Self {
        Self::on(fresh_sqlite().await, config)
    }

    /// With this configuration, on this database.
    pub fn on(db: TestDb, config: Config) -> Self {
        let (clock, chance) = (Arc::new(Hand::default()), Arc::new(Seeded::default()));
        let ring = Keyring::fresh(clock.now(), &*chance);
        let vault = Arc::new(LocalVault::open(ring, chance.clone()));
        let nature = Nature { clock: clock.clone(), chance };
        let wiring =
            Wiring::assemble(config, templates(), (*db).clone(), vault, mark(), &nature, secrets())
                .unwrap();
        let router = edge::router(&wiring).unwrap();
        Self { db, wiring, clock, nature, router }
    }

    /// With a patient who has a password, and a report of one result on each of these days.
    pub async fn with(person: &Person, days: &[&str]) -> Self {
        let clinic = Self::open().await;
        clinic.enrol(person, days).await;
        clinic
    }

    /// Adds a patient with reports.
    pub async fn enrol(&self, person: &Person, days: &[&str]) -> PatientId {
        let value = RESULT.parse().unwrap();
        let glucose = testkit::Result { analyte: ("1558-6", "Fasting glucose"), value };
        let mut resources = vec![testkit::patient(person)];
        for day in days {
            let result = format!("o-{}-{day}", person.number);
            let report = format!("r-{}-{day}", person.number);
            resources.push(testkit::observation(&result, person, day, &glucose));
            resources.push(testkit::report(&report, person, day, "final", &[&result]));
        }
        self.import(&testkit::bundle(&resources)).await;
        self.let_in(person).await
    }

    /// Gives a patient their password.
    pub async fn let_in(&self, person: &Person) -> PatientId {
        let patient = self.let_in_without_notice(person).await;
        notice::accepted_on_paper(&self.wiring.portal, patient).await.unwrap();
        patient
    }

    /// Gives a patient their password, but no notice on personal data.
    pub async fn let_in_without_notice(&self, person: &Person) -> PatientId {
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

    /// The whole edge.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The operator of the sandbox.
    pub fn sandbox(&self) -> &SandboxCarrier {
        self.wiring.sandbox.as_ref().expect("a sandbox")
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        let browser = Browser::new(self.router.clone());
        match self.wiring.config.server.origin {
            Some(_) => browser.calling("portal.example"),
            None => browser,
        }
    }

    /// Another node of the same portal, on this view of its database.
    pub fn node(&self, db: Db) -> Router {
        let (config, vault) = (self.wiring.config.clone(), self.wiring.vault.clone());
        let wiring =
            Wiring::assemble(config, templates(), db, vault, mark(), &self.nature, secrets())
                .unwrap();
        edge::router(&wiring).unwrap()
    }

    /// Lets time pass.
    pub fn pass(&self, span: Duration) {
        self.clock.pass(span);
    }

    /// How many audit events of a kind there are.
    pub async fn events(&self, event: Event) -> u64 {
        let mut tx = self.db.read().await.unwrap();
        store::audit::count(&mut tx, event).await.unwrap()
    }

    /// Every byte that the database keeps: a change, however small, changes it.
    pub fn stored(&self) -> Vec<u8> {
        let path = self.db.url().strip_prefix("sqlite:").unwrap();
        let mut bytes = std::fs::read(path).unwrap();
        bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
        bytes
    }

    /// What the portal keeps of a browser, opened.
    pub async fn data_of(&self, browser: &Browser) -> String {
        let parts = &self.wiring;
        let sessions = edge::Sessions::new(&parts.portal, parts.db.clone(), parts.vault.clone());
        let record = sessions.load(&browser.session().parse().unwrap()).await.unwrap();
        serde_json::to_string(&record.expect("a session").data).unwrap()
    }

    /// Delivers what is due, and notes the receipts.
    pub async fn deliver(&self) {
        for channel in Channel::ALL {
            self.wiring.courier.tick(channel).await.unwrap();
        }
        if let Some(sandbox) = &self.wiring.sandbox {
            sandbox.tick();
        }
        self.wiring.courier.settle().await.unwrap();
    }

    /// The code in the newest text to a person, after delivering what is due.
    pub async fn code(&self, person: &Person) -> String {
        self.code_of(person, "").await
    }

    /// The code in the newest text that has this reference.
    pub async fn code_of(&self, person: &Person, reference: &str) -> String {
        self.deliver().await;
        let phone = Phone::parse(person.phone, "91").unwrap();
        let messages = self.sandbox().messages(Some(&phone));
        let mut texts = messages.iter().map(|message| &message.text);
        let text = texts.find(|text| text.contains(&format!("Ref {reference}")));
        let mut digits = text.expect("a message").split(|c: char| !c.is_ascii_digit());
        digits.find(|part| part.len() == 6).expect("a code").to_owned()
    }

    /// A browser in which a person has signed in.
    pub async fn signed_in(&self, person: &Person) -> Browser {
        let mut browser = self.browser();
        self.sign_in(&mut browser, person).await.redirects_to("/home");
        browser
    }

    /// Signs a person in, up to the answer to their code.
    pub async fn sign_in(&self, browser: &mut Browser, person: &Person) -> Answer {
        let (challenge, code) = self.challenge(browser, person).await;
        let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
        browser.post("/sign-in/code", &fields).await
    }

    /// The challenge of a sign-in, and its code.
    pub async fn challenge(&self, browser: &mut Browser, person: &Person) -> (String, String) {
        let fields = [("identifier", person.number), ("password", PASSWORD)];
        browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
        let page = browser.get("/sign-in/code").await;
        (page.field("challenge"), self.code_of(person, &page.reference()).await)
    }

    /// The addresses of a signed-in person's reports, the newest first.
    pub async fn reports(&self, browser: &mut Browser) -> Vec<String> {
        let list = browser.get("/labs").await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.body);
        let links = list.body.split("href=\"/labs/").skip(1);
        links.map(|link| format!("/labs/{}", link.split('"').next().unwrap())).collect()
    }

    /// The address of the newest report.
    pub async fn report(&self, browser: &mut Browser) -> String {
        self.reports(browser).await.swap_remove(0)
    }

    /// The challenge of a report, and its code.
    pub async fn ask(
        &self,
        browser: &mut Browser,
        person: &Person,
        report: &str,
    ) -> (String, String) {
        browser.post(&format!("{report}/ask"), &[]).await.redirects_to(&format!("{report}/code"));
        let page = browser.get(&format!("{report}/code")).await;
        (page.field("challenge"), self.code_of(person, &page.reference()).await)
    }

    /// Opens a report with its code.
    pub async fn unseal(&self, browser: &mut Browser, person: &Person, report: &str) {
        let (challenge, code) = self.ask(browser, person, report).await;
        let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
        browser.post(&format!("{report}/code"), &fields).await.redirects_to(report);
    }
}

fn templates() -> Templates {
    Templates::built_in().unwrap()
}
