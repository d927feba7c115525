//! `[ops]` and `[retention]`: who sees the figures, and how long things are kept.

use courier::SecretAt;
use serde::Deserialize;

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
}

impl Default for Retention {
    fn default() -> Self {
        Self { messages_days: 30, audit_days: 366 }
    }
}
