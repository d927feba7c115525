//! MSG91, against a provider that speaks as its documentation says.

use super::{
    handover::{
        MESSAGE, NOW, SECRET, an_absent_provider_took_nothing, carrier, carrier_at, form,
        hostile_answers_leave_it_unsure, outgoing, request, treated,
    },
    provider::{Manner, Provider},
};
use crate::{Fate, Forged, Heard, Of, Receipt, Sending, Why};
use domain::{Language, challenge::Channel};
use http::Method;
use serde_json::{Value, json};

pub const TABLE: &str = r#"
    kind = "msg91"
    key = { env = "SECRET" }
    token = { env = "SECRET" }
    [templates]
    "1107161234567890123" = "66b1f0"
"#;
const ADDRESS: &str = "https://portal.example/courier/c/receipt?token=hunter2";

#[tokio::test]
async fn the_variables_of_a_template_are_posted_and_the_number_without_a_plus() {
    let answer = r#"{"message":"3763646c3058373530393938","type":"success"}"#;
    let provider = Provider::that(Manner::json(answer)).await;
    let carrier = carrier_at(TABLE, &provider);
    for language in [Language::En, Language::Hi] {
        let sending = carrier.send(outgoing(Channel::Sms, language)).await;
        assert_eq!(sending, Sending::Accepted("3763646c3058373530393938".into()));
    }
    let id = MESSAGE.to_string();
    let expected = json!({
        "template_id": "66b1f0",
        "short_url": "0",
        "CRQID": id,
        "recipients": [{
            "mobiles": "919000000001", "VAR1": "123456", "VAR2": "7K", "CRQID": id,
        }],
    });
    for asked in provider.asked() {
        assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/api/v5/flow"));
        assert_eq!(asked.header("authkey"), Some(SECRET));
        assert_eq!(asked.header("content-type"), Some("application/json"));
        assert_eq!(serde_json::from_str::<Value>(asked.text()).unwrap(), expected);
    }
}

#[tokio::test]
async fn what_has_no_template_and_calls_are_not_sent() {
    let provider = Provider::that(Manner::Closes).await;
    let carrier = carrier_at(TABLE, &provider);
    assert!(carrier.carries(Channel::Sms) && !carrier.carries(Channel::Voice));
    let mut unknown = outgoing(Channel::Sms, Language::En);
    unknown.template = "1107".into();
    let why = Why::says("no template of the carrier stands for this one");
    assert_eq!(carrier.send(unknown).await, Sending::Never(why));
    let call = carrier.send(outgoing(Channel::Voice, Language::En)).await;
    assert_eq!(call, Sending::Never(Why::says("this carrier makes no calls")));
    assert!(provider.asked().is_empty());
}

#[tokio::test]
async fn refusals_and_limits_are_told_apart() {
    let message = || outgoing(Channel::Sms, Language::En);
    let error = r#"{"message":"919000000001 is invalid","type":"error","code":"202"}"#;
    let never = treated(TABLE, message(), Manner::json(error)).await;
    assert_eq!(never, Sending::Never(Why::coded("the number is none", 202)));
    let busy = Manner::Answers(429, "text/plain", "slow down".to_owned());
    let retry = treated(TABLE, message(), busy).await;
    assert_eq!(retry, Sending::Retry(Why::coded("the carrier is busy", 429)));
}

#[tokio::test]
async fn what_is_no_answer_leaves_it_unsure() {
    hostile_answers_leave_it_unsure(TABLE, || outgoing(Channel::Sms, Language::Hi)).await;
    an_absent_provider_took_nothing(TABLE, outgoing(Channel::Sms, Language::Hi)).await;
}

fn hear(uri: &str, body: &str) -> Result<Heard, Forged> {
    let media = ("content-type", "application/x-www-form-urlencoded");
    carrier(TABLE).ok().unwrap().hear(&request(Method::POST, uri, &[media], body))
}

#[test]
fn reports_come_in_numbers_and_their_own_clock_is_not_believed() {
    let data = json!([{ "requestId": "3463", "report": [
        { "date": "1970-01-01 00:00:00", "number": "919000000001", "status": "1",
          "CRQID": MESSAGE.to_string() },
        { "date": "2999-12-31 23:59:59", "number": "919000000002", "status": "17", "CRQID": "0" },
    ]}]);
    let receipt = |of, fate| Receipt { carrier: "c".to_owned(), of, fate, at: NOW };
    let blocked = Fate::Failed(Why::coded("the number is blocked at the carrier", 17));
    let expected = Heard::Receipts(vec![
        receipt(Of::Message(MESSAGE), Fate::Delivered),
        receipt(Of::Reference("3463".into()), blocked),
    ]);
    // The same reports again are the same reports.
    for _ in 0..2 {
        assert_eq!(hear(ADDRESS, &form(&[("data", &data.to_string())])), Ok(expected.clone()));
    }
}

#[test]
fn forged_and_broken_reports_are_not_believed() {
    let report = r#"{"requestId":"3463","status":"1"}"#;
    assert!(hear(ADDRESS, report).is_ok());
    for query in ["", "?token=", "?token=hunter3", "?token=hunter2&token=hunter2", "?t=hunter2"] {
        let address = format!("https://portal.example/courier/c/receipt{query}");
        assert_eq!(hear(&address, report), Err(Forged::Unproven), "{query}");
    }
    for body in ["", "<html/>", "data=%5B%7B", r#"{"requestId":"3463"}"#] {
        assert_eq!(hear(ADDRESS, body), Err(Forged::Unreadable), "{body}");
    }
    assert_eq!(hear(&ADDRESS.replace("receipt", "words"), report), Err(Forged::Unreadable));
}

#[test]
fn settings_say_what_would_be_right() {
    for key in ["key", "token"] {
        let line = format!("{key} = {{ env = \"SECRET\" }}");
        assert!(TABLE.contains(&line));
        let table = TABLE.replace(&line, &format!("{key} = {{ env = \"UNSET\" }}"));
        assert_eq!(carrier(&table).err().unwrap().key, key);
    }
}
