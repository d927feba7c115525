//! Who asks for a code, and which limits count them.

use super::{allowance::refuse, budget};
use crate::{Caller, Portal, Refusal, watch::Reason};
use domain::{
    Millis,
    challenge::{Basis, Purpose, VerifyPrescription},
    id::{PatientId, PharmacyId},
    pause::{LOOK_BACK, counter_paused_until, paused_until},
    sending::{DAY, Sent, TYPED_NUMBERS, TYPED_SENDS, Window, retry_at},
};
use store::{
    Tx, asking,
    challenge::{self, ChallengeRow},
    number_hold::{self, NumberHold},
};

/// Who asks, as the limits count it: look-up keys.
#[derive(Clone, Copy)]
pub(crate) struct Asker {
    /// Who they say they are, from this network; also what a pause is kept by.
    pub(super) who: [u8; 32],
    /// The network.
    pub(super) network: [u8; 32],
    /// What they had to know.
    pub(super) basis: Basis,
}

/// What they ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A challenge.
    First,
    /// The code of one that is open, once more.
    Further,
}

impl Asker {
    /// Whoever shows to be `who`, or says so, as the purpose wants it, from the caller's network.
    pub(crate) fn of<P: Purpose>(portal: &Portal, caller: &Caller, who: &str) -> Self {
        let (vault, network) = (portal.vault(), caller.network());
        let who = match P::BASIS {
            // Other networks give nobody further numbers to type.
            Basis::Typed => format!("{} {who}", P::KIND),
            Basis::Secret | Basis::Claim | Basis::Stop | Basis::Counter => {
                format!("{network} {who}")
            }
        };
        let who = vault.lookup("asker", &who);
        Self { who, network: vault.lookup("network", &network), basis: P::BASIS }
    }

    /// A pharmacy, wherever its people are.
    pub(crate) fn counter(portal: &Portal, pharmacy: PharmacyId) -> Self {
        let who = portal.vault().lookup("asker", &format!("pharmacy:{pharmacy}"));
        Self { who, network: who, basis: VerifyPrescription::BASIS }
    }

    /// Whoever asked for a challenge, wherever their browser is by now.
    pub(super) fn again(portal: &Portal, caller: &Caller, row: &ChallengeRow) -> Self {
        let basis = Basis::of(&row.kind);
        let network = match basis {
            Basis::Counter => row.asker,
            Basis::Secret | Basis::Claim | Basis::Stop | Basis::Typed => {
                portal.vault().lookup("network", &caller.network())
            }
        };
        Self { who: row.asker, network, basis }
    }

    /// Passes if they may ask for a challenge, and anybody may be sent a code. Asked before a password is hashed, so that
    /// somebody over a limit costs nothing, learns nothing, and fills no table.
    ///
    /// # Errors
    /// [`Refusal::Paused`] or [`Refusal::Limited`] with the moment from which they may ask again.
    pub(crate) async fn may_ask(self, portal: &Portal) -> Result<(), Refusal> {
        let mut tx = portal.read().await?;
        let now = portal.now();
        self.check(portal, &mut tx, Step::First, now).await?;
        if self.basis == Basis::Stop {
            // It may be that no budget stands in its way.
            return Ok(());
        }
        let at_counter = self.basis == Basis::Counter;
        match budget::spent_for_all(portal, &mut tx, at_counter, now).await? {
            Some(spent) => refuse(portal, "", None, [Some((spent.reason, spent.until)), None]),
            None => Ok(()),
        }
    }

    pub(super) async fn check(
        self,
        portal: &Portal,
        tx: &mut Tx,
        step: Step,
        now: Millis,
    ) -> Result<(), Refusal> {
        let ended = challenge::ended_by_wrong_tries(tx, self.who, now.before(LOOK_BACK)).await?;
        let day = now.before(DAY);
        let asked = asking::of_asker(tx, self.who, day).await?;
        let mut by_who = retry_at(&asked, &self.windows(portal), now);
        if (self.basis, step) == (Basis::Typed, Step::First) {
            let openings = asking::openings(tx, self.who, day).await?;
            by_who = by_who.max(retry_at(&openings, &[TYPED_NUMBERS], now));
        }
        let paused = match self.basis {
            Basis::Counter => counter_paused_until(&ended, now),
            // Whoever guesses right there has only stopped something.
            Basis::Stop => None,
            Basis::Secret | Basis::Claim | Basis::Typed => paused_until(&ended, now),
        };
        let by_network = if self.basis == Basis::Counter {
            None
        } else {
            let of_network = asking::of_network(tx, self.network, day).await?;
            retry_at(&of_network, &portal.rules().address.windows(), now)
        };
        let by_who = by_who.map(|at| (Reason::Asker, at));
        refuse(portal, "", paused, [by_who, by_network.map(|at| (Reason::Network, at))])
    }

    /// How often they may ask, whatever their network is.
    fn windows(self, portal: &Portal) -> Vec<Window> {
        let rules = portal.rules();
        let number = rules.number.windows();
        match self.basis {
            Basis::Secret => number.to_vec(),
            Basis::Claim => [number.as_slice(), &rules.number.claims()].concat(),
            // Others could use these up before its owner asks. What is sent has limits of its own.
            Basis::Stop => Vec::new(),
            Basis::Typed => [number.as_slice(), &[TYPED_SENDS]].concat(),
            Basis::Counter => rules.pharmacy.windows().to_vec(),
        }
    }

    /// When a number may be sent one more code; none when it may now. What its owner asks for and what others claim share the
    /// number's limits, and claims have a part of those. What pharmacies ask for, and those who typed the number as the one
    /// they move to, has limits beside them, so that neither keeps an owner from signing in; what was claimed counts at a
    /// counter too.
    pub(super) fn by_number(
        self,
        portal: &Portal,
        sent: &[(String, Sent)],
        now: Millis,
    ) -> Option<Millis> {
        let number = portal.rules().number;
        let claims = number.claims();
        let claimed = of(sent, Basis::is_claim);
        let with = |other: Basis| -> Vec<Sent> {
            let sent = sent.iter().filter(|(kind, _)| Basis::of(kind) == other);
            let mut all: Vec<Sent> = sent.map(|(_, sent)| *sent).chain(claimed.clone()).collect();
            all.sort_unstable_by_key(|sent| sent.at);
            all
        };
        let own = || retry_at(&with(Basis::Secret), &number.windows(), now);
        match self.basis {
            Basis::Secret => own(),
            Basis::Claim | Basis::Stop => own().max(retry_at(&claimed, &claims, now)),
            Basis::Typed => retry_at(&of(sent, |it| it == Basis::Typed), &number.typed(), now),
            Basis::Counter => retry_at(&with(Basis::Counter), &number.counters(), now),
        }
    }

    /// Whether wrong answers to codes of this kind stand in the way.
    pub(super) fn minds(self, kind: &str) -> bool {
        let other = Basis::of(kind);
        match self.basis {
            Basis::Secret | Basis::Typed => other == self.basis,
            Basis::Claim | Basis::Stop => other.is_claim() || other == Basis::Secret,
            Basis::Counter => matches!(other, Basis::Secret | Basis::Counter),
        }
    }

    /// Whether they ask to stop a number that waits to be this patient's.
    pub(crate) async fn stops(self, tx: &mut Tx, patient: PatientId) -> Result<bool, Refusal> {
        Ok(self.stopping(tx, Some(patient)).await?.is_some())
    }

    /// The number of this patient that waits, where they ask to stop one.
    pub(super) async fn stopping(
        self,
        tx: &mut Tx,
        patient: Option<PatientId>,
    ) -> Result<Option<NumberHold>, Refusal> {
        match patient.filter(|_| self.basis == Basis::Stop) {
            Some(patient) => Ok(number_hold::waiting(tx, patient).await?),
            None => Ok(None),
        }
    }
}

/// Those of the sends to a number whose basis is one of these.
fn of(sent: &[(String, Sent)], which: impl Fn(Basis) -> bool) -> Vec<Sent> {
    sent.iter().filter(|(kind, _)| which(Basis::of(kind))).map(|(_, sent)| *sent).collect()
}
