//! Reading templates, and refusing those that an operator would.

use super::{PLACEHOLDER, PURPOSES, Template, TemplateError, Templates, Variable};
use domain::{Language, challenge::Channel};
use serde::Deserialize;

type Result<T> = std::result::Result<T, TemplateError>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<Template>,
}

impl Templates {
    /// The templates that the sandbox carrier knows.
    ///
    /// # Errors
    /// None: the tests of this crate load them.
    pub fn built_in() -> Result<Self> {
        Self::from_text(include_str!("../../templates.toml"))
    }

    /// Reads templates (TOML 1.0).
    ///
    /// # Errors
    /// The first [`TemplateError`] found.
    pub fn from_text(text: &str) -> Result<Self> {
        let templates = Self(toml::from_str::<File>(text)?.template);
        templates.0.iter().try_for_each(check)?;
        templates.check_differ()?;
        templates.check_cover()?;
        Ok(templates)
    }

    fn check_differ(&self) -> Result<()> {
        for (at, template) in self.0.iter().enumerate() {
            let Template { id, purpose, language, channel, .. } = template;
            let before = || self.0.iter().take(at);
            if before().any(|other| other.id == *id) {
                return Err(TemplateError::Id(id.clone()));
            }
            if before().any(|other| other.covers(purpose, *language, *channel)) {
                return Err(TemplateError::Twice(id.clone()));
            }
        }
        Ok(())
    }

    fn check_cover(&self) -> Result<()> {
        let missing = every()
            .find(|(purpose, language, channel)| self.find(purpose, *language, *channel).is_none());
        match missing {
            None => Ok(()),
            Some((purpose, language, channel)) => {
                Err(TemplateError::Missing { purpose, language, channel })
            }
        }
    }
}

/// Every combination for which there must be a template.
pub(super) fn every() -> impl Iterator<Item = (&'static str, Language, Channel)> {
    PURPOSES.into_iter().flat_map(|purpose| {
        Language::ALL.into_iter().flat_map(move |language| {
            Channel::ALL.into_iter().map(move |channel| (purpose, language, channel))
        })
    })
}

fn check(template: &Template) -> Result<()> {
    let id = || template.id.clone();
    let placeholders = template.text.matches(PLACEHOLDER).count();
    let variables = template.variables.len();
    match () {
        () if !is_header(&template.header) => Err(TemplateError::Header(id())),
        () if !PURPOSES.contains(&template.purpose.as_str()) => Err(TemplateError::Purpose(id())),
        () if !template.variables.contains(&Variable::Code) => Err(TemplateError::Code(id())),
        () if !template.variables.contains(&Variable::Reference) => {
            Err(TemplateError::Reference(id()))
        }
        () if placeholders != variables => {
            Err(TemplateError::Variables { id: id(), placeholders, variables })
        }
        () => Ok(()),
    }
}

fn is_header(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: &str = include_str!("../../templates.toml");

    #[test]
    fn the_built_in_templates_load_and_cover_everything() {
        let templates = Templates::built_in().unwrap();
        assert_eq!(templates.0.len(), every().count());
    }

    #[test]
    fn texts_to_phones_fit_one_part_in_english_and_two_in_hindi() {
        for template in Templates::built_in().unwrap().0 {
            let longest = template.text.replace(PLACEHOLDER, "000000");
            let fits = match (template.channel, template.language) {
                (Channel::Voice, _) => true,
                // GSM 03.38 has every character of ASCII prose in seven bits.
                (Channel::Sms, Language::En) => longest.is_ascii() && longest.len() <= 160,
                (Channel::Sms, Language::Hi) => longest.encode_utf16().count() <= 2 * 67,
            };
            assert!(fits, "{}: {}", template.id, longest.chars().count());
        }
    }

    #[test]
    fn each_fault_is_named() {
        let id = "sign-in-en-sms";
        let missing = TemplateError::Missing {
            purpose: "sign-in",
            language: Language::En,
            channel: Channel::Sms,
        };
        let counted =
            |placeholders| TemplateError::Variables { id: id.into(), placeholders, variables: 2 };
        let purpose = r#"purpose = "sign-in""#;
        let variables = r#"variables = ["code", "reference"]"#;
        let cases = [
            (r#""MEDSEL""#, r#""MEDSE""#, TemplateError::Header(id.into())),
            (r#""MEDSEL""#, r#""MEDSELL""#, TemplateError::Header(id.into())),
            (r#""MEDSEL""#, r#""MEDS3L""#, TemplateError::Header(id.into())),
            (r#""MEDSEL""#, r#""medsel""#, TemplateError::Header(id.into())),
            (r#""MEDSEL""#, r#""सील""#, TemplateError::Header(id.into())),
            (purpose, r#"purpose = "greet""#, TemplateError::Purpose(id.into())),
            (variables, r#"variables = ["reference"]"#, TemplateError::Code(id.into())),
            (variables, r#"variables = ["code"]"#, TemplateError::Reference(id.into())),
            ("Ref {#var#}", "Ref 7K", counted(1)),
            ("to sign in", "to {#var#}", counted(3)),
            (r#""sign-in-hi-sms""#, r#""sign-in-en-sms""#, TemplateError::Id(id.into())),
            (r#""hi""#, r#""en""#, TemplateError::Twice("sign-in-hi-sms".into())),
            (
                r#"channel = "sms""#,
                r#"channel = "voice""#,
                TemplateError::Twice("sign-in-en-voice".into()),
            ),
        ];
        for (from, to, fault) in cases {
            assert!(BUILT_IN.contains(from), "{from}");
            let changed = BUILT_IN.replacen(from, to, 1);
            assert_eq!(Templates::from_text(&changed).err(), Some(fault), "{to}");
        }
        let (head, first) = BUILT_IN.split_once("[[template]]").unwrap();
        let (_, rest) = first.split_once("[[template]]").unwrap();
        let without = format!("{head}[[template]]{rest}");
        assert_eq!(Templates::from_text(&without).err(), Some(missing));
    }

    #[test]
    fn what_is_no_template_is_not_read() {
        let cases = [
            ("", ""),
            ("[[template]]", "[[templates]]"),
            ("purpose =", "purpos ="),
            (r#""sms""#, r#""post""#),
            (r#""en""#, r#""fr""#),
            (r#"["code", "reference"]"#, r#"["code", "name"]"#),
            ("\nid = ", "\ncategory = \"otp\"\nid = "),
        ];
        for (from, to) in cases {
            let changed =
                if from.is_empty() { String::new() } else { BUILT_IN.replacen(from, to, 1) };
            let refused = Templates::from_text(&changed);
            assert!(matches!(refused, Err(TemplateError::Unreadable(_))), "{to}: {refused:?}");
        }
    }
}
