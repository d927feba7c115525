//! What the browser has to fetch, as it is sent: compressed with brotli.

use anyhow::{Result, bail};

use crate::assets::Manifest;
use crate::places::Places;
use crate::report::size;

/// The most that an asset may weigh, in bytes.
const BUDGETS: [(&str, u64); 2] = [("islands.wasm", 70_000), ("main.css", 10_000)];

/// Prints each size; an error if one is over its budget.
pub fn check(places: &Places) -> Result<()> {
    let manifest = Manifest::read(places)?;
    let mut over = Vec::new();
    for (name, budget) in BUDGETS {
        let bytes = manifest.brotli_size(places, name)?;
        println!("     {name}: {} of {}", size(bytes), size(budget));
        if bytes > budget {
            over.push(format!("{name} has {bytes} bytes, {} too many", bytes - budget));
        }
    }
    match over.as_slice() {
        [] => Ok(()),
        over => bail!("{}", over.join("\n")),
    }
}
