use crate::clinic::{ASHA, House, RAVI, reports};
use axum::http::{Method, StatusCode};
use std::time::Duration;
use testkit::{bundle, report};

const SECRETS: [&str; 3] = ["131.0", "Glucose", "What it says"];

#[tokio::test]
async fn a_report_is_sealed_until_its_code_and_again_by_hand() {
    let house = House::open().await;
    house.import_reports(&ASHA).await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    let list = browser.open("/labs").await.hides(&SECRETS);
    let list = list.says(&["1 June 2025", "1 June 2024", "Not ready yet", "Test Laboratory"]);
    let newest = reports(&list).get(1).unwrap().clone();
    let page = browser.open(&newest).await.hides(&SECRETS);
    let page = page.says(&["Your report of 1 June 2025 is sealed", "ending in 01"]);
    let page = browser.submit(&page, &format!("{newest}/ask"), &[]).await;
    let page = page.says(&["To open your report of 1 June 2025", "Leave it sealed"]);
    let page = house.answer(&mut browser, &page, &format!("{newest}/code"), &ASHA).await;
    let page = page.says(&[
        "131.0",
        "Glucose &lt;b&gt;fasting&lt;/b&gt;",
        "range-pin",
        "id=\"trend-0\"",
        "href=\"#trend-0\"",
        "2 results since 2024",
        "1 June 2024",
        "Open until",
        "?over",
        "Asha Verma",
    ]);
    assert!(!page.body.contains("style=") && !page.body.contains("<b>"), "{}", page.body);
    let page = browser.submit(&page, &format!("{newest}/seal"), &[]).await;
    page.says(&["Your report is sealed again."]).hides(&SECRETS);
    browser.open(&newest).await.hides(&["sealed again", "131.0"]);
}

#[tokio::test]
async fn an_open_report_seals_itself_and_stays_sealed_elsewhere() {
    let house = House::open().await;
    house.import_reports(&ASHA).await;
    let (mut browser, mut other) = (house.browser(), house.browser());
    house.sign_in(&mut browser, &ASHA).await;
    house.portal.pass(Duration::from_secs(1));
    house.sign_in(&mut other, &ASHA).await;
    let report = reports(&browser.open("/labs").await).get(1).unwrap().clone();
    let page = browser.post(&format!("{report}/ask"), &[]).await;
    let code = format!("{report}/code");
    house.answer(&mut browser, &page, &code, &ASHA).await.says(&["131.0"]);
    let again = house.answer(&mut browser, &page, &code, &ASHA).await;
    again.says(&["131.0"]).hides(&["There is a problem"]);
    other.open(&report).await.says(&["is sealed"]).hides(&SECRETS);
    browser.open("/labs").await.says(&["Open until"]);
    house.portal.pass(Duration::from_mins(5));
    let page = browser.open(&format!("{report}?over")).await;
    page.says(&["The time is over, so your report is sealed again."]).hides(&SECRETS);
    let answer = browser.open(&format!("{report}/documents/0")).await;
    answer.says(&["This report is sealed."]);
}

#[tokio::test]
async fn another_patients_report_and_no_report_look_the_same() {
    let house = House::open().await;
    house.import_reports(&ASHA).await;
    let (mut asha, mut ravi) = (house.browser(), house.browser());
    house.sign_in(&mut asha, &ASHA).await;
    house.sign_in(&mut ravi, &RAVI).await;
    ravi.open("/labs").await.says(&["No reports yet"]);
    let report = reports(&asha.open("/labs").await).first().unwrap().clone();
    let none = "/labs/0195a000-0000-7000-8000-000000000001";
    for path in [report.as_str(), none, "/labs/7"] {
        let page = ravi.open(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.says(&["We cannot find this page"]);
        for act in ["ask", "seal"] {
            let answer = ravi.post(&format!("{path}/{act}"), &[]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}/{act}");
        }
    }
}

#[tokio::test]
async fn a_report_under_review_says_so_and_stays_closed() {
    let house = House::open().await;
    house.import_reports(&ASHA).await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    let report = reports(&browser.open("/labs").await).first().unwrap().clone();
    let page = browser.open(&report).await.says(&["is not ready yet"]);
    page.hides(&["Send me a code"]);
    let page = browser.post(&format!("{report}/ask"), &[]).await;
    assert_eq!((page.status, page.at.as_str()), (StatusCode::OK, report.as_str()));
}

#[tokio::test]
async fn pages_load_nothing_from_elsewhere_and_run_only_their_own_script() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.open("/sign-in").await.hides(&["boot.js"]);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let page = house.sign_in(&mut browser, &ASHA).await.says(&["boot.js"]);
    let policy = page.header("content-security-policy");
    let nonce = policy.split_once("'nonce-").unwrap().1.split('\'').next().unwrap();
    let scripts = page.body.matches("<script").count();
    assert_eq!(page.body.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "{}", page.body);
    assert_eq!(page.header("cache-control"), "no-store");
    let head = browser.send(Method::HEAD, "/home", Vec::new(), &[]).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn reports_of_one_day_and_laboratory_are_told_apart_by_their_time() {
    let house = House::open().await;
    let mut reports = ["r1", "r2", "r3"].map(|id| report(id, &ASHA, "2025-06-01", "final", &[]));
    for (report, at) in reports.iter_mut().zip(["2025-06-01T03:00:00Z", "2025-06-01T09:40:00Z"]) {
        report["issued"] = at.into();
        report["effectiveDateTime"] = at.into();
    }
    reports[2]["performer"] = serde_json::json!([{ "type": "Organization", "display": "Other" }]);
    house.portal.import(&bundle(&reports)).await;
    let mut browser = house.browser();
    house.sign_in(&mut browser, &ASHA).await;
    let list = browser.open("/labs").await;
    let list = list.says(&["1 June 2025, 8:30 am", "1 June 2025, 3:10 pm"]);
    assert_eq!(list.plain().matches("1 June 2025<").count(), 1, "the one of the other laboratory");
}
