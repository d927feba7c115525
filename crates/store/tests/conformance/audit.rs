use crate::fixture::{key, uuid};
use domain::{
    Millis,
    audit::Event,
    id::{EventId, PatientId},
};
use store::{
    audit::{self, EventRow, NewEvent, Range},
    history,
    testing::TestDb,
};

conforms!(is_read_newest_first, keeps_every_kind, is_read_in_pages);

pub fn an_event(n: u32, at: i64) -> NewEvent {
    NewEvent {
        id: EventId(uuid(n)),
        at: Millis(at),
        event: Event::SignedIn,
        patient: Some(PatientId(uuid(1))),
        payload: vec![1, 2],
        content: key(1),
        tag: key(2),
    }
}

async fn is_read_newest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [an_event(1, 30), an_event(3, 20), an_event(2, 20), an_event(4, 10)];
    for row in rows.iter().rev() {
        audit::append(&mut tx, row).await.unwrap();
    }
    let another = NewEvent { patient: Some(PatientId(uuid(2))), ..an_event(5, 40) };
    let nobody = NewEvent { patient: None, ..an_event(6, 50) };
    for row in [&another, &nobody] {
        audit::append(&mut tx, row).await.unwrap();
    }
    let found = history::events(&mut tx, PatientId(uuid(1)), 3).await.unwrap();
    let whole = |row: &NewEvent| EventRow {
        id: row.id,
        at: row.at,
        kind: row.event.name().to_owned(),
        patient: row.patient,
        payload: Some(row.payload.clone()),
        sealed: None,
        content: Some(row.content),
        tag: Some(row.tag),
        position: None,
    };
    assert_eq!(found, rows[..3].iter().map(whole).collect::<Vec<_>>());
    assert_eq!(audit::get(&mut tx, nobody.id).await.unwrap(), Some(whole(&nobody)));
    assert_eq!(whole(&nobody).leaf(), Some(nobody.leaf()));
    assert_eq!(audit::get(&mut tx, EventId(uuid(7))).await.unwrap(), None);
    assert_eq!(audit::count(&mut tx, Event::SignedIn).await.unwrap(), 6);
    assert_eq!(audit::count(&mut tx, Event::SignedOut).await.unwrap(), 0);
    assert!(audit::append(&mut tx, &nobody).await.unwrap_err().on_constraint("audit_event"));
}

async fn keeps_every_kind(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for (n, event) in (1..).zip(Event::ALL) {
        audit::append(&mut tx, &NewEvent { event, ..an_event(n, n.into()) }).await.unwrap();
    }
    let found = history::events(&mut tx, PatientId(uuid(1)), 99).await.unwrap();
    let kinds: Vec<_> = found.into_iter().rev().map(|row| Event::of_name(&row.kind)).collect();
    assert_eq!(kinds, Event::ALL.map(Some));
}

/// The kinds, since when, before which event, how many at most; and which are found.
type Case<'a> = (&'a [Event], i64, (Millis, EventId), i64, &'a [u32]);

async fn is_read_in_pages(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for (n, at) in [(1, 10), (2, 20), (3, 20), (4, 20), (5, 30)] {
        let event = if n == 3 { Event::SignedOut } else { Event::SignedIn };
        audit::append(&mut tx, &NewEvent { event, ..an_event(n, at) }).await.unwrap();
    }
    let both = [Event::SignedIn, Event::SignedOut];
    let end = (Millis(i64::MAX), EventId(uuid(0)));
    let cases: [Case<'_>; 7] = [
        (&both, 0, end, 9, &[5, 4, 3, 2, 1]),
        (&both, 0, end, 2, &[5, 4]),
        (&both, 0, (Millis(20), EventId(uuid(4))), 2, &[3, 2]),
        (&both, 20, end, 9, &[5, 4, 3, 2]),
        (&both, 0, (Millis(20), EventId(uuid(0))), 9, &[1]),
        (&both[..1], 0, end, 9, &[5, 4, 2, 1]),
        (&[], 0, end, 9, &[]),
    ];
    for (kinds, since, before, limit, expected) in cases {
        let range = Range { kinds, since: Millis(since), before };
        let page = audit::page(&mut tx, PatientId(uuid(1)), &range, limit).await.unwrap();
        let expected: Vec<_> = expected.iter().map(|n| EventId(uuid(*n))).collect();
        assert_eq!(page.iter().map(|row| row.id).collect::<Vec<_>>(), expected);
    }
}
