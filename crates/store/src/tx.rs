//! Transactions, and the four ways to run a statement in one.

use crate::{
    column::Loaded,
    error::{Error, Result},
    sql::Sql,
    value::Value,
};
use domain::id::PatientId;
use sqlx::{
    Postgres, Sqlite, Transaction, postgres::PgArguments, query, query::Query,
    sqlite::SqliteArguments,
};

/// A transaction under way; dropped without [`Tx::commit`], it is undone.
///
/// Once a statement in it has failed it does nothing more and cannot be committed. PostgreSQL would have it so;
/// SQLite may end a transaction by itself, after which each further statement would last at once.
#[derive(Debug)]
pub struct Tx {
    pub(crate) inner: Inner,
    failed: bool,
    /// The wrapped key that was read last, until this transaction writes one: what an act seals and its line of the log are
    /// mostly one patient's, and asking the database twice is what a line costs most.
    pub(crate) last_key: Option<(PatientId, Vec<u8>)>,
}

#[derive(Debug)]
pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

macro_rules! binder {
    ($name:ident, $engine:ty, $arguments:ty, $text:ident) => {
        fn $name(sql: Sql, values: &[Value<'_>]) -> Query<'static, $engine, $arguments> {
            values.iter().fold(query(sql.$text), |query, value| match *value {
                Value::Bool(value) => query.bind(value),
                Value::Int(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::Bytes(value) => query.bind(value),
                Value::Uuid(value) => query.bind(value),
            })
        }
    };
}

binder!(for_sqlite, Sqlite, SqliteArguments, sqlite);
binder!(for_postgres, Postgres, PgArguments, postgres);

/// Runs a statement on either engine by the named method.
macro_rules! run {
    ($tx:expr, $sql:expr, $values:expr, $method:ident, |$done:ident| $then:expr) => {{
        $tx.check()?;
        // So it stays if the caller gives up waiting.
        $tx.failed = true;
        let done = match &mut $tx.inner {
            Inner::Sqlite(tx) => {
                for_sqlite($sql, $values).$method(&mut **tx).await.map(|$done| $then)
            }
            Inner::Postgres(tx) => {
                for_postgres($sql, $values).$method(&mut **tx).await.map(|$done| $then)
            }
        };
        $tx.failed = done.is_err();
        done?
    }};
}

impl Tx {
    pub(crate) fn new(inner: Inner) -> Self {
        Self { inner, failed: false, last_key: None }
    }

    /// Makes what was done last.
    ///
    /// # Errors
    /// When a statement has failed, or the database cannot keep what was done; then none of it was, unless the
    /// connection was lost meanwhile.
    pub async fn commit(self) -> Result<()> {
        self.check()?;
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Runs a statement and says how many rows it touched.
    pub(crate) async fn execute(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64> {
        Ok(run!(self, sql, values, execute, |done| done.rows_affected()))
    }

    /// Runs a statement and reads every row it gives.
    pub(crate) async fn all<T: Loaded>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
    ) -> Result<Vec<T>> {
        run!(self, sql, values, fetch_all, |rows| rows.iter().map(T::of).collect())
    }

    /// Runs a statement that gives one row or none.
    pub(crate) async fn optional<T: Loaded>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
    ) -> Result<Option<T>> {
        run!(self, sql, values, fetch_optional, |row| row.as_ref().map(T::of).transpose())
    }

    /// Runs a statement that gives one row.
    pub(crate) async fn one<T: Loaded>(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<T> {
        self.optional(sql, values).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    fn check(&self) -> Result<()> {
        if self.failed { Err(Error::failed_before()) } else { Ok(()) }
    }
}
