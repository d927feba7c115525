//! `[database]`: where the rows are.

use serde::Deserialize;

/// `[database]`
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// A `postgres://` address; none for SQLite in the portal's home.
    pub url: Option<String>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.url {
            Some(_) => "Database(PostgreSQL)",
            None => "Database(SQLite)",
        })
    }
}
