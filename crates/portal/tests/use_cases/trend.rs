//! The trend of an analyte over earlier reports.

use crate::{
    clinic::{GLUCOSE, UREA, measured, open, read, reports_of, signed_in},
    people::{ASHA, RAVI},
};
use portal::{Principal, domain::id::RecordId};
use serde_json::{Value, json};
use testkit::{Result as Measured, TestPortal, bundle, observation, on_both, report};

on_both! {
    async fn it_has_the_earlier_values_of_the_same_analyte_oldest_first(it: TestPortal) {
        let days = ["2024-01-01", "2025-06-01", "2024-06-01", "2025-01-01"];
        let asha = signed_in(&it, &ASHA, &days).await;
        signed_in(&it, &RAVI, &["2023-01-01", "2024-02-01"]).await;
        let others =
            [measured(&ASHA, "2023-05-01", UREA, 30.0), measured(&ASHA, "2025-01-02", UREA, 31.0)];
        it.import(&bundle(&others.concat())).await;
        let reports = reports_of(&it, &asha).await;
        let expected: [&[&str]; 6] = [
            &["91.0", "93.0", "94.0", "92.0"],
            &["30.0", "31.0"],
            &["91.0", "93.0", "94.0"],
            &["91.0", "93.0"],
            &[],
            &[],
        ];
        for (report, expected) in reports.into_iter().zip(expected) {
            open(&it, &asha, report).await;
            assert_eq!(trend(&it, &asha, report).await, expected);
        }
    }

    async fn it_ends_with_the_value_that_is_reported(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", "2025-05-15"]).await;
        // Released in June, of a specimen taken before the one of the middle of May.
        let [mut result, report] = measured(&ASHA, "2025-06-01", GLUCOSE, 99.0);
        result["effectiveDateTime"] = "2025-05-01T06:00:00Z".into();
        it.import(&bundle(&[result, report])).await;
        let newest = reports_of(&it, &asha).await[0];
        open(&it, &asha, newest).await;
        assert_eq!(trend(&it, &asha, newest).await, ["91.0", "99.0"]);
    }

    async fn it_has_no_value_in_another_unit(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", "2025-06-01"]).await;
        let unit = |unit: &str, code: Option<&str>| {
            let mut quantity = json!({ "value": 5, "unit": unit });
            if let Some(code) = code {
                quantity["code"] = code.into();
            }
            quantity
        };
        let other_units = [
            ("2024-02-01", unit("mmol/L", Some("mmol/L"))),
            ("2024-03-01", unit("mmol/L", None)),
            ("2024-04-01", unit("milligrams", Some("mg/dL"))),
        ];
        for (day, quantity) in other_units {
            let [mut observation, report] = measured(&ASHA, day, GLUCOSE, 0.0);
            observation["valueQuantity"] = quantity;
            it.import(&bundle(&[observation, report])).await;
        }
        let newest = reports_of(&it, &asha).await[0];
        open(&it, &asha, newest).await;
        assert_eq!(trend(&it, &asha, newest).await, ["91.0", "5", "92.0"]);
    }

    async fn it_has_no_value_that_is_not_settled_or_is_no_amount(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2024-01-01", "2025-06-01"]).await;
        let unsettled = [
            ("2024-02-01", json!({ "status": "preliminary" })),
            ("2024-03-01", json!({ "status": "entered-in-error" })),
            ("2024-04-01", json!({ "valueQuantity": null, "valueString": "high" })),
            ("2024-05-01", json!({ "effectiveDateTime": null })),
            ("2024-06-01", json!({ "status": "corrected" })),
        ];
        for (day, changes) in unsettled {
            let mut it_is = measured(&ASHA, day, GLUCOSE, 77.0);
            change(&mut it_is[0], &changes);
            it.import(&bundle(&it_is)).await;
        }
        let newest = reports_of(&it, &asha).await[0];
        open(&it, &asha, newest).await;
        assert_eq!(trend(&it, &asha, newest).await, ["91.0", "77.0", "92.0"]);
    }

    async fn it_shows_twelve_earlier_values_at_most(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let mut many: Vec<Value> = (1..=20)
            .map(|day| {
                let result = Measured { analyte: GLUCOSE, value: f64::from(day) };
                observation(&format!("M-{day}"), &ASHA, &format!("2024-01-{day:02}"), &result)
            })
            .collect();
        let names: Vec<String> = (1..=20).map(|day| format!("M-{day}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        many.push(report("M", &ASHA, "2024-02-01", "final", &names));
        it.import(&bundle(&many)).await;
        let newest = reports_of(&it, &asha).await[0];
        open(&it, &asha, newest).await;
        let seen = trend(&it, &asha, newest).await;
        assert_eq!(seen.len(), 13);
        assert_eq!((seen[0].as_str(), seen[12].as_str()), ("9.0", "91.0"));
    }
}

/// The amounts of the trend of a report's first result.
async fn trend(it: &TestPortal, who: &Principal, report: RecordId) -> Vec<String> {
    let opened = read(it, who, report).await.unwrap();
    let trend = &opened.rows[0].trend;
    assert!(trend.is_sorted_by_key(|point| point.at));
    trend.iter().map(|point| point.quantity.value.to_string()).collect()
}

fn change(resource: &mut Value, changes: &Value) {
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(resource.as_object_mut().unwrap().remove(name)),
            value => resource[name] = value.clone(),
        }
    }
}
