//! Making a claimed message ready to go.

use super::Courier;
use crate::Outgoing;
use domain::phone::Phone;
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
pub(super) struct Parameters {
    pub(super) reference: String,
}

impl Courier {
    /// Opens the address, derives the code and fills the template.
    ///
    /// # Errors
    /// [`Unready`] when one of them cannot be done.
    pub(super) fn prepare(&self, claimed: &Claimed) -> Result<Outgoing, Unready> {
        let message = &claimed.message;
        let template = self
            .templates
            .find(&message.template, message.language, message.channel)
            .ok_or(Unready::Template)?;
        let parameters: Parameters =
            serde_json::from_str(&message.parameters).map_err(|_| Unready::Parameters)?;
        let pepper = self.vault.pepper(&claimed.key_id).ok_or(Unready::Key)?;
        let code = pepper.code(message.challenge);
        Ok(Outgoing {
            id: message.id,
            channel: message.channel,
            to: self.address(claimed)?,
            language: template.language(),
            entity: template.entity().to_owned(),
            header: template.header().to_owned(),
            template: template.id().to_owned(),
            values: template.values(&code, &parameters.reference),
            text: template.render(&code, &parameters.reference),
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
