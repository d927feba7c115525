//! The words of a call, for a carrier that asks for them once somebody has answered.

use super::{
    Courier,
    prepare::{Source, Unready},
};
use crate::{Fate, Of, Receipt, template::Text};
use domain::{Language, challenge::Channel, id::MessageId};
use store::{
    Result,
    speech::{self, Speech},
};
use tracing::{info, instrument, warn};

/// What a call says to whoever answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// The code, in this language.
    Code(Language, Text),
    /// That the code has ended, in this language: silence, or a carrier's own words for a fault, would help nobody.
    Ended(Language, Text),
}

impl Courier {
    /// What a call says; none when this is no call of ours.
    ///
    /// # Errors
    /// When the database does not answer.
    #[instrument(skip(self))]
    pub async fn words(&self, message: MessageId) -> Result<Option<Spoken>> {
        let mut tx = self.db.read().await?;
        let found = speech::find(&mut tx, message, self.clock.now()).await?;
        let language = speech::language(&mut tx, message).await?;
        tx.commit().await?;
        // Where the fault is ours, too, whoever answered hears what there is to do.
        let code = found.and_then(|speech| match self.with_code(&speech) {
            Ok(code) => Some(code),
            Err(unready) => {
                warn!(why = unready.why(), "the words of a call cannot be said");
                None
            }
        });
        info!(lives = code.is_some(), "a call asks for its words");
        Ok(code.or_else(|| language.map(|it| Spoken::Ended(it, ended(it)))))
    }

    fn with_code(&self, speech: &Speech) -> std::result::Result<Spoken, Unready> {
        let rendered = self.render(&Source {
            challenge: speech.challenge,
            key_id: &speech.key_id,
            template: &speech.template,
            language: speech.language,
            channel: Channel::Voice,
            parameters: &speech.parameters,
        })?;
        Ok(Spoken::Code(rendered.template.language(), rendered.text()))
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

/// What is said in place of a code that has ended.
fn ended(language: Language) -> Text {
    Text::of(match language {
        Language::En => {
            "This is a call from your clinic. Your code has ended. If you still need one, ask for a new code on \
             your screen. Goodbye."
        }
        Language::Hi => {
            "यह कॉल आपके क्लिनिक से है। आपका कोड अब नहीं चलेगा। अगर अब भी कोड चाहिए, तो अपनी स्क्रीन पर नया कोड माँगें। धन्यवाद।"
        }
    })
}
