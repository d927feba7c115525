//! The log is taken back to what it was, and grown again: each node keeps what it has seen, and signs nothing else.

use crate::ledger::{
    act, found, found_since, head, repair_tree, standing, verified, with_events, with_heads,
};
use portal::{
    Portal, Refusal, Rules,
    audit::{self, Finding, Mark, Witness},
    domain::{alarm::Alarm, audit::Event},
    watch,
};
use std::time::Duration;
use testkit::{TestPortal, on_both};

/// Takes the newest head away, and what it reached one event fewer: the rest waits for places again.
async fn take_the_newest_head_and_an_event(it: &TestPortal) {
    it.db.meddle("DELETE FROM audit_checkpoint WHERE number = 2").await;
    it.db.meddle("DELETE FROM audit_event WHERE position = 25").await;
    it.db.meddle("UPDATE audit_event SET position = NULL WHERE position >= 20").await;
    repair_tree(it).await;
}

/// Takes the whole tree away, and an event.
async fn take_the_tree_and_an_event(it: &TestPortal) {
    it.db.meddle("DELETE FROM audit_event WHERE position = 3").await;
    it.db.meddle("DELETE FROM audit_tile").await;
    it.db.meddle("DELETE FROM audit_checkpoint").await;
    it.db.meddle("UPDATE audit_event SET position = NULL").await;
}

const fn rewound(witnessed: u64, size: u64) -> Finding {
    Finding::Rewound { by: Witness::Node, witnessed, size }
}

const fn forked(by: Witness, witnessed: u64) -> Finding {
    Finding::Forked { by, witnessed }
}

/// The node signs nothing, and tells its operators.
async fn refuses(node: &Portal) {
    refused!(audit::seal(node).await, Refusal::Inner(_));
    let raised = watch::raised(node);
    assert!(raised.iter().any(|it| it.alarm == Alarm::AuditAltered), "{raised:?}");
}

on_both! {
    async fn what_was_under_a_head_that_is_gone_is_not_placed_again(it: TestPortal) {
        let who = with_heads(&it, 3).await;
        assert_eq!(watch::raised(&it.portal), []);
        take_the_newest_head_and_an_event(&it).await;
        for node in [it.portal.clone(), it.started_again().await] {
            refuses(&node).await;
            act(&node, &who).await;
            refuses(&node).await;
        }
        let report = verified(&it).await;
        assert_eq!((report.size, report.waiting), (20, 11));
        assert_eq!(report.findings.told(), [rewound(30, 20)]);
    }

    async fn a_log_without_heads_is_not_begun_anew(it: TestPortal) {
        with_heads(&it, 2).await;
        take_the_tree_and_an_event(&it).await;
        refuses(&it.portal).await;
        assert_eq!(audit::against_mark(&it.portal).await.unwrap(), Some(rewound(20, 0)));
        assert_eq!(found(&it).await, [rewound(20, 0)]);
        assert!(standing(&it).await.is_empty());
    }

    async fn a_log_that_is_shorter_by_whole_heads_is_not_gone_on_with(it: TestPortal) {
        let who = with_heads(&it, 2).await;
        let early = head(&it).await;
        act(&it.portal, &who).await;
        audit::seal(&it.portal).await.unwrap();
        let late = head(&it).await;
        let report = audit::verify(&it.portal, Some(&early), Duration::ZERO).await.unwrap();
        assert_eq!(report.findings.told(), []);
        assert_eq!(report.extension.map(|it| it.from), Some(20));
        it.db.meddle("DELETE FROM audit_checkpoint WHERE size > 20").await;
        it.db.meddle("DELETE FROM audit_event WHERE position >= 20").await;
        repair_tree(&it).await;
        assert_eq!(found(&it).await, [rewound(21, 20)]);
        let outside = Finding::Rewound { by: Witness::Outside, witnessed: 21, size: 20 };
        assert_eq!(found_since(&it, &late).await, [rewound(21, 20), outside.clone()]);
        refuses(&it.portal).await;
        // A server that saw nothing cannot tell, and a witness can.
        let other = it.node(Rules::default()).await;
        let told = async |since| {
            audit::verify(&other, since, Duration::ZERO).await.unwrap().findings
        };
        assert!(told(None).await.is_empty() && told(Some(&early)).await.is_empty());
        assert_eq!(told(Some(&late)).await.told(), [outside]);
    }

    async fn a_node_sees_what_others_seal(it: TestPortal) {
        let who = with_heads(&it, 3).await;
        let other = it.node(Rules::default()).await;
        audit::seal(&other).await.unwrap();
        for _ in 0..300 {
            act(&it.portal, &who).await;
        }
        audit::seal(&it.portal).await.unwrap();
        assert_eq!(audit::against_mark(&other).await.unwrap(), None, "it goes on from what was seen");
        assert_eq!(audit::seal(&other).await.unwrap().placed, 0);
        it.db.meddle("DELETE FROM audit_checkpoint WHERE size > 30").await;
        it.db.meddle("UPDATE audit_event SET position = NULL WHERE position >= 30").await;
        repair_tree(&it).await;
        refuses(&other).await;
        assert_eq!(audit::against_mark(&other).await.unwrap(), Some(rewound(330, 30)));
    }

    async fn a_log_that_was_signed_anew_is_another(it: TestPortal) {
        let who = with_heads(&it, 2).await;
        let witness = head(&it).await;
        take_the_tree_and_an_event(&it).await;
        // A server whose home was lost too: the one thing that nobody inside can tell.
        let other = it.node(Rules::default()).await;
        for (more, size) in [(1, 20), (4, 24)] {
            for _ in 0..more {
                act(&other, &who).await;
            }
            audit::seal(&other).await.unwrap();
            assert_eq!(audit::verify(&other, None, Duration::ZERO).await.unwrap().findings.told(), []);
            assert_eq!(head(&it).await.size, size);
            assert_eq!(found(&it).await, [forked(Witness::Node, 20)]);
            let told = found_since(&it, &witness).await;
            let outside = forked(Witness::Outside, 20);
            assert!(told.contains(&outside) && told.contains(&forked(Witness::Node, 20)), "{told:?}");
            refuses(&it.portal).await;
        }
    }

    async fn what_a_node_keeps_must_be_signed(it: TestPortal) {
        let who = with_heads(&it, 1).await;
        let note = it.mind.kept().unwrap().unwrap();
        assert_eq!(audit::checkpoint(&it.portal).await.unwrap(), Some(note.clone()));
        it.mind.keep(Some(&note.replacen("\n10\n", "\n9\n", 1))).unwrap();
        assert_eq!(found(&it).await, [Finding::MarkForged]);
        act(&it.portal, &who).await;
        refuses(&it.portal).await;
        it.mind.keep(Some(&note)).unwrap();
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 1);
        assert_eq!(found(&it).await, []);
    }

    async fn a_missing_head_does_not_make_another_log(it: TestPortal) {
        let who = with_heads(&it, 2).await;
        let seen = it.mind.kept().unwrap();
        act(&it.portal, &who).await;
        audit::seal(&it.portal).await.unwrap();
        it.mind.keep(seen.as_deref()).unwrap();
        it.db.meddle("DELETE FROM audit_checkpoint WHERE number = 1").await;
        assert_eq!(found(&it).await, [Finding::HeadMissing { from: 1, to: 1 }]);
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 0);
    }

    async fn an_older_database_is_agreed_to_and_the_log_says_so(it: TestPortal) {
        let who = with_heads(&it, 3).await;
        it.db.meddle("DELETE FROM audit_checkpoint WHERE size > 20").await;
        it.db.meddle("DELETE FROM audit_event WHERE position >= 20").await;
        repair_tree(&it).await;
        act(&it.portal, &who).await;
        refuses(&it.portal).await;
        audit::restored(&it.portal).await.unwrap();
        assert_eq!(audit::against_mark(&it.portal).await.unwrap(), None);
        assert_eq!(it.events(Event::LogRestored).await, 1);
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 2);
        assert_eq!(found(&it).await, []);
        let newest = standing(&it).await.pop().unwrap();
        assert_eq!((newest.kind.as_str(), newest.patient), ("log-restored", None));
    }

    async fn a_database_without_heads_is_agreed_to(it: TestPortal) {
        with_events(&it, 3).await;
        audit::seal(&it.portal).await.unwrap();
        take_the_tree_and_an_event(&it).await;
        refuses(&it.portal).await;
        audit::restored(&it.portal).await.unwrap();
        assert_eq!(it.mind.kept().unwrap(), None);
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 4);
        assert_eq!(found(&it).await, []);
    }
}
