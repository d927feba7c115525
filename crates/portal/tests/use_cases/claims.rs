//! A claim that is not right looks like one that is: the same steps, the same work, and nothing sent.

use crate::{
    activation::{ASHA, BORN, arrive, begin, born},
    counting::Counting,
    number::{NEW, phone},
    people::{NOBODY, PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Caller, Hasher, Parts, Portal, Refusal, Rules, activation,
    challenge::{Pending, call, resend},
    domain::{Millis, audit::Event, identifier::Identifier},
    forgotten,
    hasher::Cost,
    rebind,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use store::Db;
use testkit::{Mind, Person, TestPortal, on_both};

/// Served nowhere, so that no code can be sent.
const ABROAD: Person = Person { name: "Lena Menon", number: "MED-1005", phone: "+12025550123" };

/// Each claim, beginning with one that is right.
const CLAIMS: [(&str, &str); 4] = [
    (ASHA.number, BORN),
    (RAVI.number, "1948-02-28"),
    (NOBODY.number, BORN),
    (ABROAD.number, BORN),
];

#[derive(Clone, Copy)]
enum Way {
    Activate,
    Forgotten,
    Stop,
}

impl Way {
    async fn begin(self, it: &TestPortal, caller: &Caller, claim: (&str, &str)) -> String {
        let readings = Identifier::readings(claim.0, "91").unwrap();
        let born = born(it, claim.1);
        let begun = match self {
            Self::Activate => activation::begin(&it.portal, caller, &readings[0], &born).await,
            Self::Forgotten => forgotten::begin(&it.portal, caller, &readings, &born).await,
            Self::Stop => rebind::stop::begin(&it.portal, caller, &readings[0], &born).await,
        };
        it.deliver().await;
        told(begun, it)
    }

    async fn pending(self, it: &TestPortal, caller: &Caller) -> Pending {
        let pending = match self {
            Self::Activate => activation::pending(&it.portal, caller).await,
            Self::Forgotten => forgotten::pending(&it.portal, caller).await,
            Self::Stop => rebind::stop::pending(&it.portal, caller).await,
        };
        pending.unwrap().unwrap()
    }

    async fn guess(self, it: &TestPortal, caller: &Caller) -> String {
        let challenge = self.pending(it, caller).await.id;
        let wrong = it.wrong_code_of(challenge);
        let judged = match self {
            Self::Activate => {
                activation::answer(&it.portal, caller, challenge, &wrong).await.map(drop)
            }
            Self::Forgotten => forgotten::answer(&it.portal, caller, challenge, &wrong).await,
            Self::Stop => {
                rebind::stop::answer(&it.portal, caller, challenge, &wrong).await.map(drop)
            }
        };
        told(judged, it)
    }

    /// Everything that can be seen without a code.
    async fn walk(self, it: &TestPortal, caller: &Caller, claim: (&str, &str)) -> Vec<String> {
        let mut seen = Vec::new();
        for _ in 0..3 {
            it.pass(seconds(1));
            seen.push(self.begin(it, caller, claim).await);
            let page = self.pending(it, caller).await;
            let ends = it.now().until(page.expires_at);
            seen.push(format!("{ends:?} {:?} {}", page.first, page.live));
            for _ in 0..6 {
                seen.push(self.guess(it, caller).await);
            }
        }
        seen.push(self.begin(it, caller, claim).await);
        it.pass(minutes(61));
        seen.push(self.begin(it, caller, claim).await);
        let page = self.pending(it, caller).await;
        for _ in 0..2 {
            it.pass(seconds(31));
            seen.push(told(resend(&it.portal, caller, page.id).await, it));
            it.deliver().await;
            seen.push(told(call(&it.portal, caller, page.id).await, it));
            it.deliver().await;
        }
        it.pass(minutes(61));
        seen
    }
}

fn told(result: Result<(), Refusal>, it: &TestPortal) -> String {
    let within = |what: &str, at: Millis| format!("{what}, {} s", it.now().until(at).as_secs());
    match result {
        Ok(()) => "done".to_owned(),
        Err(Refusal::Paused(until)) => within("Paused", until),
        Err(Refusal::Limited(until)) => within("Limited", until),
        Err(other) => format!("{other:?}"),
    }
}

async fn people(it: &TestPortal) {
    for person in [&ASHA, &RAVI, &ABROAD] {
        let patient = arrive(it, person).await;
        it.set_password(patient, PASSWORD).await;
    }
}

on_both! {
    async fn right_and_wrong_look_the_same_at_every_step(it: TestPortal) {
        people(&it).await;
        // A number waits for one of them, and nobody sees that.
        let asha = it.patient(ASHA.number).await;
        rebind::ask(&it.portal, asha, &phone(NEW)).await.unwrap();
        for (at, way) in (0..).zip([Way::Activate, Way::Forgotten, Way::Stop]) {
            let mut walks = Vec::new();
            for (number, claim) in (1..).zip(CLAIMS) {
                walks.push(way.walk(&it, &browser(10 * at + number), claim).await);
            }
            assert!(walks[0].iter().any(|line| line == "Wrong(TooMany)"), "{:?}", walks[0]);
            let is_paused = walks[0].iter().any(|line| line.starts_with("Paused"));
            assert_eq!(is_paused, !matches!(way, Way::Stop), "{:?}", walks[0]);
            for (claim, walk) in CLAIMS.iter().zip(&walks) {
                assert_eq!(walk, &walks[0], "{claim:?}");
            }
        }
        assert!(it.texts(ASHA.phone).await > 0);
        for person in [&RAVI, &NOBODY, &ABROAD] {
            assert_eq!(it.texts(person.phone).await, 0, "{}", person.name);
        }
    }

    async fn no_code_answers_a_decoy(it: TestPortal) {
        people(&it).await;
        for (number, claim) in (1..).zip(CLAIMS).skip(1) {
            let browser = browser(number);
            begin(&it, &browser, claim.0, claim.1).await.unwrap();
            let challenge = activation::pending(&it.portal, &browser).await.unwrap().unwrap().id;
            let derived = it.code_of(challenge);
            let judged = activation::answer(&it.portal, &browser, challenge, &derived).await;
            assert_eq!(told(judged.map(drop), &it), "Wrong(Guess { left: 4 })", "{claim:?}");
        }
        assert_eq!(it.events(Event::ClaimFailed).await, 2);
    }

    async fn who_has_no_password_yet_cannot_have_forgotten_it(it: TestPortal) {
        arrive(&it, &ASHA).await;
        assert_eq!(Way::Forgotten.begin(&it, &browser(1), (ASHA.number, BORN)).await, "done");
        assert_eq!(it.texts(ASHA.phone).await, 0);
    }

    async fn a_claim_costs_the_vault_the_same_work_whoever_it_is_of(it: TestPortal) {
        people(&it).await;
        let counting = Arc::new(Counting { inner: it.vault.clone(), work: AtomicUsize::default() });
        let portal = Portal::new(Parts {
            db: Db::open(it.db.url()).await.unwrap(),
            vault: counting.clone(),
            clock: it.clock.clone(),
            chance: it.chance.clone(),
            rules: Rules::default(),
            hasher: Hasher::new(Cost::LEAST, 2, &*it.chance).unwrap(),
            mark: Arc::new(Mind::default()),
            outbox: Arc::default(),
        });
        // The first claim makes the details of nobody.
        let mut works = Vec::new();
        let claims = [(NOBODY.number, BORN)].into_iter().chain(CLAIMS);
        for (number, (who, date)) in (1..).zip(claims) {
            let who = Identifier::number(who).unwrap();
            let before = counting.work.load(Ordering::SeqCst);
            activation::begin(&portal, &browser(number), &who, &born(&it, date)).await.unwrap();
            works.push(counting.work.load(Ordering::SeqCst) - before);
        }
        // Somebody abroad costs one opening less or more: whoever claims to be them was right.
        let [_, right, wrong, unknown, _] = works.as_slice() else { panic!("{works:?}") };
        assert!(*right > 2, "{works:?}");
        assert_eq!((right, right), (wrong, unknown), "{works:?}");
    }
}
