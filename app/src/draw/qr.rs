//! A QR code (ISO/IEC 18004) as one path of dark squares.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// The light modules that must stand around it on every side (ISO/IEC 18004, section 6.3.8).
pub(crate) const QUIET: i32 = 4;

/// A QR code, drawn in modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Qr {
    /// How wide and high it is, with what is light around it.
    pub side: i32,
    /// Its dark modules, as a path (SVG 2, section 9.3).
    pub path: String,
}

impl Qr {
    /// The code of a text, at the level that is still read when three tenths of it are hidden; none for a text that is too
    /// long.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::High).ok()?;
        let path = (0..code.size()).map(|row| line(&code, row)).collect();
        Some(Self { side: code.size() + 2 * QUIET, path })
    }
}

/// One row: neighbours are one rectangle, so that no seam shows between them.
fn line(code: &QrCode, row: i32) -> String {
    let mut path = String::new();
    let mut column = 0;
    while column < code.size() {
        let wide = (column..code.size()).take_while(|it| code.get_module(*it, row)).count();
        let wide = i32::try_from(wide).unwrap_or(0);
        if wide > 0 {
            let (x, y) = (column + QUIET, row + QUIET);
            // A text takes whatever is written to it.
            write!(path, "M{x} {y}h{wide}v1h-{wide}z").unwrap_or_default();
        }
        column += wide + 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules that a path covers.
    fn dark(path: &str) -> Vec<(i32, i32)> {
        let mut all = Vec::new();
        for part in path.split('M').filter(|part| !part.is_empty()) {
            let (x, rest) = part.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (wide, back) = rest.split_once("v1h-").unwrap();
            assert_eq!(back, format!("{wide}z"), "{part}");
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            all.extend((0..wide.parse().unwrap()).map(|right| (x + right, y)));
        }
        all.sort_unstable();
        all
    }

    #[test]
    fn the_path_covers_each_dark_module_and_leaves_the_rest_light() {
        for text in ["K7X9QA4TD", "333333333", "A"] {
            let code = QrCode::encode_text(text, QrCodeEcc::High).unwrap();
            let qr = Qr::of(text).unwrap();
            let modules = (0..code.size()).flat_map(|x| (0..code.size()).map(move |y| (x, y)));
            let lit = modules.filter(|(x, y)| code.get_module(*x, *y));
            let expected: Vec<_> = lit.map(|(x, y)| (x + QUIET, y + QUIET)).collect();
            assert_eq!(dark(&qr.path), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_the_smallest_code_there_is() {
        assert_eq!(Qr::of("K7X9QA4TD").unwrap().side, 21 + 2 * QUIET);
        assert_eq!(Qr::of(&"A".repeat(5_000)), None);
    }
}
