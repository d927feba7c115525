//! SQL texts, kept so that none can be forgotten by the test that prepares them all.

/// One statement: its text for each engine.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    /// What its module calls it.
    #[cfg_attr(not(feature = "testing"), expect(dead_code, reason = "tests alone ask for it"))]
    pub name: &'static str,
    /// The text for SQLite.
    pub sqlite: &'static str,
    /// The text for PostgreSQL.
    pub postgres: &'static str,
}

/// Declares a module's statements: `NAME = both "…";` where one text serves, `NAME = sqlite "…", postgres "…";`
/// where the dialects differ. Besides the constants it makes the module's `SQL`, the list of them all.
macro_rules! statements {
    ($($name:ident = $how:ident $first:expr $(, postgres $second:expr)?;)+) => {
        $(const $name: $crate::sql::Sql =
            statements!(@ $how stringify!($name), $first $(, $second)?);)+

        /// Every statement of this module.
        #[cfg(feature = "testing")]
        pub(crate) const SQL: &[$crate::sql::Sql] = &[$($name),+];
    };
    (@ both $name:expr, $text:expr) => {
        $crate::sql::Sql { name: $name, sqlite: $text, postgres: $text }
    };
    (@ sqlite $name:expr, $first:expr, $second:expr) => {
        $crate::sql::Sql { name: $name, sqlite: $first, postgres: $second }
    };
}
