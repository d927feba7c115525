//! What a page may load and where it may send (Content Security Policy, level 3).

use axum::http::HeaderValue;

/// The policy of a page. Scripts run only by the page's nonce, and whatever those load.
pub(crate) fn policy(nonce: Option<&str>) -> HeaderValue {
    let scripts = nonce.map_or_else(
        || "'none'".to_owned(),
        |nonce| format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
    );
    let policy = format!(
        "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'"
    );
    // A nonce is letters and digits, so this always is a header.
    HeaderValue::try_from(policy).unwrap_or_else(|_| DOCUMENT.clone())
}

/// The policy of a document that is only looked at.
pub(crate) const DOCUMENT: HeaderValue =
    HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_run_by_nonce_or_not_at_all() {
        let with = policy(Some("abc_-1"));
        let with = with.to_str().unwrap();
        assert!(with.contains("script-src 'nonce-abc_-1' 'strict-dynamic' 'wasm-unsafe-eval';"));
        assert!(!with.contains("unsafe-inline"));
        assert!(policy(None).to_str().unwrap().contains("script-src 'none';"));
        assert_eq!(policy(Some("a\nb")), DOCUMENT);
    }
}
