//! A carrier made from its configuration alone, against providers of several kinds.

use super::{
    handover::{
        HINDI, MESSAGE, NOW, SECRET, addresses, an_absent_provider_took_nothing, carrier,
        carrier_at, form, hostile_answers_leave_it_unsure, outgoing, request, treated,
    },
    provider::{Manner, Provider},
};
use crate::{Fate, Forged, Heard, Of, Receipt, Repeat, Sending, Why, callbacks::Kind};
use domain::{Language, challenge::Channel};
use http::Method;
use serde_json::{Value, json};

pub const JSON: &str = r#"
    kind = "http"
    channels = ["sms", "voice"]
    knows_repeats = true
    headers = { authorization = "Bearer {secret.key}" }
    accepted = { json = "/data/0/status", equals = "ok" }
    reference = "/data/0/id"
    receipt = { words = "form", status = "status", delivered = ["DELIVRD", "0"], failed = ["UNDELIV", "27"] }
    [secrets]
    key = { env = "SECRET" }
    [fields]
    flash = false
    ttl = 90
    dlt = ["{entity}", "{template}"]
    [fields.sms]
    from = "{header}"
    to = "{number}"
    body = "{text}"
    id = "m-{id}"
    report = "{callback}"
"#;

pub const FORM: &str = r#"
    kind = "http"
    body = "form"
    accepted = { status = [200], text = "OK" }
    reference = "id="
    receipt = { reference = "/id", status = "/state", delivered = ["1"], token = { env = "SECRET" } }
    fields = { user = "medseal", key = "{secret.key}", to = "{to}", text = "{text}" }
    secrets = { key = { env = "SECRET" } }
"#;

fn message() -> crate::Outgoing {
    outgoing(Channel::Sms, Language::Hi)
}

#[tokio::test]
async fn values_are_put_into_json_as_values() {
    let answer = r#"{"data":[{"id":4711,"status":"ok"}]}"#;
    let provider = Provider::that(Manner::json(answer)).await;
    let generic = carrier_at(JSON, &provider);
    assert!(generic.carries(Channel::Sms) && generic.carries(Channel::Voice));
    assert_eq!(generic.repeat(), Repeat::Harmless);
    let mut message = message();
    message.header = "A\",\"to\":\"{to}".to_owned();
    assert_eq!(generic.send(message).await, Sending::Accepted("4711".into()));
    let asked = provider.asked().remove(0);
    assert_eq!(asked.header("authorization"), Some("Bearer hunter2"));
    let expected = json!({
        "flash": false,
        "ttl": 90,
        "dlt": ["1101456789012345678", "1107161234567890123"],
        "sms": {
            "from": "A\",\"to\":\"{to}",
            "to": "919000000001",
            "body": HINDI,
            "id": format!("m-{MESSAGE}"),
            "report": addresses().of("c", Kind::Receipt, MESSAGE),
        },
    });
    assert_eq!(serde_json::from_str::<Value>(asked.text()).unwrap(), expected);
}

#[tokio::test]
async fn values_are_put_into_a_form_or_a_query_as_values() {
    for (method, in_query) in [("POST", false), ("GET", true)] {
        let answer = Manner::Answers(200, "text/plain", "OK id=77-a, parts=2".to_owned());
        let provider = Provider::that(answer).await;
        let generic = carrier_at(&format!("method = \"{method}\"\n{FORM}"), &provider);
        assert!(!generic.carries(Channel::Voice));
        assert_eq!(generic.repeat(), Repeat::Doubles);
        assert_eq!(generic.send(message()).await, Sending::Accepted("77-a".into()));
        let asked = provider.asked().remove(0);
        let mut fields = if in_query { asked.query() } else { asked.form() };
        fields.sort();
        let expected =
            [("key", SECRET), ("text", HINDI), ("to", "+919000000001"), ("user", "medseal")];
        assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!((asked.method.as_str(), asked.body.is_empty()), (method, in_query));
    }
}

#[tokio::test]
async fn only_the_answer_that_is_configured_means_that_a_message_was_taken() {
    let unclear = Sending::Unsure(Why::says("the carrier's answer cannot be understood"));
    let never =
        |code| Sending::Never(Why { says: "the carrier does not accept the message", code });
    let json = [
        (200, r#"{"data":[{"id":"a","status":"ok"}]}"#, Sending::Accepted("a".into())),
        (202, r#"{"data":[{"id":"a","status":"ok"}]}"#, Sending::Accepted("a".into())),
        (200, r#"{"data":[{"id":"a","status":"barred"}]}"#, never(None)),
        (200, r#"{"data":[{"id":"a","status":605}]}"#, never(Some(605))),
        (200, r#"{"error":"123456 is no template"}"#, unclear.clone()),
        (200, r#"{"data":[{"status":"ok"}]}"#, unclear.clone()),
        (200, r#"{"data":[{"id":"","status":"ok"}]}"#, unclear.clone()),
        (204, "", Sending::Unsure(Why::coded("the carrier's answer cannot be understood", 204))),
        (429, "", Sending::Retry(Why::coded("the carrier is busy", 429))),
        (401, "", Sending::Never(Why::coded("the carrier does not know us", 401))),
    ];
    let text = [
        (200, "OK id=1", Sending::Accepted("1".into())),
        (200, "ERR no credit", unclear.clone()),
        (200, "<html>OK id=1</html>", unclear.clone()),
        (200, "OK", unclear),
    ];
    let cases = json.map(|case| (JSON, case)).into_iter().chain(text.map(|case| (FORM, case)));
    for (table, (status, body, expected)) in cases {
        let manner = Manner::Answers(status, "text/plain", body.to_owned());
        assert_eq!(treated(table, message(), manner).await, expected, "{status} {body}");
    }
}

#[tokio::test]
async fn what_is_no_answer_leaves_it_unsure() {
    for table in [JSON, FORM] {
        hostile_answers_leave_it_unsure(table, message).await;
        an_absent_provider_took_nothing(table, message()).await;
    }
}

fn hear(table: &str, uri: &str, body: &str) -> Result<Heard, Forged> {
    let table = format!("url = \"https://sms.example/\"\n{table}");
    carrier(&table).ok().unwrap().hear(&request(Method::POST, uri, &[], body))
}

#[test]
fn receipts_at_an_address_of_their_own_are_read_and_no_others() {
    let address = addresses().of("c", Kind::Receipt, MESSAGE);
    let failed = |code| Fate::Failed(Why { says: "the operator could not deliver it", code });
    for (status, fate) in [
        ("DELIVRD", Fate::Delivered),
        ("0", Fate::Delivered),
        ("UNDELIV", failed(None)),
        ("27", failed(Some(27))),
        ("SUBMITTED", Fate::Underway),
    ] {
        let receipt = Receipt { carrier: "c".into(), of: Of::Message(MESSAGE), fate, at: NOW };
        let heard = hear(JSON, &address, &form(&[("status", status)]));
        assert_eq!(heard, Ok(Heard::Receipts(vec![receipt])), "{status}");
    }
    let words = addresses().of("c", Kind::Words, MESSAGE);
    for (uri, body, expected) in [
        (format!("{address}x"), "status=0", Forged::Unproven),
        ("https://portal.example/courier/c/receipt".into(), "status=0", Forged::Unproven),
        (address.clone(), "state=0", Forged::Unreadable),
        (address, "", Forged::Unreadable),
        (words, "status=0", Forged::Unreadable),
    ] {
        assert_eq!(hear(JSON, &uri, body), Err(expected), "{uri} {body}");
    }
}

#[tokio::test]
async fn a_name_that_no_receipt_could_repeat_is_none() {
    let longest = "x".repeat(200);
    let unclear = Sending::Unsure(Why::says("the carrier's answer cannot be understood"));
    let named = |name: &str| Sending::Accepted(name.to_owned());
    let cases = [
        (json!(longest), named(&longest)),
        (json!("x".repeat(201)), unclear.clone()),
        (json!("~!a-1/\u{7e}"), named("~!a-1/~")),
        (json!(4711), named("4711")),
        (json!(""), unclear.clone()),
        (json!("a b"), unclear.clone()),
        (json!("a\u{7}"), unclear.clone()),
        (json!("a\u{0}"), unclear.clone()),
        (json!("\u{915}"), unclear.clone()),
        (json!(["a"]), unclear.clone()),
        (json!(null), unclear.clone()),
    ];
    for (id, expected) in cases {
        let answer = json!({ "data": [{ "id": id, "status": "ok" }] }).to_string();
        assert_eq!(treated(JSON, message(), Manner::json(&answer)).await, expected, "{answer}");
    }
    for (answer, expected) in [
        ("OK id=a1, parts=1", named("a1")),
        ("OK id= a1<br>", named("a1")),
        ("OK id=", unclear.clone()),
        ("OK id=\u{915}", unclear.clone()),
        ("OK", unclear),
    ] {
        let manner = Manner::Answers(200, "text/plain", answer.to_owned());
        assert_eq!(treated(FORM, message(), manner).await, expected, "{answer}");
    }
}

#[test]
fn receipts_at_one_address_need_its_token() {
    let address = "https://portal.example/courier/c/receipt?token=hunter2";
    let body = r#"{"id":77,"state":"1"}"#;
    let of = Of::Reference("77".into());
    let receipt = Receipt { carrier: "c".into(), of, fate: Fate::Delivered, at: NOW };
    assert_eq!(hear(FORM, address, body), Ok(Heard::Receipts(vec![receipt])));
    for uri in [address.replace("hunter2", "hunter3"), address.replace("?token=hunter2", "")] {
        assert_eq!(hear(FORM, &uri, body), Err(Forged::Unproven), "{uri}");
    }
    for body in ["", "{}", r#"{"id":77}"#, r#"{"id":{},"state":"1"}"#, "[1"] {
        assert_eq!(hear(FORM, address, body), Err(Forged::Unreadable), "{body}");
    }
}

#[test]
fn settings_say_what_would_be_right() {
    let cases = [
        (JSON, "{number}", "{phone}", "fields.sms.to", "{number}"),
        (JSON, "{number}", "{number", "fields.sms.to", "{number}"),
        (JSON, "{number}", "number}", "fields.sms.to", "{number}"),
        (JSON, "{number}", "someone", "fields", "{number}"),
        (JSON, "{text}", "code", "fields", "{text}"),
        (JSON, "m-{id}", "m", "knows_repeats", "{id}"),
        (JSON, "{secret.key}", "{secret.other}", "headers.authorization", "secrets"),
        (JSON, "{secret.key}", "{text}", "headers.authorization", "no header"),
        (JSON, "authorization =", "\"a b\" =", "headers.a b", "no name"),
        (JSON, "env = \"SECRET\"", "env = \"UNSET\"", "secrets.key", "is not set"),
        (JSON, "\"/data/0/status\"", "\"status\"", "accepted.json", "pointer"),
        (JSON, ", equals = \"ok\"", "", "accepted.json", "accepted.equals"),
        (JSON, "\"{callback}\"", "\"\"", "receipt", "{callback}"),
        (FORM, "\"medseal\"", "[\"medseal\"]", "fields.user", "texts"),
        (FORM, "body = \"form\"", "method = \"GET\"", "body", "form"),
    ];
    for (table, old, new, key, right) in cases {
        assert!(table.contains(old), "{old}");
        let table = format!("url = \"https://sms.example/\"\n{}", table.replace(old, new));
        let error = carrier(&table).err().expect(new);
        assert!(error.key == key && error.right.contains(right), "{new}: {error}");
    }
    let bare = "url = \"https://sms.example/\"\nkind = \"http\"\nfields = { to = \"{to}\", t = \"{text}\" }";
    let error = carrier(bare).err().unwrap();
    assert!(error.key == "accepted" && error.right.contains("200"), "{error}");
}
