//! How the carriers stand here: the order in which they are asked, and which are left alone.

use super::view::moment;
use courier::{Circuit, Standing};
use jiff::tz::TimeZone;

/// A line of the table of carriers, its words by their message.
pub(super) struct Line {
    pub place: usize,
    pub carrier: String,
    pub channel: String,
    pub state: String,
    pub since: Option<String>,
}

/// The lines, in the order in which the carriers are asked.
pub(super) fn lines(standings: Vec<Standing>, zone: &TimeZone) -> Vec<Line> {
    let line = |standing: Standing| Line {
        place: standing.rank + 1,
        channel: format!("ops-channel-{}", standing.channel.name()),
        state: format!("ops-standing-{}", state(&standing)),
        since: standing.since.map(|at| moment(at, zone, "%H:%M:%S")),
        carrier: standing.carrier,
    };
    standings.into_iter().map(line).collect()
}

/// The names of the states of a circuit, for machines too.
pub(super) const STATES: [&str; 3] = ["closed", "open", "half-open"];

/// The name of a circuit's state.
pub(super) const fn circuit(circuit: Circuit) -> &'static str {
    let [closed, open, half_open] = STATES;
    match circuit {
        Circuit::Closed { .. } => closed,
        Circuit::Open { .. } => open,
        Circuit::HalfOpen { .. } => half_open,
    }
}

const fn state(standing: &Standing) -> &'static str {
    match standing.circuit {
        Circuit::Closed { .. } if standing.demoted => "demoted",
        other => circuit(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::domain::{Millis, challenge::Channel};
    use std::time::Duration;

    #[test]
    fn a_line_says_whether_a_carrier_is_left_alone() {
        let (since, until, pause) = (Millis(1_000), Millis(3_000), Duration::from_secs(2));
        let cases = [
            (Circuit::default(), false, "ops-standing-closed"),
            (Circuit::default(), true, "ops-standing-demoted"),
            (Circuit::Open { since, until, pause }, false, "ops-standing-open"),
            (Circuit::Open { since, until, pause }, true, "ops-standing-open"),
            (Circuit::HalfOpen { since, until, pause }, false, "ops-standing-half-open"),
        ];
        for (rank, (circuit, demoted, said)) in cases.into_iter().enumerate() {
            let (carrier, channel) = ("kannel".to_owned(), Channel::Sms);
            let since = matches!(circuit, Circuit::Open { .. }).then_some(since);
            let standing = Standing { carrier, channel, circuit, since, demoted, rank };
            let [line] = lines(vec![standing], &TimeZone::UTC).try_into().ok().unwrap();
            assert_eq!((line.place, line.state.as_str()), (rank + 1, said));
            assert_eq!(line.since.as_deref(), since.map(|_| "00:00:01"), "{said}");
            assert_eq!(line.channel, "ops-channel-sms");
        }
    }
}
