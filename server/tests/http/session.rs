//! What a browser is known by, and what is kept of that.

use crate::{
    clinic::{Clinic, behind_tls},
    people::{ASHA, MEENA, PASSWORD, RAVI},
};
use portal::domain::audit::Event;
use server::edge::Sessions;
use std::collections::HashMap;
use testkit::caller;
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
};

#[tokio::test]
async fn a_cookie_that_was_planted_is_not_the_one_that_is_signed_in() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut thief = clinic.browser();
    thief.get("/labs").await.redirects_to("/sign-in");
    let fields = [("identifier", RAVI.number), ("password", PASSWORD)];
    thief.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    let planted = thief.session();
    assert!(!planted.is_empty());
    let mut victim = clinic.browser();
    victim.cookies.clone_from(&thief.cookies);
    clinic.sign_in(&mut victim, &ASHA).await.redirects_to("/labs");
    assert_ne!(victim.session(), planted);
    victim.get("/home").await.says("Hello, Asha");
    for page in ["/home", "/labs"] {
        thief.cookies.insert("medseal".into(), planted.clone());
        thief.get(page).await.redirects_to("/sign-in");
    }
    assert_eq!(thief.get("/session/left").await.body, r#"{"left":0}"#);
}

#[tokio::test]
async fn an_id_that_the_portal_never_gave_out_is_not_taken() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    let made_up = Id(1_234_567_890).to_string();
    browser.cookies.insert("medseal".into(), made_up.clone());
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    assert_ne!(browser.session(), made_up);
    assert!(!browser.session().is_empty());
}

#[tokio::test]
async fn the_id_changes_at_each_step_up_and_the_one_before_is_worth_nothing() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let meena = clinic.enrol(&MEENA, &[]).await.to_string();
    let mut browser = clinic.browser();
    let mut steps = Vec::new();
    let fields = [("identifier", ASHA.phone), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    steps.push(browser.clone());
    let challenge = browser.get("/sign-in/code").await.field("challenge");
    let code = clinic.code(&ASHA).await;
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/sign-in/who");
    steps.push(browser.clone());
    browser.post("/sign-in/who", &[("patient", &meena)]).await.redirects_to("/home");
    for mut step in steps {
        assert_ne!(step.session(), browser.session());
        step.get("/home").await.redirects_to("/sign-in");
        step.get("/sign-in/who").await.redirects_to("/sign-in");
        step.post("/sign-in/who", &[("patient", &meena)]).await.redirects_to("/sign-in");
        step.post("/sign-in/code", &fields).await.redirects_to("/sign-in/code");
        step.get("/home").await.redirects_to("/sign-in");
    }
    browser.get("/home").await.says("Hello, Meena");
    assert_eq!(clinic.events(Event::SignedIn).await, 1);
}

#[tokio::test]
async fn whoever_signs_in_where_another_is_signed_in_ends_what_that_one_had() {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &[]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    clinic.unseal(&mut browser, &ASHA, &report).await;
    // No page of his shows the code's form while she is signed in.
    let fields = [("identifier", RAVI.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    let data = clinic.data_of(&browser).await;
    let key = data.split("\"key\":\"").nth(1).and_then(|it| it.split('"').next()).unwrap();
    let caller = portal::Caller { session: key.parse().unwrap(), ..caller(1, "127.0.0.1") };
    let pending = portal::sign_in::pending(&clinic.wiring.portal, &caller).await.unwrap().unwrap();
    let (challenge, code) = (pending.id.to_string(), clinic.code(&RAVI).await);
    assert_eq!(clinic.events(Event::SignedOut).await, 0);
    let fields = [("challenge", &*challenge), ("code", &*code)];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    browser.get("/home").await.says("Hello, Ravi");
    assert_eq!(clinic.events(Event::SignedOut).await, 1);
}

#[tokio::test]
async fn the_cookie_is_for_this_host_and_for_no_script() {
    let plain = (Clinic::open().await, ["medseal", "lang"], false);
    let names = ["__Host-medseal", "__Host-lang"];
    let tls = (Clinic::configured(behind_tls()).await, names, true);
    for (clinic, expected, secure) in [plain, tls] {
        let mut browser = clinic.browser();
        let answer = browser.post("/sign-in", &[("identifier", "x"), ("password", "")]).await;
        let language = browser.post("/language", &[("language", "hi")]).await;
        let set = [answer.cookies(), language.cookies()].concat();
        let names: Vec<_> = set.iter().map(|it| it.split('=').next().unwrap()).collect();
        assert_eq!(names, expected);
        for cookie in set {
            let attributes: Vec<_> = cookie.split(';').skip(1).map(str::trim).collect();
            for needed in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(attributes.contains(&needed), "{cookie} lacks {needed}");
            }
            assert_eq!(attributes.contains(&"Secure"), secure, "{cookie}");
            assert!(attributes.iter().all(|it| !it.starts_with("Domain")), "{cookie}");
        }
    }
}

#[tokio::test]
async fn looking_around_leaves_no_session() {
    let clinic = Clinic::open().await;
    let mut browser = clinic.browser();
    for page in ["/", "/sign-in", "/signed-out", "/nowhere", "/session/left", "/sandbox/phone"] {
        browser.get(page).await;
        assert_eq!(browser.session(), "", "{page}");
    }
}

#[tokio::test]
async fn a_session_that_is_saved_late_is_not_brought_back() {
    let clinic = Clinic::open().await;
    let parts = &clinic.wiring;
    let sessions = Sessions::new(&parts.portal, parts.db.clone(), parts.vault.clone());
    let data = HashMap::from([("seat".to_owned(), serde_json::json!("kept"))]);
    let mut record = Record { id: Id(7), data, expiry_date: OffsetDateTime::UNIX_EPOCH };
    sessions.create(&mut record).await.unwrap();
    let mut twin = Record { data: HashMap::new(), ..record.clone() };
    sessions.create(&mut twin).await.unwrap();
    assert_ne!(twin.id, record.id, "an id is given out once");
    let late = sessions.load(&record.id).await.unwrap().unwrap();
    assert_eq!(late.data, record.data);
    sessions.delete(&record.id).await.unwrap();
    sessions.save(&late).await.unwrap();
    assert_eq!(sessions.load(&record.id).await.unwrap(), None);
    assert!(sessions.load(&twin.id).await.unwrap().is_some());
}

#[tokio::test]
async fn sessions_that_nobody_uses_are_swept() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let parts = &clinic.wiring;
    let sessions = Sessions::new(&parts.portal, parts.db.clone(), parts.vault.clone());
    let mut browser = clinic.signed_in(&ASHA).await;
    assert_eq!(sessions.sweep().await.unwrap(), 0);
    clinic.pass(std::time::Duration::from_hours(13));
    browser.get("/home").await.redirects_to("/sign-in");
    assert_eq!(sessions.sweep().await.unwrap(), 1);
    assert_eq!(sessions.sweep().await.unwrap(), 0);
}
