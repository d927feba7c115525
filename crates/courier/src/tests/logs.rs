//! What the courier logs.

use super::{carriers::Told, desk::Desk, lines::Lines};
use crate::{Fate, Of, Receipt, Sending, Why};
use domain::challenge::Channel;
use std::time::Duration;
use store::testing::fresh_sqlite;

#[tokio::test]
async fn log_lines_have_ids_and_neither_code_nor_number() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let lines = Lines::listening();
    let carrier =
        Told::to([Sending::Retry(Why::says("busy")), Sending::Never(Why::says("barred"))]);
    let courier = desk.courier(carrier.clone());
    let (challenge, ids) = desk.open().await;
    courier.tick(Channel::Sms).await.unwrap();
    desk.pass(Duration::from_secs(2));
    courier.tick(Channel::Sms).await.unwrap();
    desk.pass(Duration::from_secs(15));
    courier.tick(Channel::Voice).await.unwrap();
    let reference = Told::reference(carrier.asked().last().unwrap());
    let of = Of::Reference(reference);
    let receipt = Receipt { carrier: "told".into(), of, fate: Fate::Delivered, at: desk.now() };
    courier.receipt(&receipt).await.unwrap();

    for expected in [&ids[0].to_string(), &ids[1].to_string(), "busy", "barred"] {
        lines.have(expected);
    }
    let digits = desk.digits(challenge.id);
    let spelled = digits.chars().map(String::from).collect::<Vec<_>>().join(", ");
    lines.hide(&[&digits, &spelled, "9000000001"]);
}
