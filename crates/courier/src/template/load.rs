//! Reading templates, and refusing those that an operator would.

use super::{Finding, Lint, Templates, Weight, lint};
use std::fmt;

/// Why templates are not accepted: every error that was found, with what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError(Vec<Finding>);

impl TemplateError {
    /// The errors, of which there is at least one.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.0
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the message templates cannot be used")?;
        self.0.iter().try_for_each(|finding| write!(f, "\n  {finding}"))
    }
}

impl std::error::Error for TemplateError {}

impl Templates {
    /// The text of the templates that the sandbox carrier knows (TOML 1.0).
    pub const BUILT_IN: &'static str = include_str!("../../templates.toml");

    /// The templates that the sandbox carrier knows.
    ///
    /// # Errors
    /// None: the tests of this crate load them.
    pub fn built_in() -> Result<Self, TemplateError> {
        Self::from_text(Self::BUILT_IN, &[])
    }

    /// Reads templates (TOML 1.0); links are only these.
    ///
    /// # Errors
    /// Every error that [`lint()`] finds.
    pub fn from_text(text: &str, allowed_links: &[String]) -> Result<Self, TemplateError> {
        lint(text, allowed_links).accept()
    }
}

impl Lint {
    /// The templates, if there is no error among the findings.
    ///
    /// # Errors
    /// Every error that was found.
    pub fn accept(self) -> Result<Templates, TemplateError> {
        let errors: Vec<Finding> =
            self.findings.into_iter().filter(|f| f.fault.weight() == Weight::Error).collect();
        if errors.is_empty() { Ok(Templates(self.templates)) } else { Err(TemplateError(errors)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::{
        Fault,
        lint::{every, every_news},
    };
    use domain::{Language, challenge::Channel};

    #[test]
    fn the_built_in_templates_load_and_cover_everything() {
        let read = lint(Templates::BUILT_IN, &[]);
        assert_eq!(read.findings, []);
        assert_eq!(read.accept().unwrap().0.len(), every().count() + every_news().count());
    }

    #[test]
    fn texts_to_phones_take_one_part_in_english_and_two_in_hindi() {
        for template in Templates::built_in().unwrap().0 {
            let count = template.parts().map(|parts| parts.count);
            let expected = match (template.channel, template.language) {
                (Channel::Voice, _) => None,
                (Channel::Sms, Language::En) => Some(1),
                (Channel::Sms, Language::Hi) => Some(2),
            };
            assert_eq!(count, expected, "{}", template.id);
        }
    }

    #[test]
    fn every_error_is_said_and_no_warning_stands_in_the_way() {
        let two = Templates::BUILT_IN.replacen("MEDSEL", "MEDSE", 2);
        let error = Templates::from_text(&two, &[]).unwrap_err();
        assert_eq!(error.findings().len(), 2);
        assert!(error.findings().iter().all(|finding| finding.fault == Fault::Header));
        let said = error.to_string();
        assert_eq!(said.lines().count(), 3, "{said}");
        assert!(said.contains("sign-in-en-sms") && said.contains("sign-in-hi-sms"), "{said}");

        let warned = Templates::BUILT_IN.replacen("service-implicit", "transactional", 1);
        assert_eq!(lint(&warned, &[]).findings.len(), 1);
        assert!(Templates::from_text(&warned, &[]).is_ok());
    }
}
