//! The delivery reports that MSG91 sends, in the forms that its panel offers.
//!
//! Version 2 is a form whose `data` holds JSON: requests, each with reports. Version 3 is one report as JSON. The newer
//! kind is JSON whose fields one chooses in the panel, under the names of version 3.

use crate::{Callback, Fate, Forged, Of, Why, callbacks::field};
use domain::id::MessageId;
use serde_json::Value;

/// What became of which text, in the order of the reports; those without an end yet are left out.
///
/// # Errors
/// [`Forged::Unreadable`] when it is in none of the forms.
pub(super) fn read(callback: &Callback) -> Result<Vec<(Of, Fate)>, Forged> {
    let reports: Option<Value> = match field(callback, "data") {
        Some(data) => serde_json::from_str(&data).ok(),
        None => serde_json::from_slice(&callback.body).ok(),
    };
    let reports = match reports {
        Some(Value::Array(reports)) => reports,
        Some(report @ Value::Object(_)) => vec![report],
        _ => return Err(Forged::Unreadable),
    };
    let read: Result<Vec<_>, _> = reports.iter().map(of_request).collect();
    Ok(read?.into_iter().flatten().collect())
}

/// The reports of one request: a list of its own, or the request is its only report.
fn of_request(request: &Value) -> Result<Vec<(Of, Fate)>, Forged> {
    let reports = match request.get("report") {
        Some(Value::Array(reports)) => reports,
        Some(_) => return Err(Forged::Unreadable),
        None => return Ok(of_report(request, request)?.into_iter().collect()),
    };
    let read: Result<Vec<_>, _> = reports.iter().map(|report| of_report(report, request)).collect();
    Ok(read?.into_iter().flatten().collect())
}

/// None when the text has no end yet.
fn of_report(report: &Value, request: &Value) -> Result<Option<(Of, Fate)>, Forged> {
    let fate = fate(&text(report, "status").ok_or(Forged::Unreadable)?);
    // Our own name for the message, which came with the request; it is "0" where there was none.
    let ours = text(report, "CRQID").and_then(|id| id.parse::<MessageId>().ok()).map(Of::Message);
    let theirs = || text(report, "requestId").or_else(|| text(request, "requestId"));
    let of = ours.or_else(|| theirs().map(Of::Reference)).ok_or(Forged::Unreadable)?;
    Ok(fate.map(|fate| (of, fate)))
}

/// A field, which is now a number and now a text.
fn text(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What a status says (`msg91.com/help/webhooks`, read in 2026); none for those that are no end.
fn fate(status: &str) -> Option<Fate> {
    let failed = |says, code| Some(Fate::Failed(Why::coded(says, code)));
    match status {
        "1" => Some(Fate::Delivered),
        "2" => failed("the operator did not deliver it", 2),
        "9" => failed("the number is on the register of those who want no such texts", 9),
        "16" => failed("the operator rejected it", 16),
        "17" => failed("the number is blocked at the carrier", 17),
        "25" => failed("the operator rejected it", 25),
        _ => named(status),
    }
}

/// The newer kind of reports has words for them.
fn named(status: &str) -> Option<Fate> {
    let failed = |says| Some(Fate::Failed(Why::says(says)));
    match status.to_ascii_lowercase().as_str() {
        "delivered" => Some(Fate::Delivered),
        "failed" => failed("the operator did not deliver it"),
        "rejected" => failed("the operator rejected it"),
        "ndnc" => failed("the number is on the register of those who want no such texts"),
        "blocked" | "blocked number" => failed("the number is blocked at the carrier"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::callbacks::callback;
    use serde_json::json;
    use url::form_urlencoded;
    use uuid::Uuid;

    const MESSAGE: MessageId = MessageId(Uuid::from_u128(7));

    fn heard(body: &str) -> Result<Vec<(Of, Fate)>, Forged> {
        read(&callback("https://portal.example/courier/msg91/receipt?token=t", body))
    }

    fn form(data: &Value) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("data", &data.to_string()).finish()
    }

    fn theirs(id: &str) -> Of {
        Of::Reference(id.into())
    }

    #[test]
    fn a_form_holds_requests_and_their_reports() {
        let data = json!([
            { "senderId": "MEDSEL", "requestId": "3463", "userId": "27", "campaignName": "API",
              "report": [
                { "date": "2024-05-22 10:06:20", "CRQID": "0", "number": "919000000001",
                  "credit": "1", "status": "1", "desc": "DELIVERED", "failedReason": "" },
                { "date": "2024-05-22 10:06:21", "CRQID": MESSAGE.to_string(), "status": "9",
                  "number": "919000000002", "desc": "NDNC" }] },
            { "requestId": "3464", "report": [{ "status": 16, "desc": "REJECTED" }, { "status": "6" }] },
        ]);
        let register = "the number is on the register of those who want no such texts";
        let expected = vec![
            (theirs("3463"), Fate::Delivered),
            (Of::Message(MESSAGE), Fate::Failed(Why::coded(register, 9))),
            (theirs("3464"), Fate::Failed(Why::coded("the operator rejected it", 16))),
        ];
        assert_eq!(heard(&form(&data)), Ok(expected));
    }

    #[test]
    fn a_single_report_is_json() {
        let report = json!({ "requestId": "3465", "CRQID": "0", "number": "919000000001",
                             "status": "2", "desc": "FAILED" });
        let failed = Fate::Failed(Why::coded("the operator did not deliver it", 2));
        assert_eq!(heard(&report.to_string()), Ok(vec![(theirs("3465"), failed)]));
        let newer = json!([{ "requestId": "3466", "CRQID": MESSAGE.to_string(),
                             "telNum": "919000000001", "status": "Delivered" }]);
        let expected = vec![(Of::Message(MESSAGE), Fate::Delivered)];
        assert_eq!(heard(&newer.to_string()), Ok(expected));
    }

    #[test]
    fn what_is_no_report_is_not_read() {
        let without = json!([{ "report": [{ "status": "1" }] }]);
        let shape = json!({ "requestId": "1", "report": "1" });
        let deep = "[".repeat(60_000);
        let bodies = [
            "",
            "data=",
            "data=%5B",
            "null",
            "1",
            "<xml/>",
            "{",
            r#"{"requestId":"1"}"#,
            &deep,
            &form(&without),
            &shape.to_string(),
            &form(&json!([1, 2])),
            "\u{0}",
        ];
        for body in bodies {
            assert_eq!(heard(body), Err(Forged::Unreadable), "{body:.40}");
        }
        assert_eq!(heard("[]"), Ok(Vec::new()));
    }
}
