use crate::fixture::{a_challenge, key, uuid};
use domain::{Millis, id::ChallengeId, sending::Sent};
use store::{
    asking::{self, AskingRow},
    challenge,
    testing::TestDb,
};

conforms!(is_counted_by_asker_and_by_network);

fn an_asking(n: u32, challenge: u32, at: i64) -> AskingRow {
    AskingRow {
        id: uuid(n),
        challenge: ChallengeId(uuid(challenge)),
        asker: key(1),
        network: key(2),
        at: Millis(at),
    }
}

async fn is_counted_by_asker_and_by_network(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for n in 1..=2 {
        challenge::insert(&mut tx, &a_challenge(n, None)).await.unwrap();
    }
    let rows = [
        an_asking(1, 1, 30),
        an_asking(2, 2, 20),
        an_asking(3, 1, 10),
        AskingRow { asker: key(3), ..an_asking(4, 1, 40) },
        AskingRow { network: key(4), ..an_asking(5, 1, 50) },
    ];
    for row in &rows {
        asking::insert(&mut tx, row).await.unwrap();
    }
    asking::verify(&mut tx, ChallengeId(uuid(2)), Millis(99)).await.unwrap();
    let sent = |at, verified| Sent { at: Millis(at), verified };
    let by_asker = asking::of_asker(&mut tx, key(1), Millis(10)).await.unwrap();
    assert_eq!(by_asker, [sent(20, true), sent(30, false), sent(50, false)]);
    let by_network = asking::of_network(&mut tx, key(2), Millis(10)).await.unwrap();
    assert_eq!(by_network, [sent(20, true), sent(30, false), sent(40, false)]);
    assert_eq!(asking::of_asker(&mut tx, key(2), Millis(0)).await.unwrap(), []);
    let openings = asking::openings(&mut tx, key(1), Millis(5)).await.unwrap();
    assert_eq!(openings, [sent(10, false), sent(20, true)]);
    assert_eq!(asking::openings(&mut tx, key(3), Millis(40)).await.unwrap(), []);
}
