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
    TAKE_TIME = sqlite "PRAGMA busy_timeout = 5000", postgres "SELECT 1";
}

impl Db {
    /// Clears SQLite's file and its write-ahead log of everything that was deleted, and says whether nobody who reads stood in
    /// the way: then it is to be done again. Writers wait meanwhile, for about six seconds a gigabyte.
    ///
    /// What PostgreSQL keeps in its files and logs is not in this program's hands; there it does nothing.
    ///
    /// # Errors
    /// When another process writes, or the disk has no room for the whole database once more.
    pub async fn scrub(&self) -> Result<bool> {
        let Pools::Sqlite { writer, .. } = &self.0 else { return Ok(true) };
        let mut writer = writer.acquire().await?;
        writer.execute(REWRITE.sqlite).await?;
        writer.execute(HURRY.sqlite).await?;
        let emptied = writer.fetch_one(EMPTY_LOG.sqlite).await;
        writer.execute(TAKE_TIME.sqlite).await?;
        Ok(emptied?.try_get::<i64, _>(0)? == 0)
    }
}
