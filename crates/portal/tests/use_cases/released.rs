//! What a page shows is what released reports show: each result once, and no other report's unsettled values.

use crate::{
    clinic::{GLUCOSE, UREA, measured, open, read, report_of, reports_of, signed_in},
    people::{ASHA, RAVI},
};
use portal::{Principal, Refusal, domain::id::RecordId, reports};
use serde_json::{Value, json};
use store::record::RecordRow;
use testkit::{Result as Measured, TestPortal, bundle, observation, on_both, report};

const DAY: &str = "2025-06-01";

on_both! {
    async fn a_trend_has_no_value_of_a_report_that_is_not_released(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", DAY]).await;
        let newest = reports_of(&it, &asha).await[0];
        for (day, status) in [
            ("2024-02-01", "preliminary"),
            ("2024-03-01", "registered"),
            ("2024-04-01", "entered-in-error"),
            ("2024-05-01", "cancelled"),
            ("2024-06-01", "amended"),
        ] {
            it.import(&bundle(&with_status(day, status, 77.0))).await;
        }
        // One that no report shows yet, and one that only another patient's report shows.
        it.import(&bundle(&[result("alone", "2024-07-01"), result("lent", "2024-08-01")])).await;
        signed_in(&it, &RAVI, &[]).await;
        it.import(&bundle(&[report("Ravi's", &RAVI, DAY, "final", &["lent"])])).await;
        open(&it, &asha, newest).await;
        assert_eq!(trend(&it, &asha, newest).await, ["91.0", "77.0", "92.0"]);
    }

    async fn a_value_comes_and_goes_with_its_report(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", DAY]).await;
        let newest = reports_of(&it, &asha).await[0];
        open(&it, &asha, newest).await;
        let (with, without) = (&["91.0", "77.0", "92.0"][..], &["91.0", "92.0"][..]);
        let versions = [
            ("preliminary", without),
            ("final", with),
            ("entered-in-error", without),
            ("final", with),
        ];
        for (version, (status, seen)) in (1..).zip(versions) {
            let mut resources = with_status("2024-02-01", status, 77.0);
            resources[1]["meta"] = json!({ "versionId": version.to_string() });
            it.import(&bundle(&resources)).await;
            assert_eq!(trend(&it, &asha, newest).await, seen, "{status}");
        }
        // A version of the report that no longer names the result.
        let mut later = with_status("2024-02-01", "final", 77.0);
        later[1]["meta"] = json!({ "versionId": "9" });
        later[1]["result"] = json!([]);
        it.import(&bundle(&later)).await;
        assert_eq!(trend(&it, &asha, newest).await, without);
    }

    async fn a_member_of_a_panel_is_in_the_trend_once_its_report_is_released(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", DAY]).await;
        let newest = reports_of(&it, &asha).await[0];
        open(&it, &asha, newest).await;
        let versions = [("preliminary", &[][..]), ("final", &["90.0"])];
        for (version, (status, seen)) in (1..).zip(versions) {
            let mut shown = report("P", &ASHA, "2024-03-01", status, &["panel"]);
            shown["meta"] = json!({ "versionId": version.to_string() });
            let parts =
                [result("inside", "2024-03-01"), panel("panel", "A panel", &["inside"]), shown];
            it.import(&bundle(&parts)).await;
            let expected = [&["91.0"], seen, &["92.0"]].concat();
            assert_eq!(trend(&it, &asha, newest).await, expected, "{status}");
        }
    }

    async fn what_is_no_result_is_passed_over(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let mut odd = report("R", &ASHA, DAY, "final", &["O-1"]);
        for other in ["DiagnosticReport/R", "DiagnosticReport/earlier", "Patient/MED-1001"] {
            odd["result"].as_array_mut().unwrap().insert(0, json!({ "reference": other }));
        }
        let mut holder = panel("O-2", "A panel", &["O-1"]);
        let members = holder["hasMember"].as_array_mut().unwrap();
        members.push(json!({ "reference": "DiagnosticReport/R" }));
        odd["result"].as_array_mut().unwrap().push(json!({ "reference": "Observation/O-2" }));
        it.import(&bundle(&[result("O-1", DAY), holder, odd])).await;
        let id = report_of(&it, &asha).await;
        open(&it, &asha, id).await;
        assert_eq!(read(&it, &asha, id).await.unwrap().rows.len(), 1);
    }

    async fn panels_that_hold_each_other_over_and_over_open_each_result_once(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let names: Vec<String> = (0..30).map(|n| format!("P-{n}")).collect();
        let mut all: Vec<&str> = names.iter().map(String::as_str).collect();
        all.push("O-1");
        let mut resources = vec![result("O-1", DAY)];
        resources.extend(names.iter().map(|name| {
            let mut panel = panel(name, "A panel", &all);
            panel["valueString"] = "see below".into();
            panel
        }));
        resources.push(report("R", &ASHA, DAY, "final", &["P-0", "P-1"]));
        it.import(&bundle(&resources)).await;
        let id = report_of(&it, &asha).await;
        open(&it, &asha, id).await;
        let rows = read(&it, &asha, id).await.unwrap().rows;
        assert_eq!(rows.len(), 31);
        let last = rows.last().unwrap();
        assert_eq!(last.observation.analyte.name, GLUCOSE.1);
        assert_eq!(last.panel.as_deref(), Some("A panel"));
    }

    async fn a_page_has_five_hundred_results_at_most(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &[]).await;
        let names: Vec<String> = (0..520).map(|n| format!("O-{n}")).collect();
        let named: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut resources: Vec<Value> = named.iter().map(|name| result(name, DAY)).collect();
        resources.push(report("R", &ASHA, DAY, "final", &named));
        it.import(&bundle(&resources)).await;
        let id = report_of(&it, &asha).await;
        open(&it, &asha, id).await;
        assert_eq!(read(&it, &asha, id).await.unwrap().rows.len(), 500);
    }

    async fn what_is_opened_waits_for_no_writer_and_is_shown_once_it_is_noted(it: TestPortal) {
        let [result, mut shown] = measured(&ASHA, DAY, UREA, 30.0);
        shown["presentedForm"] = json!([{ "contentType": "application/pdf", "data": "JVBERi0=" }]);
        let asha = signed_in(&it, &ASHA, &[]).await;
        it.import(&bundle(&[result, shown])).await;
        let id = report_of(&it, &asha).await;
        // Whoever is refused is so beside a writer; on PostgreSQL writers never wait for each other here.
        let writer = it.db.begin().await.unwrap();
        refused!(read(&it, &asha, id).await, Refusal::Sealed);
        refused!(reports::document(&it.portal, &asha, id, 0).await, Refusal::Sealed);
        drop(writer);
        open(&it, &asha, id).await;
        let (opened, noted) = it.noted(read(&it, &asha, id)).await;
        let opened = opened.unwrap();
        assert_eq!((opened.rows.len(), noted), (1, vec!["record-read"]));
        // An envelope that cannot be opened shows that opening comes first, and nothing is noted then.
        spoil(&it, opened.rows[0].record).await;
        let writer = it.db.begin().await.unwrap();
        refused!(read(&it, &asha, id).await, Refusal::Vault(_));
        refused!(reports::document(&it.portal, &asha, id, 9).await, Refusal::NotFound);
        drop(writer);
        let (refused, noted) = it.noted(read(&it, &asha, id)).await;
        assert!(refused.is_err() && noted.is_empty());
    }
}

/// The amounts of the trend of a report's first result.
async fn trend(it: &TestPortal, who: &Principal, report: RecordId) -> Vec<String> {
    let opened = read(it, who, report).await.unwrap();
    opened.rows[0].trend.iter().map(|point| point.quantity.value.to_string()).collect()
}

async fn spoil(it: &TestPortal, record: RecordId) {
    let mut tx = it.db.begin().await.unwrap();
    let row = store::record::get(&mut tx, record).await.unwrap().unwrap();
    let spoilt = RecordRow { envelope: vec![0], version: row.version + 1, ..row };
    assert!(store::record::replace(&mut tx, &spoilt, it.now()).await.unwrap());
    tx.commit().await.unwrap();
}

/// A settled result of Asha's, and the report of this status that shows it.
fn with_status(day: &str, status: &str, value: f64) -> [Value; 2] {
    let [result, mut report] = measured(&ASHA, day, GLUCOSE, value);
    report["status"] = status.into();
    [result, report]
}

fn result(id: &str, day: &str) -> Value {
    observation(id, &ASHA, day, &Measured { analyte: GLUCOSE, value: 90.0 })
}

fn panel(id: &str, name: &'static str, members: &[&str]) -> Value {
    let result = Measured { analyte: (name, name), value: 0.0 };
    let mut panel = observation(id, &ASHA, "2024-03-01", &result);
    panel.as_object_mut().unwrap().remove("valueQuantity");
    let members = members.iter().map(|id| json!({ "reference": format!("Observation/{id}") }));
    panel["hasMember"] = members.collect();
    panel
}
