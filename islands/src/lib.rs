//! The interactive pieces: the only Leptos code that reaches the browser.
