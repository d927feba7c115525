use crate::clinic::{ASHA, House};
use axum::http::{Method, StatusCode};

/// A request (method, address, body, headers) and the status it is answered with.
type Case<'a> = (Method, &'a str, &'a [u8], &'a [(&'a str, &'a str)], u16);

#[tokio::test]
async fn what_cannot_be_read_is_answered_with_a_page() {
    let house = House::open().await;
    let mut browser = house.browser();
    let text = [("content-type", "text/plain")];
    let cases: [Case<'_>; 14] = [
        (Method::POST, "/sign-in", b"identifier=a", &[], 400),
        (Method::POST, "/sign-in", b"", &[], 400),
        (Method::POST, "/sign-in", b"identifier=%ff&password=x", &[], 400),
        (Method::POST, "/sign-in", b"identifier=\xff&password=x", &[], 400),
        (Method::POST, "/sign-in", b"identifier=a&identifier=b&password=x", &[], 400),
        (Method::POST, "/sign-in", b"identifier=a&password=b", &text, 400),
        (Method::POST, "/sign-in/code", b"challenge=7&code=123456", &[], 400),
        (Method::GET, "/labs/%ff%fe", b"", &[], 400),
        (Method::GET, "/sign-in?x=%c3%28", b"", &[], 400),
        (Method::GET, "/labs/%00", b"", &[], 400),
        (Method::GET, "/nowhere", b"", &[], 404),
        (Method::GET, "/nowhere/%E0%A4%95", b"", &[], 404),
        (Method::GET, "/sign-out", b"", &[], 405),
        (Method::DELETE, "/home", b"", &[], 405),
    ];
    for (method, at, body, headers, status) in cases {
        let answer = browser.send(method, at, body.to_vec(), headers).await;
        assert_eq!(answer.status.as_u16(), status, "{at}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{at}");
        answer.says(&["<h1>", "Asha Clinic", "Go to the home page"]).hides(&["<script"]);
    }
    let body = vec![b'a'; 200_000];
    let answer = browser.send(Method::POST, "/sign-in", body, &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.says(&["That was too much to send"]);
}

#[tokio::test]
async fn nobody_is_led_away_by_a_page_to_come_back_to() {
    let house = House::open().await;
    let mut browser = house.browser();
    for evil in ["/labs//evil.example", "/labs/../..//evil.example", "/labs/%5c%5cevil.example"] {
        let answer = browser.open(evil).await;
        assert!(answer.status.is_client_error() || answer.at == "/sign-in", "{evil}");
    }
    let stay = [("back", "//evil.example")];
    assert_eq!(browser.post("/session/stay", &stay).await.at, "/sign-in");
    let page = house.sign_in(&mut browser, &ASHA).await;
    assert!(page.at.starts_with("/labs/") || page.at == "/home", "{}", page.at);
    let page = browser.post("/session/stay", &stay).await;
    assert_eq!(page.at, "/home");
}
