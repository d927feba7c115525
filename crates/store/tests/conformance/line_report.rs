use crate::fixture::{uuid, with_patient};
use domain::{Millis, id::EventId};
use store::{
    line_report::{self, LineReport, Oldest},
    testing::TestDb,
};

conforms!(is_said_once_and_waits_until_it_was_looked_at);

async fn is_said_once_and_waits_until_it_was_looked_at(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    let event = |n| EventId(uuid(n));
    for (n, patient, at) in [(1, asha, 20), (2, asha, 10), (3, ravi, 30)] {
        assert!(line_report::insert(&mut tx, event(n), patient, Millis(at)).await.unwrap());
        assert!(!line_report::insert(&mut tx, event(n), patient, Millis(99)).await.unwrap());
    }
    let row = |n, patient_id, at| LineReport {
        event_id: event(n),
        patient_id,
        reported_at: Millis(at),
        looked_at: None,
    };
    let oldest = |n, patient_id, at, more| Oldest {
        event_id: event(n),
        patient_id,
        reported_at: Millis(at),
        more,
    };
    let open = line_report::open(&mut tx, 2).await.unwrap();
    assert_eq!(open, [oldest(2, asha, 10, 1), oldest(3, ravi, 30, 0)]);
    assert_eq!(line_report::open(&mut tx, 1).await.unwrap(), [oldest(2, asha, 10, 1)]);
    assert_eq!(line_report::count_open(&mut tx).await.unwrap(), 3);
    for done in [Some(asha), None] {
        assert_eq!(line_report::look_at(&mut tx, event(2), Millis(40)).await.unwrap(), done);
    }
    assert_eq!(line_report::look_at(&mut tx, event(9), Millis(40)).await.unwrap(), None);
    assert_eq!(line_report::count_open(&mut tx).await.unwrap(), 2);
    let looked = LineReport { looked_at: Some(Millis(40)), ..row(2, asha, 10) };
    let own = line_report::of_patient(&mut tx, asha).await.unwrap();
    assert_eq!(own, [row(1, asha, 20), looked]);
    let said = line_report::of_lines(&mut tx, &[event(3), event(2), event(9)]).await.unwrap();
    assert_eq!(said, [looked, row(3, ravi, 30)]);
}
