//! Kannel's answers and reports, as its own user's guide has them; the real one is met by the tests of the server.

use super::{
    handover::{
        MESSAGE, NOW, SECRET, addresses, an_absent_provider_took_nothing, carrier, carrier_at,
        hostile_answers_leave_it_unsure, outgoing, request, treated,
    },
    provider::{Manner, Provider},
};
use crate::{Fate, Forged, Heard, Of, Receipt, Repeat, Sending, Why, callbacks::Kind};
use domain::{Language, challenge::Channel};
use http::Method;

pub const TABLE: &str = r#"
    kind = "kannel"
    username = "medseal"
    password = { env = "SECRET" }
    smsc = "airtel"
"#;

fn taken() -> Manner {
    Manner::Answers(202, "text/html", "0: Accepted for delivery".to_owned())
}

#[tokio::test]
async fn a_text_is_posted_and_neither_number_nor_words_are_in_its_address() {
    let provider = Provider::that(taken()).await;
    let kannel = carrier_at(TABLE, &provider);
    assert!(kannel.carries(Channel::Sms) && !kannel.carries(Channel::Voice));
    assert_eq!(kannel.repeat(), Repeat::Doubles);
    for (language, coding) in [(Language::En, "0"), (Language::Hi, "2")] {
        let message = outgoing(Channel::Sms, language);
        let text = message.text.reveal().to_owned();
        assert_eq!(kannel.send(message).await, Sending::Accepted(MESSAGE.to_string()));
        let asked = provider.asked().pop().unwrap();
        assert_eq!((asked.method.as_str(), asked.target.as_str()), ("POST", "/"));
        assert_eq!(asked.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(asked.text(), text);
        let report = format!("{}&d=%d&a=%A", addresses().of("c", Kind::Receipt, MESSAGE));
        let expected = [
            ("x-kannel-username", "medseal"),
            ("x-kannel-password", SECRET),
            ("x-kannel-from", "MEDSEL"),
            ("x-kannel-to", "+919000000001"),
            ("x-kannel-coding", coding),
            ("x-kannel-smsc", "airtel"),
            ("x-kannel-dlr-mask", "31"),
            ("x-kannel-dlr-url", &report),
            (
                "x-kannel-meta-data",
                "?smpp?PE_ID=1101456789012345678&TEMPLATE_ID=1107161234567890123",
            ),
        ];
        for (name, value) in expected {
            assert_eq!(asked.header(name), Some(value), "{name}");
        }
    }
}

#[tokio::test]
async fn answers_are_what_they_say() {
    let accepted = Sending::Accepted(MESSAGE.to_string());
    let refused = |says, code| Sending::Never(Why::coded(says, code));
    let cases = [
        (202, "0: Accepted for delivery", accepted.clone()),
        (202, "3: Queued for later delivery", accepted),
        (202, "5: Something new", Sending::Unsure(Why::says("the gateway answers something else"))),
        (
            503,
            "Temporal failure, try again later.",
            Sending::Retry(Why::coded("the carrier is busy", 503)),
        ),
        (400, "Missing receiver number", refused("the carrier refuses the request", 400)),
        (403, "Authorization failed for sendsms", refused("the carrier does not know us", 403)),
    ];
    for (status, body, expected) in cases {
        let message = outgoing(Channel::Sms, Language::En);
        let manner = Manner::Answers(status, "text/html", body.to_owned());
        assert_eq!(treated(TABLE, message, manner).await, expected, "{status} {body}");
    }
}

#[tokio::test]
async fn what_is_no_answer_leaves_it_unsure() {
    hostile_answers_leave_it_unsure(TABLE, || outgoing(Channel::Sms, Language::Hi)).await;
    an_absent_provider_took_nothing(TABLE, outgoing(Channel::Sms, Language::Hi)).await;
}

fn hear(uri: &str) -> Result<Heard, Forged> {
    let table = format!("{TABLE}\nurl = \"http://127.0.0.1:9/\"");
    carrier(&table).ok().unwrap().hear(&request(Method::GET, uri, &[], ""))
}

#[test]
fn reports_are_read_with_the_operators_own_number() {
    let failed = |says, code| Fate::Failed(Why { says, code });
    let receipt = "id:1+sub:001+dlvrd:000+submit+date:2601010000+done+date:2601010001+";
    let cases = [
        ("1", "stat:DELIVRD+err:000".to_owned(), Fate::Delivered),
        ("1", String::new(), Fate::Delivered),
        ("4", String::new(), Fate::Underway),
        ("8", "ACK%2F".to_owned(), Fate::Underway),
        (
            "2",
            format!("{receipt}stat:UNDELIV+err:011+text:"),
            failed("the operator could not deliver it", Some(11)),
        ),
        (
            "2",
            format!("{receipt}stat:EXPIRED+err:027+text:"),
            failed("the phone was not reached in time", Some(27)),
        ),
        (
            "2",
            format!("{receipt}stat:REJECTD+err:00A+text:"),
            failed("the operator rejects the message", None),
        ),
        ("2", "nonsense".to_owned(), failed("the operator could not deliver it", None)),
    ];
    for (event, words, fate) in cases {
        is_read(event, &words, fate);
    }
}

#[test]
fn refusals_of_the_operator_are_read_as_they_come() {
    let failed = |says, code| Fate::Failed(Why { says, code });
    let cases = [
        (
            "16",
            "NACK%2F0x0000000b%2FInvalid+Destination",
            failed("the operator does not know the number", Some(11)),
        ),
        ("16", "NACK%2F0x00000058%2FThrottling", failed("the operator is busy", Some(0x58))),
        ("16", "NACK%2F", failed("the operator refuses the message", None)),
    ];
    for (event, words, fate) in cases {
        is_read(event, words, fate);
    }
}

/// Holds that a report of this event, with these words of the operator's, is read so.
#[track_caller]
fn is_read(event: &str, words: &str, fate: Fate) {
    let address = addresses().of("c", Kind::Receipt, MESSAGE);
    let uri = format!("{address}&d={event}&a={words}");
    let of = Of::Message(MESSAGE);
    let expected = Receipt { carrier: "c".to_owned(), of, fate, at: NOW };
    assert_eq!(hear(&uri), Ok(Heard::Receipts(vec![expected])), "{event} {words}");
}

#[test]
fn forged_and_broken_reports_are_not_believed() {
    let address = addresses().of("c", Kind::Receipt, MESSAGE);
    let words = addresses().of("c", Kind::Words, MESSAGE);
    let cases = [
        (format!("{address}&a=ACK"), Forged::Unreadable),
        (format!("{address}&d=32"), Forged::Unreadable),
        (format!("{address}&d=1&d=2"), Forged::Unreadable),
        (format!("{words}&d=1"), Forged::Unreadable),
        (format!("{address}x&d=1"), Forged::Unproven),
        ("https://portal.example/courier/c/receipt?d=1".to_owned(), Forged::Unproven),
    ];
    for (uri, expected) in cases {
        assert_eq!(hear(&uri), Err(expected), "{uri}");
    }
}

#[test]
fn settings_say_what_would_be_right() {
    let cases = [
        ("url = \"http://10.0.0.5/\"", "SECRET", "url", "unencrypted"),
        ("url = \"https://kannel.example/\"", "UNSET", "password", "is not set"),
    ];
    for (url, variable, key, right) in cases {
        let table = format!("{url}\n{}", TABLE.replace("SECRET", variable));
        let error = carrier(&table).err().unwrap();
        assert!(error.key == key && error.right.contains(right), "{error}");
    }
}
