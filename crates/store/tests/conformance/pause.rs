use crate::fixture::{a_challenge, a_patient, key, uuid};
use domain::{
    Millis,
    id::{ChallengeId, PatientId},
};
use store::{
    challenge::{self, ChallengeRow, EndedBy},
    patient, pause,
    sending::{self, SendingRow},
    testing::TestDb,
};

conforms!(ends_for_a_patient_and_for_their_number);

async fn ends_for_a_patient_and_for_their_number(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let me = PatientId(uuid(1));
    patient::insert(&mut tx, &a_patient(1)).await.unwrap();
    let ended = |n: u8, of| ChallengeRow {
        asker: key(n),
        ended_at: Some(Millis(5)),
        ended_by: Some(EndedBy::WrongTries),
        ..a_challenge(n.into(), of)
    };
    // Mine; another's on my number; another's elsewhere; mine, ended by something else.
    let superseded = ChallengeRow { ended_by: Some(EndedBy::Superseded), ..ended(4, Some(me)) };
    for row in [ended(1, Some(me)), ended(2, None), ended(3, None), superseded] {
        challenge::insert(&mut tx, &row).await.unwrap();
    }
    for (n, number) in [(2, key(9)), (3, key(8))] {
        let row = SendingRow {
            id: uuid(n),
            challenge: ChallengeId(uuid(n)),
            number,
            prefix: "91".to_owned(),
            at: Millis(1),
            at_counter: false,
        };
        sending::insert(&mut tx, &row).await.unwrap();
    }
    assert_eq!(pause::forgive(&mut tx, me, key(9), Millis(7)).await.unwrap(), 2);
    assert_eq!(pause::forgive(&mut tx, me, key(9), Millis(8)).await.unwrap(), 0);
    for (n, count) in [(1, 0), (2, 0), (3, 1)] {
        let left = challenge::ended_by_wrong_tries(&mut tx, key(n), Millis(0)).await.unwrap();
        assert_eq!(left.len(), count, "{n}");
    }
    for (number, count) in [(key(9), 0), (key(8), 1)] {
        let left = challenge::ended_at_number(&mut tx, number, Millis(0)).await.unwrap();
        assert_eq!(left.len(), count);
    }
}
