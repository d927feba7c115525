use domain::{Millis, challenge::Channel, delivery::Figures};
use store::{
    Tx,
    delivery::{self, Span, Tally},
    testing::TestDb,
};

conforms!(is_written_over, is_summed_by_what_it_is_of, is_summed_over_time, is_folded_without_loss);

const QUARTER: i64 = 900_000;

/// Figures of which each is another.
fn figures(n: u64) -> Figures {
    Figures {
        sent: n,
        accepted: n + 1,
        retried: n + 2,
        refused: n + 3,
        unsure: n + 4,
        delivered: n + 5,
        failed: n + 6,
        answered: n + 7,
        parts: n + 8,
        waited: n + 9,
        within: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map(|more| n + more),
    }
}

fn tally(carrier: &str, prefix: &str, n: u64) -> Tally {
    let (carrier, prefix) = (carrier.to_owned(), prefix.to_owned());
    Tally { carrier, channel: Channel::Sms, prefix, figures: figures(n) }
}

async fn with_all(tx: &mut Tx, rows: &[(i64, Tally)]) {
    for (slot, tally) in rows {
        delivery::put(tx, Millis(slot * QUARTER), tally).await.unwrap();
    }
}

async fn all(tx: &mut Tx) -> Vec<Tally> {
    delivery::between(tx, Millis(0), Millis(i64::MAX)).await.unwrap()
}

async fn is_written_over(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    with_all(&mut tx, &[(1, tally("a", "91900", 5)), (1, tally("a", "91900", 7))]).await;
    assert_eq!(all(&mut tx).await, [tally("a", "91900", 7)]);
    assert_eq!(delivery::newest(&mut tx).await.unwrap(), Some(Millis(QUARTER)));
}

async fn is_summed_by_what_it_is_of(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let voice = Tally { channel: Channel::Voice, ..tally("a", "91900", 3) };
    let rows = [
        (1, tally("a", "91900", 1)),
        (2, tally("a", "91900", 2)),
        (2, voice.clone()),
        (2, tally("b", "91911", 4)),
        (3, tally("b", "91911", 5)),
    ];
    with_all(&mut tx, &rows).await;
    let sum =
        Tally { figures: [figures(1), figures(2)].into_iter().sum(), ..tally("a", "91900", 0) };
    let found = delivery::between(&mut tx, Millis(QUARTER), Millis(3 * QUARTER)).await.unwrap();
    assert_eq!(found, [sum, voice, tally("b", "91911", 4)]);
}

async fn is_summed_over_time(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [1, 3, 4, 5].map(|n| (n, tally("a", "91900", u64::try_from(n).unwrap())));
    with_all(&mut tx, &rows).await;
    let hour = 4 * QUARTER;
    let spans =
        delivery::over_time(&mut tx, Millis(2 * QUARTER), Millis(2 * hour), hour).await.unwrap();
    let two = [figures(4), figures(5)].into_iter().sum();
    let first = Span { begins: Millis(0), figures: figures(3) };
    assert_eq!(spans, [first, Span { begins: Millis(hour), figures: two }]);
}

async fn is_folded_without_loss(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let rows = [1, 2, 3].map(|n| (n, tally("a", "91900", u64::try_from(n).unwrap())));
    with_all(&mut tx, &rows).await;
    with_all(&mut tx, &[(1, tally("b", "", 9))]).await;
    let before = all(&mut tx).await;
    for until in [0, 2, 3, 3, 9] {
        delivery::fold(&mut tx, Millis(until * QUARTER)).await.unwrap();
        assert_eq!(all(&mut tx).await, before, "{until}");
    }
    let recent = delivery::between(&mut tx, Millis(1), Millis(i64::MAX)).await.unwrap();
    assert_eq!(recent, []);
}
