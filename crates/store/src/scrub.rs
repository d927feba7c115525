//! Clearing SQLite's files of what was deleted.

use crate::{
    db::{Db, Pools},
    error::Result,
};
use sqlx::{Executor as _, Row as _};

statements! {
    // A page that was split keeps copies of rows that moved, which no later deletion finds: `secure_delete` writes over
    // the row alone. Writing all pages anew leaves them behind.
    REWRITE = sqlite "VACUUM", postgres "SELECT 1";
    // Whoever writes waits as long as this does.
    HURRY = sqlite "PRAGMA busy_timeout = 1000", postgres "SELECT 1";
    EMPTY_LOG = sqlite "PRAGMA wal_checkpoint(TRUNCATE)", postgres "SELECT 1";
}

impl Db {
    /// Writes SQLite's file anew, by way of its log, with nothing in it that was deleted. Writers wait meanwhile, for about six
    /// seconds a gigabyte.
    ///
    /// What PostgreSQL keeps in its files and logs is not in this program's hands; there it does nothing.
    ///
    /// # Errors
    /// When another process writes, or the disk has no room for the whole database twice more.
    pub async fn rewrite(&self) -> Result<()> {
        if let Pools::Sqlite { writer, .. } = &self.0 {
            writer.acquire().await?.execute(REWRITE.sqlite).await?;
        }
        Ok(())
    }

    /// Carries SQLite's log over into the file, and leaves nothing in it; false where a reader stood in the way: try again.
    ///
    /// # Errors
    /// When the disk is full.
    pub async fn empty_log(&self) -> Result<bool> {
        let Pools::Sqlite { writer, .. } = &self.0 else { return Ok(true) };
        let mut writer = writer.acquire().await?;
        // The next writer has a connection of its own, with the patience that all have.
        writer.close_on_drop();
        writer.execute(HURRY.sqlite).await?;
        Ok(writer.fetch_one(EMPTY_LOG.sqlite).await?.try_get::<i64, _>(0)? == 0)
    }
}
