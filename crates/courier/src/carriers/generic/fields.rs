//! What a request says: fields of a form, or JSON. Values are put in as values, so that none of them can be read as
//! anything else.

use super::pattern::{Pattern, Place, Values};
use crate::{Secret, carriers::SettingsError, client::Body};
use serde::Deserialize;
use serde_json::Value as Json;
use std::{borrow::Cow, collections::BTreeMap};
use toml::{Table, Value};

/// How the fields are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    /// As a form's, in the body, or in the query of a GET.
    Form,
    /// As JSON.
    #[default]
    Json,
}

/// The fields of a request.
#[derive(Debug)]
pub(super) enum Fields {
    Form(Vec<(String, Pattern)>),
    Json(Node),
}

/// A part of a JSON document.
#[derive(Debug)]
pub(super) enum Node {
    Fixed(Json),
    Text(Pattern),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Fields {
    /// Reads the table of fields.
    ///
    /// # Errors
    /// [`SettingsError`] names the field.
    pub fn read(
        format: Format,
        table: &Table,
        secrets: &BTreeMap<String, Secret>,
    ) -> Result<Self, SettingsError> {
        match format {
            Format::Json => node("fields", &Value::Table(table.clone()), secrets).map(Self::Json),
            Format::Form => {
                let fields = table.iter().map(|(name, value)| {
                    let key = format!("fields.{name}");
                    match node(&key, value, secrets)? {
                        Node::Text(pattern) => Ok((name.clone(), pattern)),
                        _ => Err(SettingsError::new(key, "the fields of a form are texts")),
                    }
                });
                fields.collect::<Result<_, _>>().map(Self::Form)
            }
        }
    }

    /// Whether one of them has this place.
    pub fn have(&self, place: Place) -> bool {
        match self {
            Self::Form(fields) => fields.iter().any(|(_, pattern)| pattern.has(place)),
            Self::Json(node) => node.has(place),
        }
    }

    /// The body with every place filled.
    pub fn written(&self, values: &Values<'_>) -> Body {
        match self {
            Self::Json(node) => Body::Json(node.filled(values)),
            Self::Form(fields) => {
                let fields = fields.iter();
                let fields = fields.map(|(name, p)| (Cow::Owned(name.clone()), p.filled(values)));
                Body::Form(fields.collect())
            }
        }
    }
}

fn node(
    key: &str,
    value: &Value,
    secrets: &BTreeMap<String, Secret>,
) -> Result<Node, SettingsError> {
    let within = |part: &str, value| node(&format!("{key}.{part}"), value, secrets);
    match value {
        Value::String(text) => {
            let pattern = Pattern::read(text, secrets);
            pattern.map(Node::Text).map_err(|right| SettingsError::new(key, right))
        }
        Value::Integer(number) => Ok(Node::Fixed((*number).into())),
        Value::Float(number) => Ok(Node::Fixed((*number).into())),
        Value::Boolean(truth) => Ok(Node::Fixed((*truth).into())),
        Value::Datetime(_) => Err(SettingsError::new(key, "write a time as a text")),
        Value::Array(values) => {
            let nodes = values.iter().enumerate().map(|(at, value)| within(&at.to_string(), value));
            nodes.collect::<Result<_, _>>().map(Node::List)
        }
        Value::Table(table) => {
            let nodes = table.iter().map(|(name, value)| Ok((name.clone(), within(name, value)?)));
            nodes.collect::<Result<_, _>>().map(Node::Object)
        }
    }
}

impl Node {
    fn has(&self, place: Place) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Text(pattern) => pattern.has(place),
            Self::List(nodes) => nodes.iter().any(|node| node.has(place)),
            Self::Object(nodes) => nodes.iter().any(|(_, node)| node.has(place)),
        }
    }

    fn filled(&self, values: &Values<'_>) -> Json {
        match self {
            Self::Fixed(value) => value.clone(),
            Self::Text(pattern) => Json::String(pattern.filled(values)),
            Self::List(nodes) => nodes.iter().map(|node| node.filled(values)).collect(),
            Self::Object(nodes) => {
                nodes.iter().map(|(name, node)| (name.clone(), node.filled(values))).collect()
            }
        }
    }
}
