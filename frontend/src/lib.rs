//! The entry point of the islands in the browser.
