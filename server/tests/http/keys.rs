//! Keys that are followed by new ones.

use crate::{browser::Browser, people::ASHA, process::Place};
use axum::http::StatusCode;

#[tokio::test]
async fn a_key_is_followed_by_a_new_one_and_the_portal_goes_on() {
    let place = Place::with_a_patient().await;
    let before = place.run(&["doctor"], &[]).out;
    assert!(
        before.contains("ok   keys       wrap-") && before.contains(" (0 days), code-"),
        "{before}"
    );
    let mut made = Vec::new();
    for key in ["wrap", "code"] {
        let said = place.run(&["keys", "rotate", key], &[]);
        assert_eq!(said.code, 0, "{}", said.err);
        let id = said.out.split(' ').next().unwrap().to_owned();
        assert!(id.starts_with(&format!("{key}-")) && !before.contains(&id), "{}", said.out);
        made.push(id);
    }
    let after = place.run(&["doctor"], &[]).out;
    assert!(made.iter().all(|id| after.contains(id)), "{after}");
    assert_eq!(crate::process::rights(&place.home().join("keys/keyring.toml")), 0o600);

    let mut medseal = place.serve(&[]).await;
    let mut browser: Browser = medseal.browser();
    let fields = [("identifier", ASHA.number), ("password", crate::people::PASSWORD)];
    browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
    browser.get("/sign-in/code").await.is_page(StatusCode::OK);
    medseal.kill();
}

#[test]
fn keys_that_are_not_in_the_file_are_not_rotated() {
    let place = Place::none();
    let none = place.run(&["keys", "rotate", "wrap"], &[]);
    assert_eq!((none.code, none.out.as_str()), (1, ""), "{}", none.err);
    let elsewhere = place.run(&["keys", "rotate", "code"], &[("MEDSEAL_KEYS", "hunter2")]);
    assert_eq!(elsewhere.code, 1);
    assert!(elsewhere.err.contains("MEDSEAL_KEYS") && !elsewhere.err.contains("hunter2"));
    assert_eq!(place.run(&["keys", "rotate", "index"], &[]).code, 2);
}
