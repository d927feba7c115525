//! The figures as rows: by carrier, and within it by dialling prefix.

use super::view::{NOTHING, percent, seconds};
use portal::domain::{
    challenge::Channel,
    delivery::{Figures, share},
};
use portal::watch::{Refused, Tally};
use std::collections::BTreeMap;

/// What became of the messages of one carrier.
pub(super) struct Carrier {
    pub name: String,
    pub rows: Vec<Row>,
    pub total: Row,
    pub refusals: Vec<Refusal>,
}

/// A row, as it is written.
pub(super) struct Row {
    pub prefix: String,
    pub cells: [String; 9],
}

/// How often something was refused, and why.
pub(super) struct Refusal {
    pub reason: String,
    pub prefix: String,
    pub amount: u64,
}

/// The figures of a prefix, and of its calls alone.
#[derive(Clone, Copy, Default)]
struct Both {
    all: Figures,
    voice: u64,
}

/// The carriers, by name.
pub(super) fn carriers(tallies: &[Tally], refused: &[Refused]) -> Vec<Carrier> {
    let mut carriers: BTreeMap<&str, BTreeMap<&str, Both>> = BTreeMap::new();
    for tally in tallies {
        let prefixes = carriers.entry(tally.carrier.as_str()).or_default();
        let both = prefixes.entry(tally.prefix.as_str()).or_default();
        both.all += tally.figures;
        if tally.channel == Channel::Voice {
            both.voice += tally.figures.sent;
        }
    }
    let made = carriers.into_iter().map(|(name, prefixes)| {
        let sum = Both {
            all: prefixes.values().map(|both| both.all).sum(),
            voice: prefixes.values().map(|both| both.voice).sum(),
        };
        let rows = prefixes.into_iter().map(|(prefix, both)| row(prefix, &both)).collect();
        Carrier { name: name.to_owned(), rows, total: row("", &sum), refusals: why(refused, name) }
    });
    made.collect()
}

/// What our own limits refused.
pub(super) fn limits(refused: &[Refused]) -> Vec<Refusal> {
    why(refused, "")
}

fn why(refused: &[Refused], carrier: &str) -> Vec<Refusal> {
    let own = refused.iter().filter(|it| it.carrier == carrier);
    let mut rows: Vec<Refusal> = own
        .map(|it| {
            let prefix = if it.prefix.is_empty() { NOTHING } else { &it.prefix };
            Refusal { reason: it.reason.clone(), prefix: prefix.to_owned(), amount: it.amount }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.amount));
    rows
}

fn row(prefix: &str, both: &Both) -> Row {
    let Both { all, voice } = both;
    let prefix = if prefix.is_empty() { NOTHING } else { prefix };
    let cells = [
        all.sent.to_string(),
        all.accepted.to_string(),
        all.delivered.to_string(),
        seconds(all.took(0.5)),
        seconds(all.took(0.95)),
        percent(all.conversion()),
        percent(share(*voice, all.sent)),
        (all.retried + all.refused + all.failed).to_string(),
        all.parts.to_string(),
    ];
    Row { prefix: prefix.to_owned(), cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_by_carrier_and_prefix_and_the_last_is_their_sum() {
        let tally = |carrier: &str, channel, prefix: &str, sent| Tally {
            carrier: carrier.to_owned(),
            channel,
            prefix: prefix.to_owned(),
            figures: Figures { sent, accepted: sent, answered: 1, parts: 2, ..Figures::default() },
        };
        let tallies = [
            tally("b", Channel::Sms, "91900", 4),
            tally("a", Channel::Sms, "91900", 3),
            tally("a", Channel::Voice, "91900", 1),
            tally("a", Channel::Sms, "", 6),
        ];
        let refused = [("a", 1), ("", 2), ("a", 3)].map(|(carrier, amount)| Refused {
            carrier: carrier.to_owned(),
            reason: "busy".to_owned(),
            prefix: String::new(),
            amount,
        });
        let carriers = carriers(&tallies, &refused);
        assert_eq!(carriers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let a = &carriers[0];
        assert_eq!(a.rows.iter().map(|it| it.prefix.as_str()).collect::<Vec<_>>(), ["–", "91900"]);
        assert_eq!(a.rows[1].cells, ["4", "4", "0", "–", "–", "50 %", "25 %", "0", "4"]);
        assert_eq!(a.total.cells, ["10", "10", "0", "–", "–", "30 %", "10 %", "0", "6"]);
        assert_eq!(a.refusals.iter().map(|it| it.amount).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(limits(&refused).len(), 1);
    }
}
