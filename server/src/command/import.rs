//! `medseal import`

use crate::{
    cli::Import,
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use portal::{
    Portal,
    import::{self, ImportError, Mode, Outcome},
};
use std::{path::Path, process::ExitCode};

/// Some resources were refused.
const SOME_REFUSED: u8 = 4;
/// Up to so many files, a bar would be more noise than help.
const FEW: usize = 3;

/// Imports each file and says what became of it.
pub(crate) async fn run(home: &Home, config: Config, asked: &Import) -> anyhow::Result<ExitCode> {
    let wiring = Wiring::open(home, config, &Nature::of_the_machine()).await?;
    let mode = if asked.all_or_nothing { Mode::AllOrNothing } else { Mode::Lenient };
    let bar = bar(asked.files.len());
    let mut refused = false;
    for path in &asked.files {
        let line = file(&wiring.portal, path, mode).await?;
        refused |= line.refused;
        bar.suspend(|| line.print(path));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(if refused { ExitCode::from(SOME_REFUSED) } else { ExitCode::SUCCESS })
}

/// What is said of one file.
struct Said {
    summary: String,
    faults: Vec<String>,
    refused: bool,
}

impl Said {
    fn of(outcome: &Outcome, imported: bool) -> Self {
        let Outcome { created, updated, unchanged, older, skipped, faults } = outcome;
        let refused = faults.len();
        let summary = if imported {
            format!(
                "{created} new, {updated} changed, {unchanged} unchanged, {older} older than ours, \
                 {skipped} skipped, {refused} refused"
            )
        } else {
            format!("nothing imported, {refused} refused")
        };
        let faults = faults
            .iter()
            .map(|it| format!("entry {} ({}): {}", it.position, it.resource_type, it.fault))
            .collect();
        Self { summary, faults, refused: refused > 0 }
    }

    fn print(&self, path: &Path) {
        println!("{}: {}", path.display(), self.summary);
        for fault in &self.faults {
            eprintln!("  {fault}");
        }
    }
}

async fn file(portal: &Portal, path: &Path, mode: Mode) -> anyhow::Result<Said> {
    let bytes = match tokio::fs::read(path).await {
        Ok(bytes) => bytes,
        Err(why) => {
            let summary = format!("cannot be read: {why}");
            return Ok(Said { summary, faults: Vec::new(), refused: true });
        }
    };
    match import::bundle(portal, &bytes, mode).await {
        Ok(outcome) => Ok(Said::of(&outcome, true)),
        Err(ImportError::Nothing(outcome)) => Ok(Said::of(&outcome, false)),
        Err(ImportError::NotABundle(why)) => {
            Ok(Said { summary: format!("{why}"), faults: Vec::new(), refused: true })
        }
        Err(ImportError::Failed(refusal)) => {
            Err(refusal).with_context(|| format!("cannot import {}", path.display()))
        }
    }
}

fn bar(files: usize) -> ProgressBar {
    if files <= FEW {
        return ProgressBar::hidden();
    }
    let length = u64::try_from(files).unwrap_or(u64::MAX);
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} files, {eta} left");
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
