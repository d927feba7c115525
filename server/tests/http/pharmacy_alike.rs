//! Without the code, a pharmacy cannot tell numbers apart: whether somebody has them, and what is left there.

use crate::{
    answer::Answer,
    shop::{LATA, at_counter, metformin, open, send},
    stands::Of,
};
use std::time::Duration;

/// Everything that may be tried with a number by somebody who has no code, and what is seen of it.
async fn walk(of: Of) -> Vec<String> {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let number = of.made(&clinic, "m1", &number).await;
    let mut browser = at_counter(&clinic, &LATA).await;
    let (key, number) = (browser.get("/pharmacy").await.field("once"), number.as_str());
    let page = send(&mut browser, &key, number).await;
    // A scanner that ends with two Enters.
    assert_eq!(send(&mut browser, &key, number).await, page);
    clinic.deliver().await;
    let first = browser.get(&page).await;
    let (challenge, reference) = (first.field("challenge"), format!("Ref {}", first.reference()));
    let again = [("challenge", challenge.as_str())];
    let mut all = vec![first];
    for seconds in [5, 26] {
        clinic.pass(Duration::from_secs(seconds));
        clinic.deliver().await;
        all.push(browser.get(&format!("{page}/code/progress")).await);
        all.push(browser.ask(&format!("{page}/resend"), &again).await);
        clinic.deliver().await;
    }
    for code in ["12", "000000", "000001", "000002", "000003"] {
        let fields = [("challenge", challenge.as_str()), ("code", code)];
        all.push(browser.post(&format!("{page}/code"), &fields).await);
        all.push(browser.get(&page).await);
    }
    let fresh = browser.get("/pharmacy").await;
    let next = fresh.field("once");
    assert_ne!(next, key);
    assert_eq!(send(&mut browser, &key, number).await, page, "and whoever goes back");
    all.push(fresh);
    let plain = |it: &Answer| {
        let text = format!("{} {}", it.status, without_nonce(&it.body));
        text.replace(&challenge, "CHALLENGE")
            .replace(&page, "PAGE")
            .replace(&reference, "Ref XX")
            .replace(&next, "ONCE")
    };
    all.iter().map(plain).collect()
}

#[tokio::test]
async fn every_number_looks_like_any_other() {
    let good = walk(Of::Good).await;
    assert!(good[0].contains("CHALLENGE") && good[0].contains("Ref XX"), "{}", good[0]);
    for of in [Of::Nobody, Of::UsedUp, Of::Expired, Of::Withdrawn] {
        for (step, (expected, seen)) in good.iter().zip(&walk(of).await).enumerate() {
            assert_eq!(expected, seen, "{of:?}, step {step}");
        }
    }
}

/// A page without what is new in each: its scripts' nonces.
fn without_nonce(body: &str) -> String {
    let mut parts = body.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('"').map_or(part, |(_, rest)| rest))
}
