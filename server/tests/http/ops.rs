//! Who may look at the operator's page and the metrics.

use crate::{
    browser::{Browser, OWN},
    clinic::{Clinic, behind_tls},
    logs::Logs,
    markup::faults,
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use courier::SecretAt;
use server::config::Config;
use std::time::Duration;

const PATHS: [&str; 2] = ["/ops/delivery", "/metrics"];
/// What the variable holds, as the tests' environment has it.
const TOKEN: &str = "secret OPERATORS_TOKEN";

fn with_token(mut config: Config) -> Config {
    config.ops.token = Some(SecretAt::Variable("OPERATORS_TOKEN".to_owned()));
    config
}

async fn shown(browser: &mut Browser, path: &str, token: &str) -> StatusCode {
    let value = format!("Bearer {token}");
    browser.send(Method::GET, path, &[("authorization", &value)], Body::empty()).await.status
}

#[tokio::test]
async fn without_a_token_this_machine_alone_may_look() {
    let clinic = Clinic::open().await;
    let mut near = clinic.browser();
    let mut far = clinic.browser();
    far.peer = [203, 0, 113, 9].into();
    let unknown = far.get("/nowhere").await;
    for path in PATHS {
        assert_eq!(near.get(path).await.status, StatusCode::OK, "{path}");
        let hidden = far.get(path).await;
        assert_eq!((hidden.status, hidden.body), (unknown.status, unknown.body.clone()), "{path}");
        assert_eq!(shown(&mut far, path, TOKEN).await, StatusCode::NOT_FOUND, "{path}");
        for header in ["x-forwarded-for", "forwarded", "x-real-ip", "via"] {
            let headers = [(header, "127.0.0.1")];
            let proxied = near.send(Method::GET, path, &headers, Body::empty()).await;
            assert_eq!(proxied.status, StatusCode::NOT_FOUND, "{path} {header}");
        }
    }
    let fields = [("token", TOKEN)];
    assert_eq!(far.post("/ops/sign-in", &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(far.post("/ops/sign-out", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn behind_a_proxy_nobody_may_look_without_a_token() {
    let clinic = Clinic::configured(behind_tls()).await;
    for path in PATHS {
        assert_eq!(clinic.browser().get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_portal_with_an_address_of_its_own_has_a_proxy_whether_or_not_it_says_so() {
    let mut config = Config::default();
    config.server.origin = Some("https://portal.example".to_owned());
    for (config, status) in
        [(config.clone(), StatusCode::NOT_FOUND), (with_token(config), StatusCode::UNAUTHORIZED)]
    {
        let clinic = Clinic::configured(config).await;
        for path in PATHS {
            assert_eq!(clinic.browser().get(path).await.status, status, "{path}");
        }
    }
}

#[tokio::test]
async fn a_token_opens_and_a_wrong_one_does_not() {
    let clinic = Clinic::configured(with_token(Config::default())).await;
    let mut browser = clinic.browser();
    for path in PATHS {
        let closed = browser.get(path).await;
        assert_eq!(closed.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(closed.header("www-authenticate"), "Bearer realm=\"medseal\"", "{path}");
        assert_eq!(closed.header("cache-control"), "no-store", "{path}");
        assert_eq!(shown(&mut browser, path, TOKEN).await, StatusCode::OK, "{path}");
        for wrong in ["", "secret", "secret OPERATORS_TOKEN2", "SECRET OPERATORS_TOKEN"] {
            let status = shown(&mut browser, path, wrong).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path} {wrong}");
        }
        let basic = [("authorization", "Basic c2VjcmV0OnNlY3JldA==")];
        let basic = browser.send(Method::GET, path, &basic, Body::empty()).await;
        assert_eq!(basic.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[tokio::test]
async fn a_network_that_shows_ten_wrong_tokens_has_to_wait() {
    let clinic = Clinic::configured(with_token(Config::default())).await;
    let mut browser = clinic.browser();
    let logs = Logs::listen();
    for n in 0..10 {
        let status = shown(&mut browser, PATHS[n % 2], &format!("guess {n}")).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{n}");
    }
    assert!(!logs.take().contains("guess"), "a wrong token may be a mistyped right one");
    assert_eq!(shown(&mut browser, "/metrics", "guess").await, StatusCode::TOO_MANY_REQUESTS);
    let slow = browser.post("/ops/sign-in", &[("token", "guess")]).await;
    assert_eq!((slow.status.as_u16(), slow.header("retry-after")), (429, "901"));
    let mut other = clinic.browser();
    other.peer = [127, 0, 0, 2].into();
    assert_eq!(shown(&mut other, "/metrics", "guess").await, StatusCode::UNAUTHORIZED);
    // Whoever knows it is kept out by nobody.
    assert_eq!(shown(&mut browser, "/metrics", TOKEN).await, StatusCode::OK);
    clinic.pass(Duration::from_mins(15));
    assert_eq!(shown(&mut browser, "/metrics", "guess").await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_that_was_typed_is_remembered_for_half_an_hour() {
    for config in [Config::default(), behind_tls()] {
        let clinic = Clinic::configured(with_token(config)).await;
        let mut browser = clinic.browser();
        let wrong = browser.post("/ops/sign-in", &[("token", "wrong")]).await;
        assert_eq!((wrong.status, wrong.cookies().len()), (StatusCode::UNAUTHORIZED, 0));
        assert_eq!(faults(&wrong.body, None), Vec::<String>::new());
        let right = browser.post("/ops/sign-in", &[("token", TOKEN)]).await;
        right.redirects_to("/ops/delivery");
        let cookie = right.cookies()[0].to_owned();
        let secure = clinic.wiring.config.server.is_secure();
        assert_eq!(cookie.starts_with("__Host-") && cookie.contains("; Secure"), secure);
        for part in ["; Path=/;", "; HttpOnly", "; SameSite=Strict", "; Max-Age=1800"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("secret"), "{cookie}");
        for path in PATHS {
            assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
        }
        let mut later = browser.clone();
        clinic.pass(Duration::from_mins(29));
        assert_eq!(later.get("/metrics").await.status, StatusCode::OK);
        clinic.pass(Duration::from_mins(1));
        assert_eq!(later.get("/metrics").await.status, StatusCode::UNAUTHORIZED);
        browser.post("/ops/sign-out", &[]).await.redirects_to("/ops/delivery");
        assert!(browser.cookies.is_empty(), "{:?}", browser.cookies);
    }
}

#[tokio::test]
async fn whoever_signs_out_leaves_no_copy_that_opens() {
    let clinic = Clinic::configured(with_token(Config::default())).await;
    let (mut one, mut two) = (clinic.browser(), clinic.browser());
    for browser in [&mut one, &mut two] {
        browser.post("/ops/sign-in", &[("token", TOKEN)]).await.redirects_to("/ops/delivery");
        clinic.pass(Duration::from_secs(1));
    }
    let mut copy = one.clone();
    one.post("/ops/sign-out", &[]).await.redirects_to("/ops/delivery");
    assert_eq!(copy.get("/metrics").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(two.get("/metrics").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_forged_cookie_opens_nothing() {
    let clinic = Clinic::configured(with_token(Config::default())).await;
    let mut browser = clinic.browser();
    browser.post("/ops/sign-in", &[("token", TOKEN)]).await;
    let (name, value) = browser.cookies.pop_first().unwrap();
    let (expires, proof) = value.split_once('.').unwrap();
    let sooner = expires.parse::<i64>().unwrap() - 1;
    let last = if proof.ends_with('A') { 'E' } else { 'A' };
    let forged = [
        String::new(),
        ".".to_owned(),
        expires.to_owned(),
        format!("{expires}."),
        format!("{sooner}.{proof}"),
        format!("{}.{proof}", i64::MAX),
        format!("{expires}.{}{last}", &proof[..proof.len() - 1]),
        TOKEN.replace(' ', ""),
    ];
    for value in forged {
        browser.cookies.insert(name.clone(), value.clone());
        let status = browser.get("/ops/delivery").await.status;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{value}");
    }
    browser.cookies.insert(name, value);
    assert_eq!(browser.get("/ops/delivery").await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_sites_page_cannot_sign_an_operator_in() {
    let clinic = Clinic::configured(with_token(Config::default())).await;
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let fields = [("token", TOKEN)];
    let answer = clinic.browser().post_with("/ops/sign-in", &foreign, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let own = clinic.browser().post_with("/ops/sign-in", &OWN, &fields).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
}
