//! What Twilio reads out in a call (`TwiML`: `www.twilio.com/docs/voice/twiml`, read in 2026).
//!
//! A call that is answered may have been answered by a machine that records it. So a greeting asks for a key first, which
//! no machine presses, and the code is said after that alone. Both documents are fetched from the address of the call:
//! `Gather` without an action posts the key to the address that it came from.

use crate::{Reply, template::Text};
use askama::Template;
use domain::Language;
use zeroize::Zeroizing;

const MEDIA: &str = "text/xml; charset=utf-8";
/// Room for a document, so that it never grows: it would leave copies of the code behind.
const ROOM: usize = 8 * 1024;

#[derive(Template)]
#[template(path = "twilio-greeting.xml")]
struct Greeting<'a> {
    tag: &'a str,
    voice: &'a str,
    words: &'a str,
}

#[derive(Template)]
#[template(path = "twilio-words.xml")]
struct Spoken<'a> {
    tag: &'a str,
    voice: &'a str,
    words: &'a str,
}

/// The question for a key press.
pub(super) fn greeting(language: Language, voice: &str) -> Reply {
    let words = match language {
        Language::En => "This is a call from your clinic. To hear your code, press any key.",
        Language::Hi => "यह कॉल आपके क्लिनिक से है। अपना कोड सुनने के लिए कोई भी बटन दबाएँ।",
    };
    written(&Greeting { tag: tag(language), voice, words })
}

/// The words of the call, with the code in them.
pub(super) fn words(language: Language, voice: &str, words: &Text) -> Reply {
    written(&Spoken { tag: tag(language), voice, words: words.reveal() })
}

/// The languages as they are spoken in India.
const fn tag(language: Language) -> &'static str {
    match language {
        Language::En => "en-IN",
        Language::Hi => "hi-IN",
    }
}

fn written(document: &impl Template) -> Reply {
    let mut body = Zeroizing::new(String::with_capacity(ROOM));
    // Writing into a string fails only where a template itself does, and these have nothing that could.
    if document.render_into(&mut *body).is_err() {
        body.clear();
    }
    Reply { media: MEDIA, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_asks_for_a_key_and_says_no_code() {
        for (language, tag, say) in
            [(Language::En, "en-IN", "press any key"), (Language::Hi, "hi-IN", "कोई भी बटन दबाएँ")]
        {
            let reply = greeting(language, "Polly.Aditi");
            assert_eq!(reply.media, "text/xml; charset=utf-8");
            let body: &str = &reply.body;
            assert!(body.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>"));
            let asking = body.split_once("<Gather input=\"dtmf\" numDigits=\"1\" ").unwrap().1;
            let (asking, after) = asking.split_once("</Gather>").unwrap();
            assert_eq!(asking.matches(say).count(), 2, "{body}");
            assert_eq!(asking.matches(&format!("language=\"{tag}\"")).count(), 2, "{body}");
            assert_eq!(after.split_whitespace().collect::<String>(), "<Hangup/></Response>");
        }
    }

    #[test]
    fn words_are_text_whatever_they_hold() {
        let said = words(Language::En, "a\"b", &Text::of("1 < 2 & </Say><Dial>900</Dial> \"x\""));
        let body: &str = &said.body;
        assert!(!body.contains("<Dial>") && body.contains("voice=\"a&#34;b\""), "{body}");
        assert!(body.contains("1 &#60; 2 &#38; &#60;/Say&#62;&#60;Dial&#62;900"), "{body}");
        assert_eq!(body.matches("<Say").count(), 1);
    }

    #[test]
    fn nothing_grows_while_it_is_written() {
        let said = words(Language::Hi, "Polly.Aditi", &Text::of(&"कोड, ".repeat(120)));
        assert!(said.body.contains("hi-IN") && said.body.capacity() == ROOM);
    }
}
