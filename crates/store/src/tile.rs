//! The hashes of the audit log's tree, in tiles.

use crate::{Result, Tx, value::values};
use domain::audit::{
    tile::{Place, Tile},
    tree::Hash,
};
use uuid::Uuid;

row! {
    /// A tile as it was found. Somebody may have written to it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TileRow {
        /// Its level.
        pub level: u32,
        /// Its number on that level.
        pub number: u64,
        /// Its hashes, one after another.
        pub hashes: Vec<u8>,
        /// On the lowest level, the names of the events, one after another.
        pub names: Option<Vec<u8>>,
    }
}

statements! {
    GET = both "SELECT level, number, hashes, names FROM audit_tile WHERE level = $1 AND number = $2";
    PUT = both "INSERT INTO audit_tile (level, number, hashes, names) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes, names = excluded.names";
}

impl TileRow {
    /// The tile, but for what at its end is no whole hash.
    #[must_use]
    pub fn tile(&self) -> Tile {
        let place = Place { level: self.level, number: self.number };
        Tile { place, hashes: self.hashes.as_chunks::<{ size_of::<Hash>() }>().0.to_vec() }
    }

    /// The names of its events.
    #[must_use]
    pub fn names(&self) -> Vec<Uuid> {
        let names = self.names.as_deref().unwrap_or_default().as_chunks().0;
        names.iter().map(|name| Uuid::from_bytes(*name)).collect()
    }
}

/// A tile.
///
/// # Errors
/// When the database does not answer.
pub async fn get(tx: &mut Tx, place: Place) -> Result<Option<TileRow>> {
    tx.optional(GET, values![i64::from(place.level), place.number]).await
}

/// Writes a tile, with the names of its events if it is of the lowest level.
///
/// # Errors
/// When the database cannot be written to.
pub async fn put(tx: &mut Tx, tile: &Tile, names: Option<&[Uuid]>) -> Result<()> {
    let names = names.map(|names| names.iter().flat_map(|name| *name.as_bytes()).collect());
    let names: Option<Vec<u8>> = names;
    let values = values![
        i64::from(tile.place.level),
        tile.place.number,
        tile.hashes.as_flattened(),
        names.as_deref(),
    ];
    tx.execute(PUT, values).await.map(drop)
}
