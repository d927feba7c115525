//! Where the browser is, and where it goes.

use leptos::prelude::{document, location};

/// Opens an address in the place of this page, which leaves no way back to it; an empty address
/// is this page's own, fetched anew.
pub fn go(address: &str) {
    let location = location();
    let _ = if address.is_empty() { location.reload() } else { location.replace(address) };
}

/// This page's address on its site: path and query, without fragment.
pub fn here() -> String {
    let location = location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Takes everything off the screen and out of the document.
pub fn clear() {
    if let Some(body) = document().body() {
        body.set_text_content(None);
    }
}

/// Takes everything out of sight, until [`show`].
pub fn hide() {
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute("hidden", "");
    }
}

/// Brings back what was taken out of sight, and says whether anything was.
pub fn show() -> bool {
    let page = document().document_element().filter(|page| page.has_attribute("hidden"));
    page.is_some_and(|page| page.remove_attribute("hidden").is_ok())
}
