//! Which carrier is asked next.

use crate::{Carrier, Repeat, health::Circuits};
use domain::{Millis, challenge::Channel};
use std::sync::Arc;
use store::attempt::AttemptRow;

/// What to do with a message.
pub(super) enum Choice<'a> {
    /// Ask this carrier.
    Ask {
        carrier: &'a Arc<dyn Carrier>,
        /// How often it was asked already.
        asked: usize,
        /// Whether another one can be asked as soon as this one did not take the message.
        another: bool,
        /// Whether there is another one that did not refuse it.
        others: bool,
    },
    /// None may be asked before then.
    Wait(Millis),
    /// None will ever take it.
    Nobody,
}

/// Chooses among carriers, given in order, for a message that was tried before.
///
/// Those that said never, or could not deliver it, are left out. One that was asked when a worker died is asked again
/// where that does no harm. Else it is the turn of those that were asked least.
pub(super) fn choose<'a>(
    order: &[&'a Arc<dyn Carrier>],
    tries: &[AttemptRow],
    circuits: &Circuits,
    channel: Channel,
    now: Millis,
) -> Choice<'a> {
    let willing: Vec<&Arc<dyn Carrier>> = order
        .iter()
        .copied()
        .filter(|carrier| !tries_at(tries, carrier).any(AttemptRow::is_refused))
        .collect();
    let resting =
        |carrier: &Arc<dyn Carrier>| circuits.left_alone_until(carrier.name(), channel, now);
    let asked = |carrier: &Arc<dyn Carrier>| tries_at(tries, carrier).count();
    let open: Vec<_> = willing.iter().copied().filter(|it| resting(it).is_none()).collect();
    let unknown = tries.iter().find(|it| it.answered_at.is_none());
    let same = unknown.and_then(|unknown| {
        let harmless = |it: &&&Arc<dyn Carrier>| it.repeat() == Repeat::Harmless;
        open.iter().find(|it| it.name() == unknown.carrier).filter(harmless)
    });
    match same.or_else(|| open.iter().min_by_key(|it| asked(it))).copied() {
        Some(carrier) => {
            let mine = asked(carrier) + 1;
            let other = |it: &&Arc<dyn Carrier>| it.name() != carrier.name() && asked(it) < mine;
            let others = willing.iter().any(|it| it.name() != carrier.name());
            Choice::Ask { carrier, asked: mine - 1, another: open.iter().any(other), others }
        }
        None => match willing.iter().filter_map(|it| resting(it)).min() {
            Some(at) => Choice::Wait(at),
            None => Choice::Nobody,
        },
    }
}

fn tries_at<'a>(
    tries: &'a [AttemptRow],
    carrier: &'a Arc<dyn Carrier>,
) -> impl Iterator<Item = &'a AttemptRow> {
    tries.iter().filter(|it| it.carrier == carrier.name())
}
