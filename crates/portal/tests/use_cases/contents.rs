//! What an open report shows: results, panels and documents.

use crate::{
    clinic::{GLUCOSE, UREA, measured, open, read, report_of, signed_in},
    people::ASHA,
};
use portal::{
    Principal, Refusal,
    domain::{
        clinical::{Flag, Value as Amount},
        id::RecordId,
    },
    reports::{self, Row},
};
use serde_json::{Value, json};
use testkit::{Result as Measured, TestPortal, bundle, observation, on_both, report};

const DAY: &str = "2025-06-01";

on_both! {
    async fn results_are_shown_in_the_reports_order_with_range_and_flag(it: TestPortal) {
        let resources = [
            result("O-1", UREA, 20.0),
            result("O-2", GLUCOSE, 130.0),
            report("R", &ASHA, DAY, "final", &["O-2", "O-1", "O-9", "O-2"]),
        ];
        let (asha, id) = asha_opens(&it, &resources).await;
        let opened = read(&it, &asha, id).await.unwrap();
        assert_eq!(names(&opened.rows), ["Glucose fasting", "Blood urea"]);
        let glucose = &opened.rows[0].observation;
        let Ok(Amount::Quantity(amount)) = &glucose.value else { panic!("{glucose:?}") };
        assert_eq!(amount.to_string(), "130.0\u{a0}mg/dL");
        let range = &glucose.ranges[0];
        let bounds = [&range.low, &range.high].map(|it| it.as_ref().unwrap().value.to_string());
        assert_eq!(
            (bounds, glucose.flags.as_slice()),
            (["70".into(), "100".into()], &[Flag::High][..])
        );
        let about = (opened.report.title.as_str(), opened.report.laboratory.as_deref());
        assert_eq!(about, ("Fasting glucose", Some("Test Laboratory")));
    }

    async fn a_panel_is_followed_by_its_members(it: TestPortal) {
        let mut inner = panel("P-2", "Lipids", &["O-2", "O-3"]);
        inner["valueString"] = "see below".into();
        let resources = [
            result("O-1", UREA, 20.0),
            result("O-2", GLUCOSE, 90.0),
            result("O-3", ("2093-3", "Cholesterol"), 180.0),
            inner,
            panel("P-1", "Everything", &["O-1", "P-2"]),
            report("R", &ASHA, DAY, "final", &["P-1"]),
        ];
        let (asha, id) = asha_opens(&it, &resources).await;
        let rows = read(&it, &asha, id).await.unwrap().rows;
        let shown: Vec<_> = rows
            .iter()
            .map(|row| (row.observation.analyte.name.as_str(), row.panel.as_deref()))
            .collect();
        let expected = [
            ("Blood urea", Some("Everything")),
            ("Lipids", Some("Everything")),
            ("Glucose fasting", Some("Lipids")),
            ("Cholesterol", Some("Lipids")),
        ];
        assert_eq!(shown, expected);
    }

    async fn a_panel_that_holds_itself_comes_to_an_end(it: TestPortal) {
        let resources = [
            panel("P-1", "A panel", &["P-2", "O-1"]),
            panel("P-2", "Its mirror", &["P-1"]),
            result("O-1", UREA, 20.0),
            report("R", &ASHA, DAY, "final", &["P-1"]),
        ];
        let (asha, id) = asha_opens(&it, &resources).await;
        let rows = read(&it, &asha, id).await.unwrap().rows;
        assert!(names(&rows).contains(&"Blood urea"), "{:?}", names(&rows));
        assert!(rows.len() < 10);
    }

    async fn results_inside_a_report_are_shown_like_others(it: TestPortal) {
        let mut inside = result("inner", UREA, 20.0);
        inside.as_object_mut().unwrap().remove("subject");
        let mut report = report("R", &ASHA, DAY, "final", &[]);
        report["contained"] = json!([inside]);
        report["result"] = json!([{ "reference": "#inner" }]);
        let (asha, id) = asha_opens(&it, &[report]).await;
        assert_eq!(names(&read(&it, &asha, id).await.unwrap().rows), ["Blood urea"]);
    }

    async fn a_result_of_another_patient_is_not_shown(it: TestPortal) {
        signed_in(&it, &crate::people::RAVI, &[DAY]).await;
        let ravis = format!("{}-{}-{DAY}", crate::people::RAVI.number, GLUCOSE.0);
        let resources =
            [result("O-1", UREA, 20.0), report("R", &ASHA, DAY, "final", &[&ravis, "O-1"])];
        let (asha, id) = asha_opens(&it, &resources).await;
        assert_eq!(names(&read(&it, &asha, id).await.unwrap().rows), ["Blood urea"]);
    }

    async fn documents_are_read_while_the_report_is_open(it: TestPortal) {
        let [observation, mut report] = measured(&ASHA, DAY, GLUCOSE, 90.0);
        report["presentedForm"] = json!([
            { "contentType": "application/pdf", "title": "The report", "data": "JVBERi0xLjQgb25l" },
            { "contentType": "application/pdf", "data": "JVBERi0xLjQgdHdv" },
        ]);
        let (asha, id) = asha_opens(&it, &[observation, report]).await;
        let titles = read(&it, &asha, id).await.unwrap().report.documents;
        assert_eq!(titles, ["The report", "Fasting glucose"]);
        for (part, bytes) in [(0, b"%PDF-1.4 one"), (1, b"%PDF-1.4 two")] {
            let (document, noted) = it.noted(reports::document(&it.portal, &asha, id, part)).await;
            let document = document.unwrap();
            assert_eq!(
                (document.media_type.as_str(), &document.bytes[..]),
                ("application/pdf", &bytes[..])
            );
            assert_eq!(noted, ["record-read"]);
        }
        for part in [2, -1, i64::MAX] {
            let (missing, noted) = it.noted(reports::document(&it.portal, &asha, id, part)).await;
            refused!(missing, Refusal::NotFound);
            assert!(noted.is_empty());
        }
        reports::seal(&it.portal, &asha, id).await.unwrap();
        refused!(reports::document(&it.portal, &asha, id, 0).await, Refusal::Sealed);
    }
}

fn result(id: &str, analyte: (&'static str, &'static str), value: f64) -> Value {
    observation(id, &ASHA, DAY, &Measured { analyte, value })
}

fn panel(id: &str, name: &'static str, members: &[&str]) -> Value {
    let mut panel = result(id, (name, name), 0.0);
    panel.as_object_mut().unwrap().remove("valueQuantity");
    let members = members.iter().map(|id| json!({ "reference": format!("Observation/{id}") }));
    panel["hasMember"] = members.collect();
    panel
}

/// Asha's only report, of these resources, open.
async fn asha_opens(it: &TestPortal, resources: &[Value]) -> (Principal, RecordId) {
    let asha = signed_in(it, &ASHA, &[]).await;
    it.import(&bundle(resources)).await;
    let report = report_of(it, &asha).await;
    open(it, &asha, report).await;
    (asha, report)
}

fn names(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.observation.analyte.name.as_str()).collect()
}
