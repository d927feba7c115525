//! A cursor on the tree.

use super::Node;
use crate::{
    datatype::text::{Cap, clean},
    fault::Fault,
};
use domain::clinical::Decimal;
use std::collections::BTreeMap;

/// A place in a resource: the value there, and its path for a [`Fault`]. Paths are made of FHIR's own element names
/// and of numbers only.
#[derive(Clone, Debug)]
pub(crate) struct At<'a> {
    node: &'a Node,
    path: String,
}

impl<'a> At<'a> {
    /// The top of a resource.
    pub(crate) fn root(path: &str, node: &'a Node) -> Self {
        Self { node, path: path.to_owned() }
    }

    /// The value here.
    pub(crate) const fn node(&self) -> &'a Node {
        self.node
    }

    /// An element; `null` counts as absent.
    pub(crate) fn get(&self, name: &'static str) -> Result<Option<At<'a>>, Fault> {
        match self.members()?.get(name) {
            None | Some(Node::Null) => Ok(None),
            Some(node) => Ok(Some(At { node, path: format!("{}.{name}", self.path) })),
        }
    }

    /// An element that must be there.
    pub(crate) fn need(&self, name: &str, wanted: &'static str) -> Result<At<'a>, Fault> {
        let path = format!("{}.{name}", self.path);
        match self.members()?.get(name) {
            None | Some(Node::Null) => Err(Fault::Missing { path, wanted }),
            Some(node) => Ok(At { node, path }),
        }
    }

    /// The items of an element that repeats; none when it is absent.
    pub(crate) fn list(&self, name: &'static str) -> Result<Vec<At<'a>>, Fault> {
        let Some(list) = self.get(name)? else { return Ok(Vec::new()) };
        match list.node {
            Node::List(items) => Ok(items
                .iter()
                .enumerate()
                .filter(|(_, node)| !matches!(node, Node::Null))
                .map(|(place, node)| At { node, path: format!("{}[{place}]", list.path) })
                .collect()),
            _ => Err(list.invalid("a list")),
        }
    }

    /// The value here as text, as it was written.
    pub(crate) fn as_text(&self) -> Result<&'a str, Fault> {
        match self.node {
            Node::Text(text) => Ok(text),
            _ => Err(self.invalid("a text")),
        }
    }

    /// The text of an element, as it was written; an empty one counts as absent.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&'a str>, Fault> {
        let text = self.get(name)?.map(|at| at.as_text()).transpose()?.map(str::trim);
        Ok(text.filter(|text| !text.is_empty()))
    }

    /// The text of an element, fit to be shown.
    pub(crate) fn clean(&self, name: &'static str, cap: Cap) -> Result<Option<String>, Fault> {
        Ok(self.text(name)?.and_then(|text| clean(text, cap)))
    }

    /// Yes or no.
    pub(crate) fn truth(&self, name: &'static str) -> Result<Option<bool>, Fault> {
        match self.get(name)? {
            None => Ok(None),
            Some(At { node: Node::Bool(value), .. }) => Ok(Some(*value)),
            Some(at) => Err(at.invalid("true or false")),
        }
    }

    /// The value here as a whole number.
    pub(crate) fn as_whole(&self) -> Result<i64, Fault> {
        match self.node {
            Node::Number(text) => text.parse().map_err(|_| self.invalid("a whole number")),
            _ => Err(self.invalid("a whole number")),
        }
    }

    /// A whole number.
    pub(crate) fn whole(&self, name: &'static str) -> Result<Option<i64>, Fault> {
        self.get(name)?.map(|at| at.as_whole()).transpose()
    }

    /// A decimal number, as it was written.
    pub(crate) fn decimal(&self, name: &'static str) -> Result<Option<Decimal>, Fault> {
        let Some(at) = self.get(name)? else { return Ok(None) };
        match at.node {
            Node::Number(text) => Decimal::try_from(text.clone())
                .map(Some)
                .map_err(|_| at.invalid("a number of at most 40 characters")),
            _ => Err(at.invalid("a number")),
        }
    }

    /// Whether there is an element `prefix` with a type's name behind it that is none of `known`.
    pub(crate) fn has_other(&self, prefix: &str, known: &[&str]) -> Result<bool, Fault> {
        Ok(self.members()?.keys().any(|name| {
            name.strip_prefix(prefix)
                .is_some_and(|of| of.starts_with(|c: char| c.is_ascii_uppercase()))
                && !known.contains(&name.as_str())
        }))
    }

    /// What is here is not right.
    pub(crate) fn invalid(&self, wanted: &'static str) -> Fault {
        Fault::Invalid { path: self.path.clone(), wanted }
    }

    /// What should be here is not.
    pub(crate) fn missing(&self, name: &str, wanted: &'static str) -> Fault {
        Fault::Missing { path: format!("{}.{name}", self.path), wanted }
    }

    /// The path, with an element's name behind it.
    pub(crate) fn path_of(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }

    fn members(&self) -> Result<&'a BTreeMap<String, Node>, Fault> {
        match self.node {
            Node::Object(members) => Ok(members),
            _ => Err(self.invalid("an object")),
        }
    }
}
