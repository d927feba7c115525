//! Pharmacies, who works there, and their systems' tokens, as the clinic keeps them.

use crate::{
    counter::{
        CITY, LAKE, LATA, OMAR, asked, at_counter, lata, metformin, open_shops, set_elsewhere,
        state,
    },
    people::{OTHER_PASSWORD, PASSWORD, browser, minutes},
};
use portal::{
    Refusal,
    account::Leaving,
    counter::{self, By},
    domain::{
        challenge::Wrong,
        id::TokenId,
        password::Password,
        pharmacy::{Role, Scope, State},
        phone::Phone,
    },
    pharmacy::{self, staff::NewStaff},
};
use std::time::Duration;
use testkit::on_both;
use uuid::Uuid;

on_both! {
    async fn names_and_logins_belong_to_one(it: TestPortal) {
        open_shops(&it).await;
        let again = pharmacy::add(&it.portal, "  city   PHARMACY ").await;
        assert!(matches!(again, Err(pharmacy::NotAdded::Known)), "{again:?}");
        let unnamed = pharmacy::add(&it.portal, " ").await;
        assert!(matches!(unnamed, Err(pharmacy::NotAdded::Name)), "{unnamed:?}");
        let new = |login: &'static str, phone: &str| NewStaff {
            login,
            name: "Somebody",
            phone: Phone::parse(phone, "91").unwrap(),
            role: Role::Pharmacist,
            pharmacy: CITY,
        };
        for (new, why) in [
            (new("LATA", "9333300009"), "somebody has this login"),
            (new("la ta", "9333300009"), "a login has"),
            (new("x", "9333300009"), "a login has"),
            (new("third", "+447700900123"), "codes are not sent"),
        ] {
            let refused = pharmacy::staff::add(&it.portal, &new).await.unwrap_err().to_string();
            assert!(refused.starts_with(why), "{refused}");
        }
        let listed = pharmacy::staff::list(&it.portal).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|it| (it.login.as_str(), it.pharmacy.as_str())).collect();
        assert_eq!(listed, [("lata", CITY), ("omar", CITY), ("zoya", LAKE)]);
        let shops = pharmacy::list(&it.portal).await.unwrap();
        assert_eq!(shops.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), [CITY, LAKE]);
    }

    async fn only_login_password_and_code_together_sign_in(it: TestPortal) {
        open_shops(&it).await;
        let caller = browser(31);
        for (login, password) in
            [("lata", OTHER_PASSWORD), ("nobody", PASSWORD), ("", "x"), ("lata lata", PASSWORD)]
        {
            let begun = counter::sign_in::begin(&it.portal, &caller, login, password).await;
            if login.is_empty() {
                assert!(begun.is_err());
                continue;
            }
            begun.unwrap();
            let pending = counter::sign_in::pending(&it.portal, &caller).await.unwrap().unwrap();
            // Nobody was sent it, and it is not right either.
            let code = it.code_of(pending.id);
            let answered = counter::sign_in::answer(&it.portal, &caller, pending.id, &code).await;
            refused!(answered, Refusal::Wrong(Wrong::Guess { .. }));
        }
        assert_eq!(it.texts(LATA.phone).await, 0);
        let lata = lata(&it).await;
        let greeted = counter::sign_in::greeting(&it.portal, &lata).await.unwrap();
        assert_eq!((greeted.name.as_str(), greeted.pharmacy.as_str()), ("lata", CITY));
    }

    async fn a_login_is_nobody_among_patients(it: TestPortal) {
        open_shops(&it).await;
        for typed in ["lata", LATA.phone] {
            let caller = browser(32);
            portal::sign_in::begin(&it.portal, &caller, typed, PASSWORD).await.unwrap();
            let pending = portal::sign_in::pending(&it.portal, &caller).await.unwrap().unwrap();
            let code = it.code_of(pending.id);
            assert!(portal::sign_in::answer(&it.portal, &caller, pending.id, &code).await.is_err());
        }
        assert_eq!(it.texts(LATA.phone).await, 0);
    }

    async fn whoever_leaves_is_out_at_once(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let (lata, omar) = (lata(&it).await, at_counter(&it, OMAR, browser(33)).await);
        let id = asked(&it, &lata, &number).await;
        pharmacy::staff::end(&it.portal, "lata").await.unwrap();
        refused!(counter::state(&it.portal, &lata, id).await, Refusal::NotFound);
        refused!(counter::ask(&it.portal, &lata, &number, None).await, Refusal::NotFound);
        refused!(pharmacy::staff::end(&it.portal, "lata").await, Refusal::NotFound);
        let other = asked(&it, &omar, &number).await;
        pharmacy::end(&it.portal, CITY).await.unwrap();
        refused!(counter::state(&it.portal, &omar, other).await, Refusal::NotFound);
        refused!(pharmacy::end(&it.portal, CITY).await, Refusal::NotFound);
    }

    async fn what_was_begun_ends_with_the_session(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let id = crate::counter::let_in(&it, &lata, &number).await;
        assert!(matches!(state(&it, &lata, id).await, State::Allowed(_)));
        for left in [Leaving::Idle, Leaving::Over, Leaving::Wiped] {
            counter::sign_in::leave(&it.portal, &lata, left).await.unwrap();
            assert!(matches!(state(&it, &lata, id).await, State::Allowed(_)), "another goes on");
        }
        counter::sign_in::leave(&it.portal, &lata, Leaving::SignedOut).await.unwrap();
        assert_eq!(state(&it, &lata, id).await, State::Over);
        refused!(crate::counter::hand_over(&it, &lata, id, 10).await, Refusal::NothingChosen);
    }

    async fn a_password_that_is_set_anew_ends_what_the_old_one_began(it: TestPortal) {
        open_shops(&it).await;
        let caller = browser(31);
        counter::sign_in::begin(&it.portal, &caller, "lata", PASSWORD).await.unwrap();
        let pending = counter::sign_in::pending(&it.portal, &caller).await.unwrap().unwrap();
        let password = Password::parse(OTHER_PASSWORD, &[]).unwrap();
        pharmacy::staff::set_password(&it.portal, "lata", &password).await.unwrap();
        let code = it.code_of(pending.id);
        let answered = counter::sign_in::answer(&it.portal, &caller, pending.id, &code).await;
        assert!(answered.is_err());
    }

    async fn a_password_that_is_set_anew_elsewhere_signs_nobody_in_by_the_old_one(it: TestPortal) {
        open_shops(&it).await;
        let (before, caller) = (lata(&it).await, browser(38));
        counter::sign_in::begin(&it.portal, &caller, LATA.login, PASSWORD).await.unwrap();
        let pending = counter::sign_in::pending(&it.portal, &caller).await.unwrap().unwrap();
        set_elsewhere(&it, &before).await;
        let code = it.code_of(pending.id);
        let answered = counter::sign_in::answer(&it.portal, &caller, pending.id, &code).await;
        refused!(answered, Refusal::Wrong(Wrong::Expired));
    }

    async fn a_token_admits_until_it_is_over_or_revoked(it: TestPortal) {
        open_shops(&it).await;
        let days = |count: u64| Duration::from_hours(24 * count);
        let scopes = [Scope::Verify, Scope::Dispense];
        let add = |life| pharmacy::token::add(&it.portal, CITY, "till", &scopes, life);
        let (short, long) = (add(days(1)).await.unwrap(), add(days(9_999)).await.unwrap());
        let caller = browser(40);
        let admits = |secret: String| {
            let portal = it.portal.clone();
            async move { pharmacy::token::dispenser(&portal, caller, &secret).await }
        };
        let (who, granted) = admits(short.secret.clone()).await.unwrap();
        assert_eq!((who.by, granted), (By::System(short.id), scopes.to_vec()));
        refused!(admits(format!("{}x", short.secret)).await, Refusal::NotFound);
        it.pass(days(1));
        refused!(admits(short.secret.clone()).await, Refusal::NotFound);
        admits(long.secret.clone()).await.unwrap();
        it.pass(days(366));
        refused!(admits(long.secret.clone()).await, Refusal::NotFound);
        let third = add(days(5)).await.unwrap();
        pharmacy::token::revoke(&it.portal, third.id).await.unwrap();
        refused!(admits(third.secret.clone()).await, Refusal::NotFound);
        refused!(pharmacy::token::revoke(&it.portal, third.id).await, Refusal::NotFound);
        refused!(pharmacy::token::revoke(&it.portal, TokenId(Uuid::nil())).await, Refusal::NotFound);
        let fourth = add(days(5)).await.unwrap();
        pharmacy::end(&it.portal, CITY).await.unwrap();
        refused!(admits(fourth.secret.clone()).await, Refusal::NotFound);
        let names = pharmacy::token::list(&it.portal).await.unwrap();
        assert!(names.iter().all(|token| token.name == "till" && token.pharmacy == CITY));
        assert_eq!(names.len(), 4);
    }

    async fn ten_look_ups_that_wrong_codes_ended_pause_a_pharmacy_and_nine_do_not(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        for ended in 0..10 {
            let asked = counter::ask(&it.portal, &lata, &number, None).await;
            let look_up = asked.unwrap_or_else(|refusal| panic!("after {ended}: {refusal}"));
            let challenge = crate::counter::challenge(&it, &lata, look_up).await;
            let wrong = it.wrong_code_of(challenge);
            for _ in 0..3 {
                let typed = counter::answer(&it.portal, &lata, look_up, challenge, &wrong, None);
                refused!(typed.await, Refusal::Wrong(Wrong::Guess { .. }));
            }
        }
        refused!(counter::ask(&it.portal, &lata, &number, None).await, Refusal::Paused(_));
        let zoya = at_counter(&it, crate::counter::ZOYA, browser(34)).await;
        counter::ask(&it.portal, &zoya, &number, None).await.unwrap();
        it.pass(minutes(15));
        counter::ask(&it.portal, &lata, &number, None).await.unwrap();
    }

    async fn wrong_numbers_count_against_the_pharmacy(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let (lata, omar) = (lata(&it).await, at_counter(&it, OMAR, browser(33)).await);
        for _ in 0..20 {
            asked(&it, &lata, "333-333-333").await;
        }
        // Also for a colleague elsewhere, and for a number that is there.
        for who in [&lata, &omar] {
            refused!(counter::ask(&it.portal, who, &number, None).await, Refusal::Limited(_));
        }
        refused!(counter::ask(&it.portal, &lata, "333", None).await, Refusal::PrescriptionNumber(_));
        let zoya = at_counter(&it, crate::counter::ZOYA, browser(34)).await;
        counter::ask(&it.portal, &zoya, &number, None).await.unwrap();
        it.pass(minutes(61));
        counter::ask(&it.portal, &lata, &number, None).await.unwrap();
    }
}
