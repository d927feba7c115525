//! What may go wrong in a database.

use sqlx::error::{DatabaseError, ErrorKind};

/// What a store function returns.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a database did not do as it was asked.
///
/// Neither its `Display` nor its `Debug` holds a bound value: what an engine says is kept only where it speaks of
/// tables and constraints, so that it may be logged.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Error {
    cause: Cause,
    what: String,
}

#[derive(Debug, PartialEq, Eq)]
enum Cause {
    /// The database cannot be reached or written to at present.
    Unavailable,
    /// A row of this table is there already.
    Unique(String),
    /// A row that is referred to is not there.
    Reference,
    /// Anything else: a fault of the program, of the configuration, or of the stored data.
    Other,
}

impl Error {
    /// Whether a row with the same key is there already.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        matches!(self.cause, Cause::Unique(_))
    }

    /// Whether a row with the same key is there already, in this table.
    #[must_use]
    pub fn on_constraint(&self, table: &str) -> bool {
        matches!(&self.cause, Cause::Unique(name) if name == table)
    }

    /// Whether a row that was referred to is not there.
    #[must_use]
    pub fn is_missing_reference(&self) -> bool {
        self.cause == Cause::Reference
    }

    /// Whether the same call may succeed later, the program being right: the disk is full, the database is read-only,
    /// busy for too long, or out of reach.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        self.cause == Cause::Unavailable
    }

    pub(crate) fn unreadable(column: &str) -> Self {
        Self { cause: Cause::Other, what: format!("column {column} holds an unreadable value") }
    }

    pub(crate) fn failed_before() -> Self {
        let what = "a statement of the transaction has failed before".to_owned();
        Self { cause: Cause::Other, what }
    }

    pub(crate) fn address(why: &str) -> Self {
        Self { cause: Cause::Other, what: format!("the database's address {why}") }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as Sqlx;
        match error {
            Sqlx::Database(error) => of_engine(error.as_ref()),
            Sqlx::ColumnDecode { index, .. } => Self::unreadable(&index),
            Sqlx::Migrate(error) => (*error).into(),
            Sqlx::Io(_)
            | Sqlx::Tls(_)
            | Sqlx::PoolTimedOut
            | Sqlx::PoolClosed
            | Sqlx::WorkerCrashed
            | Sqlx::BeginFailed => Self { cause: Cause::Unavailable, what: error.to_string() },
            Sqlx::Encode(_) | Sqlx::Decode(_) => {
                Self { cause: Cause::Other, what: "a value is of the wrong type".to_owned() }
            }
            other => Self { cause: Cause::Other, what: other.to_string() },
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError;
        match error {
            MigrateError::Execute(error) => error.into(),
            MigrateError::ExecuteMigration(error, version) => {
                let Self { cause, what } = error.into();
                Self { cause, what: format!("migration {version}: {what}") }
            }
            other => Self { cause: Cause::Other, what: other.to_string() },
        }
    }
}

fn of_engine(error: &dyn DatabaseError) -> Error {
    let code = error.code().unwrap_or_default();
    let cause = match error.kind() {
        ErrorKind::UniqueViolation => Cause::Unique(table(error)),
        ErrorKind::ForeignKeyViolation => Cause::Reference,
        _ if is_passing(&code) => Cause::Unavailable,
        _ => Cause::Other,
    };
    // PostgreSQL quotes the offending value in its data exceptions (SQLSTATE class 22).
    let what = match code.len() {
        5 if code.starts_with("22") => format!("the database refused a value ({code})"),
        _ => format!("the database said: {} ({code})", error.message()),
    };
    Error { cause, what }
}

/// The table whose unique rule was broken. SQLite names its columns in the message alone.
fn table(error: &dyn DatabaseError) -> String {
    let named = error.message().strip_prefix("UNIQUE constraint failed: ");
    let first = named.and_then(|columns| columns.split('.').next());
    error.table().or(first).unwrap_or_default().to_owned()
}

/// Whether an engine's code speaks of its state rather than of the statement: five characters are a SQLSTATE of
/// PostgreSQL, fewer an (extended) result code of SQLite.
fn is_passing(code: &str) -> bool {
    match code.len() {
        5 => {
            let class = code.get(..2).unwrap_or_default();
            // Connection, resources, operator, system; read-only, no connections allowed, lock, deadlock, serialisation.
            matches!(class, "08" | "53" | "57" | "58")
                || matches!(code, "25006" | "55000" | "55P03" | "40P01" | "40001")
        }
        // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN.
        _ => code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_pass_are_told_from_codes_that_stay() {
        let cases = [
            ("5", true),
            ("517", true),
            ("8", true),
            ("1032", true),
            ("13", true),
            ("14", true),
            ("10", true),
            ("778", true),
            ("1", false),
            ("1555", false),
            ("53100", true),
            ("57P01", true),
            ("08006", true),
            ("25006", true),
            ("55000", true),
            ("42P01", false),
            ("23505", false),
            ("22P02", false),
            ("", false),
        ];
        for (code, passing) in cases {
            assert_eq!(is_passing(code), passing, "{code}");
        }
    }
}
