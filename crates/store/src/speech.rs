//! What a call says, for the carrier that asks once somebody has answered it.

use crate::{Result, Tx, value::values};
use domain::{
    Language, Millis,
    id::{ChallengeId, MessageId},
};

row! {
    /// What the words of a call follow from.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Speech {
        /// Whose code it says.
        pub challenge: ChallengeId,
        /// Which pepper that code follows from.
        pub key_id: String,
        /// The template it is rendered from.
        pub template: String,
        /// The language of the template.
        pub language: Language,
        /// The template's parameters, as JSON; never the code.
        pub parameters: String,
    }
}

statements! {
    FIND = both "SELECT c.id AS challenge, c.key_id, m.template, m.language, m.parameters \
        FROM message AS m JOIN challenge AS c ON c.id = m.challenge_id \
        WHERE m.id = $1 AND m.channel = 'voice' AND c.expires_at > $2 AND c.consumed_at IS NULL \
        AND c.ended_at IS NULL";
    LANGUAGE = both "SELECT language FROM message WHERE id = $1 AND channel = 'voice'";
}

/// What a call says; none when there is no such call, or its challenge is over: a code that answers nothing any more is
/// not read out.
///
/// # Errors
/// When the database does not answer.
pub async fn find(tx: &mut Tx, message: MessageId, now: Millis) -> Result<Option<Speech>> {
    tx.optional(FIND, values![message, now]).await
}

/// The language of a call, whether or not its challenge is over; none when there is no such call.
///
/// # Errors
/// When the database does not answer.
pub async fn language(tx: &mut Tx, message: MessageId) -> Result<Option<Language>> {
    let found: Option<(Language,)> = tx.optional(LANGUAGE, values![message]).await?;
    Ok(found.map(|(language,)| language))
}
