//! Messages that say more than a code: those for a pharmacy's counter.

use crate::people::{ASHA, PASSWORD, browser, seconds};
use base64::{Engine, engine::general_purpose::STANDARD};
use portal::{
    challenge::{call, resend},
    domain::{
        challenge::{Channel, Purpose, Told, VerifyPrescription, Words},
        id::{ChallengeId, VerificationId},
    },
};
use store::{challenge, sample, speech};
use testkit::{TestPortal, on_both};
use uuid::Uuid;

const PHARMACY: &str = "Shanti Pharmacy, Station Road";

/// A challenge of the first browser by which a pharmacy asks Asha; its first message has gone.
async fn asked(it: &TestPortal) -> (ChallengeId, String) {
    let patient = it.enrol(&ASHA, PASSWORD).await;
    let words = Words { pharmacy: PHARMACY.to_owned(), count: 2 };
    let told = Told { id: Uuid::from_u128(5), sealed: String::new() };
    let sealed = it.vault.seal_clinic(&told.name(), &serde_json::to_vec(&words).unwrap()).unwrap();
    let told = Told { sealed: STANDARD.encode(sealed), ..told };
    let id = ChallengeId::fresh(it.now(), &*it.chance);
    let verification = VerificationId::fresh(it.now(), &*it.chance);
    let purpose = VerifyPrescription { verification, patient: Some(patient), told: Some(told) };
    let key = it.vault.current_pepper().0;
    let mut row = sample::challenge(id, browser(1).session, patient, key, it.now());
    VerifyPrescription::KIND.clone_into(&mut row.kind);
    row.resource = purpose.resource();
    row.purpose = serde_json::to_string(&purpose).unwrap();
    let stored = row.purpose.clone();
    let mut tx = it.db.begin().await.unwrap();
    challenge::insert(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    (id, stored)
}

on_both! {
    async fn every_further_message_names_the_pharmacy_and_how_many_medicines(it: TestPortal) {
        let (challenge, _) = asked(&it).await;
        it.pass(seconds(30));
        resend(&it.portal, &browser(1), challenge).await.unwrap();
        let text = it.messages(ASHA.phone).await.remove(0);
        let code = it.code_of(challenge);
        assert_eq!(text.channel, Channel::Sms);
        assert!(text.text.contains(&code), "{}", text.text);
        let part = format!("lets {PHARMACY} hand over 2 of your medicines.");
        assert!(text.text.contains(&part), "{}", text.text);
        it.pass(seconds(30));
        call(&it.portal, &browser(1), challenge).await.unwrap();
        let spoken = it.messages(ASHA.phone).await.remove(0);
        assert_eq!(spoken.channel, Channel::Voice);
        let part = format!("{PHARMACY} wants to hand over 2 of your medicines.");
        assert!(spoken.text.contains(&part), "{}", spoken.text);
    }

    async fn what_a_message_says_is_sealed_where_it_is_stored(it: TestPortal) {
        let (challenge, purpose) = asked(&it).await;
        it.pass(seconds(30));
        call(&it.portal, &browser(1), challenge).await.unwrap();
        let message = it.messages(ASHA.phone).await.remove(0).id;
        let mut tx = it.db.read().await.unwrap();
        let parameters = speech::find(&mut tx, message, it.now()).await.unwrap().unwrap().parameters;
        for stored in [parameters, purpose] {
            assert!(stored.contains("\"told\""), "{stored}");
            for secret in ["Shanti", "Station", "pharmacy", "count"] {
                assert!(!stored.contains(secret), "{secret}: {stored}");
            }
        }
    }
}
