use crate::fixture::{session, uuid};
use domain::{
    Millis,
    audit::Event,
    id::{ChallengeId, EventId, PatientId, RecordId},
};
use store::{
    audit::{self, NewEvent},
    history,
    testing::TestDb,
};

conforms!(is_read_newest_first, keeps_every_kind);

fn an_event(n: u32, at: i64) -> NewEvent {
    NewEvent {
        id: EventId(uuid(n)),
        at: Millis(at),
        event: Event::SignedIn,
        patient: Some(PatientId(uuid(1))),
        session: None,
        record: None,
        challenge: None,
        detail: None,
    }
}

async fn is_read_newest_first(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let full = NewEvent {
        session: Some(session(1)),
        record: Some(RecordId(uuid(2))),
        challenge: Some(ChallengeId(uuid(3))),
        detail: Some("word".into()),
        ..an_event(1, 30)
    };
    let rows = [full, an_event(3, 20), an_event(2, 20), an_event(4, 10)];
    for row in rows.iter().rev() {
        audit::append(&mut tx, row).await.unwrap();
    }
    let another = NewEvent { patient: Some(PatientId(uuid(2))), ..an_event(5, 40) };
    let nobody = NewEvent { patient: None, ..an_event(6, 50) };
    for row in [another, nobody] {
        audit::append(&mut tx, &row).await.unwrap();
    }
    let found = history::events(&mut tx, PatientId(uuid(1)), 3).await.unwrap();
    assert_eq!(found, rows[..3]);
    assert_eq!(audit::count(&mut tx, Event::SignedIn).await.unwrap(), 6);
    assert_eq!(audit::count(&mut tx, Event::SignedOut).await.unwrap(), 0);
}

async fn keeps_every_kind(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for (n, event) in (1..).zip(Event::ALL) {
        audit::append(&mut tx, &NewEvent { event, ..an_event(n, n.into()) }).await.unwrap();
    }
    let found = history::events(&mut tx, PatientId(uuid(1)), 99).await.unwrap();
    let kinds: Vec<Event> = found.into_iter().rev().map(|row| row.event).collect();
    assert_eq!(kinds, Event::ALL);
}
