//! The courier on both databases, with a clock that stands still and carriers that do as they are told.

mod answers;
pub mod callbacks;
mod carriers;
mod client;
mod crash;
mod delivery;
mod desk;
mod early;
mod exotel;
mod failing;
mod failover;
mod generic;
mod handover;
mod kannel;
mod lines;
mod logs;
mod msg91;
mod operator;
mod outage;
mod patience;
mod plan;
mod provider;
mod receipts;
mod refusal;
mod reports;
mod run;
mod runbook;
mod scrubbing;
mod secret;
mod silence;
mod told;
mod twilio;
mod unready;
mod webotp;
mod words;

/// Makes two tests of each function: one on SQLite, one on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            use crate::tests::desk::Desk;
            $(#[tokio::test]
            async fn $name() {
                super::$name(&Desk::on(store::testing::fresh_sqlite().await).await).await;
            })+
        }

        mod postgres {
            use crate::tests::desk::Desk;
            $(#[tokio::test]
            async fn $name() {
                super::$name(&Desk::on(store::testing::fresh_postgres().await).await).await;
            })+
        }
    };
}
use on_both;
