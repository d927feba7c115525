//! Requests of a pharmacy's system that come more than once, also at the same moment and after a crash.

use crate::{
    counter::{
        CITY, ZOYA, asked, at_counter, challenge, metformin, open_shops, seen, state, tablets,
    },
    handing_over::generous,
    people::{browser, minutes, seconds},
};
use portal::{
    Portal, Refusal,
    counter::{self, Dispenser, Handed, Once},
    domain::{
        audit::Event,
        challenge::Wrong,
        id::{ChallengeId, VerificationId},
        pharmacy::{Scope, State},
    },
    pharmacy::token,
};
use std::sync::Arc;
use testkit::{TestPortal, cut_short, on_both};
use tokio::{sync::Barrier, task::JoinSet};

async fn till(it: &TestPortal) -> Dispenser {
    let made = token::add(&it.portal, CITY, "till", &Scope::ALL, token::LONGEST).await.unwrap();
    token::dispenser(&it.portal, browser(40), &made.secret).await.unwrap().0
}

async fn answer(
    portal: &Portal,
    who: &Dispenser,
    (id, challenge): (VerificationId, ChallengeId),
    (key, code): (&str, &str),
) -> Result<(), Refusal> {
    let request = format!("{id} {code}");
    let once = Some(Once { key, request: request.as_bytes() });
    counter::answer(portal, who, id, challenge, code, once).await
}

/// The same answer so many times at once, each by a node of its own.
async fn at_once(
    it: &TestPortal,
    who: Dispenser,
    of: (VerificationId, ChallengeId),
    code: &str,
    times: usize,
) -> Vec<Result<(), Refusal>> {
    let start = Arc::new(Barrier::new(times));
    let mut all = JoinSet::new();
    for _ in 0..times {
        let node = it.node(it.portal.rules().clone()).await;
        let (start, code) = (Arc::clone(&start), code.to_owned());
        all.spawn(async move {
            start.wait().await;
            answer(&node, &who, of, ("k", &code)).await
        });
    }
    all.join_all().await
}

on_both! {
    async fn a_right_code_that_comes_eight_times_at_once_is_right_or_waits(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let till = till(&it).await;
        let id = asked(&it, &till, &number).await;
        let challenge = challenge(&it, &till, id).await;
        let code = it.code_of(challenge);
        let all = at_once(&it, till, (id, challenge), &code, 8).await;
        assert!(all.iter().any(Result::is_ok), "{all:?}");
        for refused in all.into_iter().filter_map(Result::err) {
            assert!(matches!(refused, Refusal::UnderWay), "{refused:?}");
        }
        answer(&it.portal, &till, (id, challenge), ("k", &code)).await.unwrap();
        assert_eq!(it.events(Event::PharmacyAllowed).await, 1);
        assert_eq!(seen(&it, &till, id).await.len(), 1);
    }

    async fn a_wrong_code_that_comes_at_once_spends_no_more_tries_than_it_is_told(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let till = till(&it).await;
        let id = asked(&it, &till, &number).await;
        let of = (id, challenge(&it, &till, id).await);
        let wrong = it.wrong_code_of(of.1);
        let all = at_once(&it, till, of, &wrong, 2).await;
        let judged = all.iter().filter(|it| matches!(it, Err(Refusal::Wrong(_)))).count();
        assert!(judged >= 1, "{all:?}");
        assert_eq!(it.events(Event::CodeFailed).await, u64::try_from(judged).unwrap());
        // Nothing came of it, so that the key is free for the right one.
        let right = it.code_of(of.1);
        answer(&it.portal, &till, of, ("k", &right)).await.unwrap();
    }

    async fn one_that_died_is_taken_up_after_a_minute(it: TestPortal) {
        let it = generous(it).await;
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let till = till(&it).await;
        for polls in (1..400).step_by(2) {
            let id = asked(&it, &till, &number).await;
            let of = (id, challenge(&it, &till, id).await);
            let (code, key) = (it.code_of(of.1), format!("k{polls}"));
            let first = cut_short(answer(&it.portal, &till, of, (&key, &code)), polls).await;
            let node = it.started_again().await;
            let again = answer(&node, &till, of, (&key, &code)).await;
            match (first, again) {
                (Some(done), again) => {
                    done.unwrap();
                    again.unwrap();
                    return;
                }
                // It was over before it was begun, or only its end was not heard of.
                (None, Ok(())) => {}
                (None, Err(Refusal::UnderWay)) => {
                    it.pass(seconds(59));
                    refused!(answer(&node, &till, of, (&key, &code)).await, Refusal::UnderWay);
                    it.pass(seconds(1));
                    answer(&node, &till, of, (&key, &code)).await.unwrap();
                }
                (None, Err(other)) => panic!("{other:?} after {polls} polls"),
            }
            assert!(matches!(state(&it, &till, id).await, State::Allowed(_)));
            it.pass(minutes(5));
        }
        panic!("it never came to its end");
    }

    async fn a_key_stands_for_one_look_up(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let till = till(&it).await;
        let mut looked_up = Vec::new();
        for _ in 0..2 {
            let id = asked(&it, &till, &number).await;
            let challenge = challenge(&it, &till, id).await;
            let code = it.code_of(challenge);
            let once = Some(Once { key: "code", request: b"the same" });
            let answered = counter::answer(&it.portal, &till, id, challenge, &code, once).await;
            if looked_up.is_empty() {
                answered.unwrap();
            } else {
                // Whatever the edge makes of a request, the same under another look-up is another.
                refused!(answered, Refusal::KeyReused);
                counter::answer(&it.portal, &till, id, challenge, &code, None).await.unwrap();
            }
            looked_up.push(id);
        }
        for (n, id) in looked_up.into_iter().enumerate() {
            let wanted = seen(&it, &till, id).await.iter().map(|it| tablets(it, 1)).collect();
            let handed = Handed { wanted, collector: None };
            let once = || Some(Once { key: "give", request: b"the same" });
            let given = counter::dispense(&it.portal, &till, id, &handed, once()).await;
            if n == 0 {
                given.unwrap();
                counter::dispense(&it.portal, &till, id, &handed, once()).await.unwrap();
            } else {
                refused!(given, Refusal::KeyReused);
            }
        }
        assert_eq!(it.events(Event::Dispensed).await, 1);
    }

    async fn the_look_up_of_another_pharmacys_system_is_not_there(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let (till, zoya) = (till(&it).await, at_counter(&it, ZOYA, browser(36)).await);
        let id = asked(&it, &till, &number).await;
        let challenge = challenge(&it, &till, id).await;
        let code = it.code_of(challenge);
        let made = token::add(&it.portal, crate::counter::LAKE, "till", &Scope::ALL, token::LONGEST);
        let made = made.await.unwrap();
        let (other, _) = token::dispenser(&it.portal, browser(41), &made.secret).await.unwrap();
        for who in [zoya, other] {
            refused!(answer(&it.portal, &who, (id, challenge), ("k", &code)).await, Refusal::NotFound);
            refused!(counter::state(&it.portal, &who, id).await, Refusal::NotFound);
            refused!(counter::look(&it.portal, &who, id).await, Refusal::NotFound);
            refused!(counter::resend(&it.portal, &who, id, challenge).await, Refusal::NotFound);
            refused!(counter::call(&it.portal, &who, id, challenge).await, Refusal::NotFound);
            refused!(counter::progress(&it.portal, &who, id, challenge).await, Refusal::NotFound);
        }
        // It was refused, and not claimed.
        it.pass(seconds(1));
        answer(&it.portal, &till, (id, challenge), ("k", &code)).await.unwrap();
        let wrong = counter::answer(&it.portal, &till, id, challenge, &code, None).await;
        refused!(wrong, Refusal::Wrong(Wrong::Used));
    }
}
