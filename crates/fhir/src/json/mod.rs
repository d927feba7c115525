//! JSON as a tree that keeps numbers as they were written, and a cursor that knows where in it it stands.

mod at;
mod canonical;
mod node;
mod parse;

pub(crate) use at::At;
pub(crate) use canonical::canonical;
pub(crate) use node::Node;
pub(crate) use parse::{BadJson, DEEPEST, Fields, fields, items, node, text};

/// A cursor on a text, for tests.
#[cfg(test)]
pub(crate) mod tests_support {
    use super::{At, node};

    pub(crate) fn at<T>(path: &str, json: &str, look: impl FnOnce(At<'_>) -> T) -> T {
        let tree = node(serde_json::from_str(json).unwrap()).unwrap();
        look(At::root(path, &tree))
    }
}
