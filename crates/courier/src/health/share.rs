//! Carriers that take messages and do not deliver them, by their receipts.

use domain::challenge::Channel;
use std::{collections::HashSet, time::Duration};
use store::attempt::Share;

/// How far back messages are looked at …
pub(crate) const WINDOW: Duration = Duration::from_mins(10);
/// … and how long each had to arrive.
pub(crate) const SETTLED: Duration = Duration::from_secs(20);
/// Of how many messages at least a judgement is made.
const LEAST: u32 = 20;
/// Below which part of the best other carrier's share a carrier moves down, in percent.
const OF_THE_BEST: u32 = 50;
/// Below which share it moves down where the others have carried too little to compare, in percent.
const FLOOR: u32 = 30;

/// Which carriers, on which channel, deliver far less of what they take than others do.
pub(super) fn poor(shares: &[Share]) -> HashSet<(String, Channel)> {
    let judged = |share: &&Share| share.accepted >= LEAST;
    shares
        .iter()
        .filter(judged)
        .filter(|share| {
            let others = shares
                .iter()
                .filter(judged)
                .filter(|other| other.channel == share.channel && other.carrier != share.carrier);
            let bar = others.map(percent).max().map_or(FLOOR, |best| best * OF_THE_BEST / 100);
            percent(share) < bar
        })
        .map(|share| (share.carrier.clone(), share.channel))
        .collect()
}

fn percent(share: &Share) -> u32 {
    let whole = u64::from(share.accepted).max(1);
    u32::try_from(u64::from(share.delivered) * 100 / whole).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carrier_is_poor_beside_a_better_one_or_below_the_floor() {
        use Channel::{Sms, Voice};
        type Row = (&'static str, Channel, u32, u32);
        let cases: [(&[Row], &[&str]); 9] = [
            (&[], &[]),
            (&[("a", Sms, 20, 0)], &["a"]),
            (&[("a", Sms, 19, 0)], &[]),
            (&[("a", Sms, 100, 30)], &[]),
            (&[("a", Sms, 100, 29)], &["a"]),
            (&[("a", Sms, 100, 44), ("b", Sms, 100, 90)], &["a"]),
            (&[("a", Sms, 100, 45), ("b", Sms, 100, 90)], &[]),
            (&[("a", Sms, 100, 10), ("b", Sms, 100, 15)], &[]),
            (&[("a", Sms, 100, 44), ("b", Voice, 100, 90), ("c", Sms, 19, 19)], &[]),
        ];
        for (shares, expected) in cases {
            let rows: Vec<Share> = shares
                .iter()
                .map(|&(carrier, channel, accepted, delivered)| Share {
                    carrier: carrier.to_owned(),
                    channel,
                    accepted,
                    delivered,
                })
                .collect();
            let mut seen: Vec<String> =
                poor(&rows).into_iter().map(|(carrier, _)| carrier).collect();
            seen.sort();
            assert_eq!(seen, expected, "{shares:?}");
        }
    }
}
