//! Carriers' callbacks, and what pretends to be one.

use crate::{
    clinic::Clinic,
    kannel::with_kannel,
    logs::Logs,
    people::{ASHA, PASSWORD},
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{Method, StatusCode},
};
use server::config::Config;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tower::ServiceExt;

const ORIGIN: &str = "https://callbacks.example";

/// A clinic whose gateway takes every message, and the callback address that it was told last.
async fn told() -> (Clinic, String) {
    let address: Arc<Mutex<String>> = Arc::default();
    let note = address.clone();
    let gateway = Router::new().fallback(move |request: Request| async move {
        let url = request.headers()["x-kannel-dlr-url"].to_str().unwrap();
        url.clone_into(&mut note.lock().unwrap());
        (StatusCode::ACCEPTED, "0: Accepted for delivery")
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, gateway).await });
    let clinic = Clinic::configured(with_kannel(&url, ORIGIN)).await;
    clinic.enrol(&ASHA, &[]).await;
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    clinic.browser().post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    clinic.deliver().await;
    let told = address.lock().unwrap().clone();
    let path = told.strip_prefix(ORIGIN).expect("the origin that is configured").to_owned();
    (clinic, path.replace("%d", "1").replace("%A", "stat%3ADELIVRD"))
}

/// What a callback is answered, from a carrier that knows this machine by some other name.
async fn call(router: &Router, method: Method, path: &str, body: Body) -> StatusCode {
    let request = Request::builder().method(method).uri(path).header("host", "10.0.0.9:1");
    let request = request.header("origin", "https://elsewhere.example").body(body).unwrap();
    router.clone().oneshot(request).await.unwrap().status()
}

async fn get(clinic: &Clinic, path: &str) -> u16 {
    call(&clinic.router(), Method::GET, path, Body::empty()).await.as_u16()
}

#[tokio::test]
async fn a_receipt_is_taken_by_any_method_from_anywhere_and_as_often_as_it_comes() {
    let (clinic, path) = told().await;
    for method in [Method::GET, Method::POST, Method::PUT] {
        let status = call(&clinic.router(), method.clone(), &path, Body::empty()).await;
        assert_eq!(status, StatusCode::OK, "{method}");
    }
    let before = clinic.stored();
    assert_eq!(get(&clinic, &path).await, 200);
    assert_eq!(clinic.stored(), before, "a replayed receipt changes nothing");
    // Reports come in no order.
    assert_eq!(get(&clinic, &path.replace("&d=1", "&d=8")).await, 200);
}

#[tokio::test]
async fn what_is_not_proven_to_be_a_carriers_changes_nothing() {
    let (logs, (clinic, path)) = (Logs::listen(), told().await);
    let (bare, signature) = path.split_once("&s=").unwrap();
    let signature = signature.split('&').next().unwrap();
    let turned: String = signature.chars().rev().collect();
    let before = clinic.stored();
    logs.take();
    for (path, status) in [
        (bare.to_owned(), 403),
        (path.replace(signature, &turned), 403),
        (path.replace(signature, ""), 403),
        (path.replace("/receipt", "/words"), 403),
        (format!("{path}&s={signature}"), 403),
        (path.replace("?m=", "?m=0"), 403),
        ("/courier/kannel/receipt".to_owned(), 403),
        (path.replace("&d=1", "&d=none"), 400),
        (path.replace("&d=1", ""), 400),
        (path.replace("/kannel/", "/twilio/"), 404),
        (path.replace("/receipt", "/elsewhere"), 404),
    ] {
        assert_eq!(get(&clinic, &path).await, status, "{path}");
    }
    assert_eq!(clinic.stored(), before);
    let text = logs.take();
    assert!(text.contains("refused a callback") && text.contains("kannel"), "{text}");
    assert!(!text.contains(signature), "{text}");
}

#[tokio::test]
async fn the_sandbox_has_no_callbacks() {
    let clinic = Clinic::configured(Config::default()).await;
    assert_eq!(get(&clinic, "/courier/sandbox/receipt?m=1&s=2").await, 403);
}

#[tokio::test]
async fn a_callback_has_a_largest_size() {
    let (clinic, path) = told().await;
    for (size, status) in [(64 * 1024, 200), (64 * 1024 + 1, 413)] {
        let body = Body::from(vec![b'x'; size]);
        let answered = call(&clinic.router(), Method::POST, &path, body).await;
        assert_eq!(answered.as_u16(), status, "{size}");
    }
}

#[tokio::test]
async fn a_receipt_is_not_acknowledged_while_the_database_is_away() {
    let (clinic, path) = told().await;
    assert_eq!(get(&clinic, &path).await, 200);
    clinic.wiring.db.close().await;
    assert_eq!(get(&clinic, &path).await, 503, "so that the carrier comes again");
}
