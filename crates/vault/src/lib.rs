//! Keys, and the records sealed with them.
