//! What the clinic does with pharmacies, those who work there, and keys, and what a patient does with those who collect, as the
//! log has it.

use crate::{
    collecting::entitled,
    counter::{metformin, open_shops},
    noting::told,
    people::browser,
};
use portal::{
    Principal, Refusal,
    audit::{
        self, Said, Shown, Who,
        history::{self, Wanted},
    },
    devices,
    domain::{
        audit::Event,
        day::Day,
        pharmacy::{Role, Scope},
    },
    family, pharmacy,
    pharmacy::{staff, token},
    prescriptions, wrapping,
};
use store::leaf;
use testkit::{TestPortal, on_both};

const SHOP: &str = "Hill Pharmacy";

/// What the newest line of a kind says, in a patient's history.
pub async fn said(it: &TestPortal, who: &Principal, event: Event) -> Said {
    let page = history::page(&it.portal, who, &Wanted::default()).await.unwrap();
    let line = page.lines.into_iter().find(|line| line.event == event).unwrap();
    assert!(line.genuine);
    line.said.unwrap()
}

/// The newest line of a kind, as staff see it.
async fn shown(it: &TestPortal, event: Event) -> Shown {
    audit::seal(&it.portal).await.unwrap();
    let mut tx = it.db.read().await.unwrap();
    let all = leaf::standing(&mut tx, None, 999).await.unwrap();
    drop(tx);
    let of_kind = all.into_iter().filter(|row| row.kind == event.name());
    let id = of_kind.max_by_key(|row| (row.at, row.id)).unwrap().id;
    let shown = audit::show(&it.portal, id).await.unwrap();
    assert!(shown.genuine);
    assert_eq!(shown.who, Some(Who::Clinic));
    shown
}

on_both! {
    async fn pharmacies_their_staff_and_their_tokens(it: TestPortal) {
        let node = &it.portal;
        let shop = told(&it, &["pharmacy-added"], async || pharmacy::add(node, SHOP).await).await;
        assert_eq!(shown(&it, Event::PharmacyAdded).await.pharmacy, Some(shop));
        let new = || staff::NewStaff {
            login: "hari",
            name: "Hari",
            phone: crate::number::phone("+919333300077"),
            role: Role::Pharmacist,
            pharmacy: SHOP,
        };
        told(&it, &["staff-added"], async || staff::add(node, &new()).await).await;
        shown(&it, Event::StaffAdded).await;
        let life = token::LONGEST;
        let made = told(&it, &["token-added"], async || {
            token::add(node, SHOP, "till", &Scope::ALL, life).await
        })
        .await;
        assert_eq!(shown(&it, Event::TokenAdded).await.token, Some(made.id));
        told(&it, &["token-revoked"], async || token::revoke(node, made.id).await).await;
        assert_eq!(shown(&it, Event::TokenRevoked).await.token, Some(made.id));
        told(&it, &["staff-ended"], async || staff::end(node, "hari").await).await;
        shown(&it, Event::StaffEnded).await;
        told(&it, &["pharmacy-ended"], async || pharmacy::end(node, SHOP).await).await;
        assert_eq!(shown(&it, Event::PharmacyEnded).await.pharmacy, Some(shop));
    }

    async fn keys(it: TestPortal) {
        let node = &it.portal;
        let turn = || Ok::<(), Refusal>(());
        told(&it, &["key-rotated"], async || audit::rotated(node, "wrap", turn).await).await;
        told(&it, &["keys-retired"], async || wrapping::note_retired(node).await).await;
        told(&it, &["keys-adopted"], async || wrapping::adopt(node, &it.db).await).await;
        for event in [Event::KeyRotated, Event::KeysRetired, Event::KeysAdopted] {
            assert_eq!(shown(&it, event).await.number, None, "it is about nobody");
        }
    }

    async fn who_collects(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, _) = metformin(&it).await;
        let (node, by) = (&it.portal, entitled(&it, &asha).await);
        let day = Day::parse("2026-01-01").unwrap();
        told(&it, &["collector-named"], async || {
            prescriptions::collector::name(node, &asha, by, id, "Ravi", day).await
        })
        .await;
        let entry = prescriptions::collector::collecting(node, &asha, id).await.unwrap().remove(0);
        told(&it, &["collector-ended"], async || {
            prescriptions::collector::take_back(node, &asha, entry.id).await
        })
        .await;
        for event in [Event::CollectorNamed, Event::CollectorEnded] {
            assert_eq!(said(&it, &asha, event).await.who, Who::Browser, "{}", event.name());
        }
    }

    async fn staff_who_look(it: TestPortal) {
        let asha = crate::number::asha(&it).await;
        let himself = Principal { patient: asha.patient, caller: browser(99) };
        devices::of_patient(&it.portal, asha.patient).await.unwrap();
        let devices = said(&it, &himself, Event::LookedAtByStaff).await;
        assert_eq!((devices.who, devices.detail.as_deref()), (Who::Clinic, Some("devices")));
        it.pass(crate::people::seconds(1));
        family::listed(&it.portal, asha.patient).await.unwrap();
        let guardians = said(&it, &himself, Event::LookedAtByStaff).await;
        assert_eq!(guardians.detail.as_deref(), Some("guardians"));
        it.pass(crate::people::seconds(1));
        let line = crate::disowning::first_line(&it, &himself, Event::SignedIn).await;
        audit::show(&it.portal, line).await.unwrap();
        let shown = said(&it, &himself, Event::LookedAtByStaff).await;
        assert_eq!((shown.detail.as_deref(), shown.line), (Some("line"), Some(line)));
    }
}
