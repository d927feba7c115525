//! Exotel, against a provider that speaks as its documentation says.

use super::{
    handover::{
        HINDI, MESSAGE, NOW, addresses, an_absent_provider_took_nothing, carrier, carrier_at, form,
        hostile_answers_leave_it_unsure, outgoing, request, treated,
    },
    provider::{Manner, Provider},
};
use crate::{Fate, Forged, Heard, Of, Receipt, Sending, Why, callbacks::Kind, template::Text};
use domain::{Language, challenge::Channel};
use http::Method;

const SID: &str = "80bfbec2d78bbbf10fb851f4fa165211";
pub const TABLE: &str = r#"
    kind = "exotel"
    account = "clinic1"
    key = "apikey"
    token = { env = "SECRET" }
    [calls]
    from = "08047112345"
    en = "http://my.exotel.com/clinic1/exoml/start_voice/926"
    hi = "http://my.exotel.com/clinic1/exoml/start_voice/927"
"#;

/// What a provider was posted, as a target and a form.
async fn posted(channel: Channel, language: Language) -> (String, String) {
    let kind = if channel == Channel::Sms { "SMSMessage" } else { "Call" };
    let answer = format!(r#"{{"{kind}":{{"Sid":"{SID}","Status":"queued"}}}}"#);
    let provider = Provider::that(Manner::json(&answer)).await;
    let sending = carrier_at(TABLE, &provider).send(outgoing(channel, language)).await;
    assert_eq!(sending, Sending::Accepted(SID.into()));
    let asked = provider.asked().remove(0);
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    // "apikey" and "hunter2".
    assert_eq!(asked.header("authorization"), Some("Basic YXBpa2V5Omh1bnRlcjI="));
    let fields: Vec<_> = asked.form().iter().map(|(k, v)| format!("{k}={v}\n")).collect();
    (asked.target, fields.concat())
}

#[tokio::test]
async fn a_text_is_posted_with_what_dlt_asks_for() {
    let (target, fields) = posted(Channel::Sms, Language::Hi).await;
    assert_eq!(target, "/v1/Accounts/clinic1/Sms/send.json");
    let report = addresses().of("c", Kind::Receipt, MESSAGE);
    let expected = format!(
        "From=MEDSEL\nTo=+919000000001\nBody={HINDI}\nEncodingType=unicode\nSmsType=transactional\n\
         Priority=high\nDltEntityId=1101456789012345678\nDltTemplateId=1107161234567890123\n\
         StatusCallback={report}\n"
    );
    assert_eq!(fields, expected);
    let (_, fields) = posted(Channel::Sms, Language::En).await;
    assert!(fields.contains("\nEncodingType=plain\n"), "{fields}");
}

#[tokio::test]
async fn a_call_is_connected_to_the_flow_of_its_language_without_the_code() {
    let report = addresses().of("c", Kind::Receipt, MESSAGE);
    let words = addresses().of("c", Kind::Words, MESSAGE);
    let signed = words.split_once('?').unwrap().1;
    for (language, flow) in [(Language::En, 926), (Language::Hi, 927)] {
        let (target, fields) = posted(Channel::Voice, language).await;
        assert_eq!(target, "/v1/Accounts/clinic1/Calls/connect.json");
        let expected = format!(
            "From=+919000000001\nCallerId=08047112345\n\
             Url=http://my.exotel.com/clinic1/exoml/start_voice/{flow}\nCallType=trans\n\
             TimeLimit=120\nTimeOut=25\nCustomField={signed}\nStatusCallback={report}\n\
             StatusCallbackEvents[0]=terminal\nStatusCallbackEvents[1]=answered\n"
        );
        assert_eq!(fields, expected);
    }
}

#[tokio::test]
async fn without_flows_there_are_no_calls() {
    let table = TABLE.split_once("[calls]").unwrap().0;
    let carrier = carrier(table).ok().unwrap();
    assert!(carrier.carries(Channel::Sms) && !carrier.carries(Channel::Voice));
    let sending = carrier.send(outgoing(Channel::Voice, Language::En)).await;
    assert_eq!(sending, Sending::Never(Why::says("no number is configured to call from")));
}

#[tokio::test]
async fn refusals_and_limits_are_told_apart() {
    let message = || outgoing(Channel::Sms, Language::En);
    let error = |status: u16| {
        let body = format!(
            r#"{{"RestException":{{"Status":{status},"Message":"Invalid Recipient [+919000000001]"}}}}"#
        );
        Manner::Answers(status, "application/json", body)
    };
    let never = treated(TABLE, message(), error(400)).await;
    assert_eq!(never, Sending::Never(Why::coded("the carrier refuses the request", 400)));
    let retry = treated(TABLE, message(), error(429)).await;
    assert_eq!(retry, Sending::Retry(Why::coded("the carrier is busy", 429)));
}

#[tokio::test]
async fn what_is_no_answer_leaves_it_unsure() {
    hostile_answers_leave_it_unsure(TABLE, || outgoing(Channel::Sms, Language::Hi)).await;
    an_absent_provider_took_nothing(TABLE, outgoing(Channel::Voice, Language::Hi)).await;
}

fn hear(uri: &str, body: &str) -> Result<Heard, Forged> {
    let media = ("content-type", "application/x-www-form-urlencoded");
    carrier(TABLE).ok().unwrap().hear(&request(Method::POST, uri, &[media], body))
}

fn receipt(fate: Fate) -> Heard {
    let (carrier, of) = ("c".to_owned(), Of::Message(MESSAGE));
    Heard::Receipts(vec![Receipt { carrier, of, fate, at: NOW }])
}

#[test]
fn reports_of_texts_tell_their_fate() {
    let uri = addresses().of("c", Kind::Receipt, MESSAGE);
    let text = |status, detail, code| {
        let fields = [
            ("SmsSid", SID),
            ("To", "09000000001"),
            ("Status", status),
            ("DetailedStatus", detail),
            ("DetailedStatusCode", code),
            ("DateSent", "1970-01-01 05:30:00"),
        ];
        hear(&uri, &form(&fields))
    };
    let failed = |says, code| Ok(receipt(Fate::Failed(Why { says, code })));
    let none = Ok(Heard::Receipts(Vec::new()));
    assert_eq!(text("queued", "PENDING_TO_OPERATOR", "21010"), none);
    assert_eq!(text("invented in 2031", "", ""), none);
    assert_eq!(text("submitted", "PENDING_ON_OPERATOR", "21020"), Ok(receipt(Fate::Underway)));
    assert_eq!(text("sent", "DELIVERED_TO_HANDSET", "20005"), Ok(receipt(Fate::Delivered)));
    assert_eq!(text("sent", "DELIVERED_TO_OPERATOR", "20006"), Ok(receipt(Fate::Underway)));
    assert_eq!(text("sent", "", ""), Ok(receipt(Fate::Underway)));
    assert_eq!(text("delivered", "", ""), Ok(receipt(Fate::Delivered)));
    let other = "DLT: the text is not the registered one";
    assert_eq!(text("failed", "DLT_TEMPLATE_DOES_NOT_MATCH", "23185"), failed(other, Some(23_185)));
    assert_eq!(text("failed", "NEW", "29999"), failed("it was not delivered", Some(29_999)));
    let late = "the phone could not be reached in time";
    assert_eq!(text("expired", "", ""), failed(late, None));
    let register = "the number is on the register of those who want no such texts";
    assert_eq!(text("failed-dnd", "FAILED_DND", "23005"), failed(register, Some(23_005)));
    assert_eq!(text("failed_dnd", "", ""), failed(register, None));
    assert_eq!(text("undelivered", "", ""), failed("the operator did not deliver it", None));
}

#[test]
fn reports_of_calls_tell_their_fate_in_parts_too() {
    let uri = addresses().of("c", Kind::Receipt, MESSAGE);
    let call = |status: &str| {
        let part = |name: &str, value: &str| {
            format!("--b1\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = format!("{}{}--b1--\r\n", part("CallSid", SID), part("Status", status));
        let media = ("content-type", "multipart/form-data; boundary=b1");
        let callback = request(Method::POST, &uri, &[media], &body);
        carrier(TABLE).ok().unwrap().hear(&callback)
    };
    let failed = |says| Ok(receipt(Fate::Failed(Why::says(says))));
    assert_eq!(call("in-progress"), Ok(receipt(Fate::Underway)));
    // That it ended does not say that anybody heard the words.
    assert_eq!(call("completed"), Ok(Heard::Receipts(Vec::new())));
    assert_eq!(call("busy"), failed("the line was busy"));
    assert_eq!(call("no-answer"), failed("nobody answered the call"));
    assert_eq!(call("failed"), failed("the call could not be put through"));
    assert_eq!(call("canceled"), failed("the call was cancelled"));
}

/// What a flow asks for with this `CustomField`, and more.
fn in_flow(custom: &str, more: &[(&str, &str)]) -> Result<Heard, Forged> {
    let fields = [("CallSid", SID), ("From", "09000000001"), ("CustomField", custom)];
    let query = form(&[&fields[..], more].concat());
    let uri = format!("https://portal.example/courier/c/words?{query}");
    carrier(TABLE).ok().unwrap().hear(&request(Method::GET, &uri, &[], ""))
}

#[test]
fn a_machine_that_answers_is_never_told_the_code() {
    let words = addresses().of("c", Kind::Words, MESSAGE);
    let signed = words.split_once('?').unwrap().1;
    for keys in [&[][..], &[("digits", "")], &[("digits", "\"\"")], &[("digits", "\" \"")]] {
        let Ok(Heard::Said(reply)) = in_flow(signed, keys) else { panic!("{keys:?}") };
        assert_eq!((reply.media, reply.body.as_str()), ("text/plain", ""));
    }
    for keys in ["\"1\"", "1", "\"0\""] {
        assert_eq!(in_flow(signed, &[("digits", keys)]), Ok(Heard::Words(MESSAGE)));
    }
    let said = carrier(TABLE).ok().unwrap().speak(Language::Hi, &Text::of("कोड: 1, 2, 3"));
    assert_eq!((said.media, said.body.as_str()), ("text/plain", "कोड: 1, 2, 3"));
}

#[test]
fn forged_callbacks_are_not_believed() {
    let uri = addresses().of("c", Kind::Receipt, MESSAGE);
    let body = form(&[("SmsSid", SID), ("Status", "delivered")]);
    // The same report again is the same report.
    for _ in 0..2 {
        assert_eq!(hear(&uri, &body), Ok(receipt(Fate::Delivered)));
    }
    let unproven = Err(Forged::Unproven);
    assert_eq!(hear(&uri.replace("0007&", "0008&"), &body), unproven);
    assert_eq!(hear(uri.split_once("&s=").unwrap().0, &body), unproven);
    assert_eq!(hear(&addresses().of("d", Kind::Receipt, MESSAGE), &body), unproven);
    for body in ["", "Status=delivered", "SmsSid=1"] {
        assert_eq!(hear(&uri, body), Err(Forged::Unreadable), "{body}");
    }
    let words = addresses().of("c", Kind::Words, MESSAGE);
    let signed = words.split_once('?').unwrap().1;
    let receipt = uri.split_once('?').unwrap().1;
    let moved = signed.replace("0007&", "0008&");
    let key = [("digits", "\"1\"")];
    for custom in ["", "x", &moved, receipt, " ", "m=\u{7f}&s=x", "m=1&s=2#?"] {
        assert_eq!(in_flow(custom, &key), unproven, "{custom}");
    }
    let twice = [("digits", "\"1\""), ("CustomField", signed)];
    assert_eq!(in_flow(signed, &twice), unproven);
    // The receipt's address says no words, and the other way round.
    assert_eq!(hear(&words, &body), unproven);
}

#[test]
fn settings_say_what_would_be_right() {
    assert_eq!(carrier(&TABLE.replace("\"clinic1\"", "\"../x\"")).err().unwrap().key, "account");
    assert_eq!(carrier(&TABLE.replace("\"SECRET\"", "\"UNSET\"")).err().unwrap().key, "token");
}
