//! What the next page says to a visitor.

use super::Visitor;
use crate::{problem::Problem, seat::Flash};

impl Visitor {
    /// What this page is to say.
    pub(crate) fn flash(&self) -> Flash {
        let said = self.seat.flash.as_ref().filter(|flash| flash.is_for(&self.path));
        said.cloned().unwrap_or_default()
    }

    /// Takes what this page is to say.
    pub(crate) async fn take_flash(&mut self) -> Result<Flash, Problem> {
        let taken = self.seat.flash.take_if(|flash| flash.is_for(&self.path));
        let Some(flash) = taken else { return Ok(Flash::default()) };
        self.keep().await?;
        Ok(flash)
    }

    /// Lets the next page say something.
    pub(crate) async fn set_flash(&mut self, flash: impl Into<Flash>) -> Result<(), Problem> {
        self.seat.flash = Some(flash.into());
        self.keep().await
    }
}
