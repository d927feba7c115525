//! Looking at the figures for what operators should be told.

use crate::{Portal, Refusal, rebind::HOLD};
use domain::{
    Millis,
    alarm::{self, Alarm, BEFORE, RECENT},
    audit::Event,
    delivery::{Figures, SLOT, begin_of},
    id::EventId,
};
use std::{collections::BTreeMap, time::Duration};
use store::{
    Tx,
    audit::{self, Range},
    delivery::{self, Tally},
    line_report, number_hold, refusal,
};
use uuid::Uuid;

/// Codes may be answered, and receipts come in, this long after a message was sent: what is younger tells nothing yet.
const SETTLED: Duration = Duration::from_mins(5);

/// Of how many patients reported lines, or numbers that were put off, are told one by one, the oldest first: one of each.
const TOLD: i64 = 20;

/// Raises an alarm about each patient who reported a line or whose new number was put off, and about each prefix, carrier and
/// rise in refusals that is out of the usual.
pub(super) async fn look(portal: &Portal, now: Millis) -> Result<(), Refusal> {
    let until = begin_of(now.before(SETTLED), SLOT);
    let (recent, before) = (until.before(RECENT), until.before(BEFORE));
    let mut tx = portal.read().await?;
    let (new, old) = (
        delivery::between(&mut tx, recent, until).await?,
        delivery::between(&mut tx, before, recent).await?,
    );
    let refused = (
        refusal::between(&mut tx, recent, until).await?,
        refusal::between(&mut tx, before, recent).await?,
    );
    let reported = line_report::open(&mut tx, TOLD).await?;
    let put_off = put_off(&mut tx).await?;
    drop(tx);
    let raise = |alarm, about: &str| portal.watch().raise(alarm, about, now);
    for (prefix, new, old) in pairs(&new, &old, |tally| tally.prefix.as_str()) {
        if alarm::is_conversion_fallen(&new, &old) {
            raise(Alarm::ConversionFallen, prefix);
        }
    }
    for (carrier, new, old) in pairs(&new, &old, |tally| tally.carrier.as_str()) {
        if alarm::is_delivery_fallen(&new, &old) {
            raise(Alarm::DeliveryFallen, carrier);
        }
    }
    let own = |all: &[refusal::Refused]| {
        all.iter().filter(|it| it.carrier.is_empty()).map(|it| it.amount).sum()
    };
    if alarm::are_refusals_rising(own(&refused.0), own(&refused.1)) {
        raise(Alarm::RefusalsRising, "");
    }
    // Whichever node took it, and however often it was started since: until somebody has looked.
    for report in &reported {
        raise(Alarm::LineReported, &report.event_id.to_string());
    }
    for line in &put_off {
        raise(Alarm::NumberPutOff, &line.to_string());
    }
    Ok(())
}

/// The lines that say of numbers that wait that they were put off, by which staff find whose they are.
async fn put_off(tx: &mut Tx) -> Result<Vec<EventId>, Refusal> {
    let before = (Millis(i64::MAX), EventId(Uuid::nil()));
    let mut lines = Vec::new();
    for hold in number_hold::longer(tx, HOLD, TOLD).await? {
        let range = Range { kinds: &[Event::RebindPutOff], since: hold.asked_at, before };
        let line = audit::page(tx, hold.patient_id, &range, 1).await?;
        lines.extend(line.first().map(|row| row.id));
    }
    Ok(lines)
}

/// The figures of now and of before, by something they have in common.
fn pairs<'a>(
    new: &'a [Tally],
    old: &'a [Tally],
    key: fn(&Tally) -> &str,
) -> Vec<(&'a str, Figures, Figures)> {
    let mut sums: BTreeMap<&str, (Figures, Figures)> = BTreeMap::new();
    for tally in new {
        sums.entry(key(tally)).or_default().0 += tally.figures;
    }
    for tally in old {
        sums.entry(key(tally)).or_default().1 += tally.figures;
    }
    sums.into_iter().map(|(key, (new, old))| (key, new, old)).collect()
}
