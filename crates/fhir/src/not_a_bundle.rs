//! What can be wrong with a whole file.

/// Why a file is no bundle that can be read. Lines are counted from 1, columns in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotABundle {
    /// The bytes are not UTF-8 (RFC 8259 section 8.1).
    #[error("line {line}, column {column}: not UTF-8 text")]
    NotUtf8 {
        /// Where the first wrong byte is.
        line: usize,
        /// Where the first wrong byte is.
        column: usize,
    },
    /// The file ends in the middle.
    #[error("line {line}, column {column}: the file ends in the middle; was it copied whole?")]
    Truncated {
        /// Where the file ends.
        line: usize,
        /// Where the file ends.
        column: usize,
    },
    /// The text is not JSON (RFC 8259).
    #[error("line {line}, column {column}: not JSON")]
    Malformed {
        /// Where it stops being JSON.
        line: usize,
        /// Where it stops being JSON.
        column: usize,
    },
    /// It is JSON, but neither a FHIR bundle nor a resource that can be imported by itself.
    #[error("not a FHIR bundle: `resourceType` must be `Bundle`")]
    AnotherThing,
    /// `Bundle.type` is missing or of a kind that is not imported.
    #[error("`Bundle.type` must be one of transaction, batch, collection, document and searchset")]
    UnknownKind,
    /// `Bundle.entry` is not a list.
    #[error("`Bundle.entry` must be a list")]
    NoEntries,
    /// An element of the bundle itself stands twice.
    #[error("the bundle has an element twice; each must stand once")]
    Repeated,
}
