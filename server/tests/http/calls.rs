//! A code said in a call, with a carrier that asks for the words once a key was pressed.

use crate::{
    browser::Browser,
    clinic::Clinic,
    people::{ASHA, PASSWORD},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode, header::CONTENT_TYPE},
};
use server::config::Config;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;
use tower::ServiceExt;

type Asked = Arc<Mutex<Vec<BTreeMap<String, String>>>>;

/// An Exotel that takes every text and every call, and notes what it was posted.
async fn exotel(State(asked): State<Asked>, request: Request) -> &'static str {
    let call = request.uri().path().ends_with("/Calls/connect.json");
    let body = to_bytes(request.into_body(), 64 * 1024).await.unwrap();
    asked.lock().unwrap().push(serde_urlencoded::from_bytes(&body).unwrap());
    if call {
        r#"{"Call":{"Sid":"80bfbec2d78bbbf10fb851f4fa165211"}}"#
    } else {
        r#"{"SMSMessage":{"Sid":"b6b3e2c1d78bbbf10fb851f4fa165212"}}"#
    }
}

fn with_exotel(url: &str) -> Config {
    let mut config = Config::default();
    config.courier.carriers = vec!["exotel".to_owned()];
    let table = format!(
        "kind = \"exotel\"\naccount = \"clinic1\"\nkey = \"k\"\ntoken = {{ env = \"WORD\" }}\nurl = \"{url}\"\n\
         [calls]\nfrom = \"080\"\nen = \"http://my.exotel.com/clinic1/exoml/start_voice/1\"\n\
         hi = \"http://my.exotel.com/clinic1/exoml/start_voice/2\""
    );
    config.carriers = [("exotel".to_owned(), toml::from_str(&table).unwrap())].into();
    config
}

/// A clinic, a browser on its code page, and the call that followed the text.
async fn called() -> (Clinic, Browser, BTreeMap<String, String>) {
    let asked = Asked::default();
    let provider = Router::new().fallback(exotel).with_state(asked.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, provider).await });
    let clinic = Clinic::configured(with_exotel(&url)).await;
    clinic.enrol(&ASHA, &[]).await;
    let mut browser = clinic.browser();
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    clinic.deliver().await;
    clinic.pass(Duration::from_secs(15));
    clinic.deliver().await;
    let mut asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 2, "a text, and then a call");
    (clinic, browser, asked.pop().unwrap())
}

/// What the flow of a call is answered when these keys were pressed.
async fn flow(
    clinic: &Clinic,
    call: &BTreeMap<String, String>,
    method: Method,
    keys: &str,
) -> (u16, String) {
    let fields = [("CallSid", "1"), ("CustomField", &call["CustomField"]), ("digits", keys)];
    let query = serde_urlencoded::to_string(fields).unwrap();
    let request = Request::builder().method(method).uri(format!("/courier/exotel/words?{query}"));
    let request = request.body(Body::empty()).unwrap();
    let answer = clinic.router().oneshot(request).await.unwrap();
    let status = answer.status();
    if status == StatusCode::OK {
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/plain");
    }
    let body = to_bytes(answer.into_body(), 64 * 1024).await.unwrap();
    (status.as_u16(), String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_call_says_the_code_after_a_key_and_is_then_known_to_have_been_heard() {
    let (clinic, mut browser, call) = called().await;
    let before = clinic.stored();
    let silence = (200, String::new());
    assert_eq!(flow(&clinic, &call, Method::GET, "\"\"").await, silence);
    assert_eq!(flow(&clinic, &call, Method::HEAD, "\"1\"").await, silence);
    assert!(clinic.stored() == before, "nobody has heard anything yet");

    let (status, words) = flow(&clinic, &call, Method::GET, "\"1\"").await;
    assert_eq!(status, 200);
    assert!(clinic.stored() != before, "somebody has heard it");
    let heard = clinic.stored();
    assert_eq!(flow(&clinic, &call, Method::GET, "\"1\"").await, (200, words.clone()));
    assert!(clinic.stored() == heard, "hearing it again changes nothing");

    let page = browser.get("/sign-in/code").await;
    let spelled = words.split("is: ").nth(1).unwrap().split('.').next().unwrap();
    assert_eq!(words.matches(spelled).count(), 2, "{words}");
    let code: String = spelled.split(", ").collect();
    let challenge = page.field("challenge");
    let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
    browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    let noted = clinic.stored();
    let (status, said) = flow(&clinic, &call, Method::GET, "\"1\"").await;
    assert!(status == 200 && said.contains("Your code has ended"), "{status} {said}");
    assert!(!said.contains(spelled), "a code that was answered is not read out");
    assert!(clinic.stored() == noted, "and nobody has heard it");
}

#[tokio::test]
async fn the_words_of_a_call_are_for_its_carrier_alone() {
    let (clinic, _, mut call) = called().await;
    let signed = call["CustomField"].clone();
    for forged in ["", "m=1", &signed[..signed.len() - 1], &signed.replace("&s=", "&t=")] {
        call.insert("CustomField".to_owned(), forged.to_owned());
        assert_eq!(flow(&clinic, &call, Method::GET, "\"1\"").await.0, 403, "{forged}");
    }
}
