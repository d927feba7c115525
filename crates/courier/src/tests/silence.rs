//! What carriers and the client below them log of messages and of callbacks: nothing of what is in them.

use super::{
    exotel, generic,
    handover::{MESSAGE, SECRET, addresses, carrier, carrier_at, form, outgoing, request},
    kannel,
    lines::Lines,
    msg91,
    provider::{Manner, Provider},
    twilio,
};
use crate::{
    Callback, Secret,
    callbacks::Kind,
    carriers::{Settings, twilio::sign},
};
use domain::{Language, challenge::Channel};
use http::Method;
use serde_json::json;

/// The code, the number, the secret in each of its forms, and the words of the message.
const HIDDEN: [&str; 6] = ["123456", "9000000001", SECRET, "h1bnRlcjI", "dW50ZXIy", "कोड"];
/// Fields that no carrier should send, and that one might.
const ECHO: [(&str, &str); 2] = [("To", "+919000000001"), ("Body", "123456 is your code")];

/// A carrier of a kind, and callbacks that it believes.
struct Entry {
    kind: &'static str,
    table: String,
    believed: Vec<Callback>,
}

impl Entry {
    fn new(kind: &'static str, table: impl Into<String>, believed: Vec<Callback>) -> Self {
        Self { kind, table: table.into(), believed }
    }
}

fn of(kind: Kind) -> String {
    addresses().of("c", kind, MESSAGE)
}

fn posted(uri: &str, fields: &[(&str, &str)]) -> Callback {
    request(Method::POST, uri, &[], &form(&[&ECHO, fields].concat()))
}

fn asked(uri: &str, fields: &[(&str, &str)]) -> Callback {
    let joint = if uri.contains('?') { '&' } else { '?' };
    let query = form(&[&ECHO, fields].concat());
    request(Method::GET, &format!("{uri}{joint}{query}"), &[], "")
}

fn signed(uri: &str, fields: &[(&str, &str)]) -> Callback {
    let fields = [&ECHO, fields].concat();
    let owned: Vec<_> = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let signature = sign(&Secret::of(SECRET), uri, &owned);
    request(Method::POST, uri, &[("x-twilio-signature", &signature)], &form(&fields))
}

fn entries() -> Vec<Entry> {
    let (receipt, words) = (of(Kind::Receipt), of(Kind::Words));
    let token = format!("https://portal.example/courier/c/receipt?token={SECRET}");
    let flow = words.split_once('?').unwrap();
    let report = json!([{ "requestId": "3463", "report": [
        { "number": "919000000001", "status": "1", "CRQID": MESSAGE.to_string() },
    ]}]);
    let state = json!({ "id": 77, "state": "1", "to": "919000000001", "text": "123456" });
    vec![
        Entry::new(
            "kannel",
            kannel::TABLE,
            vec![asked(&receipt, &[("d", "2"), ("a", "text:123456 to 919000000001")])],
        ),
        Entry::new("http", generic::JSON, vec![posted(&receipt, &[("status", "DELIVRD")])]),
        Entry::new(
            "http",
            format!("method = \"GET\"\n{}", generic::FORM),
            vec![request(Method::POST, &token, &[], &state.to_string())],
        ),
        Entry::new(
            "twilio",
            twilio::TABLE,
            vec![
                signed(&receipt, &[("MessageSid", "SM1"), ("MessageStatus", "delivered")]),
                signed(&format!("{words}&l=hi"), &[("CallSid", "CA1")]),
                signed(&format!("{words}&l=hi"), &[("CallSid", "CA1"), ("Digits", "5")]),
            ],
        ),
        Entry::new("msg91", msg91::TABLE, vec![posted(&token, &[("data", &report.to_string())])]),
        Entry::new(
            "exotel",
            exotel::TABLE,
            vec![
                posted(&receipt, &[("SmsSid", "1"), ("Status", "sent")]),
                asked(flow.0, &[("CustomField", flow.1)]),
                asked(flow.0, &[("CustomField", flow.1), ("digits", "\"1\"")]),
            ],
        ),
    ]
}

#[test]
fn every_kind_of_carrier_is_in_the_table() {
    let mut kinds: Vec<_> = entries().iter().map(|entry| entry.kind).collect();
    kinds.dedup();
    assert_eq!(kinds, Settings::KINDS);
    for Entry { kind, table, .. } in entries() {
        let table = format!("url = \"https://sms.example/\"\n{table}");
        assert_eq!(toml::from_str::<Settings>(&table).unwrap().kind(), kind);
    }
}

#[tokio::test]
async fn neither_a_code_nor_a_number_nor_a_secret_is_logged_of_a_message() {
    let lines = Lines::listening();
    let refusal = r#"{"code":21211,"message":"123456 to +919000000001","type":"error"}"#;
    for Entry { kind, table, .. } in entries() {
        for manner in [Manner::json(refusal), Manner::Breaks, Manner::Babbles] {
            let provider = Provider::that(manner).await;
            let carrier = carrier_at(&table, &provider);
            for channel in Channel::ALL {
                let sending = carrier.send(outgoing(channel, Language::Hi)).await;
                tracing::info!(kind, ?sending, "an answer, as anybody may log it");
            }
            let told = format!("{:?}", provider.asked());
            assert!(HIDDEN.iter().any(|it| told.contains(it)), "{kind} is told no secret: {told}");
        }
    }
    lines.have("an answer");
    lines.hide(&HIDDEN);
}

#[test]
fn neither_a_code_nor_a_number_nor_a_secret_is_logged_of_a_callback_that_is_believed() {
    let lines = Lines::listening();
    for Entry { kind, table, believed } in entries() {
        let table = format!(
            "url = \"https://sms.example/\"
{table}"
        );
        let carrier = carrier(&table).expect("a carrier");
        for callback in believed {
            let heard = carrier.hear(&callback).expect(kind);
            let reply = carrier.speak(Language::Hi, &outgoing(Channel::Voice, Language::Hi).text);
            tracing::info!(?callback, ?heard, ?reply, "a callback, as anybody may log it");
        }
    }
    lines.have("a callback");
    let address = of(Kind::Receipt);
    let signature = address.split_once("&s=").unwrap().1;
    lines.hide(&[&HIDDEN[..], &[signature]].concat());
}
