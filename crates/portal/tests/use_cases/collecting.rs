//! Somebody else who collects.

use crate::{
    counter::{asked, challenge, lata, let_in, metformin, open_shops, seen, tablets},
    dispensings::kept,
    people::{ASHA, minutes},
};
use portal::{
    Principal, Refusal,
    counter::{self, Handed},
    domain::{
        clinical::Collector,
        day::Day,
        id::{ChallengeId, PrescriptionId},
    },
    prescriptions,
};
use std::time::Duration;
use testkit::{TestPortal, on_both};

/// The test's clock begins on this day.
const TODAY: &str = "2026-01-01";

/// A code that entitles to name a collector.
pub async fn entitled(it: &TestPortal, who: &Principal) -> ChallengeId {
    prescriptions::collector::ask(&it.portal, who).await.unwrap();
    let pending = prescriptions::collector::pending(&it.portal, who).await.unwrap().unwrap();
    let code = it.code_of(pending.id);
    prescriptions::collector::answer(&it.portal, who, pending.id, &code).await.unwrap();
    pending.id
}

/// Names a collector.
pub async fn name(
    it: &TestPortal,
    who: &Principal,
    by: ChallengeId,
    of: PrescriptionId,
    name: &str,
    day: &str,
) -> Result<(), Refusal> {
    prescriptions::collector::name(&it.portal, who, by, of, name, Day::parse(day).unwrap()).await
}

on_both! {
    async fn whoever_is_named_for_today_may_collect_and_the_code_goes_to_the_patient(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let by = entitled(&it, &asha).await;
        refused!(name(&it, &asha, by, id, "", TODAY).await, Refusal::CollectorNeeded);
        for day in ["2025-12-31", "2026-06-01"] {
            refused!(name(&it, &asha, by, id, "Ravi", day).await, Refusal::CollectorDayNeeded);
        }
        name(&it, &asha, by, id, "  Ravi   Menon ", TODAY).await.unwrap();
        refused!(name(&it, &asha, by, id, "Somebody", TODAY).await, Refusal::Lapsed);
        let lata = lata(&it).await;
        let before = it.texts(ASHA.phone).await;
        let look_up = asked(&it, &lata, &number).await;
        assert_eq!(it.texts(ASHA.phone).await, before + 1, "the code goes to the patient");
        let code = it.code_of(challenge(&it, &lata, look_up).await);
        crate::counter::typed(&it, &lata, look_up, &code).await.unwrap();
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert_eq!(look.collectors, ["Ravi Menon"]);
        let wanted = look.medicines.iter().map(|it| tablets(it, 30)).collect();
        let handed = Handed { wanted, collector: Some("Ravi Menon".to_owned()) };
        counter::dispense(&it.portal, &lata, look_up, &handed, None).await.unwrap();
    }

    async fn another_day_and_taken_back_is_nobody(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let by = entitled(&it, &asha).await;
        name(&it, &asha, by, id, "Ravi", "2026-01-02").await.unwrap();
        let lata = lata(&it).await;
        let look_up = let_in(&it, &lata, &number).await;
        assert_eq!(seen(&it, &lata, look_up).await.len(), 1);
        let look = counter::look(&it.portal, &lata, look_up).await.unwrap();
        assert!(look.collectors.is_empty());
        it.pass(Duration::from_hours(24));
        let [entry] =
            prescriptions::collector::collecting(&it.portal, &asha, id).await.unwrap().try_into().unwrap();
        prescriptions::collector::take_back(&it.portal, &asha, entry.id).await.unwrap();
        refused!(prescriptions::collector::take_back(&it.portal, &asha, entry.id).await, Refusal::NotFound);
        assert!(prescriptions::collector::collecting(&it.portal, &asha, id).await.unwrap().is_empty());
    }

    async fn a_name_serves_on_its_day_and_on_no_other(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let by = entitled(&it, &asha).await;
        name(&it, &asha, by, id, "Ravi Menon", "2026-01-02").await.unwrap();
        let mut said = Vec::new();
        for _ in 0..3 {
            let lata = lata(&it).await;
            let look_up = let_in(&it, &lata, &number).await;
            let medicines = seen(&it, &lata, look_up).await;
            let wanted = medicines.iter().map(|it| tablets(it, 5)).collect();
            let handed = Handed { wanted, collector: Some("Ravi Menon".to_owned()) };
            said.push(counter::dispense(&it.portal, &lata, look_up, &handed, None).await);
            it.pass(Duration::from_hours(24));
        }
        let [before, on_the_day, after] = said.try_into().ok().unwrap();
        refused!(before, Refusal::CollectorNeeded);
        on_the_day.unwrap();
        refused!(after, Refusal::CollectorNeeded);
        let [kept] = kept(&it, &asha).await.try_into().ok().unwrap();
        assert_eq!(kept.collector, Some(Collector::Named("Ravi Menon".to_owned())));
    }

    async fn a_code_entitles_for_a_quarter_of_an_hour(it: TestPortal) {
        let (asha, id, _) = metformin(&it).await;
        let by = entitled(&it, &asha).await;
        it.pass(minutes(15));
        refused!(name(&it, &asha, by, id, "Ravi", TODAY).await, Refusal::Lapsed);
    }
}
