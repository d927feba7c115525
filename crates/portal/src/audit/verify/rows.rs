//! The events, in the order of their places.

use crate::{Portal, Refusal};
use std::collections::VecDeque;
use store::{audit::EventRow, leaf};

const PAGE: i64 = 2_000;

/// Reads the events that stand in the tree, page by page.
pub(super) struct Rows<'a> {
    portal: &'a Portal,
    page: VecDeque<EventRow>,
    after: Option<(u64, domain::id::EventId)>,
    /// There was nothing more, when it was last looked.
    dry: bool,
}

impl<'a> Rows<'a> {
    pub(super) fn new(portal: &'a Portal) -> Self {
        Self { portal, page: VecDeque::new(), after: None, dry: false }
    }

    /// Another head was signed, so there may be more.
    pub(super) fn look_again(&mut self) {
        self.dry = false;
    }

    /// The events that stand at a place, or before it and were not asked for.
    pub(super) async fn at(&mut self, place: u64) -> Result<Vec<EventRow>, Refusal> {
        let mut found = Vec::new();
        loop {
            self.fill().await?;
            match self.page.pop_front_if(|row| row.position.is_none_or(|at| at <= place)) {
                Some(row) => found.push(row),
                None => return Ok(found),
            }
        }
    }

    /// The next page of those that were not asked for, which stay.
    pub(super) async fn rest(&mut self) -> Result<bool, Refusal> {
        self.look_again();
        self.fill().await?;
        Ok(!self.page.is_empty())
    }

    /// The next one, wherever it stands.
    pub(super) async fn next(&mut self) -> Result<Option<EventRow>, Refusal> {
        self.fill().await?;
        Ok(self.page.pop_front())
    }

    async fn fill(&mut self) -> Result<(), Refusal> {
        if !self.page.is_empty() || self.dry {
            return Ok(());
        }
        let mut tx = self.portal.read().await?;
        self.page = leaf::standing(&mut tx, self.after, PAGE).await?.into();
        let last = self.page.back().map(|row| (row.position.unwrap_or(0), row.id));
        self.after = last.or(self.after);
        self.dry = self.page.is_empty();
        Ok(())
    }
}
