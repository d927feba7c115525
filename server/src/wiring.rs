//! A portal put together from its configuration and its home.

use crate::{
    atlas::Table,
    carriers,
    config::{Config, Limits},
    home::Home,
    machine::{SystemChance, SystemClock, operator},
    mark::FileMark,
    templates,
};
use anyhow::Context;
use app::{Assets, Atlas, Clinic, Site};
use courier::{Courier, SandboxCarrier, Secret, Secrets, Templates};
use portal::{
    Parts, Portal, Rules,
    audit::Mark,
    domain::{
        Chance, Clock,
        challenge::Life,
        sending::{AddressLimits, NumberLimits, PharmacyLimits},
        session::Limits as Stay,
    },
};
use std::{sync::Arc, time::Duration};
use store::Db;
use tokio::sync::Notify;
use vault::{Keyring, LocalVault, Vault};

/// What a running portal is made of.
pub struct Wiring {
    /// The configuration.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The use cases.
    pub portal: Portal,
    /// The vault.
    pub vault: Arc<dyn Vault>,
    /// The fake operator, where the configuration has it.
    pub sandbox: Option<Arc<SandboxCarrier>>,
    /// The worker that delivers messages.
    pub courier: Arc<Courier>,
    /// Where network addresses are, where the configuration has a table of them.
    pub atlas: Option<Arc<dyn Atlas>>,
    /// What opens the operator's page, where the configuration has it.
    pub ops_token: Option<Secret>,
}

/// Time and chance: the machine's, or a test's.
#[derive(Clone)]
pub struct Nature {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
}

impl Nature {
    /// The machine's.
    #[must_use]
    pub fn of_the_machine() -> Self {
        Self { clock: Arc::new(SystemClock), chance: Arc::new(SystemChance) }
    }
}

impl Wiring {
    /// Opens what a home and its configuration name: the database, migrated, and the keys, made if there are
    /// none.
    ///
    /// # Errors
    /// What cannot be opened, and where it is.
    pub async fn open(home: &Home, config: Config, nature: &Nature) -> anyhow::Result<Self> {
        // Before anything is made, so that a refusal leaves nothing behind.
        let templates = templates::load(home, &config)?;
        home.make().with_context(|| format!("cannot make {}", home.folder().display()))?;
        let db = database(home, &config).await?;
        let applied = db.migrate().await.context("cannot migrate the database")?;
        if applied > 0 {
            tracing::info!(applied, "migrated the database");
        }
        let vault = vault(home, &db, nature).await?;
        let config = at_home(home, config);
        let (mark, secrets) = (Arc::new(FileMark::of(home)), carriers::secrets(home));
        let wiring = Self::assemble(config, templates, db, vault, mark, nature, secrets)?;
        Ok(wiring.run_by(&operator()))
    }

    /// Opens what a home and its configuration name, as it is: nothing is made and nothing is migrated.
    ///
    /// # Errors
    /// What cannot be opened, and where it is.
    pub async fn look(home: &Home, config: Config, nature: &Nature) -> anyhow::Result<Self> {
        let templates = templates::load(home, &config)?;
        let has_keys = home.keys().join(vault::keyring::FILE).exists();
        anyhow::ensure!(
            has_keys || std::env::var_os("MEDSEAL_KEYS").is_some(),
            "there are no keys in {}",
            home.keys().display()
        );
        let is_there = config.database.url.is_some() || home.database().exists();
        anyhow::ensure!(is_there, "there is no database at {}", home.database().display());
        let db = database(home, &config).await?;
        let pending = db.pending_migrations().await.context("cannot read the database")?;
        anyhow::ensure!(pending == 0, "{pending} migration(s) wait; run `medseal migrate`");
        let vault = vault(home, &db, nature).await?;
        let config = at_home(home, config);
        let (mark, secrets) = (Arc::new(FileMark::of(home)), carriers::secrets(home));
        let wiring = Self::assemble(config, templates, db, vault, mark, nature, secrets)?;
        Ok(wiring.run_by(&operator()))
    }

    /// Puts a portal together from an open database and vault.
    ///
    /// # Errors
    /// When a carrier, the table of places or the password parameters are not usable.
    pub fn assemble(
        config: Config,
        templates: Templates,
        db: Db,
        vault: Arc<dyn Vault>,
        mark: Arc<dyn Mark>,
        nature: &Nature,
        secrets: Secrets,
    ) -> anyhow::Result<Self> {
        let outbox = Arc::new(Notify::new());
        let templates = Arc::new(templates);
        let (receipts, inbox) = courier::receipts();
        let sandbox = config.courier.has_sandbox().then(|| {
            let clock = Arc::clone(&nature.clock);
            Arc::new(SandboxCarrier::new(Arc::clone(&templates), clock, receipts))
        });
        let ops_token = ops_token(&config, &secrets)?;
        let table = config.geoip.file.as_deref().map(Table::open).transpose()?;
        let atlas = table.map(|table| Arc::new(table) as Arc<dyn Atlas>);
        let fittings = carriers::fittings(&config, &vault, nature, secrets)?;
        let rules = rules(&config)?;
        let life = rules.life;
        let portal = Portal::new(Parts {
            db: db.clone(),
            vault: Arc::clone(&vault),
            clock: Arc::clone(&nature.clock),
            chance: Arc::clone(&nature.chance),
            rules,
            hasher: config.passwords.hasher(&*nature.chance)?,
            mark,
            outbox: Arc::clone(&outbox),
        });
        let courier = Courier::new(courier::Parts {
            db: db.clone(),
            vault: Arc::clone(&vault),
            clock: Arc::clone(&nature.clock),
            chance: Arc::clone(&nature.chance),
            templates,
            carriers: carriers::open(&config, sandbox.as_ref(), &fittings)?,
            life,
            outbox,
            inbox,
        });
        let courier = Arc::new(courier);
        Ok(Self { config, db, portal, vault, sandbox, courier, atlas, ops_token })
    }

    /// The same, run by somebody of the clinic's staff.
    fn run_by(self, staff: &str) -> Self {
        Self { portal: self.portal.run_by(staff), ..self }
    }

    /// The site that the pages are rendered for.
    ///
    /// # Errors
    /// When the clinic's time zone is not known.
    pub fn site(&self, assets: Assets) -> anyhow::Result<Site> {
        let clinic = &self.config.clinic;
        let site = Site::new(
            self.portal.clone(),
            Clinic {
                name: clinic.name.clone(),
                time_zone: jiff::tz::TimeZone::get(&clinic.time_zone)?,
                default_language: clinic.language,
                help: clinic.help.clone(),
            },
            assets,
            self.sandbox.is_some(),
        );
        let site = if self.config.server.is_secure() { site.behind_tls() } else { site };
        Ok(match &self.atlas {
            Some(atlas) => site.with_atlas(Arc::clone(atlas)),
            None => site,
        })
    }
}

/// The configuration whose files are found from anywhere.
fn at_home(home: &Home, mut config: Config) -> Config {
    config.geoip.file = config.geoip.file.map(|file| home.folder().join(file));
    config
}

/// Opens the database that is configured, without migrating it.
///
/// # Errors
/// When it cannot be opened.
pub async fn database(home: &Home, config: &Config) -> anyhow::Result<Db> {
    let url = match &config.database.url {
        Some(url) => url.clone(),
        None => format!("sqlite:{}", home.database().display()),
    };
    // The address may hold a password, so it is not part of the error.
    Db::open(&url).await.context("cannot open the database (database.url)")
}

async fn vault(home: &Home, db: &Db, nature: &Nature) -> anyhow::Result<Arc<dyn Vault>> {
    let chance = Arc::clone(&nature.chance);
    if let Ok(text) = std::env::var("MEDSEAL_KEYS") {
        let keyring = Keyring::from_text(&text).context("the keys in MEDSEAL_KEYS")?;
        return Ok(Arc::new(LocalVault::open(keyring, chance)));
    }
    let vault = LocalVault::open(key_file(home, db, nature).await?, chance);
    // The keys may be retired while this runs.
    let folder = home.keys();
    Ok(Arc::new(vault.renewing(Box::new(move || Keyring::load(&folder).ok()))))
}

/// The key file, made on the first run. Once there are patients it is never made anew: without the keys they
/// were sealed with, a new file would only hide that those are lost.
async fn key_file(home: &Home, db: &Db, nature: &Nature) -> anyhow::Result<Keyring> {
    let file = home.keys().join(vault::keyring::FILE);
    if !file.exists() {
        let mut tx = db.read().await?;
        let patients = store::patient::count(&mut tx).await?;
        anyhow::ensure!(
            patients == 0,
            "{} is missing, and the database has patients: put the key file back from its backup",
            file.display()
        );
    }
    let (keyring, created) =
        Keyring::load_or_create(&home.keys(), nature.clock.now(), &*nature.chance)?;
    if created == vault::keyring::Created::Now {
        tracing::info!(file = %file.display(), "made the keys; back them up, apart from the database");
    }
    Ok(keyring)
}

/// The operator's token: long enough that nobody guesses it.
pub(crate) fn ops_token(config: &Config, secrets: &Secrets) -> anyhow::Result<Option<Secret>> {
    const LEAST: usize = 20;
    let Some(place) = &config.ops.token else { return Ok(None) };
    let token = secrets.read(place).context("ops.token")?;
    anyhow::ensure!(
        token.reveal().len() >= LEAST,
        "ops.token: give at least {LEAST} characters that nobody can guess, as from openssl rand -hex 24"
    );
    Ok(Some(token))
}

fn rules(config: &Config) -> anyhow::Result<Rules> {
    let Limits {
        number_unverified_hour,
        number_hour,
        number_day,
        address_unverified_hour,
        address_hour,
        pharmacy_unverified_hour,
        pharmacy_hour,
        prefix_day,
        country_day,
        all_day,
    } = config.limits;
    Ok(Rules {
        life: Life::new(Duration::from_secs(config.codes.life_seconds))?,
        number: NumberLimits {
            unverified_hour: number_unverified_hour,
            hour: number_hour,
            day: number_day,
        },
        address: AddressLimits { unverified_hour: address_unverified_hour, hour: address_hour },
        pharmacy: PharmacyLimits { unverified_hour: pharmacy_unverified_hour, hour: pharmacy_hour },
        prefix_floor: prefix_day,
        country_floor: country_day,
        day_floor: all_day,
        countries: config.codes.countries.clone(),
        stay: Stay::PATIENT,
        plans: config.courier.plan.clone(),
        notice: portal::domain::notice::VERSION.to_owned(),
        show_test_names: config.labs.show_test_names,
        erasure_notice: Duration::from_hours(24 * u64::from(config.retention.erasure_notice_days)),
        record_years: config.retention.record_years,
        messages_kept: config.retention.messages(),
        audit_kept: config.retention.audit(),
        controlled: config.pharmacy.controlled(),
        zone: jiff::tz::TimeZone::get(&config.clinic.time_zone)?,
    })
}
