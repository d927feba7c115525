//! Passwords are hashed on a bounded pool, so that a flood of sign-ins cannot starve other pages.

use crate::Refusal;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::{PasswordHash, Salt},
};
use domain::Chance;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// How many may wait for one place on the pool before the next is told to come back.
const WAITING_PER_PLACE: usize = 32;

/// Argon2id (RFC 9106) on a bounded pool.
#[derive(Clone)]
pub struct Hasher(Arc<Pool>);

struct Pool {
    argon2: Argon2<'static>,
    places: Semaphore,
    waiting: AtomicUsize,
    most_waiting: usize,
    decoy: String,
}

/// What hashing costs: never less than 19456 KiB, 2 passes and 1 lane (OWASP's least for Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// The least that is allowed, and the default.
    pub const LEAST: Self = Self { memory: 19_456, passes: 2, lanes: 1 };

    fn params(self) -> Result<Params, Refusal> {
        Params::new(
            self.memory.max(Self::LEAST.memory),
            self.passes.max(Self::LEAST.passes),
            self.lanes.max(Self::LEAST.lanes),
            None,
        )
        .map_err(|_| Refusal::Inner("these Argon2 parameters"))
    }
}

impl Hasher {
    /// A pool with this many places.
    ///
    /// # Errors
    /// [`Refusal::Inner`] when Argon2 refuses the parameters.
    pub fn new(cost: Cost, places: usize, chance: &dyn Chance) -> Result<Self, Refusal> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?);
        let nobody = Zeroizing::new(domain::clock::random_key(chance));
        let decoy = hash_now(&argon2, nobody.as_slice(), &salt(chance))?;
        Ok(Self(Arc::new(Pool {
            argon2,
            places: Semaphore::new(places.max(1)),
            waiting: AtomicUsize::new(0),
            most_waiting: places.max(1) * WAITING_PER_PLACE,
            decoy,
        })))
    }

    /// Hashes a password to a PHC string.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many wait.
    pub async fn hash(&self, password: &str, chance: &dyn Chance) -> Result<String, Refusal> {
        let password = Zeroizing::new(password.to_owned());
        let salt = salt(chance);
        self.work(move |argon2| hash_now(argon2, password.as_bytes(), &salt)).await?
    }

    /// Whether the password is the one of this PHC string.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many wait.
    pub async fn verify(&self, password: &str, phc: &str) -> Result<bool, Refusal> {
        let password = Zeroizing::new(password.to_owned());
        let phc = phc.to_owned();
        self.work(move |argon2| {
            PasswordHash::new(&phc).is_ok_and(|hash| {
                let given = password.as_bytes();
                argon2.verify_password(given, &hash).is_ok()
            })
        })
        .await
    }

    /// Does the work of [`Hasher::verify`] for an account that does not exist, and is never right.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many wait.
    pub async fn verify_nobody(&self, password: &str) -> Result<bool, Refusal> {
        let phc = self.0.decoy.clone();
        self.verify(password, &phc).await.map(|_| false)
    }

    /// Whether a PHC string was made with other parameters than today's.
    #[must_use]
    pub fn is_stale(&self, phc: &str) -> bool {
        let today = self.0.argon2.params();
        let made = PasswordHash::new(phc).ok().and_then(|hash| Params::try_from(&hash).ok());
        made.is_none_or(|made| {
            (made.m_cost(), made.t_cost(), made.p_cost())
                != (today.m_cost(), today.t_cost(), today.p_cost())
        })
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let _turn = Turn::take(&self.0)?;
        let _place =
            self.0.places.acquire().await.map_err(|_| Refusal::Inner("the password pool"))?;
        let pool = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || job(&pool.argon2))
            .await
            .map_err(|_| Refusal::Inner("a password check"))
    }
}

/// A place in the queue, given back when dropped: a browser that goes away leaves it at once.
struct Turn<'a>(&'a AtomicUsize);

impl<'a> Turn<'a> {
    fn take(pool: &'a Pool) -> Result<Self, Refusal> {
        let turn = Self(&pool.waiting);
        let before = pool.waiting.fetch_add(1, Ordering::Relaxed);
        if before < pool.most_waiting { Ok(turn) } else { Err(Refusal::Busy) }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn salt(chance: &dyn Chance) -> [u8; 16] {
    let mut salt = [0; Salt::RECOMMENDED_LENGTH];
    chance.fill(&mut salt);
    salt
}

fn hash_now(argon2: &Argon2<'_>, password: &[u8], salt: &[u8]) -> Result<String, Refusal> {
    argon2
        .hash_password_with_salt(password, salt)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|_| Refusal::Inner("hashing a password"))
}
