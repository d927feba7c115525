//! Many answers at one moment.

use crate::flow::Flow;
use portal::{
    Refusal,
    domain::{audit::Event, challenge::Wrong, id::ChallengeId},
};
use std::sync::Arc;
use testkit::{TestPortal, on_both};
use tokio::{sync::Barrier, task::JoinSet};

const CROWD: usize = 50;

on_both! {
    async fn of_fifty_right_answers_exactly_one_wins(it: TestPortal) {
        let it = Arc::new(it);
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let code = it.code_of(challenge);
            let before = won(&it, flow).await;
            let judged = at_once(&it, flow, challenge, &code).await;
            let wins = judged.iter().filter(|it| it.is_ok()).count();
            assert_eq!(wins, 1, "{judged:?}");
            for lost in judged.into_iter().filter(Result::is_err) {
                refused!(lost, Refusal::Wrong(Wrong::Used | Wrong::TooMany));
            }
            assert_eq!(won(&it, flow).await - before, 1);
        }
        assert_eq!(it.events(Event::CodeAnswered).await, 0, "what it bought tells of it");
        assert_eq!(it.events(Event::ChallengeEnded).await, 0);
    }

    async fn of_fifty_wrong_answers_five_are_judged(it: TestPortal) {
        let it = Arc::new(it);
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let wrong = it.wrong_code_of(challenge);
            let judged = at_once(&it, flow, challenge, &wrong).await;
            let mut left: Vec<i64> = judged
                .iter()
                .filter_map(|it| match it {
                    Err(Refusal::Wrong(Wrong::Guess { left })) => Some(*left),
                    _ => None,
                })
                .collect();
            left.sort_unstable();
            assert_eq!(left, [0, 1, 2, 3, 4]);
            let late = flow.answer(&it, challenge, &it.code_of(challenge)).await;
            refused!(late, Refusal::Wrong(Wrong::TooMany));
        }
        assert_eq!(it.events(Event::ChallengeEnded).await, 2);
    }

    async fn a_right_answer_among_five_wrong_ones_is_not_lost(it: TestPortal) {
        let it = Arc::new(it);
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let (right, wrong) = (it.code_of(challenge), it.wrong_code_of(challenge));
            for _ in 0..4 {
                flow.answer(&it, challenge, &wrong).await.unwrap_err();
            }
            let judged = at_once(&it, flow, challenge, &right).await;
            assert_eq!(judged.iter().filter(|it| it.is_ok()).count(), 1, "{judged:?}");
        }
    }
}

/// How often a flow was carried through.
async fn won(it: &TestPortal, flow: Flow) -> u64 {
    match flow {
        Flow::SignIn(_) => it.events(Event::SignedIn).await,
        Flow::Open(..) => it.events(Event::RecordOpened).await,
    }
}

/// The same answer, typed by as many at once.
async fn at_once(
    it: &Arc<TestPortal>,
    flow: Flow,
    challenge: ChallengeId,
    typed: &str,
) -> Vec<Result<(), Refusal>> {
    let start = Arc::new(Barrier::new(CROWD));
    let mut crowd = JoinSet::new();
    for _ in 0..CROWD {
        let (it, start, typed) = (Arc::clone(it), Arc::clone(&start), typed.to_owned());
        crowd.spawn(async move {
            start.wait().await;
            flow.answer(&it, challenge, &typed).await
        });
    }
    crowd.join_all().await
}
