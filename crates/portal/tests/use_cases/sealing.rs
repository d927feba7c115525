//! Events get their places: by several nodes, while others write, through crashes; and what becomes of them.

use crate::{
    clinic::{report_of, signed_in},
    ledger::{act, at, found, head, standing, verified, with_events, with_heads},
    people::{ASHA, seconds},
};
use portal::{
    Rules,
    audit::{
        self, Finding,
        history::{self, Wanted},
    },
    reports,
};
use std::{collections::HashSet, sync::Arc, time::Duration};
use testkit::{cut_short, on_both};
use tokio::{sync::Barrier, task::JoinSet};

const DAY: Duration = Duration::from_hours(24);

on_both! {
    async fn several_nodes_seal_while_others_write(it: TestPortal) {
        let who = with_events(&it, 40).await;
        let mut tasks = JoinSet::new();
        for n in 0..6 {
            let node = it.node(Rules::default()).await;
            tasks.spawn(async move {
                for _ in 0..15 {
                    match n {
                        0..3 => drop(audit::seal(&node).await.unwrap()),
                        3 => {
                            let report = audit::verify(&node, None, Duration::ZERO).await.unwrap();
                            assert_eq!(report.findings.told(), []);
                        }
                        _ => act(&node, &who).await,
                    }
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        audit::seal(&it.portal).await.unwrap();
        let report = verified(&it).await;
        assert_eq!(report.findings.told(), []);
        assert_eq!((report.size, report.waiting), (70, 0));
        let names: HashSet<_> = standing(&it).await.into_iter().map(|row| row.id).collect();
        assert_eq!(names.len(), 70);
    }

    async fn nodes_that_seal_at_once_do_so_in_turn(it: TestPortal) {
        let who = with_events(&it, 1).await;
        let mut nodes = Vec::new();
        for _ in 0..4 {
            nodes.push(it.node(Rules::default()).await);
        }
        for _ in 0..20 {
            act(&it.portal, &who).await;
            let barrier = Arc::new(Barrier::new(nodes.len()));
            let mut tasks = JoinSet::new();
            for node in nodes.clone() {
                let barrier = barrier.clone();
                tasks.spawn(async move {
                    barrier.wait().await;
                    audit::seal(&node).await.unwrap().placed
                });
            }
            tasks.join_all().await;
        }
        let report = verified(&it).await;
        assert_eq!((report.size, report.heads, report.waiting), (21, 20, 0));
        assert_eq!(report.findings.told(), []);
    }

    async fn a_sealer_that_is_killed_leaves_nothing_half_done(it: TestPortal) {
        let who = with_events(&it, 3).await;
        for polls in 1.. {
            act(&it.portal, &who).await;
            let done = cut_short(audit::seal(&it.portal), polls).await;
            let report = verified(&it).await;
            assert_eq!(report.findings.told(), [], "after {polls} polls");
            if done.is_some() {
                break;
            }
        }
        let all = audit::seal(&it.portal).await.unwrap();
        let report = verified(&it).await;
        assert_eq!((report.waiting, all.refused, report.findings.told()), (0, 0, [].as_slice()));
    }

    async fn rounds_and_tiles_are_passed(it: TestPortal) {
        let who = with_events(&it, 1_030).await;
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 1_030);
        let early = head(&it).await;
        act(&it.portal, &who).await;
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 1);
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 0);
        let report = audit::verify(&it.portal, Some(&early), Duration::ZERO).await.unwrap();
        assert_eq!((report.size, report.heads, report.findings.told()), (1_031, 4, [].as_slice()));
        assert_eq!(report.extension.map(|it| it.from), Some(1_030));
    }

    async fn an_erased_patient_does_not_break_the_log(it: TestPortal) {
        with_heads(&it, 2).await;
        it.db.meddle("UPDATE patient SET wrapped_key = public_key").await;
        assert_eq!(found(&it).await, []);
    }

    async fn what_was_kept_for_long_enough_is_removed_and_proofs_hold(it: TestPortal) {
        let who = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &who).await;
        reports::ask(&it.portal, &who, report).await.unwrap();
        it.pass(seconds(60));
        audit::seal(&it.portal).await.unwrap();
        it.pass(365 * DAY);
        assert_eq!(audit::forget(&it.portal, Duration::ZERO).await.unwrap(), 0);
        it.pass(DAY);
        assert_eq!(audit::forget(&it.portal, 400 * DAY).await.unwrap(), 0, "the clinic keeps it for longer");
        let forgotten = audit::forget(&it.portal, Duration::ZERO).await.unwrap();
        assert_eq!(audit::forget(&it.portal, Duration::ZERO).await.unwrap(), 0);
        assert_eq!(found(&it).await, []);
        let lines = history::page(&it.portal, &who, &Wanted::default()).await.unwrap().lines;
        let empty = lines.iter().filter(|line| line.said.is_none());
        assert!(empty.clone().count() > 0);
        // The one of a sign-in that nobody's was is not the patient's.
        assert!(u64::try_from(empty.clone().count()).unwrap() <= forgotten);
        for line in lines {
            let kept = line.said.is_some();
            assert_eq!(kept, line.event.keep().years() == 3, "{}", line.event.name());
            assert!(line.genuine);
            let receipt = audit::receipt(&it.portal, &who, line.id).await.unwrap().unwrap();
            assert_eq!(receipt.content.is_some(), kept);
        }
        it.pass(3 * 365 * DAY);
        assert!(audit::forget(&it.portal, Duration::ZERO).await.unwrap() > 0);
        assert_eq!(found(&it).await, []);
    }

    async fn events_that_wait_for_too_long_are_told(it: TestPortal) {
        let who = with_heads(&it, 1).await;
        act(&it.portal, &who).await;
        it.pass(seconds(60));
        act(&it.portal, &who).await;
        assert_eq!(found(&it).await, [], "a minute is not too long");
        it.pass(Duration::from_millis(1));
        let span = Duration::from_millis(60_001);
        assert_eq!(found(&it).await, [Finding::Stalled { waiting: 2, span }]);
        audit::seal(&it.portal).await.unwrap();
        assert_eq!(found(&it).await, []);
    }

    async fn what_was_removed_before_its_time_is_named(it: TestPortal) {
        with_heads(&it, 1).await;
        let event = at(&it, 5).await;
        let mut tx = it.db.begin().await.unwrap();
        let row = store::audit::get(&mut tx, event).await.unwrap().unwrap();
        let sealed = row.leaf().unwrap().sealed;
        store::leaf::forget(&mut tx, event, sealed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&it).await, [Finding::Emptied { place: 5, event }]);
        let unsealed = audit::seal(&it.portal).await.unwrap();
        assert_eq!(unsealed.placed, 0);
        // Kept for three years, and where the clinic wants that for longer.
        it.pass(3 * 366 * DAY + seconds(60));
        assert_eq!(found(&it).await, []);
        for (least, told) in [(1_098, vec![]), (1_099, vec![Finding::Emptied { place: 5, event }])] {
            let report = audit::verify(&it.portal, None, least * DAY).await.unwrap();
            assert_eq!(report.findings.told(), told, "{least}");
        }
    }
}
