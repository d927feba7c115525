//! Several imports of the same resources at once.

use crate::{
    clinic::{GLUCOSE, measured},
    people::ASHA,
};
use portal::{
    domain::sealed::Kind,
    import::{self, Mode},
};
use serde_json::json;
use std::sync::Arc;
use testkit::{TestPortal, bundle, on_both, patient};
use tokio::{sync::Barrier, task::JoinSet};

const IMPORTS: u8 = 6;

on_both! {
    async fn the_newest_version_stands_and_each_resource_is_there_once(it: TestPortal) {
        let start = Arc::new(Barrier::new(usize::from(IMPORTS)));
        let mut crowd = JoinSet::new();
        for version in 1..=IMPORTS {
            let (portal, start) = (it.node(it.portal.rules().clone()).await, Arc::clone(&start));
            crowd.spawn(async move {
                start.wait().await;
                let mode = if version % 2 == 0 { Mode::Lenient } else { Mode::AllOrNothing };
                import::bundle(&portal, &at_version(version), mode).await.unwrap()
            });
        }
        let (mut created, mut updated) = (0, 0);
        for outcome in crowd.join_all().await {
            assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
            created += outcome.created;
            updated += outcome.updated;
        }
        assert_eq!(created, 4);
        let mut tx = it.db.read().await.unwrap();
        assert_eq!(store::patient::count(&mut tx).await.unwrap(), 1);
        drop(tx);
        let (stamps, kept) = stamps(&it).await;
        assert_eq!(stamps.len(), 3, "{stamps:?}");
        for stamp in stamps {
            assert_eq!(stamp, format!("-;{IMPORTS}"));
        }
        assert!(kept <= updated, "{kept} versions are kept of {updated} that were replaced");
    }
}

/// A directory entry, a patient, a result and a report, each as its server had it at a version.
fn at_version(version: u8) -> Vec<u8> {
    let [observation, report] = measured(&ASHA, "2025-06-01", GLUCOSE, f64::from(80 + version));
    let laboratory = json!({ "resourceType": "Organization", "id": "lab", "name": format!("Laboratory {version}") });
    let mut resources = [patient(&ASHA), observation, report, laboratory];
    for resource in &mut resources {
        resource["meta"] = json!({ "versionId": version.to_string() });
    }
    resources[0]["name"] = json!([{ "text": format!("Asha {version}") }]);
    resources[2]["conclusion"] = format!("as of {version}").into();
    bundle(&resources)
}

/// The stamps of Asha and of her documents, and how many earlier versions are kept of these.
async fn stamps(it: &TestPortal) -> (Vec<String>, usize) {
    let asha = it.patient(ASHA.number).await;
    let mut tx = it.db.read().await.unwrap();
    let patient = store::patient::get(&mut tx, asha).await.unwrap().unwrap();
    let mut stamps = vec![patient.stamp.unwrap()];
    let mut kept = store::history::of_patient(&mut tx, asha).await.unwrap();
    for kind in Kind::ALL {
        for head in store::record::list(&mut tx, asha, kind).await.unwrap() {
            let row = store::record::get(&mut tx, head.id).await.unwrap().unwrap();
            stamps.push(row.stamp.unwrap());
            kept += store::history::of_record(&mut tx, head.id).await.unwrap();
        }
    }
    (stamps, usize::try_from(kept).unwrap())
}
