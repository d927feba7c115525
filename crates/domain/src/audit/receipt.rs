//! What a person takes away to show that an event is in the log: a proof file (C2SP tlog-proof).

use super::{Content, tree::Hash};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;

/// An event with everything that shows it to be in the log.
#[derive(Clone)]
pub struct Receipt {
    /// The leaf's bytes: seven lines of text.
    pub leaf: String,
    /// The content that the leaf has a digest of, while it is kept and can be opened.
    pub content: Option<Content>,
    /// Its place in the log, from 0.
    pub index: u64,
    /// The proof, from the leaf upwards.
    pub proof: Vec<Hash>,
    /// The signed note of the head that it leads to.
    pub checkpoint: String,
}

/// What the file's line `extra` holds, in JSON.
#[derive(Serialize)]
struct Extra<'a> {
    leaf: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'a str>,
}

impl Receipt {
    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let extra = Extra {
            leaf: &self.leaf,
            salt: self.content.as_ref().map(|content| STANDARD.encode(content.salt())),
            content: self.content.as_ref().map(Content::text),
        };
        // Text and texts alone: it cannot fail.
        let extra = serde_json::to_vec(&extra).unwrap_or_default();
        let mut text = format!(
            "c2sp.org/tlog-proof@v1\nextra {}\nindex {}\n",
            STANDARD.encode(extra),
            self.index
        );
        for hash in &self.proof {
            STANDARD.encode_string(hash, &mut text);
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_made_of_lines() {
        let mut receipt = Receipt {
            leaf: "a\n".to_owned(),
            content: None,
            index: 7,
            proof: vec![[0; 32], [255; 32]],
            checkpoint: "log\n8\n".to_owned(),
        };
        let (zero, ones) = (STANDARD.encode([0; 32]), STANDARD.encode([255; 32]));
        let extra = STANDARD.encode(r#"{"leaf":"a\n"}"#);
        let expected =
            format!("c2sp.org/tlog-proof@v1\nextra {extra}\nindex 7\n{zero}\n{ones}\n\nlog\n8\n");
        assert_eq!(receipt.text(), expected);
        receipt.content = Content::opened([vec![1; 32], b"{}".to_vec()].concat());
        let extra =
            format!(r#"{{"leaf":"a\n","salt":"{}","content":"{{}}"}}"#, STANDARD.encode([1; 32]));
        assert!(receipt.text().contains(&STANDARD.encode(extra)));
    }
}
