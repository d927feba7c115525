//! A prescription with more medicines than fit on any page: each is handed over, and none is left out in silence.

use crate::shop::{LATA, METFORMIN, at_counter, hand_over, let_in, open, prescribe, request};
use axum::http::StatusCode;
use portal::domain::{audit::Event, pharmacy::MEDICINES};
use serde_json::json;

#[tokio::test]
async fn is_handed_over_whole() {
    let clinic = open().await;
    let requests: Vec<_> = (0..MEDICINES)
        .map(|n| {
            let mut medicine = request(&format!("m{n}"), Some("paper"), &METFORMIN);
            medicine["substitution"] = json!({ "allowedBoolean": true });
            medicine
        })
        .collect();
    let number = prescribe(&clinic, &requests).await.remove(0);
    let mut browser = at_counter(&clinic, &LATA).await;
    let page = let_in(&clinic, &mut browser, &number).await;
    let names: Vec<_> =
        (0..MEDICINES).map(|n| (format!("amount-{n}"), format!("brand-{n}"))).collect();
    let last = &names[MEDICINES - 1].0;
    let filled = |last: &'static str| -> Vec<(&str, &str)> {
        let own = |n| if n + 1 == MEDICINES { last } else { "7" };
        let fields = names.iter().enumerate();
        fields.flat_map(|(n, it)| [(it.0.as_str(), own(n)), (it.1.as_str(), "yes")]).collect()
    };
    hand_over(&mut browser, &page, &filled("31")).await.redirects_to(&page);
    let again = browser.get(&page).await;
    again.is_page(StatusCode::OK).says("The most is 30.").says(&format!("href=\"#{last}\""));
    assert_eq!(again.body.matches("value=\"7\"").count(), MEDICINES - 1);
    hand_over(&mut browser, &page, &filled("8")).await.redirects_to(&page);
    browser.get(&page).await.says("This is written down.");
    assert_eq!(clinic.events(Event::Dispensed).await, MEDICINES as u64);
}
