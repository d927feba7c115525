//! The fields of a report, in whichever of three forms Exotel posts them: as a form, as JSON, or in parts
//! (`multipart/form-data`, RFC 7578), which is how it reports calls unless it is asked not to.

use crate::{Callback, Forged};
use http::header::CONTENT_TYPE;
use serde_json::Value;
use std::collections::BTreeMap;
use url::form_urlencoded;

/// More fields than a report has.
const MOST: usize = 64;

/// The fields by their names; one that stands there twice has its last value.
///
/// # Errors
/// [`Forged::Unreadable`] when the body is not what its media type says.
pub(super) fn read(callback: &Callback) -> Result<BTreeMap<String, String>, Forged> {
    let media = callback.headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok());
    let media = media.unwrap_or_default().to_ascii_lowercase();
    match media.split(';').next().unwrap_or_default().trim() {
        "application/json" => json(&callback.body),
        "multipart/form-data" => parts(callback).ok_or(Forged::Unreadable),
        _ => Ok(form_urlencoded::parse(&callback.body).into_owned().take(MOST).collect()),
    }
}

fn json(body: &[u8]) -> Result<BTreeMap<String, String>, Forged> {
    let fields: BTreeMap<String, Value> =
        serde_json::from_slice(body).map_err(|_| Forged::Unreadable)?;
    let text = |(name, value)| match value {
        Value::String(text) => Some((name, text)),
        Value::Number(number) => Some((name, number.to_string())),
        // The legs of a call, and fields without a value.
        _ => None,
    };
    Ok(fields.into_iter().filter_map(text).take(MOST).collect())
}

/// Parts without a name, such as files, are left out.
fn parts(callback: &Callback) -> Option<BTreeMap<String, String>> {
    let media = callback.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let boundary = media.split_once("boundary=")?.1.split(';').next()?.trim().trim_matches('"');
    let body = str::from_utf8(&callback.body).ok()?;
    if boundary.is_empty() || !body.contains(boundary) {
        return None;
    }
    let delimiter = format!("--{boundary}");
    Some(body.split(delimiter.as_str()).skip(1).take(MOST).filter_map(part).collect())
}

fn part(part: &str) -> Option<(String, String)> {
    let (head, value) = part.split_once("\r\n\r\n")?;
    let (_, name) = head.split_once("name=\"")?;
    let (name, _) = name.split_once('"')?;
    Some((name.to_owned(), value.strip_suffix("\r\n").unwrap_or(value).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::callbacks::callback;

    fn of(media: &str, body: &str) -> Result<Vec<(String, String)>, Forged> {
        let mut heard = callback("https://portal.example/courier/exotel/receipt", body);
        heard.headers.insert(CONTENT_TYPE, media.parse().unwrap());
        read(&heard).map(|fields| fields.into_iter().collect())
    }

    #[test]
    fn all_three_forms_say_the_same() {
        let parts = "multipart/form-data; boundary=----x1";
        let body = "------x1\r\nContent-Disposition: form-data; name=\"CallSid\"\r\n\r\nc1\r\n\
                    ------x1\r\nContent-Disposition: form-data; name=\"Status\"\r\n\
                    Content-Type: text/plain\r\n\r\nno-answer\r\n------x1--\r\n";
        let quoted = "multipart/form-data; boundary=\"----x1\"; charset=utf-8";
        let json =
            r#"{"CallSid":"c1","Status":"no-answer","Legs":[{"Status":"x"}],"EndTime":null}"#;
        let cases = [
            ("application/x-www-form-urlencoded", "CallSid=c1&Status=no-answer"),
            ("application/x-www-form-urlencoded; charset=UTF-8", "CallSid=c1&Status=no%2Danswer"),
            ("application/json", json),
            ("Application/JSON; charset=utf-8", json),
            (parts, body),
            (quoted, body),
        ];
        let expected = [("CallSid", "c1"), ("Status", "no-answer")];
        for (media, body) in cases {
            let said = of(media, body).unwrap();
            let said: Vec<_> = said.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            assert_eq!(said, expected, "{media}");
        }
    }

    #[test]
    fn what_is_in_no_form_is_not_read() {
        let cases = [
            ("application/json", ""),
            ("application/json", "[1]"),
            ("application/json", "CallSid=c1"),
            ("multipart/form-data", "--\r\n\r\n"),
            ("multipart/form-data; boundary=", "--\r\n\r\n"),
            ("multipart/form-data; boundary=x", "no part"),
        ];
        for (media, body) in cases {
            assert_eq!(of(media, body), Err(Forged::Unreadable), "{media} {body}");
        }
        let many = "a=1&".repeat(10_000) + "Status=sent";
        assert_eq!(of("text/plain", &many), Ok(vec![("a".into(), "1".into())]));
        assert_eq!(of("multipart/form-data; boundary=x", "--x\r\n--x--"), Ok(Vec::new()));
    }
}
