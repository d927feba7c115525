//! How passwords are checked: hashes that are renewed, and a flood.

use crate::{
    activation::{BORN, born},
    people::{ASHA, NOBODY, PASSWORD, answer, browser},
};
use portal::{
    Hasher, Refusal, Rules, account, activation,
    domain::{id::PatientId, identifier::Identifier},
    hasher::Cost,
    sign_in,
};
use std::task::{Context, Waker};
use testkit::on_both;
use uuid::Uuid;

on_both! {
    async fn a_hash_is_renewed_at_sign_in_when_it_is_to_cost_more(it: TestPortal) {
        let asha = it.enrol(&ASHA, PASSWORD).await;
        let cost = Cost { passes: 3, ..Cost::LEAST };
        let hasher = Hasher::new(cost, 2, &*it.chance).unwrap();
        let node = it.node_with(Rules::default(), hasher).await;
        let before = it.credential(asha).await;
        assert!(before.password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));

        let wrong = it.noted(sign_in::begin(&node, &browser(1), ASHA.number, "wrong one")).await;
        assert_eq!(wrong.1, ["challenge-opened", "sign-in-failed"]);
        assert_eq!(it.credential(asha).await, before);

        let right = it.noted(sign_in::begin(&node, &browser(2), ASHA.number, PASSWORD)).await;
        assert_eq!(right.1, ["challenge-opened", "password-changed"]);
        let after = it.credential(asha).await;
        assert!(after.password_hash.starts_with("$argon2id$v=19$m=19456,t=3,p=1$"));

        let again = it.noted(sign_in::begin(&node, &browser(3), ASHA.number, PASSWORD)).await;
        assert_eq!(again.1, ["challenge-opened"]);
        assert_eq!(it.credential(asha).await, after);
        let challenge = it.pending(&browser(3)).await.id;
        answer(&it, &browser(3), challenge, &it.code_of(challenge)).await.unwrap();
    }

    async fn a_flood_is_told_to_come_back_whoever_it_asks_for(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        let hasher = Hasher::new(Cost::LEAST, 1, &*it.chance).unwrap();
        let node = it.node_with(Rules::default(), hasher.clone()).await;
        let mut context = Context::from_waker(Waker::noop());
        let mut flood: Vec<_> = (0..32).map(|_| Box::pin(hasher.verify_nobody("x"))).collect();
        for visit in &mut flood {
            assert!(visit.as_mut().poll(&mut context).is_pending());
        }
        for identifier in [ASHA.number, ASHA.phone, NOBODY.number, NOBODY.phone] {
            let (begun, noted) =
                it.noted(sign_in::begin(&node, &browser(1), identifier, PASSWORD)).await;
            refused!(begun, Refusal::Busy);
            assert!(noted.is_empty(), "{identifier}");
        }
        assert!(sign_in::pending(&node, &browser(1)).await.unwrap().is_none());
        let born = born(&it, BORN);
        for number in [ASHA.number, NOBODY.number] {
            let number = Identifier::number(number).unwrap();
            refused!(activation::begin(&node, &browser(1), &number, &born).await, Refusal::Busy);
        }
        drop(flood);
        sign_in::begin(&node, &browser(1), ASHA.number, PASSWORD).await.unwrap();
    }

    async fn a_new_password_takes_the_place_of_the_old(it: TestPortal) {
        let asha = it.enrol(&ASHA, "the old password").await;
        assert!(account::has_password(&it.portal, asha).await.unwrap());
        it.set_password(asha, PASSWORD).await;
        // They are told, but not of the first one.
        let [told] = it.messages(ASHA.phone).await.try_into().unwrap();
        assert!(told.text.starts_with("The password of your Medseal account was changed."));
        for (password, texts) in [("the old password", 1), (PASSWORD, 2)] {
            sign_in::begin(&it.portal, &browser(1), ASHA.number, password).await.unwrap();
            assert_eq!(it.texts(ASHA.phone).await, texts);
        }
    }

    async fn nobody_has_no_password(it: TestPortal) {
        let nobody = PatientId(Uuid::from_u128(7));
        assert!(!account::has_password(&it.portal, nobody).await.unwrap());
        let password = portal::domain::password::Password::parse(PASSWORD, &[]).unwrap();
        let (set, noted) = it.noted(account::set_password(&it.portal, nobody, &password)).await;
        refused!(set, Refusal::NotFound);
        assert!(noted.is_empty());
    }
}
