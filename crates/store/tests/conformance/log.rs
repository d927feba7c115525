//! The tree of the audit log.

use crate::{
    audit::an_event,
    fixture::{key, uuid},
};
use domain::{
    Millis,
    audit::{
        Event,
        tile::{Place, Tile},
    },
    id::EventId,
};
use store::{
    audit::{self, EventRow},
    checkpoint::{self, CheckpointRow},
    leaf,
    testing::{TestDb, fresh_sqlite, statements},
    tile,
};

conforms!(
    events_get_places_in_the_order_given,
    a_place_is_had_once,
    what_was_kept_for_long_enough_is_removed,
    tiles_grow,
    heads_are_numbered,
    heads_that_cannot_be_are_read,
);

const FIRST: EventId = EventId(uuid::Uuid::nil());

fn names(rows: &[EventRow]) -> Vec<u128> {
    rows.iter().map(|row| row.id.0.as_u128()).collect()
}

async fn with_events(tx: &mut store::Tx, numbers: impl Iterator<Item = u32>) {
    for n in numbers {
        audit::append(tx, &an_event(n, n.into())).await.unwrap();
    }
}

async fn events_get_places_in_the_order_given(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_events(&mut tx, 1..=5).await;
    assert_eq!(names(&leaf::waiting(&mut tx, FIRST, 3).await.unwrap()), [1, 2, 3]);
    assert_eq!(names(&leaf::waiting(&mut tx, EventId(uuid(3)), 3).await.unwrap()), [4, 5]);
    let ids = [4, 2, 3].map(|n| EventId(uuid(n)));
    assert_eq!(leaf::place(&mut tx, 0, &ids).await.unwrap(), 3);
    assert_eq!(leaf::place(&mut tx, 3, &ids).await.unwrap(), 0, "they have theirs");
    assert_eq!(leaf::place(&mut tx, 3, &[EventId(uuid(5))]).await.unwrap(), 1);
    let standing = leaf::standing(&mut tx, None, 9).await.unwrap();
    assert_eq!(names(&standing), [4, 2, 3, 5]);
    assert_eq!(standing.last().and_then(|row| row.position), Some(3));
    let after = Some((1, EventId(uuid(2))));
    assert_eq!(names(&leaf::standing(&mut tx, after, 1).await.unwrap()), [3]);
    assert_eq!(names(&leaf::waiting(&mut tx, FIRST, 9).await.unwrap()), [1]);
}

async fn a_place_is_had_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_events(&mut tx, 1..=2).await;
    leaf::place(&mut tx, 0, &[EventId(uuid(1))]).await.unwrap();
    let error = leaf::place(&mut tx, 0, &[EventId(uuid(2))]).await.unwrap_err();
    assert!(error.on_constraint("audit_event"), "{error}");
}

async fn what_was_kept_for_long_enough_is_removed(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_events(&mut tx, 1..=4).await;
    leaf::place(&mut tx, 0, &[1, 2, 3].map(|n| EventId(uuid(n)))).await.unwrap();
    let over = leaf::over(&mut tx, Event::SignedIn, Millis(3), 9).await.unwrap();
    assert_eq!(names(&over), [1, 2]);
    assert!(leaf::over(&mut tx, Event::SignedOut, Millis(9), 9).await.unwrap().is_empty());
    let first = over.first().unwrap();
    let leaf = first.leaf().unwrap();
    leaf::forget(&mut tx, first.id, leaf.sealed).await.unwrap();
    assert_eq!(names(&leaf::over(&mut tx, Event::SignedIn, Millis(9), 9).await.unwrap()), [2, 3]);
    let row = audit::get(&mut tx, first.id).await.unwrap().unwrap();
    assert_eq!((row.payload.as_deref(), row.leaf()), (None, Some(leaf)));
}

async fn tiles_grow(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let place = |level, number| Place { level, number };
    assert!(tile::get(&mut tx, place(0, 0)).await.unwrap().is_none());
    for hashes in [vec![key(1)], vec![key(1), key(2)]] {
        let names: Vec<_> = (0..hashes.len()).map(|_| uuid(7)).collect();
        let one = Tile { place: place(0, 0), hashes };
        tile::put(&mut tx, &one, Some(&names)).await.unwrap();
        let row = tile::get(&mut tx, place(0, 0)).await.unwrap().unwrap();
        assert_eq!((row.tile(), row.names()), (one, names));
    }
    let above = Tile { place: place(1, 0), hashes: vec![key(3)] };
    tile::put(&mut tx, &above, None).await.unwrap();
    let row = tile::get(&mut tx, place(1, 0)).await.unwrap().unwrap();
    assert_eq!((row.tile(), row.names()), (above, Vec::new()));
}

async fn heads_are_numbered(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    checkpoint::gate(&mut tx, Millis(1)).await.unwrap();
    checkpoint::gate(&mut tx, Millis(2)).await.unwrap();
    assert_eq!(checkpoint::latest(&mut tx, 1).await.unwrap(), []);
    let head = |number| CheckpointRow {
        number,
        size: number * 10,
        note: format!("note {number}"),
        signed_at: Millis(5),
    };
    for number in 0..4 {
        checkpoint::insert(&mut tx, &head(number)).await.unwrap();
    }
    assert_eq!(checkpoint::latest(&mut tx, 2).await.unwrap(), [head(3), head(2)]);
    assert_eq!(checkpoint::after(&mut tx, None, 2).await.unwrap(), [head(0), head(1)]);
    assert_eq!(checkpoint::after(&mut tx, Some(0), 2).await.unwrap(), [head(1), head(2)]);
    for beyond in [3, i64::MAX.cast_unsigned(), u64::MAX] {
        assert_eq!(checkpoint::after(&mut tx, Some(beyond), 2).await.unwrap(), []);
    }
    let error = checkpoint::insert(&mut tx, &head(3)).await.unwrap_err();
    assert!(error.on_constraint("audit_checkpoint"), "{error}");
}

async fn heads_that_cannot_be_are_read(db: &TestDb) {
    let values = "(-1, 1, '', 0), (4, -7, 'a', 0), (9223372036854775807, 1, 'b', 0)";
    let insert = "INSERT INTO audit_checkpoint (number, size, note, signed_at) VALUES";
    db.meddle(&format!("{insert} {values}")).await;
    let mut tx = db.read().await.unwrap();
    let rows = checkpoint::after(&mut tx, None, 9).await.unwrap();
    let read: Vec<_> = rows.iter().map(|row| (row.number, row.size, row.note.as_str())).collect();
    assert_eq!(read, [(4, 0, "a"), (i64::MAX.cast_unsigned(), 1, "b")]);
    assert_eq!(checkpoint::latest(&mut tx, 9).await.unwrap().len(), 2);
}

/// A million events must not be gone through for a page of them.
#[tokio::test]
async fn sqlite_finds_a_page_by_its_indexes() {
    let db = fresh_sqlite().await;
    let pool = sqlx::SqlitePool::connect(db.url()).await.unwrap();
    let modules = statements().into_iter().filter(|(name, _)| ["leaf", "audit"].contains(name));
    for sql in modules.flat_map(|(_, all)| all).filter(|sql| !sql.sqlite.contains("count(*)")) {
        let plan = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite));
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(plan).fetch_all(&pool).await.unwrap();
        let scans = plan.iter().any(|(.., step)| step.starts_with("SCAN audit_event"));
        assert!(!scans, "{}: {plan:?}", sql.sqlite);
    }
}
