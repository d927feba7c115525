//! `Attachment`: documents, and text that came as one.

use super::text::{Cap, clean};
use crate::{fault::Fault, json::At};
use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{
        DecodePaddingMode,
        general_purpose::{GeneralPurpose, GeneralPurposeConfig},
    },
};

/// The largest document that is kept, in bytes.
pub(crate) const LARGEST: usize = 16 * 1024 * 1024;
/// Base64 (RFC 4648 section 4), with or without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What an attachment holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A PDF document, and its title where it has one.
    Pdf(Option<String>, Vec<u8>),
    /// Plain text.
    Text(String),
    /// Nothing that is kept: a link, an image, another format.
    Other,
}

/// The content of an attachment.
pub(crate) fn content(at: &At<'_>) -> Result<Content, Fault> {
    let Some(data) = at.text("data")? else { return Ok(Content::Other) };
    let media_type = at.text("contentType")?.unwrap_or_default().to_ascii_lowercase();
    match media_type.split(';').next().unwrap_or_default().trim() {
        "application/pdf" => pdf(at, decode(at, data)?),
        "text/plain" => Ok(plain(&decode(at, data)?)),
        "" => match decode(at, data)? {
            bytes if bytes.starts_with(b"%PDF-") => pdf(at, bytes),
            _ => Ok(Content::Other),
        },
        _ => Ok(Content::Other),
    }
}

fn decode(at: &At<'_>, data: &str) -> Result<Vec<u8>, Fault> {
    let wanted = "base64";
    if data.len() / 4 * 3 > LARGEST + 3 {
        return Err(Fault::TooLarge { path: at.path_of("data"), limit: LARGEST });
    }
    let compact: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    BASE64.decode(compact).map_err(|_| Fault::Invalid { path: at.path_of("data"), wanted })
}

fn pdf(at: &At<'_>, bytes: Vec<u8>) -> Result<Content, Fault> {
    match bytes.len() {
        ..=LARGEST if bytes.starts_with(b"%PDF-") => {
            Ok(Content::Pdf(at.clean("title", Cap::Line)?, bytes))
        }
        ..=LARGEST => Err(Fault::Invalid {
            path: at.path_of("data"),
            wanted: "a PDF document, since contentType says so",
        }),
        _ => Err(Fault::TooLarge { path: at.path_of("data"), limit: LARGEST }),
    }
}

fn plain(bytes: &[u8]) -> Content {
    let text = str::from_utf8(bytes).ok().and_then(|text| clean(text, Cap::Page));
    text.map_or(Content::Other, Content::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    #[test]
    fn documents_are_kept_and_everything_else_is_let_pass_or_refused() {
        let pdf =
            |title: Option<&str>| Content::Pdf(title.map(ToOwned::to_owned), b"%PDF-1".into());
        let cases = [
            (
                r#"{"contentType":"application/pdf","data":"JVBERi0x","title":"T"}"#,
                Ok(pdf(Some("T"))),
            ),
            (r#"{"contentType":"Application/PDF; a=b","data":" JVBE\nRi0x "}"#, Ok(pdf(None))),
            (r#"{"data":"JVBERi0x"}"#, Ok(pdf(None))),
            (r#"{"contentType":"text/plain","data":"T2s"}"#, Ok(Content::Text("Ok".to_owned()))),
            (r#"{"contentType":"text/plain","data":"/w=="}"#, Ok(Content::Other)),
            (
                r#"{"contentType":"application/pdf","url":"https://x.example/1"}"#,
                Ok(Content::Other),
            ),
            (r#"{"contentType":"image/png","data":"!!!"}"#, Ok(Content::Other)),
            (r#"{"contentType":"application/pdf","data":"T2s="}"#, Err("X.data")),
            (r#"{"contentType":"application/pdf","data":"a"}"#, Err("X.data")),
            (r#"{"contentType":"application/pdf","data":"JVBE*i0x"}"#, Err("X.data")),
            (r#"{"contentType":7,"data":"JVBERi0x"}"#, Err("X.contentType")),
        ];
        for (json, expected) in cases {
            let read = at("X", json, |at| content(&at));
            let seen = read.map_err(|fault| fault.path().to_owned());
            assert_eq!(seen, expected.map_err(ToOwned::to_owned), "{json}");
        }
    }
}
