//! What was written at once is one prescription, whoever numbers the paper.

use crate::counter::METFORMIN;
use crate::people::{ASHA, browser};
use portal::{Principal, domain::pharmacy::MEDICINES, prescriptions};
use serde_json::{Value, json};
use testkit::{TestPortal, bundle, on_both, patient, prescription};

/// A medicine of paper 7, by whom and of which day.
fn written(id: &str, system: Option<&str>, by: Option<&str>, day: Option<&str>) -> Value {
    let mut request = prescription((id, 1, "active"), &ASHA, None, &METFORMIN);
    request["groupIdentifier"] = json!({ "value": "7" });
    if let Some(system) = system {
        request["groupIdentifier"]["system"] = json!(system);
    }
    if let Some(by) = by {
        request["requester"] = json!({ "type": "Practitioner", "display": by });
    }
    match day {
        Some(day) => request["authoredOn"] = json!(day),
        None => drop(request.as_object_mut().unwrap().remove("authoredOn")),
    }
    request
}

/// How many medicines each of Asha's prescriptions has, the fewest first.
async fn papers(it: &TestPortal, requests: &[Value]) -> Vec<usize> {
    for request in requests {
        it.import(&bundle(&[patient(&ASHA), request.clone()])).await;
    }
    let asha = Principal { patient: it.patient(ASHA.number).await, caller: browser(1) };
    let lines = prescriptions::list(&it.portal, &asha).await.unwrap();
    let mut papers: Vec<usize> = lines.iter().map(|line| line.parts.len()).collect();
    papers.sort_unstable();
    papers
}

on_both! {
    async fn one_system_numbers_its_papers_once(it: TestPortal) {
        let (city, lake) = (Some("https://city.example"), Some("https://lake.example"));
        let day = Some("2025-12-01");
        let requests = [
            written("a", city, Some("Dr. Rao"), day),
            written("b", city, Some("Dr. Nair"), Some("2025-12-02")),
            written("c", lake, Some("Dr. Rao"), day),
        ];
        assert_eq!(papers(&it, &requests).await, [1, 2]);
    }

    async fn a_number_of_no_system_is_that_of_whoever_wrote_it_that_day(it: TestPortal) {
        let (rao, nair) = (Some("Dr. Rao"), Some("Dr. Nair"));
        let day = |clock: &'static str| Some(clock);
        let requests = [
            written("a", None, rao, day("2025-12-01T06:00:00Z")),
            written("b", None, rao, day("2025-12-01T06:01:00Z")),
            written("c", None, nair, day("2025-12-01T06:00:00Z")),
            written("d", None, rao, day("2025-12-08T06:00:00Z")),
        ];
        assert_eq!(papers(&it, &requests).await, [1, 1, 2]);
    }

    async fn a_paper_has_as_many_medicines_as_a_text_can_count_and_the_rest_by_themselves(
        it: TestPortal
    ) {
        let names: Vec<String> = (0..MEDICINES + 2).map(|n| format!("m{n}")).collect();
        let city = Some("https://city.example");
        let all = |day| names.iter().map(|id| written(id, city, None, Some(day))).collect::<Vec<_>>();
        let sent = |day| -> Vec<Value> { std::iter::once(patient(&ASHA)).chain(all(day)).collect() };
        it.import(&bundle(&sent("2025-12-01"))).await;
        assert_eq!(papers(&it, &[]).await, [1, 1, MEDICINES]);
        // What is sent again stays where it is.
        it.import(&bundle(&sent("2025-12-02"))).await;
        assert_eq!(papers(&it, &[]).await, [1, 1, MEDICINES]);
    }

    async fn a_number_of_nobody_known_joins_nothing(it: TestPortal) {
        let day = Some("2025-12-01");
        let requests = [
            written("a", None, None, day),
            written("b", None, None, day),
            written("c", None, Some("Dr. Rao"), None),
            written("d", None, Some("Dr. Rao"), None),
        ];
        assert_eq!(papers(&it, &requests).await, [1, 1, 1, 1]);
    }
}
