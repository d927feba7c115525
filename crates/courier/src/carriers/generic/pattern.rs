//! Texts with places for what a message has.

use crate::{Outgoing, Secret};
use std::collections::BTreeMap;

/// What fills the places.
pub(super) struct Values<'a> {
    pub message: &'a Outgoing,
    /// The message's name.
    pub id: &'a str,
    /// The address for receipts about this message.
    pub callback: &'a str,
}

/// A text with places, checked when the carrier is made.
#[derive(Clone, Debug)]
pub(super) struct Pattern(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Fixed(String),
    Place(Place),
    Secret(Secret),
}

/// What may stand in a place. There is none for the code alone: operators scrub what does not match its template whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The number in E.164 form.
    To,
    /// The number without the plus sign.
    Number,
    /// The words.
    Text,
    /// The message's name, the same at every try.
    Id,
    /// The six-letter sender id.
    Header,
    /// The registered entity.
    Entity,
    /// The registered template.
    Template,
    /// The address for receipts about this message.
    Callback,
}

impl Place {
    const ALL: [(&'static str, Self); 8] = [
        ("to", Self::To),
        ("number", Self::Number),
        ("text", Self::Text),
        ("id", Self::Id),
        ("header", Self::Header),
        ("entity", Self::Entity),
        ("template", Self::Template),
        ("callback", Self::Callback),
    ];
}

/// What would be right in the place of an unknown one.
const RIGHT: &str = "the placeholders are {to}, {number}, {text}, {id}, {header}, {entity}, {template}, {callback} \
                     and {secret.<name>}, with a <name> of the table secrets";

impl Pattern {
    /// Reads a text.
    ///
    /// # Errors
    /// In words, when a placeholder is unknown.
    pub fn read(text: &str, secrets: &BTreeMap<String, Secret>) -> Result<Self, &'static str> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(RIGHT)?;
            let place = Place::ALL.iter().find(|(known, _)| *known == name);
            let piece = match (place, name.strip_prefix("secret.")) {
                (Some((_, place)), _) => Piece::Place(*place),
                (None, Some(name)) => Piece::Secret(secrets.get(name).ok_or(RIGHT)?.clone()),
                (None, None) => return Err(RIGHT),
            };
            pieces.extend([Piece::Fixed(before.to_owned()), piece]);
            rest = after;
        }
        if rest.contains('}') {
            return Err(RIGHT);
        }
        pieces.push(Piece::Fixed(rest.to_owned()));
        Ok(Self(pieces))
    }

    /// Whether it has this place.
    pub fn has(&self, place: Place) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Place(own) if *own == place))
    }

    /// The text with its places filled. Whoever sends it escapes it for where it stands.
    pub fn filled(&self, values: &Values<'_>) -> String {
        self.0.iter().map(|piece| piece.filled(values)).collect()
    }
}

impl Piece {
    fn filled<'a>(&'a self, values: &Values<'a>) -> &'a str {
        let Values { message, id, callback } = values;
        match self {
            Self::Fixed(text) => text,
            Self::Secret(secret) => secret.reveal(),
            Self::Place(place) => match place {
                Place::To => message.to.e164(),
                Place::Number => message.to.e164().trim_start_matches('+'),
                Place::Text => message.text.reveal(),
                Place::Id => id,
                Place::Header => &message.header,
                Place::Entity => &message.entity,
                Place::Template => &message.template,
                Place::Callback => callback,
            },
        }
    }
}
