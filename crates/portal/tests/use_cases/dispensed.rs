//! What was handed over, as its patient sees it: here or elsewhere, closed and open, and in what they take away.

use crate::{
    clinic::elsewhere,
    counter::{CITY, LATA, hand_over, lata, let_in, metformin, open_shops},
    exporting::{made, whole},
    people::{ASHA, browser},
};
use portal::{
    Principal, Refusal,
    domain::id::PrescriptionId,
    export::File,
    prescriptions::{self, Given, Giver},
};
use serde_json::{Value, json};
use testkit::{TestPortal, bundle, dispensed, on_both};

const THERE: &str = "Elsewhere Chemists";

/// What another program says was handed over of the metformin, 20 of 30 tablets.
fn there(version: u32, status: &str) -> Vec<u8> {
    let mut it = dispensed(("d1", version, status), &ASHA, "m1", 20);
    it["performer"] = json!([{ "actor": { "display": THERE, "type": "Organization" } }]);
    bundle(&[it])
}

async fn one(it: &TestPortal, who: &Principal, id: PrescriptionId) -> Given {
    let given = prescriptions::given(&it.portal, who, id).await.unwrap();
    let [one] = given.try_into().unwrap();
    one
}

/// The amount of the only share.
fn amount(given: &Given) -> String {
    let [share] = given.shares.as_slice() else { panic!("one medicine") };
    share.amount.as_ref().unwrap().value.to_string()
}

on_both! {
    async fn what_another_program_says_is_in_the_history_and_its_place_behind_a_code(it: TestPortal) {
        let (asha, id, _) = metformin(&it).await;
        it.import(&there(1, "completed")).await;
        let given = one(&it, &asha, id).await;
        let Giver::Elsewhere(record) = given.by else { panic!("{given:?}") };
        assert_eq!((amount(&given).as_str(), given.undone_at), ("20", None));
        refused!(prescriptions::read(&it.portal, &asha, id).await, Refusal::Sealed);
        prescriptions::ask(&it.portal, &asha, id).await.unwrap();
        let pending = prescriptions::pending(&it.portal, &asha, id).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        prescriptions::answer(&it.portal, &asha, id, pending.id, &code).await.unwrap();
        let opened = prescriptions::read(&it.portal, &asha, id).await.unwrap();
        assert_eq!(opened.places.get(&record).map(String::as_str), Some(THERE));
        assert_eq!(given.shares[0].medicine, opened.medicines[0].record);
        let other = elsewhere(&asha, browser(2));
        refused!(prescriptions::read(&it.portal, &other, id).await, Refusal::Sealed);
        prescriptions::seal(&it.portal, &asha, id).await.unwrap();
        let mut tx = it.db.read().await.unwrap();
        let granted = store::grant::latest(&mut tx, asha.caller.session, record).await.unwrap();
        let live = granted.unwrap().live(asha.caller.session, record, it.now());
        assert!(live.is_none(), "sealing seals that too");
        drop(tx);
        it.import(&there(2, "entered-in-error")).await;
        assert!(one(&it, &asha, id).await.undone_at.is_some());
    }

    async fn what_was_handed_over_here_and_there_stands_in_one_history(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        it.import(&there(1, "completed")).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        hand_over(&it, &lata, look_up, 10).await.unwrap();
        let given = prescriptions::given(&it.portal, &asha, id).await.unwrap();
        let [newest, oldest] = given.as_slice() else { panic!("{given:?}") };
        assert!(matches!(&newest.by, Giver::Pharmacy { name, .. } if name == CITY), "{newest:?}");
        assert!(matches!(oldest.by, Giver::Elsewhere(_)), "{oldest:?}");
        assert_eq!((amount(newest).as_str(), amount(oldest).as_str()), ("10", "20"));
    }

    async fn who_stood_at_the_counter_is_in_nothing_that_is_written_for_the_patient(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        hand_over(&it, &lata, look_up, 30).await.unwrap();
        let id = made(&it, &asha).await;
        let bundle = whole(&it, &asha, id, File::Bundle).await.unwrap();
        assert!(!bundle.contains(LATA.login), "{bundle}");
        let bundle: Value = serde_json::from_str(&bundle).unwrap();
        let resources = bundle["entry"].as_array().unwrap().iter().map(|it| &it["resource"]);
        let mut own = resources.filter(|it| it["resourceType"] == "MedicationDispense");
        let performers = own.next().unwrap()["performer"].as_array().unwrap();
        let [performer] = performers.as_slice() else { panic!("{performers:?}") };
        let actor = &performer["actor"];
        assert_eq!((&actor["type"], &actor["display"]), (&json!("Organization"), &json!(CITY)));
    }
}
