//! Codes through a real Kannel, to its fake operator and back.

use crate::{
    clinic::Clinic,
    gateway::Gateway,
    people::{ASHA, PASSWORD},
};
use axum::{
    extract::Request,
    middleware::{Next, from_fn},
};
use portal::domain::{Millis, challenge::Channel};
use server::config::Config;
use std::time::Duration;
use store::course;
use tokio::{
    net::TcpListener,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
    time::timeout,
};

/// Longer than a receipt takes on the slowest machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A configuration with a Kannel at this address, that calls the portal at this origin.
pub fn with_kannel(url: &str, origin: &str) -> Config {
    let mut config = Config::default();
    config.courier.carriers = vec!["kannel".to_owned()];
    config.courier.callback_origin = Some(origin.to_owned());
    let table = format!(
        "kind = \"kannel\"\nurl = \"{url}\"\nusername = \"medseal\"\npassword = {{ env = \"WORD\" }}"
    );
    config.carriers = [("kannel".to_owned(), toml::from_str(&table).unwrap())].into();
    config
}

/// A portal on a socket, and the status of each callback it answers.
async fn served(gateway: &Gateway) -> (Clinic, UnboundedReceiver<u16>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let clinic = Clinic::configured(with_kannel(&gateway.url, &origin)).await;
    let (tell, answered) = unbounded_channel();
    let watch = move |request: Request, next: Next| {
        let tell = tell.clone();
        async move {
            let heard = request.uri().path() == "/courier/kannel/receipt";
            let response = next.run(request).await;
            if heard {
                tell.send(response.status().as_u16()).unwrap();
            }
            response
        }
    };
    let router = clinic.router().layer(from_fn(watch));
    tokio::spawn(async move { axum::serve(listener, router).await });
    clinic.enrol(&ASHA, &[]).await;
    (clinic, answered)
}

/// Holds that the text of a challenge is known to have arrived.
async fn arrived(clinic: &Clinic, challenge: &str) {
    // A receipt that overtook the gateway's own answer is noted now.
    clinic.deliver().await;
    let mut tx = clinic.db.read().await.unwrap();
    let legs = course::of_challenge(&mut tx, challenge.parse().unwrap(), Millis(0)).await.unwrap();
    let text = legs.iter().find(|leg| leg.channel == Channel::Sms).expect("a text");
    assert!(text.accepted_at.is_some() && text.delivered_at.is_some(), "{text:?}");
}

#[tokio::test]
async fn a_code_reaches_the_operator_in_either_language_and_its_receipts_come_back() {
    if !Gateway::is_there() {
        return;
    }
    // The clinic's secrets are `secret` and the name of their variable.
    let mut gateway = Gateway::start("medseal", "secret WORD").await;
    let (clinic, mut answered) = served(&gateway).await;
    for (language, coding, words) in
        [("en", "text", "is your Medseal code to sign in"), ("hi", "ucs-2", "कोड")]
    {
        let mut browser = clinic.browser();
        browser.cookies.insert("lang".into(), language.into());
        let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
        browser.post("/sign-in", &fields).await.redirects_to("/sign-in/code");
        clinic.deliver().await;
        let got = gateway.got().await;
        assert_eq!((got.from.as_str(), got.to.as_str()), ("MEDSEL", ASHA.phone));
        assert_eq!(got.coding, coding);
        assert!(got.text.contains(words), "{}", got.text);
        // The operator takes the message, and then delivers it.
        for _ in 0..2 {
            let status = timeout(PATIENCE, answered.recv()).await.expect("a receipt").unwrap();
            assert_eq!(status, 200);
        }
        let page = browser.get("/sign-in/code").await;
        assert!(got.text.contains(&page.reference()), "{}", got.text);
        let challenge = page.field("challenge");
        arrived(&clinic, &challenge).await;
        let code = got.text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6);
        let fields = [("challenge", challenge.as_str()), ("code", code.expect("a code"))];
        browser.post("/sign-in/code", &fields).await.redirects_to("/home");
    }
}
