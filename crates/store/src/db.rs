//! The database: SQLite or PostgreSQL.

use crate::{
    error::{Error, Result},
    tx::{Inner, Tx},
};
use sqlx::{
    Connection as _, Executor as _, PgConnection, PgPool, Row as _, SqliteConnection, SqlitePool,
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgSslMode},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{fs::OpenOptions, io::ErrorKind, net::IpAddr, path::Path, time::Duration};

/// How long a statement waits for another process' lock, and a task for a free connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections that read beside SQLite's one writer.
const READERS: u32 = 4;
/// Connections of one node to PostgreSQL.
const CONNECTIONS: u32 = 10;

/// Why a server is not gone to.
const UNSAFE: &str = "names a PostgreSQL server on the network, whose connection is not protected: add ?sslmode=verify-full, and \
    &sslrootcert=/path/to/ca.pem if its certificate is the clinic's own; on this machine it is reached at 127.0.0.1 or by a socket";

statements! {
    PING = both "SELECT 1";
    // SQLite's connection knows by itself.
    IS_OUTSIDE = sqlite "SELECT 1", postgres "SELECT now() = statement_timestamp()";
}

/// A database, open. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Db(pub(crate) Pools);

#[derive(Clone, Debug)]
pub(crate) enum Pools {
    /// One connection writes, since SQLite admits one writer; in WAL mode the others read beside it.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite 3, in a file.
    Sqlite,
    /// PostgreSQL, over a network or a socket.
    Postgres,
}

impl Db {
    /// Opens `sqlite:/path/medseal.db` (made if it is missing, `?mode=ro` opens it for reading alone) or
    /// `postgres://…`.
    ///
    /// # Errors
    /// When the address is of neither kind, or the database cannot be reached or made; when PostgreSQL would be reached over the
    /// network by a connection that others could read or answer (`sslmode`, PostgreSQL 34.19).
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_for(url, PATIENCE).await
    }

    /// The same, with another patience than five seconds.
    pub(crate) async fn open_for(url: &str, patience: Duration) -> Result<Self> {
        match url.split_once(':') {
            Some(("sqlite", _)) => open_sqlite(url, patience).await,
            Some(("postgres" | "postgresql", _)) => open_postgres(url, patience).await,
            _ => Err(Error::address("begins neither with sqlite: nor with postgres:")),
        }
    }

    /// Which database it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.0 {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that writes. SQLite's holds the one write lock from here on, so that it cannot fail
    /// half-way for want of it.
    ///
    /// # Errors
    /// When the database is out of reach, or busy for longer than five seconds.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(Tx::new(match &self.0 {
            Pools::Sqlite { writer, .. } => {
                Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Pools::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        }))
    }

    /// Begins a transaction that only reads; it waits for no writer, and a write within it fails.
    ///
    /// # Errors
    /// When the database is out of reach.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx::new(match &self.0 {
            Pools::Sqlite { readers, .. } => Inner::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => Inner::Postgres(pool.begin_with("BEGIN READ ONLY").await?),
        }))
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none.
    pub async fn ping(&self) -> Result<()> {
        let mut tx = self.read().await?;
        tx.execute(PING, &[]).await?;
        tx.commit().await
    }

    /// Closes every connection, once the transactions under way have ended.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(url: &str, patience: Duration) -> Result<Db> {
    let options: SqliteConnectOptions = url.parse()?;
    let reads_only = url.contains("?mode=ro");
    match options.get_filename() {
        _ if url.contains(":memory:") || url.contains("mode=memory") => {
            return Err(Error::address(
                "must name a file: each connection would have its own memory",
            ));
        }
        path if !reads_only => make_private(path)?,
        _ => {}
    }
    let options = options
        .journal_mode(SqliteJournalMode::Wal)
        // Not NORMAL: a spent attempt or a used code that a power cut undoes could be had twice.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is written over; copies that are left elsewhere in the files go with `Db::rewrite`.
        .pragma("secure_delete", "ON")
        .busy_timeout(patience);
    let reading = options.clone().pragma("query_only", "ON");
    let pool = || {
        PoolOptions::new()
            .acquire_timeout(patience)
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(is_idle(connection)))
    };
    Ok(Db(Pools::Sqlite {
        writer: pool().max_connections(1).connect_with(options).await?,
        readers: pool().max_connections(READERS).connect_lazy_with(reading),
    }))
}

/// Whether a released connection has ended its transaction. A full disk makes SQLite end one by itself, on which
/// sqlx' own roll-back fails and leaves the connection counting a transaction for good: such a one is closed.
async fn is_idle(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    // A roll-back is only queued when a transaction is dropped; the answer comes after it.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Makes the file before SQLite does, so that nobody but its owner may read it; its companions inherit that.
fn make_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(sqlx::Error::Io(error).into())
        }
        _ => Ok(()),
    }
}

/// Whether a released connection is in no transaction. One whose beginning nobody waited for, as when a browser goes
/// away, is open on the server while sqlx counts none and rolls nothing back: such a connection is closed. The server's
/// clock tells: outside a transaction, each statement is one by itself and begins when it does.
async fn is_outside(connection: &mut PgConnection) -> sqlx::Result<bool> {
    // As a bare text it is one message; a prepared statement would have a moment for each of its messages.
    connection.fetch_one(IS_OUTSIDE.postgres).await?.try_get(0)
}

/// Whether nobody on the way can read along, or be the server in its stead. To whoever stands between, TLS without a look at the
/// server's certificate is no more than none, and neither is a look that does not mind the name: sqlx believes every public
/// authority beside `sslrootcert`, and those sign anybody's.
fn is_safe(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_start_matches('[').trim_end_matches(']');
    let is_here = host == "localhost"
        || host.starts_with('/')
        || options.get_socket().is_some()
        || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback());
    is_here || matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
}

async fn open_postgres(url: &str, patience: Duration) -> Result<Db> {
    // The parser's own words could repeat the password that stands in the address.
    let options: PgConnectOptions = url.parse().map_err(|_| Error::address("cannot be read"))?;
    if !is_safe(&options) {
        return Err(Error::address(UNSAFE));
    }
    let pool = PoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(patience)
        .after_release(|connection, _| Box::pin(is_outside(connection)));
    Ok(Db(Pools::Postgres(pool.connect_with(options.application_name("medseal")).await?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_the_network_a_server_must_show_who_it_is() {
        let cases = [
            ("postgres://u@127.0.0.1:5432/x", true),
            ("postgres://u@[::1]/x", true),
            ("postgres://u@localhost/x", true),
            ("postgres:///x?host=/run/postgresql", true),
            ("postgres://u@%2Frun%2Fpostgresql/x", true),
            ("postgres://u@db/x", false),
            ("postgres://u@10.0.0.5/x", false),
            ("postgres://u@localhost.example/x", false),
            ("postgres://u@127.0.0.1/x?host=10.0.0.5", false),
            ("postgres://u@db/x?sslmode=disable", false),
            ("postgres://u@db/x?sslmode=prefer", false),
            ("postgres://u@db/x?sslmode=require", false),
            ("postgres://u@db/x?sslmode=verify-ca", false),
            ("postgres://u@db/x?sslmode=verify-ca&sslrootcert=ca.pem", false),
            ("postgres://u@db/x?sslmode=verify-full", true),
        ];
        for (url, safe) in cases {
            assert_eq!(is_safe(&url.parse().unwrap()), safe, "{url}");
        }
    }
}
