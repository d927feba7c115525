//! Somebody writes rows among the signed heads: they are found, and neither the sealer nor whoever verifies stops at them.

use crate::ledger::{act, at, found, head, verified, with_heads};
use portal::audit::{self, Finding};
use testkit::{TestPortal, on_both};

/// The highest numbers that a column holds, and one as far from every head that there will ever be.
const FAR: [u64; 3] =
    [9_000_000_000_000_000_000, i64::MAX.cast_unsigned() - 1, i64::MAX.cast_unsigned()];

/// Writes a row under this number: size, note and all the rest of another's, or its own.
async fn slip_in(it: &TestPortal, number: u64, size: &str, note: &str, like: u64) {
    it.db
        .meddle(&format!(
            "INSERT INTO audit_checkpoint (number, size, note, signed_at) \
         SELECT {number}, {size}, {note}, signed_at FROM audit_checkpoint WHERE number = {like}"
        ))
        .await;
}

on_both! {
    async fn a_row_far_away_is_told_with_the_gap_before_it_and_stops_nobody(it: TestPortal) {
        let who = with_heads(&it, 2).await;
        let (mut heads, mut size) = (2, 20);
        for far in FAR {
            for (columns, like) in [(("-1", "'x'"), 0), (("size", "note"), 0), (("size", "note"), heads - 1)] {
                slip_in(&it, far, columns.0, columns.1, like).await;
                let told = [
                    Finding::HeadMissing { from: heads, to: far - 1 },
                    Finding::HeadForged { number: far },
                ];
                assert_eq!(found(&it).await, told);
                act(&it.portal, &who).await;
                assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 1);
                (heads, size) = (heads + 1, size + 1);
                assert_eq!(head(&it).await.size, size);
                let event = at(&it, 3).await;
                assert!(audit::receipt(&it.portal, &who, event).await.unwrap().is_some());
                it.db.meddle(&format!("DELETE FROM audit_checkpoint WHERE number = {far}")).await;
                let report = verified(&it).await;
                assert_eq!((report.heads, report.findings.told()), (heads, [].as_slice()));
            }
        }
    }

    async fn a_row_under_the_next_number_is_passed_over(it: TestPortal) {
        let who = with_heads(&it, 2).await;
        slip_in(&it, 2, "size", "note", 1).await;
        slip_in(&it, 3, "99", "'x'", 1).await;
        act(&it.portal, &who).await;
        assert_eq!(audit::seal(&it.portal).await.unwrap().placed, 1);
        assert_eq!(found(&it).await, [2, 3].map(|number| Finding::HeadForged { number }));
        assert_eq!(head(&it).await.size, 21);
        it.db.meddle("DELETE FROM audit_checkpoint WHERE number IN (2, 3)").await;
        assert_eq!(found(&it).await, [Finding::HeadMissing { from: 2, to: 3 }]);
    }
}
