//! What carriers and the client below them log of a message: nothing of it.

use super::{
    exotel,
    handover::{SECRET, addresses, carrier_at, form, outgoing, request},
    lines::Lines,
    msg91,
    provider::{Manner, Provider},
    twilio,
};
use crate::callbacks::Kind;
use domain::{Language, challenge::Channel};
use http::Method;

#[tokio::test]
async fn neither_a_code_nor_a_number_nor_a_secret_is_in_any_log_line() {
    let lines = Lines::listening();
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
    lines.hide(&["123456", "9000000001", SECRET, "h1bnRlcjI", "dW50ZXIy", "कोड"]);
}
