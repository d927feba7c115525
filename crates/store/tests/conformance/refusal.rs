use domain::Millis;
use store::{
    refusal::{self, Refused},
    testing::TestDb,
};

conforms!(is_added_to_or_written_over, is_folded_without_loss);

fn refused(carrier: &str, reason: &str, amount: u64) -> Refused {
    let (carrier, reason) = (carrier.to_owned(), reason.to_owned());
    Refused { carrier, reason, prefix: "91900".to_owned(), amount }
}

async fn is_added_to_or_written_over(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for amount in [1, 2] {
        refusal::add(&mut tx, Millis(10), &refused("", "prefix", amount)).await.unwrap();
        refusal::put(&mut tx, Millis(10), &refused("a", "busy", amount)).await.unwrap();
    }
    refusal::add(&mut tx, Millis(20), &refused("", "prefix", 4)).await.unwrap();
    for (from, until, limits) in [(0, 30, 7), (10, 20, 3), (11, 30, 4)] {
        let all = refusal::between(&mut tx, Millis(from), Millis(until)).await.unwrap();
        let own = all.iter().find(|it| it.carrier.is_empty());
        assert_eq!(own, Some(&refused("", "prefix", limits)), "{from} {until}");
        let busy = all.iter().any(|it| *it == refused("a", "busy", 2));
        assert_eq!(busy, from <= 10, "{from} {until}");
    }
}

async fn is_folded_without_loss(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    for slot in 1..=3 {
        refusal::add(&mut tx, Millis(slot), &refused("", "day", 1)).await.unwrap();
    }
    for until in [2, 3, 3, 4] {
        refusal::fold(&mut tx, Millis(until)).await.unwrap();
        let all = refusal::between(&mut tx, Millis(0), Millis(9)).await.unwrap();
        assert_eq!(all, [refused("", "day", 3)], "{until}");
    }
    assert_eq!(refusal::between(&mut tx, Millis(1), Millis(9)).await.unwrap(), []);
}
