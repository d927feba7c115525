//! `kill -9` in the middle of making the files of an export.

use crate::{
    answer::Answer,
    browser::Browser,
    people::ASHA,
    process::{Medseal, Place},
    serving::{Phone, sign_in},
};
use axum::http::StatusCode;
use portal::{
    domain::{Millis, export::LEASE, id},
    import::{self, Mode},
};
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use std::time::Duration;
use store::export::{self, Lease};

/// How many reports there are: many more than are written before the page first says how far it is.
const REPORTS: usize = 400;
/// How often a page is looked at until it says something.
const LOOKS: usize = 20_000;

/// A place where Asha has many reports.
async fn place() -> Place {
    let place = Place::with_a_patient().await;
    let wiring = open(&place).await;
    let mut all = vec![testkit::patient(&ASHA)];
    for number in 0..REPORTS {
        let day = format!("{}-{:02}-{:02}", 2000 + number / 28, number % 12 + 1, number % 28 + 1);
        let glucose = testkit::Result { analyte: ("1558-6", "Fasting glucose"), value: 91.0 };
        let (o, r) = (format!("o-{number}"), format!("r-{number}"));
        all.push(testkit::observation(&o, &ASHA, &day, &glucose));
        all.push(testkit::report(&r, &ASHA, &day, "final", &[&o]));
    }
    let bundle = testkit::bundle(&all);
    import::bundle(&wiring.portal, &bundle, Mode::AllOrNothing).await.unwrap();
    wiring.db.close().await;
    place
}

async fn open(place: &Place) -> Wiring {
    let nature = Nature::of_the_machine();
    Wiring::open(&Home::at(place.home()), Config::default(), &nature).await.unwrap()
}

async fn ask(medseal: &Medseal, browser: &mut Browser) {
    let mut phone = Phone::watch(medseal.address).await;
    browser.post("/my-data/ask", &[]).await.redirects_to("/my-data/code");
    let page = browser.get("/my-data/code").await;
    let (challenge, code) = (page.field("challenge"), phone.code(&page.reference()).await);
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/my-data/code", &fields).await.redirects_to("/my-data");
}

/// The page, once this is so.
async fn once(browser: &mut Browser, is_so: fn(&str) -> bool) -> Answer {
    for _ in 0..LOOKS {
        let page = browser.get("/my-data").await;
        if is_so(&page.body) {
            return page;
        }
    }
    panic!("it never comes: {}", browser.get("/my-data").await.body)
}

/// Whether the page says that some records are written already.
fn is_under_way(body: &str) -> bool {
    let bar = body.split("<progress").nth(1).and_then(|rest| rest.split(" value=\"").nth(1));
    bar.is_some_and(|value| !value.starts_with('0'))
}

/// Has the lease of whoever died be over, as it is a minute later: somebody else took it up, and died at once.
async fn let_the_lease_end(place: &Place) {
    let wiring = open(place).await;
    let nature = Nature::of_the_machine();
    let (now, later) =
        (nature.clock.now(), nature.clock.now().after(LEASE + Duration::from_secs(1)));
    let mut tx = wiring.db.begin().await.unwrap();
    assert!(!export::is_waiting(&mut tx, now).await.unwrap(), "somebody may be at it still");
    let lease = Lease { mark: id::fresh(now, &*nature.chance), until: Millis(now.0 - 1) };
    export::claim(&mut tx, lease, later).await.unwrap().expect("it is not ready, nor given up");
    tx.commit().await.unwrap();
    wiring.db.close().await;
}

/// The address to which the form for a file posts.
fn way(page: &Answer, file: &str) -> String {
    let forms = page.body.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut ways = forms.filter(|way| way.starts_with("/my-data/") && way.ends_with(file));
    ways.next().expect("a form for the file").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_export_is_begun_again_and_its_file_is_whole_and_taken_once() {
    let place = place().await;
    let mut medseal = place.serve(&[]).await;
    let mut browser = medseal.browser();
    sign_in(&medseal, &mut browser).await;
    ask(&medseal, &mut browser).await;
    let page = once(&mut browser, is_under_way).await;
    page.says("We are making your files");
    medseal.kill();
    medseal.end();
    let_the_lease_end(&place).await;

    let mut medseal = place.serve(&[]).await;
    let mut browser = browser.moved(medseal.address);
    let page = once(&mut browser, |body| body.contains("Your files are ready")).await;
    for (file, end) in [("/bundle", "}"), ("/page", "</html>")] {
        let way = way(&page, file);
        let taken = browser.post(&way, &[]).await;
        assert_eq!(taken.status, StatusCode::OK, "{file}");
        assert_eq!(taken.header("content-length"), taken.body.len().to_string());
        assert!(taken.body.trim_end().ends_with(end), "{file} is whole");
        if file == "/bundle" {
            let reports = taken.body.matches("\"resourceType\":\"DiagnosticReport\"").count();
            assert_eq!(reports, REPORTS + 1, "each report once");
        }
        browser.post(&way, &[]).await.redirects_to("/my-data");
    }
    medseal.kill();
    medseal.end();
}
