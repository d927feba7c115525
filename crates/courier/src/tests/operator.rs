//! The sandbox's operator, when it is told to be slow, to lose messages, or to be out of order; and its calls.

use super::{desk::Desk, scrubbing::registered};
use crate::{
    Carrier, Fate, Inbox, SandboxCarrier, Sending,
    sandbox::{Conduct, Delay, Manner, Operator, Pick, State, reason},
};
use domain::challenge::Channel;
use futures::FutureExt;
use std::{sync::Arc, time::Duration};
use store::testing::fresh_sqlite;
use tokio::{sync::watch, time::timeout};

/// Long enough for the slowest machine; nothing waits for it to pass.
const PATIENCE: Duration = Duration::from_secs(30);

async fn scene(does: Conduct, delay: u16) -> (Desk, Arc<SandboxCarrier>, Inbox) {
    let desk = Desk::on(fresh_sqlite().await).await;
    let (sandbox, inbox) = desk.sandbox();
    let manner = Manner { does, delay: Delay::try_from(delay).unwrap() };
    sandbox.set_operator(Operator { sms: manner, voice: manner });
    (desk, sandbox, inbox)
}

fn fates(inbox: &mut Inbox) -> Vec<Fate> {
    inbox.take().into_iter().map(|receipt| receipt.fate).collect()
}

fn states(sandbox: &SandboxCarrier) -> Vec<State> {
    sandbox.messages(None).iter().map(|message| message.state).collect()
}

#[tokio::test]
async fn a_slow_operator_delivers_and_reports_after_its_delay() {
    let (desk, sandbox, mut inbox) = scene(Conduct::Deliver, 20).await;
    sandbox.send(registered(&desk, Channel::Sms)).await;
    assert_eq!(fates(&mut inbox), [Fate::Underway]);
    desk.pass(Duration::from_millis(19_999));
    assert_eq!(sandbox.tick(), 0);
    assert!(sandbox.messages(None).is_empty());
    desk.pass(Duration::from_millis(1));
    assert_eq!(sandbox.tick(), 1);
    assert_eq!(fates(&mut inbox), [Fate::Delivered]);
    assert_eq!(sandbox.messages(None)[0].at, "2026-01-01T00:00:20.000Z");
}

#[tokio::test]
async fn what_is_lost_is_heard_of_no_more() {
    let (desk, sandbox, mut inbox) = scene(Conduct::Lose, 0).await;
    let message = registered(&desk, Channel::Sms);
    assert!(matches!(sandbox.send(message.clone()).await, Sending::Accepted(_)));
    desk.pass(Duration::from_mins(5));
    assert_eq!(sandbox.tick(), 0);
    assert_eq!(fates(&mut inbox), [Fate::Underway]);
    assert!(sandbox.messages(None).is_empty());
    assert_eq!(sandbox.dropped()[0].why, reason::LOST.says);
    // What was lost is not sent twice under one id, not even after all is well again.
    sandbox.set_operator(Operator::default());
    sandbox.send(message).await;
    assert!(sandbox.messages(None).is_empty());
}

#[tokio::test]
async fn an_operator_that_fails_says_why() {
    for (does, why) in [(Conduct::Bar, reason::BARRED), (Conduct::Fail, reason::UNREACHED)] {
        for channel in Channel::ALL {
            let (desk, sandbox, mut inbox) = scene(does, 5).await;
            let mut drops = sandbox.subscribe_dropped();
            sandbox.send(registered(&desk, channel)).await;
            desk.pass(Duration::from_secs(5));
            sandbox.tick();
            assert_eq!(fates(&mut inbox), [Fate::Underway, Fate::Failed(why)], "{does:?}");
            assert_eq!(drops.try_recv().unwrap().why, why.says);
            assert!(sandbox.messages(None).is_empty());
        }
    }
}

#[tokio::test]
async fn an_operator_out_of_order_takes_nothing() {
    let (desk, sandbox, mut inbox) = scene(Conduct::Refuse, 0).await;
    let message = registered(&desk, Channel::Sms);
    assert_eq!(sandbox.send(message.clone()).await, Sending::Retry(reason::OUTAGE));
    let manner = Manner { does: Conduct::Hang, delay: Delay::default() };
    sandbox.set_operator(Operator { sms: manner, ..Operator::default() });
    assert_eq!(sandbox.send(message.clone()).now_or_never(), None, "not even an answer");
    assert!(sandbox.messages(None).is_empty() && fates(&mut inbox).is_empty());
    let call = registered(&desk, Channel::Voice);
    assert!(matches!(sandbox.send(call).await, Sending::Accepted(_)), "calls are another matter");
    sandbox.set_operator(Operator::default());
    assert!(matches!(sandbox.send(message).await, Sending::Accepted(_)));
    assert_eq!(states(&sandbox), [State::Delivered, State::Ringing]);
}

#[tokio::test]
async fn a_call_rings_until_it_is_taken_or_declined() {
    let cases = [
        (Pick::Answer, State::Delivered, Fate::Delivered),
        (Pick::Decline, State::Declined, Fate::Failed(reason::DECLINED)),
    ];
    for (pick, state, fate) in cases {
        let (desk, sandbox, mut inbox) = scene(Conduct::Deliver, 0).await;
        let mut arrivals = sandbox.subscribe();
        let call = registered(&desk, Channel::Voice);
        sandbox.send(call.clone()).await;
        assert_eq!(fates(&mut inbox), [Fate::Underway]);
        assert_eq!(arrivals.try_recv().unwrap().state, State::Ringing);
        assert!(sandbox.pick(call.id, pick));
        assert_eq!(fates(&mut inbox), [fate]);
        assert_eq!(arrivals.try_recv().unwrap().state, state);
        assert!(!sandbox.pick(call.id, Pick::Answer), "it rings no more");
        desk.pass(Duration::from_mins(1));
        assert_eq!(sandbox.tick(), 0);
        assert_eq!(states(&sandbox), [state]);
    }
}

#[tokio::test]
async fn a_call_that_nobody_takes_ends_after_half_a_minute() {
    let (desk, sandbox, mut inbox) = scene(Conduct::Deliver, 0).await;
    let call = registered(&desk, Channel::Voice);
    sandbox.send(call.clone()).await;
    desk.pass(Duration::from_millis(29_999));
    assert_eq!(sandbox.tick(), 0);
    desk.pass(Duration::from_millis(1));
    assert_eq!(sandbox.tick(), 1);
    assert_eq!(fates(&mut inbox), [Fate::Underway, Fate::Failed(reason::NO_ANSWER)]);
    assert_eq!(states(&sandbox), [State::Missed]);
    assert!(!sandbox.pick(call.id, Pick::Answer));
}

#[tokio::test]
async fn it_keeps_time_by_itself_until_it_is_told_to_stop() {
    let (desk, sandbox, _inbox) = scene(Conduct::Deliver, 1).await;
    let mut arrivals = sandbox.subscribe();
    let (stop, shutdown) = watch::channel(false);
    let keeper = Arc::clone(&sandbox);
    let running = tokio::spawn(async move { keeper.run(shutdown).await });
    sandbox.send(registered(&desk, Channel::Sms)).await;
    // The clock is nearly there, so that the last few milliseconds alone are slept.
    desk.pass(Duration::from_millis(990));
    sandbox.send(registered(&desk, Channel::Sms)).await;
    tokio::task::yield_now().await;
    desk.pass(Duration::from_millis(10));
    let arrived = timeout(PATIENCE, arrivals.recv()).await.unwrap().unwrap();
    assert_eq!(arrived.state, State::Delivered);
    stop.send(true).unwrap();
    timeout(PATIENCE, running).await.unwrap().unwrap();
}
