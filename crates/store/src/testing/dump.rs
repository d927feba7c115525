//! All that stands in a database, as whoever stole it has it.

use super::{TestDb, stop};
use crate::db::Pools;
use sqlx::{AssertSqlSafe, PgConnection, Row};
use std::{fs, path::Path};

const TABLES: &str =
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";

impl TestDb {
    /// Every byte: of SQLite's files, and of each row of PostgreSQL's tables, whose bytes are written as letters where they
    /// are.
    ///
    /// # Panics
    /// When it cannot be read.
    pub async fn dump(&self) -> Vec<u8> {
        let dumped = match &self.db.0 {
            Pools::Sqlite { .. } => files(self.url.trim_start_matches("sqlite:")),
            Pools::Postgres(pool) => match pool.acquire().await {
                // It is no use to anybody else: its settings are not theirs.
                Ok(connection) => rows(&mut connection.detach()).await,
                Err(error) => Err(error),
            },
        };
        dumped.unwrap_or_else(|error| stop(&error))
    }
}

fn files(database: &str) -> Result<Vec<u8>, sqlx::Error> {
    let mut bytes = Vec::new();
    let folder = Path::new(database).parent().unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder)? {
        bytes.extend(fs::read(entry?.path())?);
    }
    Ok(bytes)
}

async fn rows(connection: &mut PgConnection) -> Result<Vec<u8>, sqlx::Error> {
    sqlx::raw_sql("SET bytea_output = 'escape'").execute(&mut *connection).await?;
    let mut bytes = Vec::new();
    for table in sqlx::query(TABLES).fetch_all(&mut *connection).await? {
        let table: String = table.try_get(0)?;
        let sql = format!("SELECT t::text FROM \"{table}\" AS t");
        for row in sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(&mut *connection).await? {
            let text: String = row.try_get(0)?;
            bytes.extend(text.into_bytes());
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}
