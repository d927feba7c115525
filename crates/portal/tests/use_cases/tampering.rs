//! An administrator of the database writes to the audit log: each way is found, and named.

use crate::ledger::{
    act, at, bytes, found, found_since, head, literal, repair_tree, standing, verified,
    with_events, with_heads,
};
use portal::{
    Refusal,
    audit::{self, Finding, Witness},
    domain::id::EventId,
};
use testkit::{TestPortal, on_both};
use uuid::Uuid;

/// Lets two events stand at one place, so that they can be shifted.
async fn unbind(it: &TestPortal) {
    it.db.meddle("DROP INDEX audit_event_position").await;
}

/// The portal signs nothing over a log that was written to.
async fn is_not_signed_over(it: &TestPortal, who: &portal::Principal) {
    act(&it.portal, who).await;
    refused!(audit::seal(&it.portal).await, Refusal::Inner(_));
}

on_both! {
    async fn a_sound_log_has_no_findings(it: TestPortal) {
        let empty = verified(&it).await;
        assert_eq!((empty.size, empty.heads, empty.waiting), (0, 0, 0));
        let who = with_heads(&it, 3).await;
        act(&it.portal, &who).await;
        let report = verified(&it).await;
        assert_eq!(report.findings.told(), []);
        assert_eq!((report.size, report.heads, report.waiting), (30, 3, 1));
        assert_eq!(report.waits_since, Some(it.now()));
        assert_eq!(report.root, head(&it).await.root);
    }

    async fn a_changed_event_is_named(it: TestPortal) {
        with_heads(&it, 2).await;
        let event = at(&it, 13).await;
        let name = literal(&it, event.0);
        let other = literal(&it, Uuid::from_u128(5));
        for (change, back) in [
            ("at = at + 1".to_owned(), "at = at - 1".to_owned()),
            ("event = 'record-read'".to_owned(), "event = 'codes-by-set'".to_owned()),
            ("event = 'nothing'".to_owned(), "event = 'codes-by-set'".to_owned()),
            (format!("patient_id = {other}"), String::new()),
            (format!("content = {}", bytes(&it, 1, 32)), String::new()),
            (format!("content = {}", bytes(&it, 1, 3)), String::new()),
            (format!("tag = {}", bytes(&it, 1, 32)), String::new()),
            (format!("payload = {}", bytes(&it, 1, 90)), String::new()),
            ("payload = NULL".to_owned(), String::new()),
        ] {
            it.db.meddle(&format!("UPDATE audit_event SET {change} WHERE id = {name}")).await;
            assert_eq!(found(&it).await, [Finding::Changed { place: 13, event }], "{change}");
            if !back.is_empty() {
                it.db.meddle(&format!("UPDATE audit_event SET {back} WHERE id = {name}")).await;
                assert_eq!(found(&it).await, [], "{back}");
            }
        }
    }

    async fn removed_events_are_named(it: TestPortal) {
        with_heads(&it, 2).await;
        let events = [at(&it, 0).await, at(&it, 7).await, at(&it, 19).await];
        it.db.meddle("DELETE FROM audit_event WHERE position IN (0, 7, 19)").await;
        let mut expected: Vec<_> = [0, 7, 19]
            .into_iter()
            .zip(events)
            .map(|(place, event)| Finding::Removed { place, event: Some(event) })
            .collect();
        expected.sort_by_key(|finding| format!("{finding}"));
        let mut told = found(&it).await;
        told.sort_by_key(|finding| format!("{finding}"));
        assert_eq!(told, expected);
    }

    async fn an_event_is_not_removed_unseen_by_taking_its_name_from_the_tree(it: TestPortal) {
        with_heads(&it, 27).await;
        let tree = Finding::Tree { level: 0, number: 0 };
        let gone = |place| Finding::Removed { place, event: None };
        let names = "UPDATE audit_tile SET names";
        let of_the_first = "WHERE level = 0 AND number = 0";
        it.db.meddle(&format!("{names} = substr(names, 1, 250 * 16) {of_the_first}")).await;
        assert_eq!(found(&it).await, std::slice::from_ref(&tree), "all are there");
        it.db.meddle("DELETE FROM audit_event WHERE position = 253").await;
        assert_eq!(found(&it).await, [tree.clone(), gone(253), tree.clone()], "the names end before it");
        it.db.meddle("DELETE FROM audit_event WHERE position = 13").await;
        it.db.meddle(&format!("{names} = NULL {of_the_first}")).await;
        let told = found(&it).await;
        assert_eq!(told, [tree.clone(), gone(13), tree.clone(), gone(253), tree], "there are none");
    }

    async fn an_inserted_event_is_named_and_never_sealed(it: TestPortal) {
        let who = with_heads(&it, 1).await;
        let event = EventId(Uuid::from_u128(77));
        let name = literal(&it, event.0);
        let columns = "at, event, patient_id, payload, content, tag";
        it.db.meddle(&format!(
            "INSERT INTO audit_event (id, {columns}) SELECT {name}, {columns} FROM audit_event WHERE position = 3"
        )).await;
        assert_eq!(found(&it).await, [Finding::Inserted { place: None, event }]);
        act(&it.portal, &who).await;
        let done = audit::seal(&it.portal).await.unwrap();
        assert_eq!((done.placed, done.refused), (1, 1));
        assert_eq!(found(&it).await, [Finding::Inserted { place: None, event }]);
        for place in [40, 11] {
            it.db.meddle(&format!("UPDATE audit_event SET position = {place} WHERE id = {name}")).await;
            assert_eq!(found(&it).await, [Finding::Inserted { place: Some(place), event }]);
        }
        unbind(&it).await;
        it.db.meddle(&format!("UPDATE audit_event SET position = 4 WHERE id = {name}")).await;
        assert_eq!(found(&it).await, [Finding::Inserted { place: Some(4), event }]);
    }

    async fn an_event_without_a_tag_is_given_none(it: TestPortal) {
        let who = with_events(&it, 3).await;
        let (waiting, untagged) = (EventId(Uuid::from_u128(78)), EventId(Uuid::from_u128(79)));
        for (event, tag) in [(waiting, bytes(&it, 1, 32)), (untagged, "NULL".to_owned())] {
            it.db.meddle(&format!(
                "INSERT INTO audit_event (id, at, event, tag) VALUES ({}, 5, 'signed-in', {tag})",
                literal(&it, event.0)
            )).await;
        }
        let inserted = [waiting, untagged].map(|event| Finding::Inserted { place: None, event });
        for placed in [3, 1] {
            assert_eq!(found(&it).await, inserted);
            let done = audit::seal(&it.portal).await.unwrap();
            assert_eq!((done.placed, done.refused), (placed, 2));
            act(&it.portal, &who).await;
        }
        let standing = standing(&it).await;
        assert!(standing.iter().all(|row| row.id != waiting && row.id != untagged));
    }

    async fn events_that_changed_places_are_named(it: TestPortal) {
        with_heads(&it, 2).await;
        let (a, b) = (at(&it, 4).await, at(&it, 15).await);
        unbind(&it).await;
        it.db.meddle(
            "UPDATE audit_event SET position = CASE position WHEN 4 THEN 15 ELSE 4 END WHERE position IN (4, 15)"
        ).await;
        let mut told = found(&it).await;
        told.sort_by_key(|finding| matches!(finding, Finding::Moved { from: 15, .. }));
        let moved = |event, from, to| Finding::Moved { event, from, to };
        assert_eq!(told, [moved(a, 4, 15), moved(b, 15, 4)]);
    }

    async fn a_removed_event_is_named_though_the_others_closed_up(it: TestPortal) {
        with_heads(&it, 1).await;
        let event = at(&it, 6).await;
        unbind(&it).await;
        it.db.meddle("DELETE FROM audit_event WHERE position = 6").await;
        it.db.meddle("UPDATE audit_event SET position = position - 1 WHERE position > 6").await;
        let told = found(&it).await;
        assert!(told.contains(&Finding::Removed { place: 6, event: Some(event) }), "{told:?}");
        let moved = told.iter().filter(|it| matches!(it, Finding::Moved { .. })).count();
        assert_eq!((moved, told.len()), (3, 4));
    }

    async fn the_trees_own_hashes_are_compared(it: TestPortal) {
        let who = with_heads(&it, 30).await;
        let whole = bytes(&it, 7, 256 * 32);
        for (level, number) in [(1, 0), (0, 0), (0, 1)] {
            let amount = if (level, number) == (0, 0) { 256 } else { 1 };
            let hashes = if amount == 256 { whole.clone() } else { bytes(&it, 7, 32) };
            it.db.meddle(&format!(
                "UPDATE audit_tile SET hashes = {hashes} WHERE level = {level} AND number = {number}"
            )).await;
            let told = found(&it).await;
            assert!(told.contains(&Finding::Tree { level, number }), "{told:?}");
            assert!(told.iter().all(|it| matches!(it, Finding::Tree { .. })), "{told:?}");
        }
        is_not_signed_over(&it, &who).await;
        it.db.meddle("DELETE FROM audit_tile WHERE level = 0 AND number = 0").await;
        assert!(found(&it).await.contains(&Finding::Tree { level: 0, number: 0 }));
    }

    async fn a_repaired_tree_does_not_fit_its_heads(it: TestPortal) {
        let who = with_heads(&it, 4).await;
        let event = at(&it, 13).await;
        it.db.meddle("UPDATE audit_event SET at = at + 1 WHERE position = 13").await;
        repair_tree(&it).await;
        let rewritten = Finding::Rewritten { from: 10, to: 20 };
        assert_eq!(found(&it).await, [Finding::Changed { place: 13, event }, rewritten]);
        is_not_signed_over(&it, &who).await;
    }

    async fn a_repaired_tree_tells_between_which_heads_it_lacks_an_event(it: TestPortal) {
        let who = with_heads(&it, 4).await;
        unbind(&it).await;
        it.db.meddle("DELETE FROM audit_event WHERE position = 25").await;
        it.db.meddle("UPDATE audit_event SET position = position - 1 WHERE position > 25").await;
        repair_tree(&it).await;
        let rewritten = Finding::Rewritten { from: 20, to: 30 };
        let (tree, gone) = (
            Finding::Tree { level: 0, number: 0 },
            Finding::Removed { place: 39, event: None },
        );
        assert_eq!(found(&it).await, [rewritten, tree, gone], "one fewer than the heads reach");
        is_not_signed_over(&it, &who).await;
    }

    async fn a_repaired_tree_tells_between_which_heads_events_changed_places(it: TestPortal) {
        with_heads(&it, 3).await;
        unbind(&it).await;
        it.db.meddle(
            "UPDATE audit_event SET position = CASE position WHEN 11 THEN 12 ELSE 11 END WHERE position IN (11, 12)"
        ).await;
        repair_tree(&it).await;
        assert_eq!(found(&it).await, [Finding::Rewritten { from: 10, to: 20 }]);
    }

    async fn forged_and_missing_heads_are_named(it: TestPortal) {
        let who = with_heads(&it, 4).await;
        it.db.meddle("DELETE FROM audit_checkpoint WHERE number = 1").await;
        assert_eq!(found(&it).await, [Finding::HeadMissing { from: 1, to: 1 }]);
        it.db.meddle("UPDATE audit_checkpoint SET size = 21 WHERE number = 2").await;
        let told = found(&it).await;
        assert_eq!(told, [Finding::HeadMissing { from: 1, to: 1 }, Finding::HeadForged { number: 2 }]);
        it.db.meddle("UPDATE audit_checkpoint SET note = replace(note, '40', '39'), size = 39 WHERE number = 3").await;
        let told = found(&it).await;
        assert!(told.contains(&Finding::HeadForged { number: 3 }), "{told:?}");
        let event = at(&it, 10).await;
        assert!(told.contains(&Finding::Beyond { place: 10, event }), "{told:?}");
        is_not_signed_over(&it, &who).await;
    }

    async fn a_rewound_tree_leaves_events_without_a_head(it: TestPortal) {
        let who = with_heads(&it, 3).await;
        let witness = head(&it).await;
        it.db.meddle("DELETE FROM audit_checkpoint WHERE number = 2").await;
        let told = found(&it).await;
        assert_eq!(told.len(), 11);
        assert_eq!(told[10], Finding::Rewound { by: Witness::Node, witnessed: 30, size: 20 });
        let event = at(&it, 20).await;
        assert!(told.contains(&Finding::Beyond { place: 20, event }), "{told:?}");
        let told = found_since(&it, &witness).await;
        let rewound = Finding::Rewound { by: Witness::Outside, witnessed: 30, size: 20 };
        assert!(told.contains(&rewound), "{told:?}");
        is_not_signed_over(&it, &who).await;
    }
}

#[tokio::test]
async fn findings_beyond_a_thousand_are_counted() {
    let it = TestPortal::sqlite().await;
    with_events(&it, 1_100).await;
    audit::seal(&it.portal).await.unwrap();
    it.db.meddle("UPDATE audit_event SET at = at + 1").await;
    let report = verified(&it).await;
    assert_eq!((report.findings.told().len(), report.findings.more()), (1_000, 100));
}
