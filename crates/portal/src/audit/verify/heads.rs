//! The signed heads, one after another.

use super::super::{Finding, Findings, head::genuine};
use crate::{Portal, Refusal};
use domain::audit::checkpoint::Checkpoint;
use std::collections::VecDeque;
use store::checkpoint::{self, CheckpointRow};

const PAGE: i64 = 500;

/// Reads the heads in their order, and passes over those that are not the log's.
pub(super) struct Heads<'a> {
    portal: &'a Portal,
    page: VecDeque<CheckpointRow>,
    /// The number of the last one that was read.
    after: Option<u64>,
    size: u64,
    amount: u64,
}

impl<'a> Heads<'a> {
    pub(super) fn new(portal: &'a Portal) -> Self {
        Self { portal, page: VecDeque::new(), after: None, size: 0, amount: 0 }
    }

    /// How many genuine ones were read.
    pub(super) const fn amount(&self) -> u64 {
        self.amount
    }

    /// The next genuine one.
    pub(super) async fn next(
        &mut self,
        findings: &mut Findings,
    ) -> Result<Option<Checkpoint>, Refusal> {
        let verifier = self.portal.vault().log_verifier();
        while !self.is_at_end().await? {
            let Some(row) = self.page.pop_front() else { break };
            let from = self.after.map_or(0, |number| number + 1);
            if let Some(to) = row.number.checked_sub(1).filter(|to| from <= *to) {
                findings.add(Finding::HeadMissing { from, to });
            }
            self.after = Some(row.number);
            match genuine(&verifier, &row).filter(|head| head.size > self.size) {
                Some(head) => {
                    self.size = head.size;
                    self.amount += 1;
                    return Ok(Some(head));
                }
                None => findings.add(Finding::HeadForged { number: row.number }),
            }
        }
        Ok(None)
    }

    /// Whether all were read that there are by now.
    pub(super) async fn is_at_end(&mut self) -> Result<bool, Refusal> {
        if self.page.is_empty() {
            let mut tx = self.portal.read().await?;
            self.page = checkpoint::after(&mut tx, self.after, PAGE).await?.into();
        }
        Ok(self.page.is_empty())
    }
}
