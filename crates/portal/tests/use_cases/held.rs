//! What is held while something is done, so that two do it in turn. SQLite's transactions hold everything.

use crate::{
    clinic::signed_in,
    devices::seated,
    disowning::{disown, readings},
    people::ASHA,
};
use portal::Refusal;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use store::{Engine, device, line_report};
use testkit::on_both;

on_both! {
    async fn nobody_else_has_a_patients_browsers_meanwhile(it: TestPortal) {
        let who = signed_in(&it, &ASHA, &[]).await;
        seated(&it, &who, 20).await;
        let it = Arc::new(it);
        let mut tx = it.db.begin().await.unwrap();
        assert_eq!(device::hold(&mut tx, who.patient).await.unwrap().len(), 1);
        if it.db.engine() == Engine::Postgres {
            let other = Arc::clone(&it);
            let taking = async move { other.db.meddle("SELECT id FROM device FOR UPDATE NOWAIT").await };
            assert!(tokio::spawn(taking).await.is_err(), "somebody else takes them");
        }
        tx.commit().await.unwrap();
    }

    async fn whoever_disowns_a_line_sees_what_was_said_just_before(it: TestPortal) {
        let who = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        seated(&it, &who, 20).await;
        let lines = readings(&it, &who, 6).await;
        for line in &lines[..4] {
            disown(&it, &who, *line).await.unwrap();
        }
        let mut tx = it.db.begin().await.unwrap();
        device::hold(&mut tx, who.patient).await.unwrap();
        line_report::insert(&mut tx, lines[4], who.patient, it.now()).await.unwrap();
        let is_done = AtomicBool::new(false);
        let disowning = async {
            let done = disown(&it, &who, lines[5]).await;
            is_done.store(true, Ordering::SeqCst);
            done
        };
        let holding = async {
            while !is_done.load(Ordering::SeqCst) && !it.db.is_waited_for().await {
                tokio::task::yield_now().await;
            }
            tx.commit().await.unwrap();
        };
        let (sixth, ()) = tokio::join!(disowning, holding);
        refused!(sixth, Refusal::ReportedEnough);
    }
}
