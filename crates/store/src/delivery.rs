//! What became of messages, as figures: counted from the tries of a span, kept by quarter hours, and read in sums.

use crate::{
    Result, Tx,
    column::{Line, Loaded},
    value::values,
};
use domain::{
    Millis,
    challenge::Channel,
    delivery::{BOUNDS, Figures},
};

/// The figures of a carrier, a channel and a dialling prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The carrier's name.
    pub carrier: String,
    /// How the messages travelled.
    pub channel: Channel,
    /// The first digits of their numbers; empty where they are not known.
    pub prefix: String,
    /// What became of them.
    pub figures: Figures,
}

/// The figures of a span, over all carriers, channels and prefixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it begins.
    pub begins: Millis,
    /// What became of the messages.
    pub figures: Figures,
}

/// The columns of the times to a receipt, one for each of [`BOUNDS`] and in their order.
const WITHIN: [&str; BOUNDS.len()] = [
    "within_1",
    "within_2",
    "within_3",
    "within_5",
    "within_10",
    "within_15",
    "within_30",
    "within_60",
    "within_120",
    "within_300",
];

impl Loaded for Figures {
    fn of(line: &impl Line) -> Result<Self> {
        let mut within = [0; BOUNDS.len()];
        for (count, column) in within.iter_mut().zip(WITHIN) {
            *count = line.read(column)?;
        }
        Ok(Self {
            sent: line.read("sent")?,
            accepted: line.read("accepted")?,
            retried: line.read("retried")?,
            refused: line.read("refused")?,
            unsure: line.read("unsure")?,
            delivered: line.read("delivered")?,
            failed: line.read("failed")?,
            answered: line.read("answered")?,
            parts: line.read("parts")?,
            waited: line.read("waited")?,
            within,
        })
    }
}

impl Loaded for Tally {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self {
            carrier: line.read("carrier")?,
            channel: line.read("channel")?,
            prefix: line.read("prefix")?,
            figures: Figures::of(line)?,
        })
    }
}

impl Loaded for Span {
    fn of(line: &impl Line) -> Result<Self> {
        Ok(Self { begins: line.read("begins")?, figures: Figures::of(line)? })
    }
}

macro_rules! columns {
    () => {
        "sent, accepted, retried, refused, unsure, delivered, failed, answered, parts, waited, within_1, within_2, \
        within_3, within_5, within_10, within_15, within_30, within_60, within_120, within_300"
    };
}

/// The sum of each figure, as a whole number: PostgreSQL would give a decimal.
macro_rules! sums {
    () => {
        "CAST(sum(sent) AS BIGINT) AS sent, CAST(sum(accepted) AS BIGINT) AS accepted, \
        CAST(sum(retried) AS BIGINT) AS retried, CAST(sum(refused) AS BIGINT) AS refused, \
        CAST(sum(unsure) AS BIGINT) AS unsure, CAST(sum(delivered) AS BIGINT) AS delivered, \
        CAST(sum(failed) AS BIGINT) AS failed, CAST(sum(answered) AS BIGINT) AS answered, \
        CAST(sum(parts) AS BIGINT) AS parts, CAST(sum(waited) AS BIGINT) AS waited, \
        CAST(sum(within_1) AS BIGINT) AS within_1, CAST(sum(within_2) AS BIGINT) AS within_2, \
        CAST(sum(within_3) AS BIGINT) AS within_3, CAST(sum(within_5) AS BIGINT) AS within_5, \
        CAST(sum(within_10) AS BIGINT) AS within_10, CAST(sum(within_15) AS BIGINT) AS within_15, \
        CAST(sum(within_30) AS BIGINT) AS within_30, CAST(sum(within_60) AS BIGINT) AS within_60, \
        CAST(sum(within_120) AS BIGINT) AS within_120, CAST(sum(within_300) AS BIGINT) AS within_300"
    };
}

/// Puts figures in the place of those that are there.
macro_rules! replaced {
    () => {
        " ON CONFLICT (slot, carrier, channel, prefix) DO UPDATE SET sent = excluded.sent, \
        accepted = excluded.accepted, retried = excluded.retried, refused = excluded.refused, \
        unsure = excluded.unsure, delivered = excluded.delivered, failed = excluded.failed, \
        answered = excluded.answered, parts = excluded.parts, waited = excluded.waited, \
        within_1 = excluded.within_1, within_2 = excluded.within_2, within_3 = excluded.within_3, \
        within_5 = excluded.within_5, within_10 = excluded.within_10, within_15 = excluded.within_15, \
        within_30 = excluded.within_30, within_60 = excluded.within_60, within_120 = excluded.within_120, \
        within_300 = excluded.within_300"
    };
}

macro_rules! arrived_within {
    ($seconds:literal) => {
        concat!(
            "count(CASE WHEN a.delivered_at - a.at <= ",
            $seconds,
            "000 THEN 1 END) AS within_",
            $seconds
        )
    };
}

statements! {
    COUNTED = both concat!("SELECT a.carrier, m.channel, coalesce(m.prefix, '') AS prefix, count(*) AS sent, \
        count(CASE WHEN a.outcome = 'accepted' OR a.delivered_at IS NOT NULL THEN 1 END) AS accepted, \
        count(CASE WHEN a.outcome = 'retry' THEN 1 END) AS retried, \
        count(CASE WHEN a.outcome = 'never' THEN 1 END) AS refused, \
        count(CASE WHEN a.outcome = 'unsure' AND a.delivered_at IS NULL THEN 1 END) AS unsure, \
        count(a.delivered_at) AS delivered, count(a.failed_at) AS failed, \
        count(CASE WHEN c.consumed_at IS NOT NULL AND (a.outcome = 'accepted' OR a.delivered_at IS NOT NULL) \
            THEN 1 END) AS answered, \
        coalesce(CAST(sum(a.parts) AS BIGINT), 0) AS parts, \
        coalesce(CAST(sum(CASE WHEN a.delivered_at > a.at THEN a.delivered_at - a.at ELSE 0 END) AS BIGINT), 0) \
            AS waited, ",
        arrived_within!("1"), ", ", arrived_within!("2"), ", ", arrived_within!("3"), ", ",
        arrived_within!("5"), ", ", arrived_within!("10"), ", ", arrived_within!("15"), ", ",
        arrived_within!("30"), ", ", arrived_within!("60"), ", ", arrived_within!("120"), ", ",
        arrived_within!("300"),
        " FROM message_attempt AS a JOIN message AS m ON m.id = a.message_id \
        JOIN challenge AS c ON c.id = m.challenge_id WHERE a.at >= $1 AND a.at < $2 \
        GROUP BY a.carrier, m.channel, coalesce(m.prefix, '') ORDER BY 1, 2, 3");
    PUT = both concat!("INSERT INTO delivery_tally (slot, carrier, channel, prefix, ", columns!(), ") \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
        $23, $24)", replaced!());
    FIRST = both "SELECT min(at) FROM message_attempt WHERE at >= $1";
    NEWEST = both "SELECT max(slot) FROM delivery_tally";
    BETWEEN = both concat!("SELECT carrier, channel, prefix, ", sums!(), " FROM delivery_tally \
        WHERE slot >= $1 AND slot < $2 GROUP BY carrier, channel, prefix ORDER BY carrier, channel, prefix");
    OVER_TIME = both concat!("SELECT slot - slot % $3 AS begins, ", sums!(), " FROM delivery_tally \
        WHERE slot >= $1 AND slot < $2 GROUP BY slot - slot % $3 ORDER BY 1");
    FOLD = both concat!("INSERT INTO delivery_tally (slot, carrier, channel, prefix, ", columns!(), ") \
        SELECT 0, carrier, channel, prefix, ", sums!(), " FROM delivery_tally WHERE slot < $1 \
        GROUP BY carrier, channel, prefix", replaced!());
    FORGET = both "DELETE FROM delivery_tally WHERE slot > 0 AND slot < $1";
}

/// Counts the tries of a span, by carrier, channel and prefix.
///
/// # Errors
/// When the database does not answer.
pub async fn counted(tx: &mut Tx, from: Millis, until: Millis) -> Result<Vec<Tally>> {
    tx.all(COUNTED, values![from, until]).await
}

/// The first try since a moment.
///
/// # Errors
/// When the database does not answer.
pub async fn first(tx: &mut Tx, since: Millis) -> Result<Option<Millis>> {
    Ok(tx.one::<(Option<Millis>,)>(FIRST, values![since]).await?.0)
}

/// Writes the figures of a slot, in the place of those that are there.
///
/// # Errors
/// When the database cannot be written to.
pub async fn put(tx: &mut Tx, slot: Millis, tally: &Tally) -> Result<()> {
    let Tally { carrier, channel, prefix, figures } = tally;
    let [one, two, three, five, ten, fifteen, thirty, sixty, two_minutes, five_minutes] =
        figures.within;
    let values = values![
        slot,
        carrier,
        *channel,
        prefix,
        figures.sent,
        figures.accepted,
        figures.retried,
        figures.refused,
        figures.unsure,
        figures.delivered,
        figures.failed,
        figures.answered,
        figures.parts,
        figures.waited,
        one,
        two,
        three,
        five,
        ten,
        fifteen,
        thirty,
        sixty,
        two_minutes,
        five_minutes,
    ];
    tx.execute(PUT, values).await.map(drop)
}

/// The newest slot that has figures.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(tx: &mut Tx) -> Result<Option<Millis>> {
    Ok(tx.one::<(Option<Millis>,)>(NEWEST, values![]).await?.0)
}

/// The figures of the slots from one moment to another, by carrier, channel and prefix.
///
/// # Errors
/// When the database does not answer.
pub async fn between(tx: &mut Tx, from: Millis, until: Millis) -> Result<Vec<Tally>> {
    tx.all(BETWEEN, values![from, until]).await
}

/// The figures of the slots from one moment to another, in steps of so many milliseconds, oldest first; a step in which
/// nothing was sent is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn over_time(tx: &mut Tx, from: Millis, until: Millis, step: i64) -> Result<Vec<Span>> {
    tx.all(OVER_TIME, values![from, until, step]).await
}

/// Adds the figures of all slots before a moment up in slot 0, so that the sums over all slots stay what they are.
///
/// # Errors
/// When the database cannot be written to.
pub async fn fold(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.execute(FOLD, values![before]).await?;
    tx.execute(FORGET, values![before]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_times_are_the_bounds_everywhere() {
        assert_eq!(WITHIN.map(str::to_owned), BOUNDS.map(|bound| format!("within_{bound}")));
        let last: Vec<_> = columns!().split(", ").map(str::trim).skip(10).collect();
        assert_eq!(last, WITHIN);
        let counted: Vec<_> = BOUNDS.map(|bound| format!("<= {bound}000 THEN")).into();
        for (column, counts) in WITHIN.iter().zip(counted) {
            let replaces = format!("{column} = excluded.{column}");
            assert!(format!("{},", replaced!()).contains(&format!("{replaces},")), "{replaces}");
            let sums = format!("CAST(sum({column}) AS BIGINT) AS {column}");
            assert!(format!("{},", sums!()).contains(&format!("{sums},")), "{sums}");
            let counts = format!("{counts} 1 END) AS {column}");
            assert!(COUNTED.sqlite.contains(&counts), "{counts}");
        }
    }
}
