//! `kill -9` between any two statements: no code is accepted twice, and nobody is locked out.

use crate::{
    flow::Flow,
    people::{ASHA, PASSWORD, browser, minutes},
};
use portal::{
    Hasher, Portal, Refusal, Rules,
    domain::{audit::Event, challenge::Wrong, id::ChallengeId},
    hasher::Cost,
    sign_in,
};
use testkit::{TestPortal, Wire, cut_short, on_both};

const A_DAY: u64 = 24 * 60;

on_both! {
    async fn an_answer_that_is_cut_short_counts_once_or_not_at_all(it: TestPortal) {
        for flow in Flow::both(&it).await {
            for polls in 1.. {
                let challenge = begun(&it, flow).await;
                let code = it.code_of(challenge);
                let before = effects(&it, flow).await;
                let first = cut_short(flow.answer(&it, challenge, &code), polls).await;
                counts_once(&it, flow, challenge, before, matches!(first, Some(Ok(())))).await;
                if first.is_some() {
                    break;
                }
            }
        }
    }

    async fn a_sign_in_that_is_cut_short_can_be_begun_again(it: TestPortal) {
        for flow in Flow::both(&it).await {
            for polls in 1.. {
                it.pass(minutes(A_DAY));
                let begun = cut_short(flow.begin(&it), polls).await;
                it.deliver().await;
                gets_in(&it, flow).await;
                if begun.is_some() {
                    break;
                }
            }
        }
    }

    async fn a_choice_that_is_cut_short_counts_once_or_not_at_all(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        let flow = Flow::SignIn(browser(1));
        for polls in 1.. {
            let challenge = begun(&it, flow).await;
            flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();
            let before = it.events(Event::SignedIn).await;
            let (browser, admitted) = (flow.caller(), [asha]);
            let choose = || sign_in::choose(&it.portal, &browser, challenge, &admitted, asha);
            let chosen = cut_short(choose(), polls).await;
            match choose().await {
                Ok(_) => assert!(chosen.is_none(), "one answer admitted twice"),
                again => refused!(again, Refusal::Wrong(Wrong::Used)),
            }
            assert_eq!(it.events(Event::SignedIn).await, before + 1);
            if chosen.is_some() {
                break;
            }
        }
    }

    async fn attempts_that_were_spent_and_never_judged_lock_nobody_out(it: TestPortal) {
        for flow in Flow::both(&it).await {
            for _ in 0..4 {
                let challenge = begun(&it, flow).await;
                spend(&it, flow, challenge, 4).await;
                flow.answer(&it, challenge, &it.code_of(challenge)).await.unwrap();

                it.pass(minutes(1));
                let challenge = flow.begun(&it).await;
                spend(&it, flow, challenge, 5).await;
                let sixth = flow.answer(&it, challenge, &it.code_of(challenge)).await;
                refused!(sixth, Refusal::Wrong(Wrong::TooMany));
                gets_in(&it, flow).await;
            }
            let asha = it.patient(ASHA.number).await;
            assert_eq!(it.credential(asha).await.failures, 0);
            assert_eq!(it.events(Event::ChallengeEnded).await, 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_whose_wire_is_cut_counts_once_or_not_at_all() {
    let it = TestPortal::postgres().await;
    let (wire, node) = wired(&it).await;
    for flow in Flow::both(&it).await {
        let mut cuts = 0;
        for requests in 0.. {
            let challenge = begun(&it, flow).await;
            let before = effects(&it, flow).await;
            wire.cut_after(requests);
            let first = flow.answer_at(&node, challenge, &it.code_of(challenge)).await;
            let cut = wire.mend();
            counts_once(&it, flow, challenge, before, first.is_ok()).await;
            match first {
                Ok(()) => break,
                Err(Refusal::Store(error)) => assert!(cut && error.is_unavailable(), "{error:?}"),
                Err(other) => panic!("{other:?}"),
            }
            cuts += 1;
        }
        assert!(cuts >= 10, "{cuts}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_sign_in_whose_wire_is_cut_can_be_begun_again() {
    let it = TestPortal::postgres().await;
    let (wire, node) = wired(&it).await;
    let [flow, _] = Flow::both(&it).await;
    let mut cuts = 0;
    for requests in 0.. {
        it.pass(minutes(A_DAY));
        wire.cut_after(requests);
        let first = flow.begin_at(&node).await;
        let cut = wire.mend();
        gets_in(&it, flow).await;
        match first {
            Ok(()) => break,
            Err(Refusal::Store(error)) => assert!(cut && error.is_unavailable(), "{error:?}"),
            Err(other) => panic!("{other:?}"),
        }
        cuts += 1;
    }
    assert!(cuts >= 20, "{cuts}");
}

/// A node whose wire to the database can be cut.
async fn wired(it: &TestPortal) -> (Wire, Portal) {
    let wire = Wire::to(it.db.url()).await;
    let hasher = Hasher::new(Cost::LEAST, 1, &*it.chance).unwrap();
    let node = it.node_at(wire.url(), Rules::default(), hasher).await;
    (wire, node)
}

/// A challenge that was begun a day later.
async fn begun(it: &TestPortal, flow: Flow) -> ChallengeId {
    it.pass(minutes(A_DAY));
    flow.begun(it).await
}

/// After an answer that may have been cut short, the same code works once more if that was not done, and what
/// follows from it followed once; and a new code works.
async fn counts_once(it: &TestPortal, flow: Flow, challenge: ChallengeId, before: u64, done: bool) {
    let code = it.code_of(challenge);
    match flow.answer(it, challenge, &code).await {
        Ok(()) => assert!(!done, "the code was accepted twice"),
        // If it was not known to be done, it was done, and its browser never learned of it.
        again => refused!(again, Refusal::Wrong(Wrong::Used)),
    }
    refused!(flow.answer(it, challenge, &code).await, Refusal::Wrong(Wrong::Used));
    assert_eq!(effects(it, flow).await, before + 1);
    gets_in(it, flow).await;
}

/// How often what follows from an answer followed, by the log.
async fn effects(it: &TestPortal, flow: Flow) -> u64 {
    let effect = match flow {
        Flow::SignIn(_) => Event::SignedIn,
        Flow::Open(..) => Event::RecordOpened,
    };
    it.events(effect).await
}

/// The person asks for a code and types it.
async fn gets_in(it: &TestPortal, flow: Flow) {
    it.pass(minutes(1));
    let challenge = flow.begun(it).await;
    flow.answer(it, challenge, &it.code_of(challenge)).await.unwrap();
}

/// Spends attempts as a process does that dies before it judges them.
async fn spend(it: &TestPortal, flow: Flow, challenge: ChallengeId, attempts: u8) {
    let session = flow.caller().session;
    for _ in 0..attempts {
        let mut tx = it.db.begin().await.unwrap();
        store::challenge::spend_attempt(&mut tx, challenge, session).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }
}
