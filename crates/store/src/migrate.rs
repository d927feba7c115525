//! Bringing a database's tables up to date.

use crate::{
    db::{Db, Pools},
    error::Result,
    tx::{Inner, Tx},
};
use sqlx::{
    SqlSafeStr as _,
    migrate::{Migration, MigrationType, Migrator},
};

/// Where the engine keeps what was applied.
const TABLE: &str = "_sqlx_migrations";

statements! {
    // SQLite's transaction holds its lock from its beginning.
    LOCK = sqlite "SELECT 1", postgres "SELECT 1 FROM pg_advisory_xact_lock(7309464711870510)";
    HAS_TABLE = sqlite "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'",
        postgres "SELECT count(to_regclass('_sqlx_migrations'))";
}

macro_rules! migrations {
    ($($version:literal $name:literal;)+) => {
        fn sqlite() -> Migrator {
            migrator(vec![$(
                ($version, $name, include_str!(concat!("../../../migrations/sqlite/", $name, ".sql"))),
            )+])
        }

        fn postgres() -> Migrator {
            migrator(vec![$(
                ($version, $name, include_str!(concat!("../../../migrations/postgres/", $name, ".sql"))),
            )+])
        }

        /// The files' names, without their endings, in order.
        #[cfg(test)]
        const NAMES: &[&str] = &[$($name),+];
    };
}

migrations! {
    1 "0001_the_house";
    2 "0002_the_courier";
    3 "0003_figures";
    4 "0004_accounts";
    5 "0005_the_log";
    6 "0006_families";
    7 "0007_devices";
    8 "0008_new_number";
    9 "0009_export";
    10 "0010_the_log_alone";
    11 "0011_claims";
    12 "0012_erasure";
    13 "0013_pharmacies";
    14 "0014_counters";
    15 "0015_handed";
    16 "0016_look_ups";
    18 "0018_untold";
    19 "0019_ended";
    20 "0020_scrubbed";
    21 "0021_rewritten";
}

fn migrator(files: Vec<(i64, &'static str, &'static str)>) -> Migrator {
    let migrations = files.into_iter().map(|(version, name, text)| {
        Migration::new(version, name.into(), MigrationType::Simple, text.into_sql_str(), false)
    });
    let mut migrator = Migrator::with_migrations(migrations.collect());
    // The transaction around them is the lock.
    migrator.set_locking(false);
    migrator
}

impl Db {
    /// Applies the migrations that are missing, and says how many they were. They are one transaction: all of them
    /// take effect or none does, and nodes that start together apply them once.
    ///
    /// # Errors
    /// When the database cannot be written to, is newer than this program, or was made by a migration that was edited
    /// since.
    pub async fn migrate(&self) -> Result<usize> {
        let mut tx = self.begin().await?;
        tx.execute(LOCK, &[]).await?;
        let before = applied(&mut tx).await?;
        match &mut tx.inner {
            // `run` would do, but its future could not cross threads.
            Inner::Sqlite(tx) => sqlite().run_direct(None, &mut **tx, false).await?,
            Inner::Postgres(tx) => postgres().run_direct(None, &mut **tx, false).await?,
        }
        let after = applied(&mut tx).await?;
        tx.commit().await?;
        Ok(after.saturating_sub(before))
    }

    /// How many migrations are missing; it changes nothing.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn pending_migrations(&self) -> Result<usize> {
        let known = match self.0 {
            Pools::Sqlite { .. } => sqlite(),
            Pools::Postgres(_) => postgres(),
        };
        let mut tx = self.read().await?;
        Ok(known.iter().count().saturating_sub(applied(&mut tx).await?))
    }
}

async fn applied(tx: &mut Tx) -> Result<usize> {
    use sqlx::migrate::Migrate as _;
    let (tables,) = tx.one::<(i64,)>(HAS_TABLE, &[]).await?;
    if tables == 0 {
        return Ok(0);
    }
    let applied = match &mut tx.inner {
        Inner::Sqlite(tx) => tx.list_applied_migrations(TABLE).await?,
        Inner::Postgres(tx) => tx.list_applied_migrations(TABLE).await?,
    };
    Ok(applied.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[test]
    fn both_folders_hold_the_listed_files_and_no_others() {
        for engine in ["sqlite", "postgres"] {
            let folder =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(engine);
            let mut found: Vec<String> = fs::read_dir(folder)
                .unwrap()
                .map(|entry| {
                    entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()
                })
                .collect();
            found.sort();
            assert_eq!(found, NAMES, "{engine}");
        }
    }
}
