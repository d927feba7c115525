//! How long the source files are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::places::Places;

/// No file is longer than this.
const MOST_LINES: usize = 400;
const KINDS: [&str; 3] = ["rs", "css", "ts"];
/// Folders with files that nobody here wrote.
const FOREIGN: [&str; 2] = ["target", "node_modules"];

/// Prints the median and the 95th percentile; an error if a file is too long.
pub fn check(places: &Places) -> Result<()> {
    let mut lengths = Vec::new();
    walk(places.root(), &mut |path| {
        let text = fs::read_to_string(&path);
        let text = text.with_context(|| format!("{} cannot be read", path.display()))?;
        lengths.push((text.lines().count(), path));
        Ok(())
    })?;
    lengths.sort();
    let (median, high) = (percentile(&lengths, 50), percentile(&lengths, 95));
    println!("     {} files, median {median} lines, 95th percentile {high}", lengths.len());
    let too_long = lengths.iter().filter(|(lines, _)| *lines > MOST_LINES);
    let too_long: Vec<_> =
        too_long.map(|(lines, path)| format!("{} has {lines} lines", path.display())).collect();
    match too_long.as_slice() {
        [] => Ok(()),
        files => bail!("no file may have more than {MOST_LINES} lines:\n{}", files.join("\n")),
    }
}

fn walk(folder: &Path, visit: &mut impl FnMut(PathBuf) -> Result<()>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let (name, path) = (entry.file_name(), entry.path());
        let name = name.to_string_lossy();
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
        match entry.file_type()? {
            it if it.is_dir() && !name.starts_with('.') && !FOREIGN.contains(&&*name) => {
                walk(&path, visit)?;
            }
            it if it.is_file() && KINDS.contains(&kind) => visit(path)?,
            _ => {}
        }
    }
    Ok(())
}

/// The length that `share` per cent of the files do not exceed; 0 if there are no files.
fn percentile(sorted: &[(usize, PathBuf)], share: usize) -> usize {
    let rank = (sorted.len() * share).div_ceil(100).max(1);
    sorted.get(rank - 1).map_or(0, |(lines, _)| *lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_lengths_that_occur() {
        let files =
            |count: usize| (1..=count).map(|lines| (lines, PathBuf::new())).collect::<Vec<_>>();
        let cases = [(0, 50, 0), (1, 95, 1), (4, 50, 2), (5, 50, 3), (20, 95, 19), (100, 95, 95)];
        for (count, share, expected) in cases {
            assert_eq!(percentile(&files(count), share), expected, "{share} % of {count}");
        }
    }
}
