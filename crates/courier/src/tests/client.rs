//! The client against providers that behave, and others.

use super::{
    handover::{HASTY, PATIENT},
    lines::Lines,
    provider::{Manner, Provider},
};
use crate::{
    Client, Secret, Sending,
    client::{Body, Bounds, Failure, basic},
};
use http::{HeaderMap, HeaderValue};
use std::time::Duration;
use tokio::{io::AsyncWriteExt, net::TcpListener};

fn client() -> Client {
    Client::bounded(PATIENT).unwrap()
}

async fn failure(manner: Manner) -> Failure {
    let bounds = if manner.is_slow() { HASTY } else { PATIENT };
    let provider = Provider::that(manner).await;
    let asked = Client::bounded(bounds).unwrap().get(&provider.url("/"), HeaderMap::new()).await;
    assert_eq!(provider.asked().len(), 1, "a request is never repeated");
    asked.err().expect("a failure")
}

#[tokio::test]
async fn a_body_arrives_as_it_was_meant_to() {
    let provider = Provider::that(Manner::json("{\"ok\":true}")).await;
    let client = client();
    let form =
        Body::Form(vec![("to".into(), "+91 9".into()), ("text".into(), "कोड & = ok".into())]);
    let json = Body::Json(serde_json::json!({ "text": "कोड \"x\"" }));
    let xml = Body::Xml("<a/>".into());
    let mut headers = HeaderMap::new();
    headers.insert("x-key", HeaderValue::from_static("k"));
    for body in [form, json, xml] {
        let answer = client.post(&provider.url("/p?q=1+2"), headers.clone(), body).await;
        let answer = answer.expect("an answer");
        assert_eq!(
            (answer.status.as_u16(), answer.json().unwrap()["ok"].as_bool()),
            (200, Some(true))
        );
    }
    let asked = provider.asked();
    assert!(asked.iter().all(|it| it.method == "POST" && it.target == "/p?q=1+2"));
    assert!(
        asked.iter().all(|it| it.header("x-key") == Some("k") && it.header("cookie").is_none())
    );
    assert_eq!(asked[0].query(), [("q".to_owned(), "1 2".to_owned())]);
    let fields: Vec<_> = asked[0].form();
    assert_eq!(fields, [("to".into(), "+91 9".into()), ("text".into(), "कोड & = ok".to_owned())]);
    let media: Vec<_> = asked.iter().map(|it| it.header("content-type").unwrap()).collect();
    let expected =
        ["application/x-www-form-urlencoded", "application/json", "application/xml; charset=utf-8"];
    assert_eq!(media, expected);
    assert_eq!(asked[1].text(), "{\"text\":\"कोड \\\"x\\\"\"}");
    assert_eq!(asked[2].text(), "<a/>");
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let provider = Provider::that(Manner::json("{}")).await;
    let client = client();
    for _ in 0..3 {
        assert!(client.clone().get(&provider.url("/"), HeaderMap::new()).await.is_ok());
    }
    assert!(provider.asked().iter().all(|asked| asked.connection == 0));
}

#[tokio::test]
async fn what_was_never_sent_may_be_tried_again() {
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let plain = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let no_tls = format!("https://{}/", plain.local_addr().unwrap());
    let silent = Provider::that(Manner::Hangs).await;
    let silent = silent.url("/").as_str().replace("http://", "https://");
    tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.unwrap();
        stream.write_all(b"SSH-2.0-OpenSSH\r\n").await.unwrap();
    });
    let cases = [
        (format!("http://{nobody}/"), "there is no connection to the carrier"),
        ("http://no-such-host.invalid/".to_owned(), "there is no connection to the carrier"),
        (no_tls, "the carrier's TLS is not right"),
        (silent, "connecting to the carrier took too long"),
        ("http://user:word@127.0.0.1/".to_owned(), "the carrier's address is unusable"),
        ("mailto:somebody@hospital.example".to_owned(), "the carrier's address is unusable"),
    ];
    for (url, why) in cases {
        let is_slow = why.ends_with("too long");
        let connect = if is_slow { HASTY.answer } else { PATIENT.connect };
        let client = Client::bounded(Bounds { connect, ..PATIENT }).unwrap();
        let failure = client.get(&url.parse().unwrap(), HeaderMap::new()).await.err().unwrap();
        assert!(matches!(failure, Failure::Refused(_)), "{url}: {failure:?}");
        assert_eq!(failure.why().to_string(), why, "{url}");
        assert!(matches!(Sending::from(failure), Sending::Retry(_)));
    }
}

#[tokio::test]
async fn of_what_was_sent_and_not_answered_nobody_knows() {
    let cases = [
        (Manner::Closes, Failure::Broken),
        (Manner::Breaks, Failure::Broken),
        (Manner::Babbles, Failure::Broken),
        (Manner::Hangs, Failure::TimedOut),
        (Manner::Drips(Duration::from_millis(50)), Failure::TimedOut),
        (Manner::Floods(10_000_000), Failure::TooLong),
        (Manner::Answers(200, "text/plain", "x".repeat(64 * 1024 + 1)), Failure::TooLong),
    ];
    for (manner, expected) in cases {
        let name = format!("{manner:.0?}").chars().take(20).collect::<String>();
        let failure = failure(manner).await;
        assert_eq!(failure, expected, "{name}");
        assert!(matches!(Sending::from(failure), Sending::Unsure(_)), "{name}");
    }
}

#[tokio::test]
async fn the_longest_answer_that_is_allowed_is_read() {
    let provider = Provider::that(Manner::Answers(200, "text/plain", "x".repeat(64 * 1024))).await;
    let answer = client().get(&provider.url("/"), HeaderMap::new()).await.unwrap();
    assert_eq!(answer.body.len(), 64 * 1024);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let elsewhere = Provider::that(Manner::json("{}")).await;
    let to = elsewhere.url("/secret").to_string();
    let provider = Provider::that(Manner::Redirects(to)).await;
    let answer = client().get(&provider.url("/"), HeaderMap::new()).await.unwrap();
    assert!(matches!(answer.refusal(), Some(Sending::Unsure(_))));
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn no_log_line_has_anything_of_a_request() {
    let lines = Lines::listening();
    let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for manner in [Manner::json("{\"echo\":\"hunter2\"}"), Manner::Closes, Manner::Babbles] {
        let provider = Provider::that(manner).await;
        let client = client();
        let mut headers = HeaderMap::new();
        headers.insert("authorization", basic("user", &Secret::of("hunter2")));
        for url in [
            provider.url("/hunter2?code=123456"),
            format!("http://{nobody}/hunter2").parse().unwrap(),
        ] {
            let body = Body::Form(vec![("code".into(), "123456".into())]);
            drop(client.post(&url, headers.clone(), body).await);
        }
    }
    lines.hide(&["hunter2", "123456", "dXNlcjpodW50ZXIy"]);
}
