//! `medseal serve`, from its start to its end.

use crate::{
    browser::Browser,
    people::{ASHA, PASSWORD, RESULT},
    process::{Medseal, Place},
    wire::Wire,
};
use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode},
};
use std::net::SocketAddr;

/// The texts that arrive from now on.
pub struct Phone(Wire);

impl Phone {
    /// Looks at the sandbox's phone.
    pub async fn watch(address: SocketAddr) -> Self {
        let mut wire = Wire::open(address).await.unwrap();
        let request = format!("GET /sandbox/events HTTP/1.1\r\nhost: {address}\r\n\r\n");
        wire.send(request.as_bytes()).await.unwrap();
        assert_eq!(wire.head().await.unwrap().status(), StatusCode::OK);
        Self(wire)
    }

    /// The code in the next text that has this reference.
    pub async fn code(&mut self, reference: &str) -> String {
        let wanted = format!("Ref {reference}");
        loop {
            let line = self.0.line().await.expect("a text");
            if line.contains(&wanted) {
                let text = line.split("\"text\":\"").nth(1).unwrap();
                let mut digits = text.split(|c: char| !c.is_ascii_digit());
                return digits.find(|part| part.len() == 6).unwrap().to_owned();
            }
        }
    }
}

/// Asks for a sign-in code; the challenge and the code.
pub async fn challenge(medseal: &Medseal, browser: &mut Browser) -> (String, String) {
    let mut phone = Phone::watch(medseal.address).await;
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    let page = browser.get("/sign-in/code").await;
    (page.field("challenge"), phone.code(&page.reference()).await)
}

/// Signs in.
pub async fn sign_in(medseal: &Medseal, browser: &mut Browser) {
    let (challenge, code) = challenge(medseal, browser).await;
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
}

#[tokio::test]
async fn a_visit_over_the_wire_leaves_nothing_in_the_log_though_it_tells_everything() {
    let place = Place::with_a_patient().await;
    let medseal = place.serve(&[("MEDSEAL_LOG_FILTER", "trace")]).await;
    let mut browser = medseal.browser();
    let (first, code) = challenge(&medseal, &mut browser).await;
    let waiting = browser.session();
    let fields = [("challenge", first.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    let list = browser.get("/labs").await;
    let report = list.body.split("href=\"/labs/").nth(1).unwrap().split('"').next().unwrap();
    let report = format!("/labs/{report}");
    let mut phone = Phone::watch(medseal.address).await;
    browser.post(&format!("{report}/ask"), &[]).await.redirects_to(&format!("{report}/code"));
    let page = browser.get(&format!("{report}/code")).await;
    let second = phone.code(&page.reference()).await;
    drop(phone);
    let challenge = page.field("challenge");
    let fields = [("challenge", challenge.as_str()), ("code", second.as_str())];
    browser.post(&format!("{report}/code"), &fields).await.redirects_to(&report);
    browser.get(&report).await.says(RESULT).says("Asha Verma");
    let session = browser.session();
    medseal.terminate();
    let (status, log) = medseal.end();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(log.contains("TRACE") && log.contains("path=\"/sign-in/code\""), "{log}");
    let secrets =
        [ASHA.name, "Verma", ASHA.number, "9000000001", PASSWORD, "four+quiet", RESULT, "glucose"];
    let secrets = secrets.into_iter().chain([session.as_str(), &waiting]);
    for secret in secrets.chain([format!("code={code}").as_str(), &format!("code={second}")]) {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "a line holds {secret:?}");
    }
    // Six digits are in many a line by accident; not between anything but digits and dots of times and ids.
    for code in [code, second] {
        let alone = |line: &&str| {
            line.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').any(|word| word == code)
        };
        assert_eq!(log.lines().find(alone), None, "a line holds a code");
    }
}

#[tokio::test]
async fn told_to_stop_it_ends_what_it_has_begun() {
    let place = Place::with_a_patient().await;
    let medseal = place.serve(&[("MEDSEAL_LOG_FORMAT", "json")]).await;
    let address = medseal.address;
    let mut idle = Wire::open(address).await.unwrap();
    let body = "language=hi&back=/sign-in";
    let head = format!(
        "POST /language HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    idle.send(head.as_bytes()).await.unwrap();
    // The answer that the body may come shows that the request is under way.
    assert_eq!(idle.head().await.unwrap().status(), StatusCode::CONTINUE);
    medseal.terminate();
    while Wire::open(address).await.is_some() {
        tokio::task::yield_now().await;
    }
    idle.send(body.as_bytes()).await.unwrap();
    let answer = idle.answer().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/sign-in");
    let (status, log) = medseal.end();
    assert_eq!(status.code(), Some(0), "{log}");
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        assert!(line["level"].is_string() && line["fields"]["message"].is_string(), "{line}");
    }
    assert!(log.contains("\"stopping\""), "{log}");
}

#[tokio::test]
async fn ten_megabytes_over_the_wire_are_answered_and_not_cut_off() {
    let place = Place::with_a_patient().await;
    let medseal = place.serve(&[]).await;
    let body = format!("identifier={}&password=a", "a".repeat(10 * 1024 * 1024));
    let mut browser = medseal.browser();
    let answer = browser.send_form("/sign-in", &[], body.clone()).await;
    answer.is_page(StatusCode::PAYLOAD_TOO_LARGE).says("That was too much to send");

    let mut wire = Wire::open(medseal.address).await.unwrap();
    let head = "POST /sign-in HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\
                content-type: application/x-www-form-urlencoded\r\n\r\n";
    wire.send(head.as_bytes()).await.unwrap();
    for chunk in body.as_bytes().chunks(65_536) {
        wire.send(format!("{:x}\r\n", chunk.len()).as_bytes()).await.unwrap();
        wire.send(&[chunk, b"\r\n"].concat()).await.unwrap();
    }
    wire.send(b"0\r\n\r\n").await.unwrap();
    let answer = wire.answer().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    browser.get("/sign-in").await.is_page(StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_http_harms_nobody() {
    let place = Place::with_a_patient().await;
    let medseal = place.serve(&[]).await;
    let requests: [&[u8]; 7] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /\xff\xfe HTTP/1.1\r\nhost: localhost\r\n\r\n",
        b"GET /labs/\xe0\xa4\x95 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: localhost\r\ncookie: medseal=\xff\r\nconnection: close\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
        b"\r\n\r\n\r\n\r\nGET\r\n\r\n",
    ];
    for request in requests {
        let mut wire = Wire::open(medseal.address).await.unwrap();
        wire.send(request).await.unwrap();
        if let Some(answer) = wire.answer().await {
            assert!(!answer.status().is_server_error(), "{}", answer.status());
        }
    }
    let mut browser = medseal.browser();
    let broken = Body::from(Bytes::from_static(b"identifier=\xff"));
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let answer = browser.send(Method::POST, "/sign-in", &kind, broken).await;
    answer.is_page(StatusCode::BAD_REQUEST);
    sign_in(&medseal, &mut browser).await;
    medseal.terminate();
    let (status, log) = medseal.end();
    assert!(status.success() && !log.contains("panic"), "{log}");
}

#[tokio::test]
async fn a_taken_address_is_told() {
    let place = Place::with_a_patient().await;
    let medseal = place.serve(&[]).await;
    let taken = medseal.address.to_string();
    let said = place.run(&["serve"], &[("MEDSEAL_SERVER_LISTEN", &taken)]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("cannot listen on") && said.err.contains(&taken), "{}", said.err);
    medseal.browser().get("/health/ready").await.says("ready");
}
