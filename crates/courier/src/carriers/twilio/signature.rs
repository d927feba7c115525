//! `X-Twilio-Signature`: the base64 of HMAC-SHA1 (RFC 2104, RFC 3174), keyed with the account's auth token, over the
//! address that was asked for and the fields that were posted, sorted and run together.
//!
//! That the hash is SHA-1 is Twilio's definition (`www.twilio.com/docs/usage/security`, read in 2026); what is known
//! against SHA-1 does not help to forge an HMAC.

use crate::Secret;
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use http::Uri;
use sha1::Sha1;

/// Whether a signature is this account's over this address and these fields, in a time that tells nothing of it.
pub(super) fn proves(
    token: &Secret,
    address: &Uri,
    fields: &[(String, String)],
    signature: &[u8],
) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else { return false };
    let mut fields = fields.to_vec();
    fields.sort();
    fields.dedup();
    // Each is tried, whichever fits, so that the time does not tell which did.
    let mut fits = false;
    for address in addresses(address) {
        fits |= signed(token, &address, &fields)
            .is_some_and(|mac| mac.verify_slice(&signature).is_ok());
    }
    fits
}

/// The address as it came, without its port, and with the usual port: Twilio signs one of them, and which depends on
/// the product that calls and on how the address was written when it was handed over.
fn addresses(address: &Uri) -> Vec<String> {
    let asked = address.to_string();
    let Some(host) = address.host() else { return vec![asked] };
    let scheme = address.scheme_str().unwrap_or("https");
    let usual = if scheme == "https" { 443 } else { 80 };
    let rest = address.path_and_query().map_or("", |it| it.as_str());
    vec![asked, format!("{scheme}://{host}{rest}"), format!("{scheme}://{host}:{usual}{rest}")]
}

fn signed(token: &Secret, address: &str, fields: &[(String, String)]) -> Option<Hmac<Sha1>> {
    let mut mac = Hmac::<Sha1>::new_from_slice(token.reveal().as_bytes()).ok()?;
    mac.update(address.as_bytes());
    for (name, value) in fields {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    Some(mac)
}

#[cfg(test)]
pub(crate) fn sign(token: &Secret, address: &str, fields: &[(String, String)]) -> String {
    let mut fields = fields.to_vec();
    fields.sort();
    STANDARD.encode(signed(token, address, &fields).unwrap().finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example in Twilio's documentation of the scheme.
    fn example() -> (Secret, Uri, Vec<(String, String)>, &'static [u8]) {
        let fields = [
            ("Digits", "1234"),
            ("To", "+18005551212"),
            ("From", "+14158675309"),
            ("Caller", "+14158675309"),
            ("CallSid", "CA1234567890ABCDE"),
        ];
        (
            Secret::of("12345"),
            Uri::from_static("https://mycompany.com/myapp.php?foo=1&bar=2"),
            fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            b"RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        )
    }

    #[test]
    fn the_documented_example_proves_itself() {
        let (token, address, fields, signature) = example();
        assert!(proves(&token, &address, &fields, signature));
        let twice = [fields.clone(), fields].concat();
        assert!(proves(&token, &address, &twice, signature), "a field that is posted twice");
    }

    #[test]
    fn whatever_differs_is_not_proven() {
        let (token, address, fields, signature) = example();
        let other = Uri::from_static("https://mycompany.com/myapp.php?foo=1&bar=3");
        let plain = Uri::from_static("http://mycompany.com/myapp.php?foo=1&bar=2");
        assert!(!proves(&Secret::of("12346"), &address, &fields, signature));
        assert!(!proves(&token, &other, &fields, signature));
        assert!(!proves(&token, &plain, &fields, signature));
        assert!(!proves(&token, &address, &fields[1..], signature));
        for broken in [&b""[..], b"=", b"RSOYDt4T1cUTdK1PDd93/VVr8B8", b"RSOYDt4T", &[0xff; 28]] {
            assert!(!proves(&token, &address, &fields, broken), "{broken:?}");
        }
    }

    #[test]
    fn a_port_may_be_signed_or_left_out() {
        let token = Secret::of("12345");
        let asked = [
            ("https://a.example/x?m=1", "https://a.example:443/x?m=1", true),
            ("https://a.example:443/x?m=1", "https://a.example/x?m=1", true),
            ("https://a.example:8443/x?m=1", "https://a.example/x?m=1", true),
            ("http://a.example/x?m=1", "http://a.example:80/x?m=1", true),
            ("https://a.example/x?m=1", "https://a.example:8443/x?m=1", false),
            ("https://a.example/x?m=1", "https://b.example/x?m=1", false),
        ];
        for (came, was_signed, expected) in asked {
            let signature = sign(&token, was_signed, &[]);
            let address = Uri::from_static(came);
            assert_eq!(proves(&token, &address, &[], signature.as_bytes()), expected, "{came}");
        }
    }
}
