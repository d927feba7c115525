//! Passwords are hashed on a bounded pool, so that a flood of sign-ins cannot starve other pages.

use crate::{
    Refusal,
    crowd::{Crowd, Member},
};
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
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    most_waiting: usize,
    crowd: Crowd,
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
            places: Arc::new(Semaphore::new(places.max(1))),
            waiting: AtomicUsize::new(0),
            most_waiting: places.max(1) * WAITING_PER_PLACE,
            crowd: Crowd::of(places.max(1) * WAITING_PER_PLACE / 2),
            decoy,
        })))
    }

    /// Takes a network's place among those whose passwords are checked; one network has half of them at most.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many of the network are at it.
    pub(crate) fn join(&self, network: String) -> Result<Member<'_>, Refusal> {
        self.0.crowd.join(network)
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
        let pool = Arc::clone(&self.0);
        let place = Arc::clone(&pool.places).acquire_owned().await;
        let place = place.map_err(|_| Refusal::Inner("the password pool"))?;
        let work = move || {
            // Whoever asked may go away meanwhile; the place is taken until the work is done.
            let _place = place;
            job(&pool.argon2)
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::Inner("a password check"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Mutex, mpsc};
    use std::task::{Context, Poll, Waker};

    struct Nines;
    impl Chance for Nines {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_any_more_keeps_its_place() {
        let hasher = Hasher::new(Cost::LEAST, 1, &Nines).unwrap();
        let (started, starts) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let mut left = Box::pin(hasher.work(move |_| {
            started.send(()).unwrap();
            released.recv().unwrap();
        }));
        let mut context = Context::from_waker(Waker::noop());
        assert!(left.as_mut().poll(&mut context).is_pending());
        starts.recv().unwrap();
        drop(left);
        assert_eq!(hasher.0.waiting.load(Ordering::Relaxed), 0);
        assert_eq!(hasher.0.places.available_permits(), 0);

        let mut next = Box::pin(hasher.work(|_| ()));
        assert!(next.as_mut().poll(&mut context).is_pending());
        release.send(()).unwrap();
        next.await.unwrap();
        assert_eq!(hasher.0.places.available_permits(), 1);
    }

    #[tokio::test]
    async fn who_comes_when_the_queue_is_full_is_told_at_once() {
        let hasher = Hasher::new(Cost::LEAST, 2, &Nines).unwrap();
        let mut context = Context::from_waker(Waker::noop());
        let gate = Arc::new(Mutex::new(()));
        let closed = gate.lock().unwrap();
        let pass = |gate: &Arc<Mutex<()>>| {
            let gate = Arc::clone(gate);
            move |_: &Argon2<'_>| drop(gate.lock())
        };
        let mut queue: Vec<_> = (0..65).map(|_| Box::pin(hasher.work(pass(&gate)))).collect();
        let told: Vec<_> = queue.iter_mut().map(|it| it.as_mut().poll(&mut context)).collect();
        let busy = told.iter().filter(|it| matches!(it, Poll::Ready(Err(Refusal::Busy))));
        assert_eq!((busy.count(), told.len()), (1, 65));
        queue.truncate(63);
        let mut next = Box::pin(hasher.work(|_| ()));
        assert!(next.as_mut().poll(&mut context).is_pending());
        drop((queue, closed));
        next.await.unwrap();
    }

    #[test]
    fn a_cost_is_never_less_than_the_least() {
        let cheap = Cost { memory: 8, passes: 1, lanes: 0 };
        assert_eq!(cheap.params().unwrap(), Cost::LEAST.params().unwrap());
    }
}
