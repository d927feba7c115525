//! One append, in a transaction under way.

use portal::domain::{
    Chance, Millis,
    audit::{Content, Event},
    id::{EventId, PatientId},
};
use std::time::Instant;
use store::{Tx, audit::NewEvent, claim, pin};
use testkit::TestPortal;
use vault::Field;

const SAID: &str = r#"{"who":"browser","session":"0192f0c1-2345-7abc-8def-0123456789ab","record":"0192f0c1-2345-7abc-8def-0123456789ac"}"#;

/// Where an act's transaction has the patient's wrapped key from when it comes to its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// It came along with a row that the act reads or writes anyway.
    AtHand,
    /// It is looked up for the event alone.
    LookedUp,
}

/// How long an append takes in microseconds, as acts have it: on a connection that has just been given out, once a statement
/// has run.
pub async fn once(it: &TestPortal, patient: PatientId, key: Key) -> f64 {
    let mut tx = it.db.begin().await.unwrap();
    match key {
        Key::AtHand => claim::succeed(&mut tx, patient).await.unwrap(),
        Key::LookedUp => drop(pin::get(&mut tx, patient).await.unwrap()),
    }
    let begun = Instant::now();
    append(it, &mut tx, patient).await;
    super::acts::micros(begun.elapsed())
}

async fn append(it: &TestPortal, tx: &mut Tx, patient: PatientId) {
    let key = store::patient::wrapped_key(tx, patient).await.unwrap().unwrap();
    store::audit::append(tx, &sealed(it, patient, &key, 0)).await.unwrap();
}

/// An event, `n` milliseconds from now.
pub fn sealed(it: &TestPortal, patient: PatientId, key: &[u8], n: i64) -> NewEvent {
    let chance: &dyn Chance = &*it.chance;
    let at = Millis(it.now().0 + n);
    let id = EventId::fresh(at, chance);
    let said = Content::fresh(SAID, chance);
    let payload = it.vault.seal_field(patient, key, Field::Event(id), said.bytes()).unwrap();
    let content = said.digest();
    let patient = Some(patient);
    let event = Event::RecordRead;
    let mut new = NewEvent { id, at, event, patient, payload, content, tag: [0; 32] };
    new.tag = it.vault.event_tag(new.leaf().text().as_bytes());
    new
}
