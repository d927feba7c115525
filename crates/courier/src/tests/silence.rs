//! What carriers and the client below them log of a message: nothing of it.

use super::{
    exotel,
    handover::{SECRET, addresses, carrier_at, form, outgoing, request},
    logs::Lines,
    msg91,
    provider::{Manner, Provider},
    twilio,
};
use crate::callbacks::Kind;
use domain::{Language, challenge::Channel};
use http::Method;
use tracing::{Level, subscriber::set_default};

#[tokio::test]
async fn neither_a_code_nor_a_number_nor_a_secret_is_in_any_log_line() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _logging = set_default(subscriber);
    tracing::info!("listening");
    let refusal = r#"{"code":21211,"message":"123456 to +919000000001","type":"error"}"#;
    for table in [twilio::TABLE, msg91::TABLE, exotel::TABLE] {
        for manner in [Manner::json(refusal), Manner::Breaks, Manner::Babbles] {
            let provider = Provider::that(manner).await;
            let carrier = carrier_at(table, &provider);
            for channel in Channel::ALL {
                carrier.send(outgoing(channel, Language::Hi)).await;
            }
            let uri = addresses().of("c", Kind::Receipt, outgoing(Channel::Sms, Language::En).id);
            let body = form(&[("To", "+919000000001"), ("Status", "123456")]);
            drop(carrier.hear(&request(Method::POST, &uri, &[], &body)));
        }
    }
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("listening"), "nothing was listened to");
    for secret in ["123456", "9000000001", SECRET, "h1bnRlcjI", "dW50ZXIy", "कोड"] {
        assert!(!text.contains(secret), "{secret} is in:\n{text}");
    }
}
