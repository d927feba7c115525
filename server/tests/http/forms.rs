//! Forms and addresses that no page of ours sends.

use crate::{browser::Browser, clinic::Clinic, people::ASHA};
use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header},
};

const BROKEN: &str = "We could not read the form";
const FORM: &str = "application/x-www-form-urlencoded";

async fn signed_in() -> (Clinic, Browser, String) {
    let clinic = Clinic::with(&ASHA, &["2025-06-01"]).await;
    let mut browser = clinic.signed_in(&ASHA).await;
    let report = clinic.report(&mut browser).await;
    (clinic, browser, report)
}

#[tokio::test]
async fn a_form_without_its_fields_or_with_one_of_them_twice_is_told_so() {
    let (clinic, browser, report) = signed_in().await;
    let id = "0195a000-0000-7000-8000-000000000001";
    let (code, again) = (format!("{report}/code"), format!("{report}/resend"));
    let challenge = format!("challenge={id}");
    let cases = [
        ("/sign-in", String::new()),
        ("/sign-in", "identifier=a".to_owned()),
        ("/sign-in", "password=a".to_owned()),
        ("/sign-in", "identifier=a&identifier=b&password=c".to_owned()),
        ("/sign-in", "identifier=a&password=c&password=c".to_owned()),
        ("/sign-in", "Identifier=a&Password=c".to_owned()),
        ("/sign-in", "identifier%5b%5d=a&password=c".to_owned()),
        ("/sign-in/code", challenge.clone()),
        ("/sign-in/code", "code=123456".to_owned()),
        ("/sign-in/code", "challenge=&code=123456".to_owned()),
        ("/sign-in/code", "challenge=1&code=123456".to_owned()),
        ("/sign-in/code", format!("{challenge}&code=1&code=2")),
        ("/sign-in/resend", String::new()),
        ("/sign-in/resend", format!("{challenge}&{challenge}")),
        (&code, "code=123456".to_owned()),
        (&code, challenge.clone()),
        (&again, String::new()),
        (&again, "challenge=x".to_owned()),
        ("/language", String::new()),
        ("/language", "language=fr&back=/".to_owned()),
        ("/language", "language=EN&back=/".to_owned()),
        ("/session/stay", "back=/&back=/".to_owned()),
        ("/session/form", "phone=1".to_owned()),
        ("/session/form", "of=/settings/password&current=a".to_owned()),
    ];
    for (path, body) in cases {
        for mut browser in [browser.clone(), clinic.browser()] {
            let answer = browser.send_form(path, &[], body.clone()).await;
            answer.is_page(StatusCode::BAD_REQUEST).says(BROKEN);
        }
    }
}

#[tokio::test]
async fn what_is_no_form_is_not_read_as_one() {
    let (_clinic, mut browser, report) = signed_in().await;
    let json = r#"{"identifier":"SJ-4711","password":"four quiet rivers","language":"hi"}"#;
    let parts = "--x\r\ncontent-disposition: form-data; name=\"language\"\r\n\r\nhi\r\n--x--\r\n";
    let kinds = [
        ("application/json", json),
        ("text/plain", "identifier=SJ-4711&password=four+quiet+rivers&language=hi"),
        ("multipart/form-data; boundary=x", parts),
        ("application/x-www-form-urlencoded-not", "language=hi"),
        ("application/xml", "<a/>"),
        (FORM, json),
    ];
    for (kind, body) in kinds {
        for path in ["/sign-in", "/language", "/session/stay", &format!("{report}/code")] {
            if (kind, path) == (FORM, "/session/stay") {
                continue;
            }
            let headers = [("content-type", kind)];
            let answer = browser.send(Method::POST, path, &headers, body.into()).await;
            answer.is_page(StatusCode::BAD_REQUEST).says(BROKEN);
        }
    }
}

#[tokio::test]
async fn broken_encodings_are_told_wherever_they_stand() {
    let (_clinic, mut browser, report) = signed_in().await;
    let bodies: [&[u8]; 9] = [
        b"language=%",
        b"language=%4",
        b"language=%zz",
        b"language=%ff",
        b"language=%c3%28",
        b"language=\xff\xfe",
        b"%ff=hi",
        b"language=hi&back=%e2%82",
        b"language=%ed%a0%80",
    ];
    for body in bodies {
        let answer = browser.send_form("/language", &[], body.to_vec()).await;
        answer.is_page(StatusCode::BAD_REQUEST).says(BROKEN);
    }
    let paths = ["/labs/%ff", "/%c3%28", "/labs/%", "/labs/%4", "/labs/%zz", "/labs/%00", "/%0a"];
    let queries = ["?x=%ff", "?%ff", "?x=%", "?in=%c3%28", "?x=%0d%0aset-cookie:a"];
    let queries = queries.into_iter().flat_map(|query| {
        ["/sign-in", "/home", report.as_str()].map(|page| format!("{page}{query}"))
    });
    for path in paths.into_iter().map(str::to_owned).chain(queries) {
        browser.get(&path).await.is_page(StatusCode::BAD_REQUEST).says(BROKEN);
        let answer = browser.send_form(&path, &[], "language=hi").await;
        answer.is_page(StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_broken_cookie_is_no_cookie() {
    let clinic = Clinic::with(&ASHA, &[]).await;
    let own = clinic.signed_in(&ASHA).await.session();
    let long = "a".repeat(8_000);
    let twice = format!("medseal=AAAAAAAAAAAAAAAAAAAAAA; medseal={own}x");
    let broken: [&[u8]; 11] = [
        b"medseal=\xff\xfe",
        b"medseal=%zz",
        b"medseal=",
        b"medseal",
        b"=",
        b";;;",
        b"medseal=../../etc/passwd",
        b"medseal=AAAAAAAAAAAAAAAAAAAAAA",
        b"lang=\xc3\x28; medseal=1",
        long.as_bytes(),
        twice.as_bytes(),
    ];
    for cookie in broken {
        let mut browser = clinic.browser();
        for (page, status) in [("/sign-in", StatusCode::OK), ("/home", StatusCode::SEE_OTHER)] {
            let mut request = browser.request(Method::GET, page, Body::empty());
            let value = HeaderValue::from_bytes(cookie).unwrap();
            request.headers_mut().insert(header::COOKIE, value);
            let answer = browser.exchange(request).await;
            assert_eq!(answer.status, status, "{page} {}", String::from_utf8_lossy(cookie));
        }
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_done_there_have_a_page() {
    let (_clinic, mut browser, report) = signed_in().await;
    let absent = StatusCode::NOT_FOUND;
    let otherwise = StatusCode::METHOD_NOT_ALLOWED;
    let document = format!("{report}/documents");
    let (zero, ask) = (format!("{document}/0"), format!("{report}/ask"));
    let cases = [
        (Method::GET, "/nowhere", absent),
        (Method::GET, "/Home", absent),
        (Method::GET, "/labs/x", absent),
        (Method::GET, "/labs/x/code", absent),
        (Method::GET, &document, absent),
        (Method::GET, &format!("{document}/x"), absent),
        (Method::GET, &format!("{document}/-1"), absent),
        (Method::GET, &format!("{document}/99999999999999999999"), absent),
        (Method::POST, "/nowhere", absent),
        (Method::POST, "/labs/x/ask", absent),
        (Method::GET, "/sign-out", otherwise),
        (Method::GET, "/language", otherwise),
        (Method::GET, "/session/stay", otherwise),
        (Method::GET, &ask, otherwise),
        (Method::POST, "/home", otherwise),
        (Method::POST, "/session/left", otherwise),
        (Method::POST, &zero, otherwise),
        (Method::PUT, "/sign-in", otherwise),
        (Method::DELETE, &report, otherwise),
        (Method::PATCH, "/labs", otherwise),
    ];
    for (language, title) in [("en", "We cannot find this page"), ("hi", "lang=\"hi\"")] {
        browser.cookies.insert("lang".into(), language.into());
        for (method, path, status) in &cases {
            let answer = browser.send(method.clone(), path, &[], Body::empty()).await;
            answer.is_page(*status).says(title);
        }
    }
    browser.get("/labs/%E0%A4%95").await.is_page(absent);
}
