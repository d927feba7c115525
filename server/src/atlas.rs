//! Where network addresses are: a table that the clinic supplies, asked on this machine alone.

use anyhow::Context;
use maxminddb::{Reader, path};
use std::{net::IpAddr, path::Path};

/// The longest name that is taken from the table, in characters.
const LONGEST: usize = 60;

/// A table in the `MaxMind` DB format, version 2, with English names of towns or countries.
pub(crate) struct Table(Reader<Vec<u8>>);

impl Table {
    /// Reads a table into memory.
    ///
    /// # Errors
    /// When the file cannot be read, or is none of this format.
    pub(crate) fn open(file: &Path) -> anyhow::Result<Self> {
        let shown = file.display();
        let reader = Reader::open_readfile(file);
        reader.map(Self).with_context(|| {
            format!("geoip.file: {shown} is no table in the MaxMind DB format that can be read")
        })
    }

    fn name(&self, address: IpAddr, of: &str) -> Option<String> {
        let found = self.0.lookup(address).ok()?;
        let name: Option<String> = found.decode_path(&path![of, "names", "en"]).ok()?;
        let plain =
            name?.chars().filter(|sign| !sign.is_control()).take(LONGEST).collect::<String>();
        Some(plain).filter(|name| !name.trim().is_empty())
    }
}

impl app::Atlas for Table {
    fn place(&self, address: IpAddr) -> Option<String> {
        let address = address.to_canonical();
        match (self.name(address, "city"), self.name(address, "country")) {
            (Some(town), Some(country)) => Some(format!("{town}, {country}")),
            (town, country) => town.or(country),
        }
    }
}
