//! Tables that take no more rows.

use super::TestDb;
use crate::db::Engine;

impl TestDb {
    /// Lets nothing be added to a table from now on: whatever tries to has failed.
    ///
    /// # Panics
    /// When there is no such table, or it is shut already.
    pub async fn shut(&self, table: &'static str) {
        self.alter(match self.db.engine() {
            Engine::Sqlite => format!(
                "CREATE TRIGGER shut BEFORE INSERT ON {table} \
                BEGIN SELECT RAISE(ABORT, 'it is shut'); END"
            ),
            Engine::Postgres => {
                format!("ALTER TABLE {table} ADD CONSTRAINT shut CHECK (false) NOT VALID")
            }
        })
        .await;
    }

    /// Lets rows be added again to a table that was shut.
    ///
    /// # Panics
    /// When it was not.
    pub async fn open_again(&self, table: &'static str) {
        self.alter(match self.db.engine() {
            Engine::Sqlite => "DROP TRIGGER shut".to_owned(),
            Engine::Postgres => format!("ALTER TABLE {table} DROP CONSTRAINT shut"),
        })
        .await;
    }
}
