//! A text told how many medicines there were: what came since, or was changed, takes another look-up.

use crate::{
    counter::{
        ASPIRIN, METFORMIN, OMAR, asked, challenge, lata, let_in, number, open_shops, prescribed,
        seen, state, tablets, typed,
    },
    exception::stands,
    people::ASHA,
};
use portal::{
    Principal, Refusal,
    counter::{self, Dispenser, Handed, Medicine as Shown},
    domain::{audit::Event, id::VerificationId, pharmacy::State},
    prescriptions::{self, Seen},
};
use serde_json::Value;
use testkit::{Medicine, TestPortal, bundle, on_both, prescription};

/// Asha's metformin on a paper, with its number.
async fn paper(it: &TestPortal) -> (Principal, String) {
    open_shops(it).await;
    let (asha, ids) = prescribed(it, &ASHA, &[request("m1", 1, &METFORMIN)]).await;
    let number = number(it, &asha, ids[0]).await;
    (asha, number)
}

fn request(id: &str, version: u32, it: &Medicine) -> Value {
    prescription((id, version, "active"), &ASHA, Some("paper"), it)
}

/// Another medicine comes onto the paper.
async fn adds(it: &TestPortal) {
    it.import(&bundle(&[request("a1", 1, &ASPIRIN)])).await;
}

/// What is on it is changed.
async fn changes(it: &TestPortal) {
    let more = Medicine { tablets: 60, ..METFORMIN };
    it.import(&bundle(&[request("m1", 2, &more)])).await;
}

async fn hands(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
    medicines: &[Shown],
) -> Result<(), Refusal> {
    let wanted = medicines.iter().map(|it| tablets(it, 5)).collect();
    counter::dispense(&it.portal, who, id, &Handed { wanted, collector: None }, None).await
}

/// What another look-up shows: all there is, as it is.
async fn anew(it: &TestPortal, who: &Dispenser, number: &str) -> Vec<Shown> {
    let id = let_in(it, who, number).await;
    let look = counter::look(&it.portal, who, id).await.unwrap();
    assert!(!look.changed);
    look.medicines
}

on_both! {
    async fn what_comes_after_the_text_is_neither_shown_nor_handed_over(it: TestPortal) {
        let (_, number) = paper(&it).await;
        let lata = lata(&it).await;
        let first = asked(&it, &lata, &number).await;
        let code = it.code_of(challenge(&it, &lata, first).await);
        adds(&it).await;
        typed(&it, &lata, first, &code).await.unwrap();
        let look = counter::look(&it.portal, &lata, first).await.unwrap();
        assert!(look.changed);
        let [shown] = look.medicines.try_into().ok().unwrap();
        assert_eq!(shown.prescription.medicine, METFORMIN.name);
        let all = anew(&it, &lata, &number).await;
        assert_eq!(all.len(), 2);
        refused!(hands(&it, &lata, first, &all).await, Refusal::PrescriptionChanged);
        hands(&it, &lata, first, &[shown]).await.unwrap();
    }

    async fn what_is_changed_after_the_text_is_neither_shown_nor_handed_over(it: TestPortal) {
        let (_, number) = paper(&it).await;
        let lata = lata(&it).await;
        let first = asked(&it, &lata, &number).await;
        let code = it.code_of(challenge(&it, &lata, first).await);
        changes(&it).await;
        typed(&it, &lata, first, &code).await.unwrap();
        let look = counter::look(&it.portal, &lata, first).await.unwrap();
        assert!(look.changed && look.medicines.is_empty());
        let all = anew(&it, &lata, &number).await;
        refused!(hands(&it, &lata, first, &all).await, Refusal::PrescriptionChanged);
        assert!(matches!(state(&it, &lata, first).await, State::Allowed(_)));
    }

    async fn nor_is_what_comes_while_the_medicines_are_open(it: TestPortal) {
        let (_, number) = paper(&it).await;
        let lata = lata(&it).await;
        let first = let_in(&it, &lata, &number).await;
        assert!(!counter::look(&it.portal, &lata, first).await.unwrap().changed);
        adds(&it).await;
        assert_eq!(seen(&it, &lata, first).await.len(), 1);
        changes(&it).await;
        assert!(seen(&it, &lata, first).await.is_empty());
        let all = anew(&it, &lata, &number).await;
        refused!(hands(&it, &lata, first, &all[..1]).await, Refusal::PrescriptionChanged);
        refused!(hands(&it, &lata, first, &all[1..]).await, Refusal::PrescriptionChanged);
    }

    async fn a_yes_on_the_patients_phone_is_for_what_was_shown_there(it: TestPortal) {
        let (asha, number) = paper(&it).await;
        let lata = lata(&it).await;
        let first = asked(&it, &lata, &number).await;
        // What came before the patient looked, they see.
        adds(&it).await;
        let pending = prescriptions::asked::pending(&it.portal, &asha, first).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        prescriptions::asked::answer(&it.portal, &asha, first, pending.id, &code).await.unwrap();
        let (_, medicines) = prescriptions::asked::shown(&it.portal, &asha, first).await.unwrap();
        assert_eq!(medicines.len(), 2);
        prescriptions::asked::allow(&it.portal, &asha, first, &Seen::of(&medicines)).await.unwrap();
        assert!(!counter::look(&it.portal, &lata, first).await.unwrap().changed);
        changes(&it).await;
        let look = counter::look(&it.portal, &lata, first).await.unwrap();
        let [shown] = look.medicines.try_into().ok().unwrap();
        assert_eq!((look.changed, shown.prescription.medicine.as_str()), (true, ASPIRIN.name));
        hands(&it, &lata, first, &[shown]).await.unwrap();
    }

    async fn a_long_prescription_is_handed_over_whole(it: TestPortal) {
        open_shops(&it).await;
        let requests: Vec<Value> =
            (0..70).map(|n| request(&format!("m{n}"), 1, &METFORMIN)).collect();
        let (asha, ids) = prescribed(&it, &ASHA, &requests).await;
        let number = number(&it, &asha, ids[0]).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let text = it.messages(ASHA.phone).await.remove(0).text;
        assert!(text.contains("70"), "{text}");
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        typed(&it, &lata, look_up, &code).await.unwrap();
        let medicines = seen(&it, &lata, look_up).await;
        assert_eq!(medicines.len(), 70);
        hands(&it, &lata, look_up, &medicines).await.unwrap();
        assert_eq!(it.events(Event::Dispensed).await, 70);
    }

    async fn a_second_pharmacist_stands_for_what_was_asked_for(it: TestPortal) {
        let (_, number) = paper(&it).await;
        let lata = lata(&it).await;
        let first = asked(&it, &lata, &number).await;
        adds(&it).await;
        stands(&it, &lata, first, OMAR).await.unwrap();
        let look = counter::look(&it.portal, &lata, first).await.unwrap();
        assert_eq!((look.changed, look.medicines.len()), (true, 1));
        let second = asked(&it, &lata, &number).await;
        changes(&it).await;
        refused!(stands(&it, &lata, second, OMAR).await, Refusal::PrescriptionChanged);
        assert!(seen(&it, &lata, second).await.is_empty());
    }
}
