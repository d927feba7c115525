//! Where somebody is sent by an act: to a page that says what happened, or to where they sign in.

use super::Visitor;
use crate::{
    acts::{Done, see},
    away::Away,
    refusal::Fate,
    remark::Remark,
    seat::Flash,
};
use portal::{Principal, Refusal, counter::Dispenser};

/// The longest text of a field that is shown again, in characters.
const SHOWN: usize = 500;

/// As much of what was typed into a field as a page shows again.
pub(crate) fn shown(typed: &str) -> String {
    typed.chars().take(SHOWN).collect()
}

impl Visitor {
    /// The way to a page that says what happened.
    pub(crate) async fn told(&mut self, message: Remark, page: &str) -> Done {
        self.set_flash(message).await?;
        Ok(see(page))
    }

    /// The way back to a page that says why something was not done.
    pub(crate) async fn refused(&mut self, refusal: &Refusal, page: &str) -> Done {
        self.refused_with(refusal, &[], page).await
    }

    /// As [`Visitor::refused`], to a page that has what was typed.
    pub(crate) async fn refused_with(
        &mut self,
        refusal: &Refusal,
        typed: &[(&str, &str)],
        page: &str,
    ) -> Done {
        let message = match self.fate(refusal) {
            Fate::Told(message, _) => message,
            Fate::Broken(problem) => return Err(problem.into()),
        };
        let kept = |(name, text): &(&str, &str)| ((*name).to_owned(), shown(text));
        let typed: Vec<_> = typed.iter().map(kept).collect();
        // What was typed about one patient is not for the page of another, which may be open beside it.
        let own = (!typed.is_empty()).then(|| page.to_owned());
        let messages = vec![message];
        self.set_flash(Flash { messages, identifier: None, typed, page: own }).await?;
        Ok(see(page))
    }

    /// Who of a pharmacy's staff is signed in.
    ///
    /// # Errors
    /// The way to where they sign in, from which they come back to `page`.
    pub(crate) async fn at_counter(&mut self, page: &str) -> Result<Dispenser, Away> {
        if let Some(who) = self.dispenser() {
            return Ok(who);
        }
        self.ask_to_sign_in(page).await?;
        Err(Away::To("/pharmacy/sign-in"))
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// The way to the sign-in page, or to the notice that is still to be accepted, from which the person comes back to
    /// `page`.
    pub(crate) async fn signed_in(&mut self, page: &str) -> Result<Principal, Away> {
        let Some(who) = self.principal() else {
            self.ask_to_sign_in(page).await?;
            return Err(Away::To("/sign-in"));
        };
        if self.owes_notice() {
            self.ask_to_accept(page).await?;
            return Err(Away::To("/notice"));
        }
        Ok(who)
    }

    /// Whoever is signed in, for what is theirs alone.
    ///
    /// # Errors
    /// As for [`Visitor::signed_in`]; and for somebody who acts for another, the way to the page that says so.
    pub(crate) async fn themselves(&mut self, page: &str) -> Result<Principal, Away> {
        let who = self.signed_in(page).await?;
        match who.themselves().map_err(|refusal| self.fate(&refusal)) {
            Ok(_) => Ok(who),
            Err(Fate::Told(message, _)) => {
                self.set_flash(message).await?;
                Err(Away::To("/family"))
            }
            Err(Fate::Broken(problem)) => Err(problem.into()),
        }
    }
}
