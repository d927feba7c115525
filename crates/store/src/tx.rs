//! Transactions, and the four ways to run a statement in one.

use crate::{column::Loaded, error::Result, sql::Sql, value::Value};
use sqlx::{
    Postgres, Sqlite, Transaction, postgres::PgArguments, query, query::Query,
    sqlite::SqliteArguments,
};

/// A transaction under way; dropped without [`Tx::commit`], it is undone.
#[derive(Debug)]
pub struct Tx(pub(crate) Inner);

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

impl Tx {
    /// Makes what was done last.
    ///
    /// # Errors
    /// When the database cannot keep it; then none of it was done, unless the connection was lost meanwhile.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Runs a statement and says how many rows it touched.
    pub(crate) async fn execute(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<u64> {
        Ok(match &mut self.0 {
            Inner::Sqlite(tx) => for_sqlite(sql, values).execute(&mut **tx).await?.rows_affected(),
            Inner::Postgres(tx) => {
                for_postgres(sql, values).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Runs a statement and reads every row it gives.
    pub(crate) async fn all<T: Loaded>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
    ) -> Result<Vec<T>> {
        match &mut self.0 {
            Inner::Sqlite(tx) => {
                for_sqlite(sql, values).fetch_all(&mut **tx).await?.iter().map(T::of).collect()
            }
            Inner::Postgres(tx) => {
                for_postgres(sql, values).fetch_all(&mut **tx).await?.iter().map(T::of).collect()
            }
        }
    }

    /// Runs a statement that gives one row or none.
    pub(crate) async fn optional<T: Loaded>(
        &mut self,
        sql: Sql,
        values: &[Value<'_>],
    ) -> Result<Option<T>> {
        match &mut self.0 {
            Inner::Sqlite(tx) => {
                let row = for_sqlite(sql, values).fetch_optional(&mut **tx).await?;
                row.as_ref().map(T::of).transpose()
            }
            Inner::Postgres(tx) => {
                let row = for_postgres(sql, values).fetch_optional(&mut **tx).await?;
                row.as_ref().map(T::of).transpose()
            }
        }
    }

    /// Runs a statement that gives one row.
    pub(crate) async fn one<T: Loaded>(&mut self, sql: Sql, values: &[Value<'_>]) -> Result<T> {
        Ok(match self.optional(sql, values).await? {
            Some(row) => row,
            None => return Err(sqlx::Error::RowNotFound.into()),
        })
    }
}
