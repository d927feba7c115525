//! Every function of the store, on SQLite and on PostgreSQL, by the same bodies.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, and says where")]

/// Makes two tests of each function: one on a fresh SQLite database, one on a fresh PostgreSQL database.
macro_rules! conforms {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(&store::testing::fresh_sqlite().await).await;
            })+
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(&store::testing::fresh_postgres().await).await;
            })+
        }
    };
}

mod asking;
mod attempt;
mod audit;
mod challenge;
mod claim;
mod counted;
mod counter;
mod course;
mod credential;
mod database;
mod delivery;
mod device;
mod directory;
mod document;
mod earned;
mod ending;
mod erasure;
mod export;
mod fixture;
mod grant;
mod guardian;
mod line_report;
mod log;
mod migration;
mod notice;
mod number_hold;
mod outbox;
mod parity;
mod paths;
mod patient;
mod pause;
mod pharmacy;
mod pin;
mod receipt;
mod record;
mod refusal;
mod retention;
mod scrub;
mod sending;
mod session;
mod settings;
mod shows;
mod source;
mod speech;
mod statements;
mod taken;
mod unavailable;
mod untold;
mod verification;
mod wipe;
mod wrapping;
