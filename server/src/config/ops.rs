//! `[ops]` and `[retention]`: who sees the figures, and how long things are kept.

use courier::SecretAt;
use serde::Deserialize;
use std::time::Duration;

/// `[ops]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ops {
    /// Where the token is that opens the operator's page and the metrics.
    pub token: Option<SecretAt>,
}

/// `[retention]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// How many days messages and challenges are kept.
    pub messages_days: u32,
    /// How many days the content of audit events is kept at least; some kinds are kept for longer.
    pub audit_days: u32,
    /// For how many days a patient may take a confirmed request to be erased back: 7 to 180.
    pub erasure_notice_days: u32,
    /// For how many years the law has the clinic keep records here: 0, where it keeps them elsewhere, to 30.
    pub record_years: u32,
}

impl Retention {
    /// How long messages and challenges are kept.
    #[must_use]
    pub fn messages(&self) -> Duration {
        days(self.messages_days)
    }

    /// How long the content of audit events is kept at least.
    #[must_use]
    pub fn audit(&self) -> Duration {
        days(self.audit_days)
    }
}

fn days(amount: u32) -> Duration {
    Duration::from_hours(24 * u64::from(amount))
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            messages_days: 30,
            audit_days: 366,
            erasure_notice_days: 30,
            record_years: portal::domain::erasure::RECORD_YEARS,
        }
    }
}
