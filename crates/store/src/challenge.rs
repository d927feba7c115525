//! Challenges. Each change is guarded, so that of two at once one takes effect.

use crate::{Result, Tx, named::named, value::values};
use domain::{
    Millis,
    challenge::{Channel, MOST_ANSWERS, Spent},
    id::{ChallengeId, PatientId, SessionKey},
};
use uuid::Uuid;

named! {
    /// What ended a challenge before its time.
    pub enum EndedBy {
        /// Too many wrong tries.
        WrongTries = "wrong-tries",
        /// A newer challenge for the same purpose.
        Superseded = "superseded",
        /// What it was asked for in is over: its session, its look-up, or acting for somebody.
        WithSession = "signed-out",
    }
}

row! {
    /// A challenge, as stored. The code is in no column: it follows from the id and the pepper.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChallengeRow {
        /// Its name.
        pub id: ChallengeId,
        /// The session it was opened in.
        pub session: SessionKey,
        /// Whom its messages go to; none for a decoy.
        pub patient: Option<PatientId>,
        /// A keyed hash of who asked for it: whom they say they are, and from which network.
        pub asker: [u8; 32],
        /// Its purpose's kind.
        pub kind: String,
        /// The resource it is for.
        pub resource: Option<Uuid>,
        /// Its purpose, as JSON.
        pub purpose: String,
        /// Whether it stands in for an account that cannot be signed in.
        pub decoy: bool,
        /// Which pepper its code follows from.
        pub key_id: String,
        /// Attempts spent.
        pub attempts: i64,
        /// How often its code was sent.
        pub sends: i64,
        /// When it was opened.
        pub issued_at: Millis,
        /// When its code was last sent.
        pub sent_at: Millis,
        /// When its code ends.
        pub expires_at: Millis,
        /// When it was answered.
        pub consumed_at: Option<Millis>,
        /// When something else ended it …
        pub ended_at: Option<Millis>,
        /// … and what.
        pub ended_by: Option<EndedBy>,
        /// When its code was first known to be delivered.
        pub receipted_at: Option<Millis>,
        /// The channel that its page names first.
        pub first: Channel,
        /// When the person last asked to be called.
        pub called_at: Option<Millis>,
    }
}

impl From<ChallengeRow> for Spent {
    fn from(row: ChallengeRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            purpose: row.purpose,
            attempts: row.attempts,
            expires_at: row.expires_at,
            consumed_at: row.consumed_at,
            ended_at: row.ended_at,
            decoy: row.decoy,
        }
    }
}

macro_rules! columns {
    () => {
        "id, session, patient_id AS patient, asker, kind, resource, purpose, decoy, key_id, attempts, sends, \
        issued_at, sent_at, expires_at, consumed_at, ended_at, ended_by, receipted_at, first, called_at"
    };
}

statements! {
    INSERT = both "INSERT INTO challenge (id, session, patient_id, asker, kind, resource, purpose, decoy, key_id, \
        attempts, sends, issued_at, sent_at, expires_at, consumed_at, ended_at, ended_by, receipted_at, first, \
        called_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    GET = both concat!("SELECT ", columns!(), " FROM challenge WHERE id = $1 AND session = $2");
    ISSUED_AT = both "SELECT issued_at FROM challenge WHERE id = $1";
    LATEST = both concat!("SELECT ", columns!(), " FROM challenge WHERE session = $1 AND kind = $2 \
        AND resource IS NOT DISTINCT FROM $3 ORDER BY issued_at DESC, id DESC LIMIT 1");
    SPEND_ATTEMPT = both concat!("UPDATE challenge SET attempts = attempts + 1 WHERE id = $1 AND session = $2 \
        AND attempts < $3 RETURNING ", columns!());
    CONSUME = both "UPDATE challenge SET consumed_at = $2 WHERE id = $1 AND consumed_at IS NULL AND ended_at IS NULL \
        AND expires_at > $2";
    CHOOSE = both "UPDATE challenge SET chosen_at = $2 WHERE id = $1 AND consumed_at IS NOT NULL AND chosen_at IS NULL";
    END = both "UPDATE challenge SET ended_by = $2, ended_at = $3 WHERE id = $1 AND consumed_at IS NULL \
        AND ended_at IS NULL";
    END_LIKE = both "UPDATE challenge SET ended_by = $4, ended_at = $5 WHERE session = $1 AND kind = $2 \
        AND resource IS NOT DISTINCT FROM $3 AND consumed_at IS NULL AND ended_at IS NULL";
    END_ALL = both "UPDATE challenge SET ended_by = $2, ended_at = $3 WHERE session = $1 AND consumed_at IS NULL \
        AND ended_at IS NULL";
    ENDED_AT_NUMBER = both "SELECT challenge.kind, challenge.ended_at FROM sending JOIN challenge ON challenge.id = sending.challenge_id \
        WHERE sending.number = $1 AND challenge.ended_by = $2 AND challenge.ended_at >= $3 AND challenge.forgiven_at IS NULL \
        GROUP BY challenge.id, challenge.kind, challenge.ended_at ORDER BY challenge.ended_at";
    ENDED = both "SELECT ended_at FROM challenge WHERE asker = $1 AND ended_by = $2 AND ended_at >= $3 \
        AND forgiven_at IS NULL ORDER BY ended_at, id";
}

/// Writes a new challenge.
///
/// # Errors
/// A unique violation when it is there already, a missing reference when its patient is not.
pub async fn insert(tx: &mut Tx, row: &ChallengeRow) -> Result<()> {
    let values = values![
        row.id,
        row.session,
        row.patient,
        &row.asker,
        &row.kind,
        row.resource,
        &row.purpose,
        row.decoy,
        &row.key_id,
        row.attempts,
        row.sends,
        row.issued_at,
        row.sent_at,
        row.expires_at,
        row.consumed_at,
        row.ended_at,
        row.ended_by,
        row.receipted_at,
        row.first,
        row.called_at,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

/// Reads a challenge of a session.
///
/// # Errors
/// When the database does not answer.
pub async fn get(
    tx: &mut Tx,
    id: ChallengeId,
    session: SessionKey,
) -> Result<Option<ChallengeRow>> {
    tx.optional(GET, values![id, session]).await
}

/// When a challenge was opened, in whichever session; none when there is no such one.
///
/// # Errors
/// When the database does not answer.
pub async fn issued_at(tx: &mut Tx, id: ChallengeId) -> Result<Option<Millis>> {
    let found: Option<(Millis,)> = tx.optional(ISSUED_AT, values![id]).await?;
    Ok(found.map(|(at,)| at))
}

/// Reads the newest challenge of a session for a purpose, dead or alive.
///
/// # Errors
/// When the database does not answer.
pub async fn latest(
    tx: &mut Tx,
    session: SessionKey,
    kind: &str,
    resource: Option<Uuid>,
) -> Result<Option<ChallengeRow>> {
    tx.optional(LATEST, values![session, kind, resource]).await
}

/// Spends an attempt and reads the challenge as it is then, dead or alive; none when the session has no such one, or after
/// [`MOST_ANSWERS`].
///
/// # Errors
/// When the database cannot be written to.
pub async fn spend_attempt(
    tx: &mut Tx,
    id: ChallengeId,
    session: SessionKey,
) -> Result<Option<ChallengeRow>> {
    tx.optional(SPEND_ATTEMPT, values![id, session, MOST_ANSWERS]).await
}

/// Marks a live challenge as answered; says whether this call did it. Of many at once, one does.
///
/// # Errors
/// When the database cannot be written to.
pub async fn consume(tx: &mut Tx, id: ChallengeId, now: Millis) -> Result<bool> {
    Ok(tx.execute(CONSUME, values![id, now]).await? == 1)
}

/// Notes that one of those whom an answered challenge admits was chosen; says whether this call did it. Of many at
/// once, one does.
///
/// # Errors
/// When the database cannot be written to.
pub async fn choose(tx: &mut Tx, id: ChallengeId, now: Millis) -> Result<bool> {
    Ok(tx.execute(CHOOSE, values![id, now]).await? == 1)
}

/// Ends a challenge that is neither answered nor ended; says whether this call did it.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end(tx: &mut Tx, id: ChallengeId, by: EndedBy, now: Millis) -> Result<bool> {
    Ok(tx.execute(END, values![id, by, now]).await? == 1)
}

/// Ends the open challenges of a session for a purpose, before a newer one; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn supersede(
    tx: &mut Tx,
    session: SessionKey,
    kind: &str,
    resource: Option<Uuid>,
    now: Millis,
) -> Result<u64> {
    tx.execute(END_LIKE, values![session, kind, resource, EndedBy::Superseded, now]).await
}

/// Ends every open challenge of a session; says how many.
///
/// # Errors
/// When the database cannot be written to.
pub async fn end_all_of_session(
    tx: &mut Tx,
    session: SessionKey,
    by: EndedBy,
    now: Millis,
) -> Result<u64> {
    tx.execute(END_ALL, values![session, by, now]).await
}

/// When challenges whose codes went to a number were ended by wrong tries, since a moment, oldest first; each with its
/// kind.
///
/// # Errors
/// When the database does not answer.
pub async fn ended_at_number(
    tx: &mut Tx,
    number: [u8; 32],
    since: Millis,
) -> Result<Vec<(String, Millis)>> {
    tx.all(ENDED_AT_NUMBER, values![&number, EndedBy::WrongTries, since]).await
}

/// When wrong tries ended challenges that an asker opened, from `since` on, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn ended_by_wrong_tries(
    tx: &mut Tx,
    asker: [u8; 32],
    since: Millis,
) -> Result<Vec<Millis>> {
    let ended = tx.all::<(Millis,)>(ENDED, values![&asker, EndedBy::WrongTries, since]).await?;
    Ok(ended.into_iter().map(|(at,)| at).collect())
}
