//! What a pharmacy hears and sees of a prescription: what can be handed over now, and nothing else.

use crate::{
    counter::{
        ASPIRIN, METFORMIN, OMAR, asked, challenge, lata, number, open_shops, prescribed, seen,
        tablets, typed,
    },
    exception::stands,
    people::ASHA,
};
use portal::{
    Principal, Refusal,
    counter::{self, Handed},
    domain::{dispense::NotDispensed, id::PrescriptionId, pharmacy::State},
    prescriptions::{self, Seen},
};
use serde_json::{Value, json};
use testkit::{Medicine, TestPortal, bundle, dispensed, on_both, prescription};

const CETIRIZINE: Medicine = Medicine { name: "Cetirizine 10 mg", ..ASPIRIN };

fn on_paper(id: &str, version: u32, status: &str, it: &Medicine) -> Value {
    prescription((id, version, status), &ASHA, Some("paper"), it)
}

fn valid(id: &str, period: Value) -> Value {
    let mut request = on_paper(id, 1, "active", &METFORMIN);
    request["dispenseRequest"]["validityPeriod"] = period;
    request
}

/// What cannot be handed over now, each for another reason.
fn rest() -> Vec<Value> {
    vec![
        on_paper("stopped", 1, "stopped", &ASPIRIN),
        on_paper("used", 1, "active", &CETIRIZINE),
        dispensed(("d1", 1, "completed"), &ASHA, "used", 14),
        valid("over", json!({ "end": "2025-12-31" })),
        valid("later", json!({ "start": "2099-01-01" })),
    ]
}

/// Asha's prescription of these, with its number.
async fn paper(it: &TestPortal, requests: &[Value]) -> (Principal, PrescriptionId, String) {
    open_shops(it).await;
    let (asha, ids) = prescribed(it, &ASHA, requests).await;
    let [id] = ids.try_into().unwrap();
    (asha, id, number(it, &asha, id).await)
}

/// One that can be, and the rest.
async fn mixed(it: &TestPortal) -> (Principal, PrescriptionId, String) {
    let mut requests = rest();
    requests.push(on_paper("now", 1, "active", &METFORMIN));
    paper(it, &requests).await
}

fn names(medicines: &[counter::Medicine]) -> Vec<&str> {
    medicines.iter().map(|it| it.prescription.medicine.as_str()).collect()
}

/// All of the metformin was handed over elsewhere.
async fn uses_up(it: &TestPortal) {
    let all = Medicine { repeats: 0, ..METFORMIN };
    it.import(&bundle(&[dispensed(("d2", 1, "completed"), &ASHA, "now", all.tablets * 3)])).await;
}

on_both! {
    async fn a_text_counts_and_the_code_shows_what_can_be_handed_over_now(it: TestPortal) {
        let (asha, id, number) = mixed(&it).await;
        let line = prescriptions::one(&it.portal, &asha, id).await.unwrap();
        assert_eq!((line.parts.len(), line.now()), (5, 1));
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let text = it.messages(ASHA.phone).await.remove(0).text;
        assert!(text.contains("hand over 1 of your medicines"), "{text}");
        let waiting = prescriptions::asked::waiting(&it.portal, &asha).await.unwrap();
        assert_eq!(waiting[0].medicines, 1);
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        typed(&it, &lata, look_up, &code).await.unwrap();
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert_eq!(names(&look.medicines), [METFORMIN.name]);
        assert_eq!((look.changed, look.next), (false, None));
        // Nor can the rest be opened in the look-up's session.
        let mut tx = it.db.read().await.unwrap();
        let row = store::verification::get(&mut tx, look_up).await.unwrap().unwrap();
        let mut granted = 0;
        for item in store::prescription::items(&mut tx, id).await.unwrap() {
            let grant = store::grant::latest(&mut tx, row.session, item.record_id).await.unwrap();
            granted += usize::from(grant.is_some());
        }
        assert_eq!(granted, 1);
    }

    async fn where_nothing_can_be_it_is_said_after_the_code_without_a_name(it: TestPortal) {
        let (_, _, number) = paper(&it, &rest()).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let text = it.messages(ASHA.phone).await.remove(0).text;
        assert!(text.contains("hand over 0 of your medicines"), "{text}");
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        typed(&it, &lata, look_up, &code).await.unwrap();
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert!(matches!(look.state, State::Allowed(_)));
        assert!(look.medicines.is_empty() && !look.changed && look.next.is_some());
        let other = asked(&it, &lata, &number).await;
        refused!(stands(&it, &lata, other, OMAR).await, Refusal::NothingThere);
    }

    async fn what_ends_while_it_is_open_goes_from_the_page(it: TestPortal) {
        let (_, _, number) = mixed(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        typed(&it, &lata, look_up, &code).await.unwrap();
        let medicines = seen(&it, &lata, look_up).await;
        uses_up(&it).await;
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert!(look.medicines.is_empty() && look.changed);
        let wanted = medicines.iter().map(|it| tablets(it, 1)).collect();
        let handed = Handed { wanted, collector: None };
        refused!(counter::dispense(&it.portal, &lata, look_up, &handed, None).await,
            Refusal::NotDispensed(NotDispensed::UsedUp));
    }

    async fn what_ends_before_the_code_is_typed_is_not_let_in_to(it: TestPortal) {
        let (_, id, number) = mixed(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        uses_up(&it).await;
        typed(&it, &lata, look_up, &code).await.unwrap();
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert!(look.medicines.is_empty() && look.changed);
        let mut tx = it.db.read().await.unwrap();
        let row = store::verification::get(&mut tx, look_up).await.unwrap().unwrap();
        for item in store::prescription::items(&mut tx, id).await.unwrap() {
            let grant = store::grant::latest(&mut tx, row.session, item.record_id).await.unwrap();
            assert!(grant.is_none());
        }
    }

    async fn a_second_pharmacist_stands_for_that_alone(it: TestPortal) {
        let (_, _, number) = mixed(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        stands(&it, &lata, look_up, OMAR).await.unwrap();
        assert_eq!(names(&seen(&it, &lata, look_up).await), [METFORMIN.name]);
    }

    async fn a_patient_says_yes_on_their_own_phone_to_that_alone(it: TestPortal) {
        let (asha, _, number) = mixed(&it).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number).await;
        let pending = prescriptions::asked::pending(&it.portal, &asha, look_up).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        prescriptions::asked::answer(&it.portal, &asha, look_up, pending.id, &code).await.unwrap();
        let (waiting, medicines) = prescriptions::asked::shown(&it.portal, &asha, look_up).await.unwrap();
        assert_eq!((waiting.medicines, names(&medicines)), (1, vec![METFORMIN.name]));
        uses_up(&it).await;
        let allowed = prescriptions::asked::allow(&it.portal, &asha, look_up, &Seen::of(&medicines)).await;
        refused!(allowed, Refusal::PrescriptionChanged);
        let (waiting, medicines) = prescriptions::asked::shown(&it.portal, &asha, look_up).await.unwrap();
        assert_eq!((waiting.medicines, medicines.len()), (0, 0));
    }
}
