//! Compression ahead of time, at the strength a server cannot afford at each request.

use std::io::Write;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

const TEXTUAL: [&str; 12] =
    ["css", "html", "ico", "js", "json", "map", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Whether files of this extension shrink; pictures and fonts are compressed already.
pub fn shrinks(extension: &str) -> bool {
    TEXTUAL.contains(&extension)
}

/// Brotli (RFC 7932) at quality 11.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut small, &params).context("brotli failed")?;
    Ok(small)
}

/// gzip (RFC 1952) at its best, without a time stamp.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).context("gzip failed")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_squeezed_can_be_restored() {
        for text in [String::new(), "the same words again ".repeat(200)] {
            let bytes = text.as_bytes();
            let mut restored = Vec::new();
            brotli::BrotliDecompress(&mut brotli(bytes).unwrap().as_slice(), &mut restored)
                .unwrap();
            assert_eq!(restored, bytes);
            let mut restored = Vec::new();
            flate2::read::GzDecoder::new(gzip(bytes).unwrap().as_slice())
                .read_to_end(&mut restored)
                .unwrap();
            assert_eq!(restored, bytes);
        }
        assert!(shrinks("wasm") && !shrinks("png"));
    }
}
