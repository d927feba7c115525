//! The day's budgets of codes that nobody answers: for a dialling prefix, for a country, and for all numbers together.
//!
//! Nobody answers a code that was sent to be charged for, so such codes use a budget up, while those that are answered
//! make it larger. What pharmacies ask for has budgets of its own; what is sent to numbers that somebody typed has a small share,
//! so that nobody uses up what all others have.

use super::allowance::Target;
use crate::{Portal, Refusal, watch::Reason};
use domain::{
    Millis,
    alarm::Alarm,
    challenge::{BASES, Basis},
    sending::{Counted, DAY, HISTORY, Sent, Window, daily_budget, retry_at, typed_share},
};
use store::{
    Tx,
    sending::{self, Scope},
};

/// Codes that may be on their way at the same moment on all nodes together. While a budget has more than this left, it is
/// not asked for in turn: one row for a whole country would otherwise make everybody wait for everybody.
const ON_THE_WAY: u32 = 200;

/// A budget.
struct Budget<'a> {
    scope: Scope<'a>,
    floor: u32,
    reason: Reason,
    alarm: Alarm,
}

/// What was used of a budget, and how large it is.
struct Used {
    unverified: u32,
    budget: u32,
}

/// A budget that is used up, and when it admits the next code.
pub(super) struct Spent {
    pub reason: Reason,
    pub until: Millis,
}

impl<'a> Budget<'a> {
    fn prefix(portal: &Portal, prefix: &'a str, at_counter: bool) -> Self {
        let (reason, alarm) = (Reason::Prefix, Alarm::PrefixBudgetSpent);
        Self {
            scope: Scope { digits: prefix, at_counter },
            floor: portal.rules().prefix_floor,
            reason,
            alarm,
        }
    }

    fn country(portal: &Portal, country: &'a str, at_counter: bool) -> Self {
        let (reason, alarm) = (Reason::Country, Alarm::CountryBudgetSpent);
        Self {
            scope: Scope { digits: country, at_counter },
            floor: portal.rules().country_floor,
            reason,
            alarm,
        }
    }

    fn day(portal: &Portal, at_counter: bool) -> Self {
        let (reason, alarm) = (Reason::Day, Alarm::DayBudgetSpent);
        Self {
            scope: Scope { digits: "", at_counter },
            floor: portal.rules().day_floor,
            reason,
            alarm,
        }
    }

    async fn used(&self, tx: &mut Tx, now: Millis) -> Result<Used, Refusal> {
        let unverified = sending::unverified(tx, &self.scope, now.before(DAY)).await?;
        // The history is read only once the least budget is nearly used up.
        let verified = if unverified.saturating_add(ON_THE_WAY) < self.floor {
            0
        } else {
            sending::verified(tx, &self.scope, now.before(HISTORY)).await?
        };
        Ok(Used { unverified, budget: daily_budget(verified, self.floor) })
    }

    /// When it admits a code again; none while it does.
    async fn until(
        &self,
        tx: &mut Tx,
        used: &Used,
        now: Millis,
    ) -> Result<Option<Millis>, Refusal> {
        let Some(surplus) = used.unverified.checked_sub(used.budget) else {
            return Ok(None);
        };
        let leaves = sending::nth_unverified(tx, &self.scope, now.before(DAY), surplus).await?;
        Ok(leaves.map(|at| at.after(DAY)))
    }

    /// By which kind of name nodes take turns.
    const fn gate(&self) -> &'static str {
        if self.scope.at_counter { "counters' budget" } else { "budget" }
    }

    fn spent(&self, portal: &Portal, until: Millis, now: Millis) -> Spent {
        portal.watch().raise(self.alarm, self.scope.digits, now);
        Spent { reason: self.reason, until }
    }

    /// As [`Budget::until`], counted in turn with all nodes if the budget is nearly used up.
    async fn in_turn(
        &self,
        portal: &Portal,
        tx: &mut Tx,
        now: Millis,
    ) -> Result<Option<Spent>, Refusal> {
        let mut used = self.used(tx, now).await?;
        if used.unverified.saturating_add(ON_THE_WAY) >= used.budget {
            let gate = portal.vault().lookup(self.gate(), self.scope.digits);
            sending::gate(tx, &[gate], now).await?;
            used = self.used(tx, now).await?;
        }
        let until = self.until(tx, &used, now).await?;
        Ok(until.map(|until| self.spent(portal, until, now)))
    }
}

impl Budget<'_> {
    /// As [`Budget::in_turn`], for the share of codes that go to numbers which somebody typed and need not have.
    async fn typed(
        &self,
        portal: &Portal,
        tx: &mut Tx,
        now: Millis,
    ) -> Result<Option<Spent>, Refusal> {
        let gate = portal.vault().lookup("typed budget", self.scope.digits);
        sending::gate(tx, &[gate], now).await?;
        let mut sent = Vec::new();
        for (kind, _) in BASES.into_iter().filter(|(_, basis)| *basis == Basis::Typed) {
            sent.extend(sending::unverified_of_kind(tx, &self.scope, kind, now.before(DAY)).await?);
        }
        sent.sort_unstable();
        let verified = sending::verified(tx, &self.scope, now.before(HISTORY)).await?;
        let most = typed_share(daily_budget(verified, self.floor));
        let sent: Vec<Sent> = sent.into_iter().map(|at| Sent { at, verified: false }).collect();
        let until = retry_at(&sent, &[Window { span: DAY, most, counted: Counted::All }], now);
        Ok(until.map(|until| Spent { reason: self.reason, until }))
    }
}

/// The budget of these that is used up for the longest. Every transaction takes its turns in this order, after those of
/// [`sending::gate`]'s callers, so that no two wait for each other.
pub(super) async fn spent(
    portal: &Portal,
    tx: &mut Tx,
    target: &Target,
    basis: Basis,
    now: Millis,
) -> Result<Option<Spent>, Refusal> {
    let at_counter = basis == Basis::Counter;
    let mut budgets = vec![Budget::prefix(portal, &target.prefix, at_counter)];
    let country = target.country.as_deref();
    budgets.extend(country.map(|country| Budget::country(portal, country, at_counter)));
    budgets.push(Budget::day(portal, at_counter));
    let mut spent = Vec::new();
    for budget in &budgets {
        spent.extend(budget.in_turn(portal, tx, now).await?);
    }
    for budget in budgets.iter().filter(|_| basis == Basis::Typed) {
        spent.extend(budget.typed(portal, tx, now).await?);
    }
    Ok(spent.into_iter().max_by_key(|spent| spent.until))
}

/// When anybody at all may be sent a code again; none while somebody may. It is the same for everybody, so it can be
/// told before a password is looked at.
pub(super) async fn spent_for_all(
    portal: &Portal,
    tx: &mut Tx,
    at_counter: bool,
    now: Millis,
) -> Result<Option<Spent>, Refusal> {
    let mut first: Option<Spent> = None;
    for country in &portal.rules().countries {
        match look(portal, tx, &Budget::country(portal, country, at_counter), now).await? {
            None => {
                first = None;
                break;
            }
            Some(spent) if first.as_ref().is_none_or(|it| spent.until < it.until) => {
                first = Some(spent);
            }
            Some(_) => {}
        }
    }
    let day = look(portal, tx, &Budget::day(portal, at_counter), now).await?;
    Ok([first, day].into_iter().flatten().max_by_key(|spent| spent.until))
}

async fn look(
    portal: &Portal,
    tx: &mut Tx,
    budget: &Budget<'_>,
    now: Millis,
) -> Result<Option<Spent>, Refusal> {
    let used = budget.used(tx, now).await?;
    let until = budget.until(tx, &used, now).await?;
    Ok(until.map(|until| budget.spent(portal, until, now)))
}
