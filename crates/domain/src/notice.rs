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
    const DIGEST: &str = "507a810ad573214aa6588935d1dd9259d1a72cc152e43446df34c948093f0f80";

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
