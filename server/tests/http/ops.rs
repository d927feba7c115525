//! The operator's page and the metrics: who may look, and that nobody's number is there.

use crate::{
    browser::{Browser, OWN},
    clinic::{Clinic, behind_tls},
    exposition::parse,
    logs::Logs,
    markup::faults,
    people::{ASHA, PASSWORD, RAVI},
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use courier::{
    SecretAt,
    sandbox::{Conduct, Manner, Operator},
};
use portal::{
    domain::{challenge::Channel, delivery::Figures},
    watch::{self, Tally},
};
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

/// Traffic of every kind: answered, left, resent, called, refused; counted.
async fn with_traffic(clinic: &Clinic) {
    clinic.enrol(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &["2025-06-01"]).await;
    clinic.signed_in(&ASHA).await;
    for n in 0..7_u8 {
        let mut browser = clinic.browser();
        browser.peer = [127, 0, 0, n + 1].into();
        let fields = [("identifier", RAVI.number), ("password", PASSWORD)];
        browser.post("/sign-in", &fields).await;
        clinic.deliver().await;
        clinic.pass(Duration::from_secs(20));
        clinic.deliver().await;
    }
    watch::count(&clinic.wiring.portal).await.unwrap();
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
    assert_eq!(shown(&mut browser, "/metrics", TOKEN).await, StatusCode::TOO_MANY_REQUESTS);
    let fields = [("token", TOKEN)];
    let slow = browser.post("/ops/sign-in", &fields).await;
    assert_eq!((slow.status.as_u16(), slow.header("retry-after")), (429, "901"));
    let mut other = clinic.browser();
    other.peer = [127, 0, 0, 2].into();
    assert_eq!(shown(&mut other, "/metrics", TOKEN).await, StatusCode::OK);
    clinic.pass(Duration::from_mins(15));
    assert_eq!(shown(&mut browser, "/metrics", TOKEN).await, StatusCode::OK);
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

#[tokio::test]
async fn nobodys_number_is_in_what_operators_see() {
    let clinic = Clinic::open().await;
    with_traffic(&clinic).await;
    for language in ["en", "hi"] {
        let mut browser = clinic.browser();
        browser.accepts = Some(language);
        for span in ["hour", "day", "week", "nonsense"] {
            let page = browser.get(&format!("/ops/delivery?span={span}")).await;
            assert_eq!(page.status, StatusCode::OK);
            page.says("sandbox");
            page.says("91900");
            assert_eq!(faults(&page.body, None), Vec::<String>::new(), "{language} {span}");
            is_nobodys(&page.body);
        }
    }
    let metrics = clinic.browser().get("/metrics").await;
    assert_eq!(metrics.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    is_nobodys(&metrics.body);
}

/// Holds that a text has no digits of anybody's number beyond the first five.
#[track_caller]
fn is_nobodys(text: &str) {
    for person in [ASHA, RAVI] {
        for digits in [&person.phone[1..7], &person.phone[person.phone.len() - 6..], person.number]
        {
            assert!(!text.contains(digits), "{digits} is in {text}");
        }
    }
}

#[tokio::test]
async fn metrics_are_what_prometheus_reads() {
    let clinic = Clinic::open().await;
    with_traffic(&clinic).await;
    let text = clinic.browser().get("/metrics").await.body;
    let samples = parse(&text).unwrap();
    let sum = |name: &str, label: &str| {
        let own = samples.iter().filter(|it| it.name == name);
        own.filter(|it| it.labels.iter().any(|(_, value)| value == label)).map(|it| it.value).sum()
    };
    let (accepted, answered): (f64, f64) =
        (sum("medseal_messages_total", "accepted"), sum("medseal_answered_total", "answered"));
    assert!(accepted >= 6.0 && (1.0..accepted).contains(&answered), "{accepted} {answered}");
    assert!(
        sum("medseal_refusals_total", "number") + sum("medseal_refusals_total", "asker") >= 1.0
    );
    // A second count changes nothing: they are sums, not increments.
    watch::count(&clinic.wiring.portal).await.unwrap();
    let again = parse(&clinic.browser().get("/metrics").await.body).unwrap();
    let counters = |all: &[crate::exposition::Sample]| {
        let own = all.iter().filter(|it| it.name.starts_with("medseal_"));
        own.map(|it| (it.name.clone(), it.value.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(counters(&again), counters(&samples));
}

#[tokio::test]
async fn alarms_are_said_once_and_name_no_number() {
    let clinic = Clinic::open().await;
    let logs = Logs::listen();
    let mut tx = clinic.db.begin().await.unwrap();
    let now = clinic.wiring.portal.now();
    let slot = portal::domain::delivery::begin_of(now, Duration::from_mins(15));
    for (hours, delivered, answered) in [(30, 95, 90), (0, 10, 5)] {
        let figures =
            Figures { sent: 100, accepted: 100, delivered, answered, ..Figures::default() };
        let (carrier, prefix) = ("kannel".to_owned(), "91900".to_owned());
        let tally = Tally { carrier, channel: Channel::Sms, prefix, figures };
        let at = slot.before(Duration::from_mins(hours * 60 + 15));
        store::delivery::put(&mut tx, at, &tally).await.unwrap();
    }
    tx.commit().await.unwrap();
    clinic.pass(Duration::from_mins(5));
    watch::count(&clinic.wiring.portal).await.unwrap();
    let said = logs.take();
    for (alarm, about) in [("conversion-fallen", "91900"), ("delivery-fallen", "kannel")] {
        let line = said.lines().find(|line| line.contains(&format!("alarm=\"{alarm}\"")));
        assert!(line.is_some_and(|line| line.contains(&format!("about=\"{about}\""))), "{said}");
    }
    watch::count(&clinic.wiring.portal).await.unwrap();
    assert!(!logs.take().contains("alarm"));
}

#[tokio::test]
async fn a_carrier_that_fails_again_and_again_is_shown_as_left_alone() {
    let clinic = Clinic::open().await;
    clinic.enrol(&ASHA, &[]).await;
    let mut operator = clinic.browser();
    let in_use = operator.get("/ops/delivery").await;
    in_use.says("In use");
    let open = ("medseal_circuit", "state", "open");
    assert!(is(&operator.get("/metrics").await.body, open, 0.0));
    let sms = Manner { does: Conduct::Refuse, ..Manner::default() };
    clinic.sandbox().set_operator(Operator { sms, ..Operator::default() });
    for _ in 0..3 {
        let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
        clinic.browser().post("/sign-in", &fields).await;
    }
    clinic.deliver().await;
    clinic.pass(Duration::from_millis(1_300));
    clinic.deliver().await;
    operator.get("/ops/delivery").await.says("Left alone for now");
    assert!(is(&operator.get("/metrics").await.body, open, 1.0));
}

/// Whether a sample about the sandbox's texts has this value.
fn is(metrics: &str, (name, label, value): (&str, &str, &str), amount: f64) -> bool {
    let has = |labels: &[(String, String)], (name, value): (&str, &str)| {
        labels.iter().any(|(own, of)| own == name && of == value)
    };
    parse(metrics).unwrap().iter().any(|it| {
        let wanted = [(label, value), ("carrier", "sandbox"), ("channel", "sms")];
        let about = it.name == name && wanted.into_iter().all(|wanted| has(&it.labels, wanted));
        about && (it.value - amount).abs() < f64::EPSILON
    })
}
