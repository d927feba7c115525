//! What is held while something is done, so that two do it in turn. SQLite's transactions hold everything.

use crate::{
    clinic::{report_of, signed_in},
    devices::seated,
    people::ASHA,
};
use portal::{audit::history::Wanted, domain::audit::Event, history, reports};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use store::{Engine, device, line_report};
use testkit::on_both;

/// How often it is looked whether something was done that has to wait.
const LOOKS: usize = 300;

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

    async fn a_line_is_disowned_in_turn_with_whatever_ends_browsers(it: TestPortal) {
        let who = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        seated(&it, &who, 20).await;
        reports::ask(&it.portal, &who, report_of(&it, &who).await).await.unwrap();
        let page = history::page(&it.portal, &who, &[], &Wanted::default()).await.unwrap();
        let asked = page.lines.iter().find(|it| it.line.event == Event::ChallengeOpened).unwrap();
        if it.db.engine() == Engine::Sqlite {
            return;
        }
        let (patient, let_go) = (who.patient, AtomicBool::new(false));
        let mut tx = it.db.begin().await.unwrap();
        device::hold(&mut tx, patient).await.unwrap();
        let disowning = async {
            history::disown(&it.portal, &who, &[], asked.line.id).await.unwrap();
            assert!(let_go.load(Ordering::SeqCst), "it does not wait");
        };
        let holding = async {
            for _ in 0..LOOKS {
                let mut read = it.db.read().await.unwrap();
                if !line_report::of_patient(&mut read, patient).await.unwrap().is_empty() {
                    break;
                }
            }
            let_go.store(true, Ordering::SeqCst);
            tx.commit().await.unwrap();
        };
        tokio::join!(disowning, holding);
    }
}
