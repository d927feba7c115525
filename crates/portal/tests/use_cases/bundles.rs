//! Whole files of every type of bundle, as import reads them.

use crate::{
    clinic::{open, read, report_of},
    people::browser,
};
use portal::{Principal, domain::clinical::Value};
use std::path::Path;
use testkit::on_both;

/// The files of a folder below the crates'; none when there is no such folder.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = found.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "json"));
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

on_both! {
    async fn every_type_is_imported_and_its_report_opens(it: TestPortal) {
        let samples = files("../fhir/samples");
        let names: Vec<&str> = samples.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["batch", "collection", "document", "searchset", "transaction"]);
        for (name, bytes) in &samples {
            let outcome = it.import(bytes).await;
            assert_eq!((outcome.created, outcome.updated), (6, 0), "{name}");
            let again = it.import(bytes).await;
            assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 6), "{name}");
            assert_eq!(again.skipped, outcome.skipped, "{name}");
        }
        for (number, value, laboratory) in [
            ("SM-1001", "92", "Peepal Laboratory"),
            ("SM-2001", "5.40", "Banyan Laboratory"),
            ("SM-3001", "9.8", "Neem Laboratory"),
            ("SM-4001", "0.9", "Tulsi Laboratory"),
            ("SM-5001", "6.4", "Amla Laboratory"),
        ] {
            let who = Principal { patient: it.patient(number).await, caller: browser(1) };
            let report = report_of(&it, &who).await;
            open(&it, &who, report).await;
            let opened = read(&it, &who, report).await.unwrap();
            assert_eq!(opened.report.laboratory.as_deref(), Some(laboratory));
            let [row] = opened.rows.as_slice() else { panic!("{number}: {} rows", opened.rows.len()) };
            let Ok(Value::Quantity(quantity)) = &row.observation.value else { panic!("{number}") };
            assert_eq!(quantity.value.to_string(), value, "{number}");
            it.pass(std::time::Duration::from_mins(61));
        }
    }

    async fn bundles_of_other_makers_are_imported_where_they_are_at_hand(it: TestPortal) {
        for (name, bytes) in files("../../../shared/fhir") {
            let outcome = it.import(&bytes).await;
            assert!(outcome.created > 0 && outcome.updated == 0, "{name}: {outcome:?}");
            let again = it.import(&bytes).await;
            assert_eq!((again.created, again.updated, again.older), (0, 0, 0), "{name}");
            assert_eq!(again.unchanged, outcome.created + outcome.unchanged, "{name}");
        }
    }
}
