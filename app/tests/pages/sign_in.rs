use crate::clinic::{ASHA, House, PASSWORD, RAVI};
use axum::http::{Method, StatusCode};
use std::time::Duration;

#[tokio::test]
async fn a_person_signs_in_with_a_password_and_a_code() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.open("/").await.says(&["<h1>Sign in</h1>", "0141 555 0100"]);
    assert_eq!((page.at.as_str(), page.status), ("/sign-in", StatusCode::OK));
    assert_eq!(browser.cookie("id"), None, "looking at the page leaves nothing behind");
    let typed = [("identifier", ASHA.number), ("password", PASSWORD)];
    let page = browser.submit(&page, "/sign-in", &typed).await;
    let page = page.says(&["Type the code", "To sign in", "one-time-code", "Ref "]);
    let before = browser.cookie("id").unwrap().to_owned();
    let page = house.answer(&mut browser, &page, "/sign-in/code", &ASHA).await;
    let page = page.says(&["Hello, Asha", "Sign out", "/session/ending"]);
    assert_eq!(page.at, "/home");
    assert_ne!(browser.cookie("id").unwrap(), before, "the session's id changes");
    assert_eq!(browser.open("/sign-in").await.at, "/home");
}

#[tokio::test]
async fn faults_stand_in_a_summary_and_beside_their_fields_once() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.open("/sign-in").await;
    let typed = [("identifier", "<script>@"), ("password", "")];
    let page = browser.submit(&page, "/sign-in", &typed).await;
    let page = page.says(&[
        "<title>Error: Sign in",
        "href=\"#identifier\"",
        "href=\"#password\"",
        "id=\"password-fault\"",
        "value=\"&lt;script&gt;@\"",
    ]);
    page.hides(&["<script"]);
    browser.open("/sign-in").await.hides(&["fault-summary", "script&gt;"]);
}

#[tokio::test]
async fn a_wrong_code_is_told_and_a_wrong_password_is_not() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.open("/sign-in").await;
    let typed = [("identifier", ASHA.number), ("password", "not her password")];
    let page = browser.submit(&page, "/sign-in", &typed).await.says(&["Type the code"]);
    let wrong = [("code", "000000")];
    let page =
        browser.submit(&page, "/sign-in/code", &wrong).await.says(&["You have 4 tries left"]);
    let page = browser.submit(&page, "/sign-in/code", &[("code", "12")]).await;
    let mut page = page.says(&["The code has 6 digits"]);
    for _ in 0..4 {
        page = browser.submit(&page, "/sign-in/code", &wrong).await;
    }
    page.says(&["<h1>Too many wrong tries</h1>", "href=\"/sign-in\""]);
    browser.open("/sign-in").await.says(&[&format!("value=\"{}\"", ASHA.number)]);
}

#[tokio::test]
async fn who_it_is_stays_typed_while_a_code_is_awaited_and_no_longer() {
    let house = House::open().await;
    let mut browser = house.browser();
    let typed = format!("value=\"{}\"", ASHA.number);
    let page = browser.open("/sign-in").await.hides(&[&typed]);
    let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
    let page = browser.submit(&page, "/sign-in", &fields).await;
    house.portal.pass(Duration::from_mins(6));
    let late = browser.submit(&page, "/sign-in/code", &[("code", "123456")]).await;
    late.says(&["href=\"/sign-in\""]).hides(&["123456"]);
    let page = browser.open("/sign-in").await.says(&[&typed]);
    let page = browser.submit(&page, "/sign-in", &fields).await;
    house.answer(&mut browser, &page, "/sign-in/code", &ASHA).await.says(&["Hello, Asha"]);
    house.portal.pass(Duration::from_mins(11));
    let page = browser.open("/labs").await.says(&["<h1>Sign in</h1>"]);
    page.hides(&[&typed]);
}

#[tokio::test]
async fn two_who_share_a_phone_choose_after_the_code() {
    let house = House::open().await;
    let mut browser = house.browser();
    browser.open("/sign-in/who").await.says(&["<h1>Sign in</h1>"]);
    let page = browser.open("/sign-in").await;
    let typed = [("identifier", ASHA.phone), ("password", PASSWORD)];
    let page = browser.submit(&page, "/sign-in", &typed).await;
    let page = page.hides(&[ASHA.name, RAVI.name]);
    let page = house.answer(&mut browser, &page, "/sign-in/code", &ASHA).await;
    let page = page.says(&["Who are you?", ASHA.name, RAVI.name]).hides(&["Sign out"]);
    assert_eq!(browser.open("/home").await.at, "/sign-in", "nobody is signed in yet");
    let other = [("patient", "0195a000-0000-7000-8000-000000000001")];
    let refused = browser.post("/sign-in/who", &other).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let of_ravi = page.body.split("<li>").find(|it| it.contains(RAVI.name)).unwrap();
    let choice = of_ravi.split("value=\"").nth(1).and_then(|it| it.split('"').next()).unwrap();
    let page = browser.post("/sign-in/who", &[("patient", choice)]).await;
    page.says(&["Hello, Ravi"]);
}

#[tokio::test]
async fn a_code_is_sent_again_with_and_without_a_script() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.open("/sign-in").await;
    let typed = [("identifier", ASHA.number), ("password", PASSWORD)];
    let page = browser.submit(&page, "/sign-in", &typed).await;
    let early = browser.submit(&page, "/sign-in/resend", &[]).await;
    early.says(&["Please wait for the message"]);
    house.portal.pass(Duration::from_secs(31));
    let page = browser.submit(&page, "/sign-in/resend", &[]).await;
    let page = page.says(&["We sent the same code again."]);
    let challenge = page.body.split("name=\"challenge\" value=\"").nth(1).unwrap();
    let body = format!("challenge={}", challenge.split('"').next().unwrap()).into_bytes();
    let json = [("accept", "application/json")];
    let told = browser.send(Method::POST, "/sign-in/resend", body, &json).await;
    assert_eq!(told.status, StatusCode::TOO_MANY_REQUESTS);
    told.says(&["\"again_in\":30", "\"until\":", "\"message\":\"Please wait"]);
}

#[tokio::test]
async fn the_language_is_changed_and_kept_and_leads_nowhere_else() {
    let house = House::open().await;
    let mut browser = house.browser();
    let page = browser.open("/sign-in").await;
    let page = browser.submit(&page, "/language", &[("language", "hi")]).await;
    let page = page.says(&["<html lang=\"hi\"", "साइन इन करें"]);
    assert_eq!((page.at.as_str(), browser.cookie("lang")), ("/sign-in", Some("hi")));
    for evil in
        ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/\t/x"]
    {
        let body = format!("language=en&back={}", evil.replace('\t', "%09"));
        let answer = browser.send(Method::POST, "/language", body.into_bytes(), &[]).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, "/"),
            "{evil}"
        );
    }
    let answer = browser.post("/language", &[("language", "xx"), ("back", "/")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
