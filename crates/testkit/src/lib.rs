//! A portal for tests: on both databases, with a clock that stands still until moved, seeded chance, and a
//! phone that can be read.
//!
//! Everything here may panic: a test whose ground gives way has failed.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test whose ground gives way has failed"
)]

mod ask;
mod cut;
mod fhir;
mod mind;
mod nature;
mod portal;
mod wire;

pub use self::{
    cut::cut_short,
    fhir::{
        Medicine, Person, Result, bundle, dispensed, observation, patient, prescription, report,
    },
    mind::Mind,
    nature::{Hand, Seeded},
    portal::{TestPortal, caller},
    wire::Wire,
};

/// Runs one test body on SQLite and on PostgreSQL: `on_both! { async fn name(it: TestPortal) { … } }`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$attribute:meta])* async fn $name:ident($it:ident: TestPortal) $body:block)+) => {$(
        mod $name {
            #[expect(clippy::wildcard_imports, reason = "a test's body sees what its module sees")]
            use super::*;

            async fn body($it: $crate::TestPortal) $body

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                body($crate::TestPortal::sqlite().await).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                body($crate::TestPortal::postgres().await).await;
            }
        }
    )+};
}
