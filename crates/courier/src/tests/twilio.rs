//! Twilio, against a provider that speaks as its documentation says.

use super::{
    handover::{
        HINDI, MESSAGE, NOW, SECRET, addresses, an_absent_provider_took_nothing, carrier,
        carrier_at, form, hostile_answers_leave_it_unsure, outgoing, request, treated,
    },
    provider::{Manner, Provider},
};
use crate::{
    Fate, Forged, Heard, Of, Receipt, Secret, Sending, Why, callbacks::Kind,
    carriers::twilio::sign, template::Text,
};
use domain::{Language, challenge::Channel};
use http::Method;

const SID: &str = "SM0123456789abcdef0123456789abcdef";
pub const TABLE: &str = r#"
    kind = "twilio"
    account = "AC0123456789abcdef0123456789abcdef"
    token = { env = "SECRET" }
    from = "+15005550006"
    calls_from = "+15005550007"
"#;

fn taken() -> Manner {
    let body = format!(r#"{{"sid":"{SID}","status":"queued","error_code":null}}"#);
    Manner::Answers(201, "application/json", body)
}

/// The form that a provider was posted.
async fn posted(table: &str, channel: Channel, language: Language) -> (String, String) {
    let provider = Provider::that(taken()).await;
    let sending = carrier_at(table, &provider).send(outgoing(channel, language)).await;
    assert_eq!(sending, Sending::Accepted(SID.into()));
    let asked = provider.asked().remove(0);
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    // The account's name and "hunter2".
    let login = "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpodW50ZXIy";
    assert_eq!(asked.header("authorization"), Some(login));
    let fields: Vec<_> = asked.form().iter().map(|(k, v)| format!("{k}={v}\n")).collect();
    (asked.target, fields.concat())
}

#[tokio::test]
async fn a_text_is_posted_as_a_message() {
    let (target, fields) = posted(TABLE, Channel::Sms, Language::Hi).await;
    assert_eq!(target, "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json");
    let report = addresses().of("c", Kind::Receipt, MESSAGE);
    let expected = format!(
        "To=+919000000001\nFrom=+15005550006\nBody={HINDI}\nStatusCallback={report}\nValidityPeriod=300\n"
    );
    assert_eq!(fields, expected);
}

#[tokio::test]
async fn a_text_comes_from_a_service_or_from_the_header() {
    let number = "from = \"+15005550006\"";
    let service = TABLE.replace(number, "from = \"MG0123456789abcdef0123456789abcdef\"");
    let (_, fields) = posted(&service, Channel::Sms, Language::En).await;
    assert!(fields.contains("\nMessagingServiceSid=MG0123456789abcdef0123456789abcdef\n"));
    assert!(!fields.contains("\nFrom="), "{fields}");
    let (_, fields) = posted(&TABLE.replace(number, ""), Channel::Sms, Language::En).await;
    assert!(fields.contains("\nFrom=MEDSEL\n"), "{fields}");
}

#[tokio::test]
async fn a_call_is_told_where_its_words_are_and_not_the_code() {
    let (target, fields) = posted(TABLE, Channel::Voice, Language::Hi).await;
    assert_eq!(target, "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Calls.json");
    let words = addresses().of("c", Kind::Words, MESSAGE);
    let report = addresses().of("c", Kind::Receipt, MESSAGE);
    let expected = format!(
        "To=+919000000001\nFrom=+15005550007\nUrl={words}&l=hi\nMethod=POST\nStatusCallback={report}\n\
         StatusCallbackMethod=POST\nStatusCallbackEvent=ringing\nStatusCallbackEvent=answered\n\
         StatusCallbackEvent=completed\nTimeout=25\nTimeLimit=120\n"
    );
    assert_eq!(fields, expected);
}

#[tokio::test]
async fn without_a_number_to_call_from_there_are_no_calls() {
    let table = TABLE.replace("calls_from = \"+15005550007\"", "");
    let carrier = carrier(&table).ok().unwrap();
    assert!(carrier.carries(Channel::Sms) && !carrier.carries(Channel::Voice));
    let sending = carrier.send(outgoing(Channel::Voice, Language::En)).await;
    assert_eq!(sending, Sending::Never(Why::says("no number is configured to call from")));
}

#[tokio::test]
async fn refusals_and_limits_are_told_apart() {
    let barred = r#"{"code":21610,"message":"to +919000000001","status":400}"#;
    let busy = r#"{"code":20429,"message":"Too Many Requests","status":429}"#;
    let message = || outgoing(Channel::Sms, Language::En);
    let manner = |status, body: &str| Manner::Answers(status, "application/json", body.to_owned());
    let never = treated(TABLE, message(), manner(400, barred)).await;
    let why = Why::coded("the person has stopped texts from this sender", 21_610);
    assert_eq!(never, Sending::Never(why));
    let retry = treated(TABLE, message(), manner(429, busy)).await;
    let why = Why::coded("the carrier has too much from us at once", 20_429);
    assert_eq!(retry, Sending::Retry(why));
}

#[tokio::test]
async fn what_is_no_answer_leaves_it_unsure() {
    hostile_answers_leave_it_unsure(TABLE, || outgoing(Channel::Sms, Language::Hi)).await;
    an_absent_provider_took_nothing(TABLE, outgoing(Channel::Voice, Language::Hi)).await;
}

/// Hears a form that Twilio signed.
fn heard(uri: &str, fields: &[(&str, &str)]) -> Result<Heard, Forged> {
    let owned: Vec<_> = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let signature = sign(&Secret::of(SECRET), uri, &owned);
    hear(uri, &[("x-twilio-signature", &signature)], &form(fields))
}

fn hear(uri: &str, headers: &[(&'static str, &str)], body: &str) -> Result<Heard, Forged> {
    carrier(TABLE).ok().unwrap().hear(&request(Method::POST, uri, headers, body))
}

fn receipt(fate: Fate) -> Heard {
    let (carrier, of) = ("c".to_owned(), Of::Message(MESSAGE));
    Heard::Receipts(vec![Receipt { carrier, of, fate, at: NOW }])
}

#[test]
fn reports_of_texts_and_calls_tell_their_fate() {
    let uri = addresses().of("c", Kind::Receipt, MESSAGE);
    let text = |status, code| {
        heard(&uri, &[("MessageSid", SID), ("MessageStatus", status), ("ErrorCode", code)])
    };
    let call = |status| heard(&uri, &[("CallSid", "CA1"), ("CallStatus", status)]);
    let failed = |says| Ok(receipt(Fate::Failed(Why::says(says))));
    let none = Ok(Heard::Receipts(Vec::new()));
    assert_eq!(text("queued", ""), none);
    assert_eq!(text("invented in 2031", ""), none);
    assert_eq!(text("sent", ""), Ok(receipt(Fate::Underway)));
    assert_eq!(text("delivered", ""), Ok(receipt(Fate::Delivered)));
    let off = Why::coded("the phone cannot be reached", 30_003);
    assert_eq!(text("undelivered", "30003"), Ok(receipt(Fate::Failed(off))));
    assert_eq!(text("failed", "99999999"), failed("the carrier could not send it"));
    assert_eq!(call("initiated"), none);
    assert_eq!(call("ringing"), Ok(receipt(Fate::Underway)));
    assert_eq!(call("in-progress"), Ok(receipt(Fate::Underway)));
    // That it ended does not say that anybody heard the words.
    assert_eq!(call("completed"), none);
    assert_eq!(call("busy"), failed("the line was busy"));
    assert_eq!(call("no-answer"), failed("nobody answered the call"));
    assert_eq!(call("failed"), failed("the call could not be put through"));
    assert_eq!(call("canceled"), failed("the call was cancelled"));
    assert_eq!(heard(&uri, &[("Something", "else")]), Err(Forged::Unreadable));
}

#[test]
fn a_machine_that_answers_is_never_told_the_code() {
    let uri = format!("{}&l=hi", addresses().of("c", Kind::Words, MESSAGE));
    for fields in [&[("CallStatus", "in-progress")][..], &[("CallSid", "CA1"), ("Digits", "")]] {
        let Ok(Heard::Said(reply)) = heard(&uri, fields) else { panic!("{fields:?}") };
        assert!(reply.body.contains("<Gather ") && reply.body.contains("hi-IN"));
    }
    assert_eq!(heard(&uri, &[("CallSid", "CA1"), ("Digits", "5")]), Ok(Heard::Words(MESSAGE)));
    assert_eq!(heard(&uri, &[("Digits", "#")]), Ok(Heard::Words(MESSAGE)));
    let said = carrier(TABLE).ok().unwrap().speak(Language::Hi, &Text::of("1, 2, 3"));
    assert!(said.body.contains("hi-IN") && said.body.contains("1, 2, 3"));
    assert!(said.body.contains("Polly.Aditi"));
}

#[test]
fn forged_callbacks_are_not_believed() {
    let uri = addresses().of("c", Kind::Receipt, MESSAGE);
    let fields = [("MessageSid", SID), ("MessageStatus", "delivered")];
    let owned = fields.map(|(k, v)| (k.to_owned(), v.to_owned()));
    let signature = sign(&Secret::of(SECRET), &uri, &owned);
    let other = sign(&Secret::of("hunter3"), &uri, &owned);
    let body = form(&fields);
    let signed = [("x-twilio-signature", signature.as_str())];
    // The same report again is the same report.
    for _ in 0..2 {
        assert_eq!(hear(&uri, &signed, &body), Ok(receipt(Fate::Delivered)));
    }
    let unproven = Err(Forged::Unproven);
    assert_eq!(hear(&uri, &[], &body), unproven);
    assert_eq!(hear(&uri, &[("x-twilio-signature", &other)], &body), unproven);
    assert_eq!(hear(&uri, &signed, &body.replace("delivered", "failed")), unproven);
    assert_eq!(hear(&uri, &signed, ""), unproven);
    // Replayed about another message, at another of our addresses, or at another carrier's.
    let moved = uri.replace("0007&", "0008&");
    assert_eq!(hear(&moved, &signed, &body), unproven);
    assert_eq!(heard(&moved, &fields), unproven);
    assert_eq!(heard(&uri.replace("receipt", "words"), &fields), unproven);
    assert_eq!(heard(&addresses().of("d", Kind::Receipt, MESSAGE), &fields), unproven);
}

#[test]
fn settings_say_what_would_be_right() {
    let fault = |from: &str, to: &str| {
        assert!(TABLE.contains(from), "{from}");
        carrier(&TABLE.replace(from, to)).err().expect("a fault").key
    };
    assert_eq!(fault("AC0123", "XX0123"), "account");
    assert_eq!(fault("AC0123", "AC/../"), "account");
    assert_eq!(fault("\"SECRET\"", "\"UNSET\""), "token");
    let plain = format!("url = \"http://api.example\"\n{TABLE}");
    assert_eq!(carrier(&plain).err().unwrap().key, "url");
}
