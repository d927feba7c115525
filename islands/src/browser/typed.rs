//! What somebody has typed and not sent.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// What stands in the form that its page lets the server keep, with the name of that page as `of`; none where there is no
/// such form.
pub fn typed() -> Option<UrlSearchParams> {
    let form = document().query_selector("form[data-kept]").ok()??;
    let form: HtmlFormElement = form.dyn_into().ok()?;
    let fields = FormData::new_with_form(&form).ok()?;
    let typed = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
    typed.append("of", &form.get_attribute("data-kept")?);
    Some(typed)
}
