//! Letters in which the browser shows every language of the pages: without them it measures empty boxes.

use std::process::Command;

use anyhow::Result;

use crate::packages::{self, Need};
use crate::places::Places;
use crate::shell;

const NEED: Need = Need {
    what: "A font with Devanagari letters",
    package: "fonts-noto-core",
    advice: "install Noto Sans Devanagari, or another font that has them",
};

/// Installs them where fontconfig is there and knows of none.
pub fn ensure(places: &Places) -> Result<()> {
    match shell::on_path("fc-list") {
        Some(list) if shell::capture(Command::new(&list).arg(":lang=hi"))?.trim().is_empty() => {
            packages::install(places, &NEED)
        }
        _ => Ok(()),
    }
}
