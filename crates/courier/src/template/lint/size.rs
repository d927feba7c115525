//! What it costs.

use super::{
    super::{Encoding, Template, parts, placeholder::Pieces},
    Fault,
};
use domain::{Language, challenge::Channel};

impl Template {
    pub(super) fn size(&self) -> Vec<Fault> {
        match (self.channel, self.parts()) {
            (Channel::Sms, Some(parts)) => {
                let most = most(self.language);
                let mut faults = self.dear();
                faults.extend(
                    (parts.count > most).then_some(Fault::Long { count: parts.count, most }),
                );
                faults.extend(has_loose_spaces(&self.text).then_some(Fault::Spaces));
                faults
            }
            _ => Vec::new(),
        }
    }

    /// The characters for which a text pays that could do without them. Devanagari could not.
    fn dear(&self) -> Vec<Fault> {
        if self.language != Language::En {
            return Vec::new();
        }
        let mut dear: Vec<char> = Pieces::of(&self.text)
            .fixed()
            .flat_map(str::chars)
            .filter(|c| parts(c.encode_utf8(&mut [0; 4])).encoding == Encoding::Ucs2)
            .collect();
        dear.sort_unstable();
        dear.dedup();
        dear.into_iter().map(Fault::Dear).collect()
    }
}

/// How many parts a message with a code has room for all it must say in.
const fn most(language: Language) -> u32 {
    match language {
        Language::En => 1,
        Language::Hi => 2,
    }
}

fn has_loose_spaces(text: &str) -> bool {
    text.contains("  ")
        || text.contains(['\t', '\r'])
        || text.split('\n').any(|line| line.trim() != line)
}
