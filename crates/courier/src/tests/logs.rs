//! What the courier logs.

use super::{carriers::Told, desk::Desk};
use crate::{Fate, Of, Receipt, Sending, Why};
use domain::challenge::Channel;
use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
    time::Duration,
};
use store::testing::fresh_sqlite;
use tracing::{Level, subscriber::set_default};

#[derive(Clone, Default)]
pub struct Lines(pub Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn log_lines_have_ids_and_neither_code_nor_number() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let lines = Lines::default();
    let writer = lines.clone();
    let _logging = set_default(
        tracing_subscriber::fmt()
            .with_max_level(Level::TRACE)
            .with_writer(move || writer.clone())
            .finish(),
    );
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

    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for expected in [&ids[0].to_string(), &ids[1].to_string(), "busy", "barred"] {
        assert!(text.contains(expected), "{expected} is not in:\n{text}");
    }
    let digits = desk.digits(challenge.id);
    let spelled = digits.chars().map(String::from).collect::<Vec<_>>().join(", ");
    for secret in [digits.as_str(), &spelled, "9000000001"] {
        assert!(!text.contains(secret), "{secret} is in:\n{text}");
    }
}
