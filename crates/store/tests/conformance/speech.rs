//! What a call says, and to whom it says nothing.

use crate::fixture::{a_challenge, a_message, uuid, with_challenge, with_patient};
use domain::{Language, Millis, challenge::Channel, id::MessageId};
use store::{
    challenge,
    message::{self, MessageRow},
    speech::{self, Speech},
    testing::TestDb,
};

conforms!(a_call_has_words_while_its_challenge_lives, a_call_has_a_language_to_its_end_and_after);

async fn a_call_has_words_while_its_challenge_lives(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let id = with_challenge(&mut tx, 1, patient).await;
    let row = a_challenge(1, Some(patient));
    let text = a_message(1, patient, id);
    let call = MessageRow { channel: Channel::Voice, ..a_message(2, patient, id) };
    message::insert(&mut tx, &[text.clone(), call.clone()]).await.unwrap();
    let words = Speech {
        challenge: id,
        key_id: row.key_id,
        template: call.template.clone(),
        language: call.language,
        parameters: call.parameters.clone(),
    };
    let last = Millis(row.expires_at.0 - 1);
    let cases = [
        (call.id, row.issued_at, Some(words.clone())),
        (call.id, last, Some(words)),
        (call.id, row.expires_at, None),
        (text.id, row.issued_at, None),
        (MessageId(uuid(99)), row.issued_at, None),
    ];
    for (message, at, expected) in cases {
        assert_eq!(speech::find(&mut tx, message, at).await.unwrap(), expected, "{message} {at:?}");
    }
    assert!(challenge::consume(&mut tx, id, row.issued_at).await.unwrap());
    assert_eq!(speech::find(&mut tx, call.id, row.issued_at).await.unwrap(), None);
}

async fn a_call_has_a_language_to_its_end_and_after(db: &TestDb) {
    let mut tx = db.begin().await.unwrap();
    let patient = with_patient(&mut tx, 1).await;
    let id = with_challenge(&mut tx, 1, patient).await;
    let text = MessageRow { language: Language::Hi, ..a_message(1, patient, id) };
    let call = MessageRow { channel: Channel::Voice, ..text.clone() };
    let call = MessageRow { id: a_message(2, patient, id).id, ..call };
    message::insert(&mut tx, &[text.clone(), call.clone()]).await.unwrap();
    let issued_at = a_challenge(1, Some(patient)).issued_at;
    assert_eq!(speech::language(&mut tx, call.id).await.unwrap(), Some(Language::Hi));
    assert!(challenge::consume(&mut tx, id, issued_at).await.unwrap());
    assert_eq!(speech::language(&mut tx, call.id).await.unwrap(), Some(Language::Hi));
    for other in [text.id, MessageId(uuid(99))] {
        assert_eq!(speech::language(&mut tx, other).await.unwrap(), None, "{other}");
    }
}
