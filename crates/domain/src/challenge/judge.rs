//! The judge: the only maker of proofs.

use super::{
    code::{Guess, Pepper},
    purpose::Purpose,
};
use crate::{Millis, id::ChallengeId};

/// How many answers to a challenge are looked at, dead or alive: more than any purpose admits, so that each is told what
/// is wrong; beyond them nothing is written any more.
pub const MOST_ANSWERS: i64 = 100;

/// A challenge on which an attempt has been spent, as the database returned it.
#[derive(Clone, Debug)]
pub struct Spent {
    /// Its name.
    pub id: ChallengeId,
    /// Its purpose's kind.
    pub kind: String,
    /// Its purpose, as JSON.
    pub purpose: String,
    /// The attempts spent so far, this one included.
    pub attempts: i64,
    /// When its code ends.
    pub expires_at: Millis,
    /// When it was answered.
    pub consumed_at: Option<Millis>,
    /// When wrong tries, or a newer challenge for the same purpose, ended it.
    pub ended_at: Option<Millis>,
    /// Whether it stands in for an account that cannot be signed in; no guess answers it.
    pub decoy: bool,
}

/// Why an answer was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The challenge is for another purpose.
    #[error("the challenge is for another purpose")]
    Purpose,
    /// The code was used.
    #[error("the code was used")]
    Used,
    /// The code has ended.
    #[error("the code has ended")]
    Expired,
    /// There were too many wrong tries.
    #[error("too many wrong tries")]
    TooMany,
    /// The code is not right; this many tries are left.
    #[error("the code is not right, {left} tries left")]
    Guess {
        /// Tries left, from 0.
        left: i64,
    },
}

/// Proof that a person answered a `P` challenge. Only [`judge`] makes one, it is not `Clone`, and it is
/// spent by value: a use case that asks for it cannot be reached without it.
#[derive(Debug)]
#[must_use = "a proof that is not redeemed was asked for in vain"]
pub struct Proof<P> {
    purpose: P,
    challenge: ChallengeId,
}

impl<P> Proof<P> {
    /// The challenge that was answered: consuming it is what redeems the proof.
    #[must_use]
    pub fn challenge(&self) -> ChallengeId {
        self.challenge
    }

    /// What was agreed to.
    #[must_use]
    pub fn purpose(&self) -> &P {
        &self.purpose
    }
}

/// Judges a guess, in constant time, after its attempt was spent.
///
/// # Errors
/// [`Wrong`] says why it was not accepted; a right guess at a dead challenge looks like any other.
pub fn judge<P: Purpose>(
    spent: &Spent,
    guess: &Guess,
    pepper: &Pepper,
    now: Millis,
) -> Result<Proof<P>, Wrong> {
    let right = pepper.code(spent.id).is(guess) && !spent.decoy;
    let left = P::ATTEMPTS.saturating_sub(spent.attempts).max(0);
    match () {
        () if spent.kind != P::KIND => Err(Wrong::Purpose),
        () if spent.consumed_at.is_some() => Err(Wrong::Used),
        () if spent.attempts > P::ATTEMPTS => Err(Wrong::TooMany),
        () if spent.ended_at.is_some() => Err(Wrong::Expired),
        () if spent.expires_at <= now => Err(Wrong::Expired),
        () if !right => Err(Wrong::Guess { left }),
        () => serde_json::from_str(&spent.purpose)
            .map(|purpose| Proof { purpose, challenge: spent.id })
            .map_err(|_| Wrong::Purpose),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{OpenReport, SignIn};
    use super::*;
    use uuid::Uuid;

    const PEPPER: Pepper = Pepper::new([7; 32]);

    fn spent() -> Spent {
        Spent {
            id: ChallengeId(Uuid::from_u128(5)),
            kind: SignIn::KIND.to_owned(),
            purpose: r#"{"candidates":[]}"#.to_owned(),
            attempts: 1,
            expires_at: Millis(10),
            consumed_at: None,
            ended_at: None,
            decoy: false,
        }
    }

    fn right() -> Guess {
        Guess::parse(PEPPER.code(spent().id).reveal()).unwrap()
    }

    fn wrong() -> Guess {
        let other = match PEPPER.code(spent().id).reveal() {
            "000000" => "111111",
            _ => "000000",
        };
        Guess::parse(other).unwrap()
    }

    #[test]
    fn a_right_guess_at_a_live_challenge_gives_a_proof() {
        let proof = judge::<SignIn>(&spent(), &right(), &PEPPER, Millis(9)).unwrap();
        assert_eq!(proof.challenge(), spent().id);
        assert!(proof.purpose().candidates.is_empty());
    }

    #[test]
    fn every_other_answer_is_refused_for_its_reason() {
        let used = Spent { consumed_at: Some(Millis(2)), ..spent() };
        let ended = Spent { ended_at: Some(Millis(2)), ..spent() };
        let last = Spent { attempts: 5, ..spent() };
        let sixth = Spent { attempts: 6, ..spent() };
        let decoy = Spent { decoy: true, ..spent() };
        let cases = [
            ("wrong", spent(), wrong(), 1, Wrong::Guess { left: 4 }),
            ("last wrong", last, wrong(), 1, Wrong::Guess { left: 0 }),
            ("sixth, right", sixth, right(), 1, Wrong::TooMany),
            ("used, right", used, right(), 1, Wrong::Used),
            ("ended, right", ended, right(), 1, Wrong::Expired),
            ("late, right", spent(), right(), 10, Wrong::Expired),
            ("decoy, right", decoy, right(), 1, Wrong::Guess { left: 4 }),
        ];
        for (name, spent, guess, now, expected) in cases {
            let judged = judge::<SignIn>(&spent, &guess, &PEPPER, Millis(now));
            assert_eq!(judged.err(), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_sign_in_code_opens_no_report() {
        let judged = judge::<OpenReport>(&spent(), &right(), &PEPPER, Millis(1));
        assert_eq!(judged.err(), Some(Wrong::Purpose));
    }
}
