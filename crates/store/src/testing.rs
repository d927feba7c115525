//! Fresh databases for tests, on both engines.

use crate::{
    Db,
    db::{Engine, Pools},
};
use std::{
    env, fmt, fs,
    io::ErrorKind,
    ops::Deref,
    path::PathBuf,
    process,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::Duration,
};

mod dump;
mod shut;

pub use crate::{sql::Sql, statements::statements};

/// The variable that holds the address of a PostgreSQL server on which databases may be made.
pub const POSTGRES: &str = "MEDSEAL_TEST_POSTGRES";

/// How long a test waits for a connection, or for what another transaction holds: a crowd of fifty on a busy machine takes longer
/// than anybody waits for a page.
const PATIENCE: Duration = Duration::from_mins(1);

/// A migrated, empty database of its own, gone when dropped.
pub struct TestDb {
    db: Db,
    url: String,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Database { server: String, name: String },
}

/// Opens a database as [`Db::open`] does, with the patience of a test.
///
/// # Errors
/// As there.
pub async fn open(url: &str) -> crate::Result<Db> {
    Db::open_for(url, PATIENCE).await
}

/// A fresh SQLite database, in a folder of its own.
///
/// # Panics
/// When it cannot be made.
pub async fn fresh_sqlite() -> TestDb {
    let folder = fresh_folder();
    let url = format!("sqlite:{}", folder.join("medseal.db").display());
    opened(url, Place::Folder(folder)).await
}

/// A fresh PostgreSQL database, on the server that [`POSTGRES`] names.
///
/// # Panics
/// When the variable is not set, or the database cannot be made.
pub async fn fresh_postgres() -> TestDb {
    let Ok(server) = env::var(POSTGRES) else {
        stop(&"PostgreSQL is needed: run cargo xtask test, or set MEDSEAL_TEST_POSTGRES.");
    };
    let name = fresh_database(&server).await;
    opened(with_database(&server, &name), Place::Database { server, name }).await
}

impl TestDb {
    /// Its address, for a second [`Db::open`].
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Lets the file grow no further, as on a full disk: a write that needs a page more fails. SQLite alone can be
    /// told so.
    ///
    /// # Panics
    /// When it is a PostgreSQL database.
    pub async fn fill(&self) {
        match &self.db.0 {
            Pools::Sqlite { writer, .. } => {
                // SQLite takes it for the present size where that is more.
                match sqlx::raw_sql("PRAGMA max_page_count = 1").execute(writer).await {
                    Ok(_) => {}
                    Err(error) => stop(&error),
                }
            }
            Pools::Postgres(_) => stop(&"PostgreSQL cannot be told that its disk is full"),
        }
    }

    /// Runs any text, as somebody does who administers the database and has no key.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn meddle(&self, sql: &str) {
        let sql = || sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        let done = match &self.db.0 {
            Pools::Sqlite { writer, .. } => sql().execute(writer).await.map(drop),
            Pools::Postgres(pool) => sql().execute(pool).await.map(drop),
        };
        if let Err(error) = done {
            stop(&error);
        }
    }

    /// Whether anybody waits for what a transaction holds. Of SQLite whoever begins one waits for the one under way, so that
    /// it is always true.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn is_waited_for(&self) -> bool {
        use sqlx::Row as _;
        let Pools::Postgres(pool) = &self.db.0 else { return true };
        let waits = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() \
            AND cardinality(pg_blocking_pids(pid)) > 0)";
        let row = sqlx::query(waits).fetch_one(pool).await.unwrap_or_else(|error| stop(&error));
        row.get(0)
    }

    /// Takes a table away, so that the database answers, and not as the program was made to expect.
    ///
    /// # Panics
    /// When there is no such table.
    pub async fn lose(&self, table: &'static str) {
        self.alter(format!("ALTER TABLE {table} RENAME TO lost")).await;
    }

    /// Refuses from now on what would put this text into a column of a row that is there.
    ///
    /// # Panics
    /// When there is no such column.
    pub async fn refuse(&self, table: &'static str, column: &'static str, text: &str) {
        self.alter(match self.db.engine() {
            Engine::Sqlite => format!(
                "CREATE TRIGGER refused BEFORE UPDATE ON {table} WHEN NEW.{column} = '{text}' \
                BEGIN SELECT RAISE(ABORT, 'it is refused'); END"
            ),
            Engine::Postgres => {
                format!("ALTER TABLE {table} ADD CONSTRAINT refused CHECK ({column} <> '{text}')")
            }
        })
        .await;
    }

    /// Puts the database out of reach, for writing at least, until it comes back.
    ///
    /// # Panics
    /// When that cannot be done.
    pub async fn leave(&self) {
        match &self.place {
            Place::Folder(_) => self.alter("PRAGMA query_only = ON".to_owned()).await,
            Place::Database { server, name } => {
                let end =
                    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname";
                admit(server, name, false).await;
                let ended = administer(server, format!("{end} = '{name}'")).await;
                ended.unwrap_or_else(|error| stop(&error));
            }
        }
    }

    /// Brings the database back.
    ///
    /// # Panics
    /// When that cannot be done.
    pub async fn come_back(&self) {
        match &self.place {
            Place::Folder(_) => self.alter("PRAGMA query_only = OFF".to_owned()).await,
            Place::Database { server, name } => admit(server, name, true).await,
        }
    }

    async fn alter(&self, sql: String) {
        let sql = sqlx::AssertSqlSafe(sql);
        let altered = match &self.db.0 {
            Pools::Sqlite { writer, .. } => sqlx::raw_sql(sql).execute(writer).await.map(drop),
            Pools::Postgres(pool) => sqlx::raw_sql(sql).execute(pool).await.map(drop),
        };
        altered.unwrap_or_else(|error| stop(&error));
    }
}

/// Lets connections to a database in, or none.
async fn admit(server: &str, name: &str, all: bool) {
    let sql = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {all}");
    administer(server, sql).await.unwrap_or_else(|error| stop(&error));
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.place {
            // What a test leaves behind in the temporary folder harms nothing.
            Place::Folder(folder) => drop(fs::remove_dir_all(folder)),
            Place::Database { server, name } => {
                let (server, sql) = (server.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
                // Dropping cannot wait, but a thread with a runtime of its own can.
                let dropping = thread::spawn(move || {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_all().build();
                    runtime.map(|runtime| runtime.block_on(administer(&server, sql)))
                });
                drop(dropping.join());
            }
        }
    }
}

async fn opened(url: String, place: Place) -> TestDb {
    match open(&url).await {
        Ok(db) => {
            let test = TestDb { db, url, place };
            match test.migrate().await {
                Ok(_) => test,
                Err(error) => stop(&error),
            }
        }
        Err(error) => stop(&error),
    }
}

/// A number no other fresh database of this process has.
fn next() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("medseal_test_{}_{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn fresh_folder() -> PathBuf {
    loop {
        let folder = env::temp_dir().join(next());
        match fs::create_dir(&folder) {
            Ok(()) => return folder,
            // A process that was killed had the same number once.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => stop(&error),
        }
    }
}

async fn fresh_database(server: &str) -> String {
    loop {
        let name = next();
        match administer(server, format!("CREATE DATABASE {name}")).await {
            Ok(()) => return name,
            Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42P04") => {}
            Err(error) => stop(&error),
        }
    }
}

async fn administer(server: &str, sql: String) -> Result<(), sqlx::Error> {
    use sqlx::Connection as _;
    let mut connection = sqlx::PgConnection::connect(server).await?;
    // The only text that is not the caller's is a name of `next`.
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

/// The address of another database of the same server.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').unwrap_or((server, ""));
    let (scheme, rest) = address.split_once("://").unwrap_or(("postgres", address));
    let host = rest.split('/').next().unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{scheme}://{host}/{name}{mark}{query}")
}

#[expect(clippy::panic, reason = "a test without its database has failed, and should say why")]
fn stop(why: &dyn fmt::Display) -> ! {
    panic!("{why}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_the_same_server_is_addressed() {
        let cases = [
            ("postgres://u:p@host:5/postgres", "postgres://u:p@host:5/x"),
            ("postgres://host", "postgres://host/x"),
            ("postgresql:///a?host=/tmp", "postgresql:///x?host=/tmp"),
        ];
        for (server, expected) in cases {
            assert_eq!(with_database(server, "x"), expected);
        }
    }
}
