//! The notice on personal data that a person accepts before they use the portal (Digital Personal Data Protection Act,
//! 2023, section 5).

/// Which notice the portal's words are: raised whenever its meaning changes, so that everybody is asked again.
pub const VERSION: &str = "2026-2";

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};
    use std::fmt::Write;

    /// What the words of both languages come to, comments aside.
    const DIGEST: &str = "7f4eddd2589751264fca284db77c9ba29667e5b3ae1d064b18da9a390913c304";

    fn digest(files: [&str; 2]) -> String {
        let is_said = |line: &&str| !line.is_empty() && !line.starts_with('#');
        let mut said = Sha256::new();
        for line in files.iter().flat_map(|file| file.lines()).filter(is_said) {
            said.update(line);
            said.update("\n");
        }
        said.finalize().iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        })
    }

    #[test]
    fn whoever_changes_the_words_raises_the_version() {
        let files = [
            include_str!("../../../locales/en/privacy.ftl"),
            include_str!("../../../locales/hi/privacy.ftl"),
        ];
        assert_eq!(
            (VERSION, digest(files).as_str()),
            ("2026-2", DIGEST),
            "the notice says something else: raise VERSION, so that everybody is asked again, and put both here"
        );
    }
}
