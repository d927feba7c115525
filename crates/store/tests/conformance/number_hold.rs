use crate::fixture::{uuid, with_patient};
use domain::{Millis, id::PatientId};
use store::{
    number_hold::{self, NumberHold, Outcome},
    testing::TestDb,
};

conforms!(
    one_waits_for_each_patient,
    is_settled_once,
    comes_due_by_time,
    takes_no_effect_once_it_was_put_off,
);

fn a_hold(n: u32, patient_id: PatientId, due_at: i64) -> NumberHold {
    let (phone, asked_at) = (vec![1, 2, 3], Millis(10));
    NumberHold { id: uuid(n), patient_id, phone, asked_at, due_at: Millis(due_at) }
}

async fn one_waits_for_each_patient(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let (asha, ravi) = (with_patient(&mut tx, 1).await, with_patient(&mut tx, 2).await);
    assert!(number_hold::insert(&mut tx, &a_hold(1, asha, 20)).await.unwrap());
    assert!(!number_hold::insert(&mut tx, &a_hold(2, asha, 30)).await.unwrap());
    assert_eq!(number_hold::waiting(&mut tx, asha).await.unwrap(), Some(a_hold(1, asha, 20)));
    assert_eq!(number_hold::waiting(&mut tx, ravi).await.unwrap(), None);
    assert!(number_hold::settle(&mut tx, uuid(1), Outcome::Stopped, Millis(15)).await.unwrap());
    assert_eq!(number_hold::waiting(&mut tx, asha).await.unwrap(), None);
    assert!(number_hold::insert(&mut tx, &a_hold(2, asha, 30)).await.unwrap());
}

async fn is_settled_once(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let asha = with_patient(&mut tx, 1).await;
    number_hold::insert(&mut tx, &a_hold(1, asha, 20)).await.unwrap();
    for (outcome, done) in [(Outcome::Done, true), (Outcome::Stopped, false)] {
        let settled = number_hold::settle(&mut tx, uuid(1), outcome, Millis(20)).await.unwrap();
        assert_eq!(settled, done, "{outcome:?}");
    }
    assert!(!number_hold::settle(&mut tx, uuid(9), Outcome::Void, Millis(20)).await.unwrap());
}

async fn takes_no_effect_once_it_was_put_off(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let asha = with_patient(&mut tx, 1).await;
    number_hold::insert(&mut tx, &a_hold(1, asha, 20)).await.unwrap();
    for until in [30, 25] {
        number_hold::put_off(&mut tx, uuid(1), Millis(until)).await.unwrap();
        assert_eq!(number_hold::waiting(&mut tx, asha).await.unwrap(), Some(a_hold(1, asha, 30)));
    }
    assert!(!number_hold::settle(&mut tx, uuid(1), Outcome::Done, Millis(29)).await.unwrap());
    assert!(number_hold::settle(&mut tx, uuid(1), Outcome::Done, Millis(30)).await.unwrap());
    number_hold::put_off(&mut tx, uuid(1), Millis(40)).await.unwrap();
    assert!(number_hold::due(&mut tx, Millis(99), 9).await.unwrap().is_empty());
}

async fn comes_due_by_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for (n, due) in [(1, 30), (2, 20), (3, 40)] {
        let patient = with_patient(&mut tx, n).await;
        number_hold::insert(&mut tx, &a_hold(n, patient, due)).await.unwrap();
    }
    let due = async |tx: &mut store::Tx, now, limit| {
        let due = number_hold::due(tx, Millis(now), limit).await.unwrap();
        due.into_iter().map(|row| row.due_at.0).collect::<Vec<_>>()
    };
    assert!(due(&mut tx, 19, 9).await.is_empty());
    assert_eq!(due(&mut tx, 30, 9).await, [20, 30]);
    assert_eq!(due(&mut tx, 99, 2).await, [20, 30]);
    number_hold::settle(&mut tx, uuid(2), Outcome::Done, Millis(20)).await.unwrap();
    assert_eq!(due(&mut tx, 30, 9).await, [30]);
}
