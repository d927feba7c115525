//! What the tests of carriers that speak with a provider share: a carrier from its table, messages, callbacks.

use super::{
    desk::Seeded,
    provider::{Manner, Provider},
};
use crate::{
    Callback, Carrier, Client, Outgoing, Secrets, Sending, Why,
    callbacks::Addresses,
    carriers::{Fittings, Kind, Settings, SettingsError},
    client::Bounds,
    template::{Text, Variable},
};
use domain::{Clock, Language, Millis, challenge::Channel, id::MessageId, phone::Phone};
use http::{HeaderMap, HeaderName, Method};
use std::{
    path::Path,
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};
use uuid::Uuid;
use vault::{Keyring, LocalVault};

/// The message of every test.
pub const MESSAGE: MessageId = MessageId(Uuid::from_u128(7));
/// When every test happens.
pub const NOW: Millis = Millis(1_767_225_600_000);
/// What stands in the variable `SECRET`, which alone is set.
pub const SECRET: &str = "hunter2";
/// The text in Hindi that every test sends, in the form in which it is registered.
pub const HINDI: &str = "Medseal में साइन इन करने का कोड: 123456 (Ref 7K)। इसे किसी को न बताएँ & रखें।";
const ENGLISH: &str = "123456 is your Medseal code to sign in. Ref 7K.";

/// The addresses that carriers of these tests are called at.
pub fn addresses() -> Addresses {
    let chance = Arc::new(Seeded(AtomicU64::new(1)));
    let ring = Keyring::fresh(Millis(0), &*chance);
    Addresses::new(Arc::new(LocalVault::open(ring, chance)), "https://portal.example")
}

struct Still;

impl Clock for Still {
    fn now(&self) -> Millis {
        NOW
    }
}

/// Bounds that no provider of a test exceeds, however busy the machine, but those that are too slow on purpose …
pub const PATIENT: Bounds = Bounds {
    connect: Duration::from_secs(30),
    answer: Duration::from_secs(30),
    body: Bounds::STANDARD.body,
};
/// … and for these, bounds that a test can wait for.
pub const HASTY: Bounds = Bounds { answer: Duration::from_millis(1_500), ..PATIENT };

/// What carriers of these tests are fitted with; these variables are set, each to [`SECRET`].
pub fn fittings(is_set: fn(&str) -> bool) -> Fittings {
    fitted(is_set, PATIENT)
}

fn fitted(is_set: fn(&str) -> bool, bounds: Bounds) -> Fittings {
    let variable = move |name: &str| is_set(name).then(|| SECRET.to_owned());
    Fittings {
        client: Client::bounded(bounds).unwrap(),
        addresses: addresses(),
        secrets: Secrets::new(Path::new("/nowhere"), variable),
        clock: Arc::new(Still),
    }
}

/// The carrier `c` that a table makes.
pub fn carrier(table: &str) -> Result<Arc<dyn Carrier>, SettingsError> {
    bounded(table, PATIENT)
}

fn bounded(table: &str, bounds: Bounds) -> Result<Arc<dyn Carrier>, SettingsError> {
    toml::from_str::<Settings>(table).unwrap().open("c", &fitted(|name| name == "SECRET", bounds))
}

/// The carrier that a table makes when its API is at a provider.
pub fn carrier_at(table: &str, provider: &Provider) -> Arc<dyn Carrier> {
    at(table, provider, PATIENT)
}

fn at(table: &str, provider: &Provider, bounds: Bounds) -> Arc<dyn Carrier> {
    bounded(&format!("url = \"{}\"\n{table}", provider.url("")), bounds).expect("a carrier")
}

/// A message on its way.
pub fn outgoing(channel: Channel, language: Language) -> Outgoing {
    let text = match language {
        Language::En => ENGLISH,
        Language::Hi => HINDI,
    };
    Outgoing {
        id: MESSAGE,
        channel,
        to: Phone::parse("9000000001", "91").unwrap(),
        language,
        entity: "1101456789012345678".into(),
        header: "MEDSEL".into(),
        template: "1107161234567890123".into(),
        values: vec![(Variable::Code, Text::of("123456")), (Variable::Reference, Text::of("7K"))],
        text: Text::of(text),
    }
}

/// What a carrier answers when its provider treats a message in this manner.
pub async fn treated(table: &str, message: Outgoing, manner: Manner) -> Sending {
    let bounds = if manner.is_slow() { HASTY } else { PATIENT };
    let provider = Provider::that(manner).await;
    let sending = at(table, &provider, bounds).send(message).await;
    assert_eq!(provider.asked().len(), 1, "a message is handed over once");
    sending
}

/// A provider that misbehaves may have taken the message, and nothing of it is in what is noted.
pub async fn hostile_answers_leave_it_unsure(table: &str, message: impl Fn() -> Outgoing) {
    let page = "<html>123456 to +919000000001 is not here</html>".to_owned();
    let manners = [
        Manner::Answers(200, "text/html", page.clone()),
        Manner::Answers(200, "application/json", String::new()),
        Manner::Answers(200, "application/json", format!("{{\"sid\":\"{page}\"}}")),
        Manner::Answers(502, "text/html", page),
        Manner::Redirects("https://elsewhere.example/".to_owned()),
        Manner::Closes,
        Manner::Breaks,
        Manner::Hangs,
        Manner::Drips(Duration::from_millis(100)),
        Manner::Floods(10 * 1024 * 1024),
        Manner::Babbles,
    ];
    for manner in manners {
        let sending = treated(table, message(), manner.clone()).await;
        assert!(matches!(sending, Sending::Unsure(_)), "{manner:?}: {sending:?}");
        let noted = format!("{sending:?}");
        for secret in ["123456", "9000000001", SECRET] {
            assert!(!noted.contains(secret), "{manner:?}: {noted}");
        }
    }
}

/// A provider that nobody can reach did not take the message.
pub async fn an_absent_provider_took_nothing(table: &str, message: Outgoing) {
    let provider = Provider::that(Manner::Closes).await;
    let carrier = carrier_at(table, &provider);
    drop(provider);
    // The listener is closed once its task is gone.
    tokio::task::yield_now().await;
    let sending = carrier.send(message).await;
    let expected = Sending::Retry(Why::says("there is no connection to the carrier"));
    assert_eq!(sending, expected);
}

/// A request to an address here.
pub fn request(
    method: Method,
    uri: &str,
    headers: &[(&'static str, &str)],
    body: &str,
) -> Callback {
    let headers = headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect::<HeaderMap>();
    Callback { method, uri: uri.parse().unwrap(), headers, body: body.into() }
}

/// Fields as a form has them.
pub fn form(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
