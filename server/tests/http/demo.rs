//! `medseal demo`, as somebody meets it who tries the portal out.

use crate::{
    process::{Place, rights},
    serving::Phone,
};
use serde_json::Value;

/// What the demo wrote of its people.
fn playbill(place: &Place) -> Value {
    let file = place.home().join("demo.json");
    assert_eq!(rights(&file), 0o600);
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

/// Holds that a person is described by what the specs of the browser lean on.
fn has_its_fields(person: &Value) {
    let mut names: Vec<&str> = person.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["identifier", "name", "note", "password", "phone", "role"]);
}

/// Holds that a later run has everybody that the first one had.
fn keeps(again: &Value, first: &Value) {
    for kept in ["people", "pharmacists", "prescriptions"] {
        assert_eq!(again[kept], first[kept], "{kept}");
    }
}

/// Holds that the demo can be tried at a pharmacy's counter.
fn counters(bill: &Value) {
    let listed = |name: &str, each: &str| -> Vec<String> {
        let all = bill[name].as_array().unwrap().iter();
        all.map(|it| it[each].as_str().unwrap().to_owned()).collect()
    };
    let pharmacies = listed("pharmacists", "pharmacy");
    assert_eq!(pharmacies, ["Shanti Pharmacy", "Shanti Pharmacy", "Lotus Chemists"]);
    let vimalas = listed("prescriptions", "patient").into_iter().filter(|it| it == "SJ-1031");
    assert_eq!(vimalas.count(), 3, "{bill}");
}

#[tokio::test]
async fn everybody_in_the_demo_signs_in_as_it_says_of_them() {
    let place = Place::none();
    let medseal = place.start(&["demo", "--listen", "127.0.0.1:0"], &[]).await;
    let bill = playbill(&place);
    assert_eq!(bill["address"], format!("http://{}", medseal.address));
    let people = bill["people"].as_array().unwrap();
    assert!(people.len() >= 5, "{bill}");
    for person in people {
        has_its_fields(person);
        let text = |name: &str| person[name].as_str().unwrap();
        let mut phone = Phone::watch(medseal.address).await;
        let mut browser = medseal.browser();
        let fields = [("identifier", text("identifier")), ("password", text("password"))];
        let answer = browser.post("/sign-in", &fields).await;
        if !text("phone").starts_with("+91") {
            browser.get(answer.location()).await.says("We cannot send a code to this number");
            continue;
        }
        answer.redirects_to("/sign-in/code");
        let page = browser.get("/sign-in/code").await;
        let code = phone.code(&page.reference()).await;
        let challenge = page.field("challenge");
        let fields = [("challenge", challenge.as_str()), ("code", code.as_str())];
        let mut next = browser.post("/sign-in/code", &fields).await;
        if text("note").contains("PIN 2580") {
            next = browser.post(next.location(), &[("pin", "2580")]).await;
        }
        next.redirects_to("/home");
        let to = text("phone").replace('+', "%2B");
        browser.get(&format!("/sandbox/messages?to={to}")).await.says(&code);
    }
    counters(&bill);
    let (first, address) = (bill.clone(), medseal.address);
    medseal.terminate();
    let (status, said) = medseal.end();
    assert!(status.success(), "{said}");
    assert!(said.contains(&format!("http://{address}/sandbox/phone")), "{said}");
    let medseal = place.start(&["demo", "--listen", "127.0.0.1:0"], &[]).await;
    keeps(&playbill(&place), &first);
    medseal.browser().get("/health/ready").await.says("ready");
}
