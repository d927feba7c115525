//! The page of a person's devices: what it shows, and signing them out.

use crate::{
    browser::Browser,
    clinic::{Clinic, behind_tls},
    people::{ASHA, RAVI},
};
use axum::http::StatusCode;
use portal::domain::audit::Event;
use std::time::Duration;

pub const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36";
/// The words of the button.
const END: &str = ">Sign it out<";
const LAPTOP: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";

/// A browser of this kind in which Asha has signed in.
pub async fn signed_in(clinic: &Clinic, agent: &'static str) -> Browser {
    let mut browser = clinic.browser();
    browser.agent = Some(agent);
    clinic.sign_in(&mut browser, &ASHA).await.redirects_to("/home");
    browser
}

/// Asha's phone, and her laptop.
pub async fn both(clinic: &Clinic) -> (Browser, Browser) {
    (signed_in(clinic, PHONE).await, signed_in(clinic, LAPTOP).await)
}

/// The address at which something is done about a device that is not the one that asks.
pub async fn act(browser: &mut Browser, what: &str) -> String {
    let page = browser.get("/security").await;
    page.is_page(StatusCode::OK);
    let sections = page.body.split("<section").skip(1);
    let others = sections.filter(|it| !it.contains("This device"));
    let mut paths = others.flat_map(|it| it.split('"').filter(|it| it.starts_with("/security/")));
    let ending = format!("/{what}");
    paths.find(|it| it.ends_with(&ending)).expect("another device").to_owned()
}

#[tokio::test]
async fn the_page_names_each_device_and_marks_this_one() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (_, mut laptop) = both(&clinic).await;
    let page = laptop.get("/security").await;
    page.is_page(StatusCode::OK).says("Chrome on Android").says("Firefox on Linux");
    page.says("First used")
        .says("Last used")
        .says("This device")
        .says(END)
        .says("Sign out everywhere but here");
    page.hides("Roughly where").hides("Mozilla").hides("127.0");
    assert_eq!(page.body.matches("This device").count(), 1);
    let mut strange = clinic.signed_in(&ASHA).await;
    strange.get("/security").await.says("A browser");
    clinic.enrol(&RAVI, &[]).await;
    let mut ravi = clinic.signed_in(&RAVI).await;
    ravi.get("/security").await.hides("Chrome on Android").hides(END);
}

#[tokio::test]
async fn the_badge_outlasts_signing_out_and_is_for_this_host_alone() {
    let plain = (Clinic::with(&ASHA, &[]).await, "medseal-device", false);
    let secure = Clinic::configured(behind_tls()).await;
    secure.enrol(&ASHA, &[]).await;
    for (clinic, name, is_secure) in [plain, (secure, "__Host-medseal-device", true)] {
        let mut browser = clinic.browser();
        browser.get("/labs").await;
        assert!(!browser.cookies.contains_key(name), "nobody has signed in");
        let answer = clinic.sign_in(&mut browser, &ASHA).await;
        let set = answer.cookies();
        let set = set.iter().find(|it| it.starts_with(&format!("{name}="))).unwrap();
        for needed in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=34560000"] {
            assert!(set.contains(needed), "{set} lacks {needed}");
        }
        assert_eq!(set.contains("Secure"), is_secure, "{set}");
        let badge = browser.cookies[name].clone();
        assert_eq!(badge.len(), 32, "128 bits");
        browser.post("/sign-out", &[]).await;
        assert_eq!(browser.session(), "");
        clinic.sign_in(&mut browser, &ASHA).await;
        assert_eq!(browser.cookies[name], badge);
        let page = browser.get("/security").await;
        assert_eq!(page.body.matches("Last used").count(), 1, "one device");
        assert!(!String::from_utf8_lossy(&clinic.stored()).contains(&badge));
    }
}

#[tokio::test]
async fn a_badge_alone_opens_nothing() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let owner = clinic.signed_in(&ASHA).await;
    let mut thief = clinic.browser();
    thief.cookies.insert("medseal-device".into(), owner.cookies["medseal-device"].clone());
    for page in ["/home", "/security", "/labs"] {
        thief.get(page).await.redirects_to("/sign-in");
    }
}

#[tokio::test]
async fn another_device_is_signed_out_at_once() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    let end = act(&mut laptop, "end").await;
    laptop.post(&end, &[]).await.redirects_to("/security");
    laptop.get("/security").await.says("That device is signed out.").says("Not signed in");
    phone.get("/home").await.redirects_to("/sign-in");
    assert_eq!(phone.get("/session/left").await.body, r#"{"left":0}"#);
    laptop.get("/home").await.is_page(StatusCode::OK);
    assert_eq!(clinic.events(Event::DeviceEnded).await, 1);
    assert_eq!(clinic.events(Event::SessionEnded).await, 1);
    // The phone is known again.
    clinic.sign_in(&mut phone, &ASHA).await;
    let page = phone.get("/security").await;
    assert_eq!(page.body.matches("Last used").count(), 2);
}

#[tokio::test]
async fn everywhere_but_here_is_signed_out() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    let mut third = signed_in(&clinic, PHONE).await;
    laptop.post("/security/others/end", &[]).await.redirects_to("/security");
    let page = laptop.get("/security").await;
    page.says("signed out everywhere but here").hides(END);
    for gone in [&mut phone, &mut third] {
        gone.get("/home").await.redirects_to("/sign-in");
    }
    laptop.get("/home").await.is_page(StatusCode::OK);
}

#[tokio::test]
async fn two_that_end_each_other_at_once_both_leave_in_peace() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    let of_laptop = act(&mut phone, "end").await;
    let of_phone = act(&mut laptop, "end").await;
    let (one, other) = tokio::join!(phone.post(&of_laptop, &[]), laptop.post(&of_phone, &[]));
    for answer in [one, other] {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    // Whoever came second was signed out by the first, perhaps before it was heard.
    let gone = [phone.visit("/security").await, laptop.visit("/security").await];
    assert!(gone.iter().any(|page| page.body.contains("Sign in")), "nobody is signed out");
    for page in gone {
        page.is_page(StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_not_theirs_is_not_there() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    let (_, mut laptop) = both(&clinic).await;
    let mut ravi = clinic.signed_in(&RAVI).await;
    let nobodys = "/security/devices/0195a000-0000-7000-8000-000000000001";
    let ashas = act(&mut laptop, "end").await;
    let ashas = ashas.trim_end_matches("/end");
    for device in [nobodys, ashas, "/security/devices/7"] {
        ravi.get(&format!("{device}/lost")).await.is_page(StatusCode::NOT_FOUND);
        for what in ["end", "wipe"] {
            ravi.post(&format!("{device}/{what}"), &[]).await.is_page(StatusCode::NOT_FOUND);
        }
    }
    let mut stranger = clinic.browser();
    for path in ["/security/others/end".to_owned(), format!("{ashas}/end"), format!("{ashas}/wipe")]
    {
        stranger.post(&path, &[]).await.redirects_to("/sign-in");
    }
    assert_eq!(clinic.events(Event::DeviceEnded).await, 0);
    assert_eq!(clinic.events(Event::WipeAsked).await, 0);
}

#[tokio::test]
async fn a_device_that_is_silent_for_long_counts_as_signed_out() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    clinic.pass(Duration::from_mins(6));
    laptop.get("/home").await;
    clinic.pass(Duration::from_mins(6));
    laptop.get("/security").await.says("Not signed in").hides(END);
    phone.get("/home").await.redirects_to("/sign-in");
}

#[tokio::test]
async fn whoever_signs_in_on_a_device_that_was_signed_out_does_not_see_where_it_was() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &[]).await;
    let (mut phone, mut laptop) = both(&clinic).await;
    let report = clinic.report(&mut phone).await;
    let end = act(&mut laptop, "end").await;
    laptop.post(&end, &[]).await.redirects_to("/security");
    phone.get(&report).await.redirects_to("/sign-in");
    clinic.sign_in(&mut phone, &RAVI).await.redirects_to("/home");
    // Somebody who comes with nothing goes back to where they wanted to go.
    let mut stranger = clinic.browser();
    stranger.get(&report).await.redirects_to("/sign-in");
    clinic.sign_in(&mut stranger, &ASHA).await.redirects_to(&report);
}
