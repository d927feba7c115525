//! The entry point of the islands in the browser.

// The linker keeps an island's code because it is exported; it sees it because the crate is named.
use islands as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes ready for the islands of a page, which the script then wakes one by one.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
