//! The words of a call, for a carrier that asks for them once somebody has answered.

use super::{Courier, prepare::Parameters};
use crate::{Fate, Of, Receipt, template::Text};
use domain::{Language, challenge::Channel, id::MessageId};
use store::{Result, speech};
use tracing::{info, instrument};

impl Courier {
    /// What a call says, and in which language; none once its challenge is over, or when this is no call of ours.
    ///
    /// # Errors
    /// When the database does not answer.
    #[instrument(skip(self))]
    pub async fn words(&self, message: MessageId) -> Result<Option<(Language, Text)>> {
        let mut tx = self.db.read().await?;
        let found = speech::find(&mut tx, message, self.clock.now()).await?;
        tx.commit().await?;
        let words = found.and_then(|speech| {
            let Parameters { reference } = serde_json::from_str(&speech.parameters).ok()?;
            let pepper = self.vault.pepper(&speech.key_id)?;
            let (kind, language) = (&speech.template, speech.language);
            let template = self.templates.find(kind, language, Channel::Voice)?;
            let code = pepper.code(speech.challenge);
            Some((template.language(), template.render(&code, &reference)))
        });
        info!(lives = words.is_some(), "a call asks for its words");
        Ok(words)
    }

    /// Notes that a call says its words to somebody, who pressed a key for them: no carrier reports as much, since a call
    /// that a machine answered ends no differently.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn heard(&self, carrier: &str, message: MessageId) -> Result<()> {
        let of = Of::Message(message);
        let (carrier, at) = (carrier.to_owned(), self.clock.now());
        self.receipt(&Receipt { carrier, of, fate: Fate::Delivered, at }).await.map(drop)
    }
}
