//! The codes sent to a number, as the limits count them.

use crate::{Result, Tx, value::values};
use domain::{
    Millis,
    delivery::begin_of,
    id::ChallengeId,
    sending::{HOUR, Sent},
};
use std::borrow::Cow;
use uuid::Uuid;

/// One code about to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendingRow {
    /// Its name.
    pub id: Uuid,
    /// Whose code.
    pub challenge: ChallengeId,
    /// A keyed hash of the number it goes to.
    pub number: [u8; 32],
    /// The dialling prefix of the number.
    pub prefix: String,
    /// When.
    pub at: Millis,
    /// Whether a pharmacy asked for it.
    pub at_counter: bool,
}

/// What a budget is kept for: the numbers that begin with these digits; all of them where there are none. What pharmacies
/// ask for is counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope<'a> {
    /// With what the numbers begin.
    pub digits: &'a str,
    /// Whether it is for what pharmacies ask for.
    pub at_counter: bool,
}

impl<'a> Scope<'a> {
    /// That of what people ask for themselves.
    #[must_use]
    pub const fn own(digits: &'a str) -> Self {
        Self { digits, at_counter: false }
    }

    /// The name under which its tallies are kept.
    fn name(&self) -> Cow<'a, str> {
        let digits = self.digits;
        if self.at_counter { format!("counter {digits}").into() } else { digits.into() }
    }

    /// The text that is after all that begin with the digits, and before all others that are after them. Letters are
    /// after digits in every collation.
    fn end(&self) -> String {
        let mut digits = self.digits.to_owned();
        while let Some(last) = digits.pop() {
            if let Some(next) = last.to_digit(10).and_then(|it| char::from_digit(it + 1, 10)) {
                digits.push(next);
                return digits;
            }
        }
        "A".to_owned()
    }
}

statements! {
    GATE = both "INSERT INTO sending_gate (lookup, touched_at) VALUES ($1, $2) \
        ON CONFLICT (lookup) DO UPDATE SET touched_at = excluded.touched_at";
    REFUSE = both "UPDATE sending_gate SET refused_until = $3 WHERE lookup = $1 AND (refused_until IS NULL OR refused_until <= $2)";
    INSERT = both "INSERT INTO sending (id, challenge_id, number, prefix, at, at_counter) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    OF_NUMBER = both "SELECT challenge.kind, sending.at, sending.verified_at FROM sending \
        JOIN challenge ON challenge.id = sending.challenge_id WHERE number = $1 AND at > $2 ORDER BY at, sending.id";
    // Bare, the prefix would tempt SQLite to read all that a country was ever sent: it is the moment that finds few rows.
    UNVERIFIED = both "SELECT count(*) FROM sending WHERE at > $1 AND prefix || '' >= $2 AND prefix || '' < $3 \
        AND at_counter = $4 AND verified_at IS NULL";
    NTH_UNVERIFIED = both "SELECT at FROM sending WHERE at > $1 AND prefix || '' >= $2 AND prefix || '' < $3 \
        AND at_counter = $4 AND verified_at IS NULL ORDER BY at LIMIT 1 OFFSET $5";
    UNVERIFIED_OF_KIND = both "SELECT sending.at FROM sending JOIN challenge ON challenge.id = sending.challenge_id \
        WHERE sending.at > $1 AND prefix || '' >= $2 AND prefix || '' < $3 AND at_counter = $4 \
        AND sending.verified_at IS NULL AND challenge.kind = $5 ORDER BY sending.at";
    VERIFIED = both "SELECT count(*) FROM sending WHERE at >= $1 AND prefix || '' >= $2 AND prefix || '' < $3 \
        AND at_counter = $4 AND verified_at IS NOT NULL";
    BY_PREFIX = both "SELECT prefix, count(verified_at) FROM sending WHERE at >= $1 AND at < $2 \
        AND at_counter = $3 GROUP BY prefix ORDER BY prefix";
    FIRST = both "SELECT min(at) FROM sending WHERE at >= $1";
    TALLIED = both "SELECT coalesce(CAST(sum(verified) AS BIGINT), 0) FROM sending_tally WHERE scope = $1 AND hour >= $2";
    TALLIED_UNTIL = both "SELECT max(hour) FROM sending_tally WHERE scope = ''";
    TALLY = both "INSERT INTO sending_tally (scope, hour, verified) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    FORGET = both "DELETE FROM sending_tally WHERE hour < $1";
    VERIFY = both "UPDATE sending SET verified_at = $2 WHERE challenge_id = $1 AND verified_at IS NULL";
}

/// Waits its turn to count what these keys asked for or were sent, and to add to it: until the transaction ends, no
/// other passes for any of them. The keys are taken in one order, so that two transactions cannot wait for each other.
///
/// # Errors
/// When the database cannot be written to, or the turn does not come.
pub async fn gate(tx: &mut Tx, lookups: &[[u8; 32]], now: Millis) -> Result<()> {
    let mut sorted = lookups.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    for lookup in &sorted {
        tx.execute(GATE, values![lookup, now]).await?;
    }
    Ok(())
}

/// Notes that whoever passed the gate with this key is refused until a moment; says whether they were not known to be by `now`.
///
/// # Errors
/// When the database cannot be written to.
pub async fn refuse(tx: &mut Tx, lookup: [u8; 32], now: Millis, until: Millis) -> Result<bool> {
    Ok(tx.execute(REFUSE, values![&lookup, now, until]).await? == 1)
}

/// Writes a send, not verified yet.
///
/// # Errors
/// A missing reference when the challenge is not there.
pub async fn insert(tx: &mut Tx, row: &SendingRow) -> Result<()> {
    let values = values![row.id, row.challenge, &row.number, &row.prefix, row.at, row.at_counter];
    tx.execute(INSERT, values).await.map(drop)
}

/// The sends to a number after `since`, oldest first; each with the kind of its challenge.
///
/// # Errors
/// When the database does not answer.
pub async fn of_number(
    tx: &mut Tx,
    lookup: [u8; 32],
    since: Millis,
) -> Result<Vec<(String, Sent)>> {
    type Row = (String, Millis, Option<Millis>);
    let rows = tx.all::<Row>(OF_NUMBER, values![&lookup, since]).await?;
    let sent = |(kind, at, verified_at): Row| (kind, Sent { at, verified: verified_at.is_some() });
    Ok(rows.into_iter().map(sent).collect())
}

/// How many sends to a scope after `since` are not verified.
///
/// # Errors
/// When the database does not answer.
pub async fn unverified(tx: &mut Tx, scope: &Scope<'_>, since: Millis) -> Result<u32> {
    let end = scope.end();
    let values = values![since, scope.digits, &end, scope.at_counter];
    Ok(tx.one::<(u32,)>(UNVERIFIED, values).await?.0)
}

/// When one of the sends to a scope after `since` that are not verified was: the oldest is at place 0.
///
/// # Errors
/// When the database does not answer.
pub async fn nth_unverified(
    tx: &mut Tx,
    scope: &Scope<'_>,
    since: Millis,
    place: u32,
) -> Result<Option<Millis>> {
    let end = scope.end();
    let values = values![since, scope.digits, &end, scope.at_counter, i64::from(place)];
    Ok(tx.optional::<(Millis,)>(NTH_UNVERIFIED, values).await?.map(|(at,)| at))
}

/// When codes of a kind of challenge were sent to a scope after `since` that are not verified, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn unverified_of_kind(
    tx: &mut Tx,
    scope: &Scope<'_>,
    kind: &str,
    since: Millis,
) -> Result<Vec<Millis>> {
    let end = scope.end();
    let values = values![since, scope.digits, &end, scope.at_counter, kind];
    let sent = tx.all::<(Millis,)>(UNVERIFIED_OF_KIND, values).await?;
    Ok(sent.into_iter().map(|(at,)| at).collect())
}

/// How many sends to a scope since a moment are verified: of the hours that were tallied by their sums, which begin with
/// the hour of that moment, and of the rest one by one.
///
/// # Errors
/// When the database does not answer.
pub async fn verified(tx: &mut Tx, scope: &Scope<'_>, since: Millis) -> Result<u32> {
    let (until,) = tx.one::<(Option<Millis>,)>(TALLIED_UNTIL, values![]).await?;
    let until = until.map_or(since, |hour| since.max(hour.after(HOUR)));
    let name = scope.name();
    let (tallied,) = tx.one::<(u32,)>(TALLIED, values![&*name, begin_of(since, HOUR)]).await?;
    let end = scope.end();
    let values = values![until, scope.digits, &end, scope.at_counter];
    let (rest,) = tx.one::<(u32,)>(VERIFIED, values).await?;
    Ok(tallied.saturating_add(rest))
}

/// The first send since a moment.
///
/// # Errors
/// When the database does not answer.
pub async fn first(tx: &mut Tx, since: Millis) -> Result<Option<Millis>> {
    Ok(tx.one::<(Option<Millis>,)>(FIRST, values![since]).await?.0)
}

/// How many sends of a span are verified, by dialling prefix: those that pharmacies asked for, or the others.
///
/// # Errors
/// When the database does not answer.
pub async fn by_prefix(
    tx: &mut Tx,
    (from, until): (Millis, Millis),
    at_counter: bool,
) -> Result<Vec<(String, u64)>> {
    tx.all(BY_PREFIX, values![from, until, at_counter]).await
}

/// Until when hours were tallied.
///
/// # Errors
/// When the database does not answer.
pub async fn tallied_until(tx: &mut Tx) -> Result<Option<Millis>> {
    let (hour,) = tx.one::<(Option<Millis>,)>(TALLIED_UNTIL, values![]).await?;
    Ok(hour.map(|hour| hour.after(HOUR)))
}

/// Writes how many sends of an hour to a scope are verified, unless that is written already.
///
/// # Errors
/// When the database cannot be written to.
pub async fn tally(tx: &mut Tx, scope: &Scope<'_>, hour: Millis, verified: u64) -> Result<()> {
    tx.execute(TALLY, values![&*scope.name(), hour, verified]).await.map(drop)
}

/// Forgets the tallies of hours before a moment.
///
/// # Errors
/// When the database cannot be written to.
pub async fn forget_tallies(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.execute(FORGET, values![before]).await.map(drop)
}

/// Marks the sends of an answered challenge as verified.
///
/// # Errors
/// When the database cannot be written to.
pub async fn verify(tx: &mut Tx, challenge: ChallengeId, at: Millis) -> Result<()> {
    tx.execute(VERIFY, values![challenge, at]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_ends_where_other_digits_begin() {
        for (digits, end) in [("91", "92"), ("9", "A"), ("199", "2"), ("91909", "9191"), ("", "A")]
        {
            assert_eq!(Scope::own(digits).end(), end);
        }
    }
}
