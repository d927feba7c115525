//! Making a claimed message ready to go.

use super::Courier;
use crate::{
    Outgoing, Template,
    template::{Said, Text, Variable},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Language,
    challenge::{Channel, Told, Words},
    id::ChallengeId,
    phone::Phone,
};
use serde::Deserialize;
use store::outbox::Claimed;
use vault::Field;

/// Why a message cannot even be handed to a carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unready {
    /// No carrier serves its channel.
    Carrier,
    /// Every carrier refused it, or could not deliver it.
    Refused,
    /// No template is for its purpose, language and channel.
    Template,
    /// Its parameters are not what the template needs.
    Parameters,
    /// This node lacks a key. One that was started later may have it.
    Key,
    /// Its address does not open, for instance because the patient was erased.
    Address,
}

impl Unready {
    /// The words in which it is stored.
    pub(super) const fn why(self) -> &'static str {
        match self {
            Self::Carrier => "no carrier serves this channel",
            Self::Refused => "every carrier refused it or could not deliver it",
            Self::Template => "no template is for this purpose, language and channel",
            Self::Parameters => "the parameters cannot be read",
            Self::Key => "this node lacks a key",
            Self::Address => "the address does not open",
        }
    }
}

#[derive(Deserialize)]
struct Parameters {
    reference: String,
    told: Option<Told>,
}

/// What the words of a message follow from, as the outbox has it.
pub(super) struct Source<'a> {
    pub challenge: ChallengeId,
    pub key_id: &'a str,
    pub template: &'a str,
    pub language: Language,
    pub channel: Channel,
    pub parameters: &'a str,
}

/// A template, and what stands in its variables. It has no `Debug`, for the code's sake.
pub(super) struct Rendered<'a> {
    pub template: &'a Template,
    values: Vec<(Variable, Text)>,
}

impl Rendered<'_> {
    /// The words.
    pub fn text(&self) -> Text {
        self.template.filled(&self.values)
    }
}

impl Courier {
    /// Finds the template, and derives the code that it is to say.
    ///
    /// # Errors
    /// [`Unready`] when one of them cannot be done.
    pub(super) fn render(&self, source: &Source<'_>) -> Result<Rendered<'_>, Unready> {
        let Source { challenge, key_id, template, language, channel, parameters } = *source;
        let template = self.templates.find(template, language, channel).ok_or(Unready::Template)?;
        let Parameters { reference, told } =
            serde_json::from_str(parameters).map_err(|_| Unready::Parameters)?;
        let words = told.as_ref().map(|told| self.open(told)).transpose()?;
        let code = self.vault.pepper(key_id).ok_or(Unready::Key)?.code(challenge);
        let said = Said { code: &code, reference: &reference, words: words.as_ref() };
        let values = template.values(&said).ok_or(Unready::Parameters)?;
        Ok(Rendered { template, values })
    }

    /// Opens what a message says beyond the code and its reference.
    fn open(&self, told: &Told) -> Result<Words, Unready> {
        let sealed = STANDARD.decode(&told.sealed).map_err(|_| Unready::Parameters)?;
        let json = self.vault.open_clinic(&told.name(), &sealed).map_err(|error| match error {
            vault::Error::UnknownKey => Unready::Key,
            _ => Unready::Parameters,
        })?;
        serde_json::from_slice(&json).map_err(|_| Unready::Parameters)
    }

    /// Opens the address, derives the code and fills the template.
    ///
    /// # Errors
    /// [`Unready`] when one of them cannot be done.
    pub(super) fn prepare(&self, claimed: &Claimed) -> Result<Outgoing, Unready> {
        let message = &claimed.message;
        let rendered = self.render(&Source {
            challenge: message.challenge,
            key_id: &claimed.key_id,
            template: &message.template,
            language: message.language,
            channel: message.channel,
            parameters: &message.parameters,
        })?;
        let template = rendered.template;
        Ok(Outgoing {
            id: message.id,
            channel: message.channel,
            to: self.address(claimed)?,
            language: template.language(),
            entity: template.entity().to_owned(),
            header: template.header().to_owned(),
            template: template.id().to_owned(),
            text: rendered.text(),
            values: rendered.values,
        })
    }

    fn address(&self, claimed: &Claimed) -> Result<Phone, Unready> {
        let message = &claimed.message;
        let field = Field::Address(message.id);
        let opened = self
            .vault
            .open_field(message.patient, &claimed.wrapped_key, field, &message.address)
            .map_err(|error| match error {
                vault::Error::UnknownKey => Unready::Key,
                _ => Unready::Address,
            })?;
        let text = str::from_utf8(&opened).map_err(|_| Unready::Address)?;
        Phone::try_from(text.to_owned()).map_err(|_| Unready::Address)
    }
}
