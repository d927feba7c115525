//! What the browser has to fetch, as it is sent: compressed with brotli.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use crate::assets::Manifest;
use crate::places::Places;
use crate::report::size;

/// The most that each asset may weigh, in bytes. The browser's tests read the same file.
const BUDGETS: &str = include_str!("../../budgets.json");

/// Prints each size; an error if one is over its budget.
pub fn check(places: &Places) -> Result<()> {
    let manifest = Manifest::read(places)?;
    let mut over = Vec::new();
    let budgets: BTreeMap<String, u64> = serde_json::from_str(BUDGETS)?;
    for (name, budget) in budgets {
        let bytes = manifest.brotli_size(places, &name)?;
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
