//! Looking at templates as an operator does, and as somebody does who gets them.

mod cover;
mod fault;
mod health;
mod identity;
mod links;
mod size;
mod webotp;
mod words;

pub use fault::{Fault, Finding, Weight};
pub(super) use links::is_mark;

#[cfg(test)]
pub(super) use cover::{every, every_news};

use super::Template;
use domain::challenge::Channel;
use serde::Deserialize;

/// What was read, and everything that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The templates that could be read, in their order.
    pub templates: Vec<Template>,
    /// What was found, template by template; what concerns them all comes last.
    pub findings: Vec<Finding>,
}

impl Lint {
    /// The worst that was found about the template of this id; none if it is as it should be.
    #[must_use]
    pub fn worst(&self, id: &str) -> Option<Weight> {
        let of_it = self.findings.iter().filter(|finding| finding.template == id);
        of_it.map(|finding| finding.fault.weight()).max()
    }

    /// Whether there is a text message that no operator but the sandbox knows. Calls are read against no template.
    #[must_use]
    pub fn any_of_sandbox(&self) -> bool {
        self.templates.iter().any(|it| it.sandbox && it.channel == Channel::Sms)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<toml::Table>,
}

/// Reads templates (TOML 1.0) and looks at each; links are only these. One that cannot be read hides nothing of the
/// others.
#[must_use]
pub fn lint(text: &str, allowed_links: &[String]) -> Lint {
    let (mut templates, mut findings) = (Vec::new(), Vec::new());
    let tables = match toml::from_str::<File>(text) {
        Ok(file) => file.template,
        Err(why) => {
            let finding = Finding::about_all(Fault::Unreadable(why.to_string().trim().to_owned()));
            return Lint { templates, findings: vec![finding] };
        }
    };
    for (at, table) in tables.into_iter().enumerate() {
        match Template::read(at, table) {
            Ok(template) => {
                findings.extend(template.lint(allowed_links));
                templates.push(template);
            }
            Err(finding) => findings.push(finding),
        }
    }
    findings.extend(cover::repeated(&templates));
    findings.extend(cover::missing(&templates));
    Lint { templates, findings }
}

impl Template {
    fn read(at: usize, table: toml::Table) -> Result<Self, Finding> {
        let id = table.get("id").and_then(toml::Value::as_str);
        let template = id.map_or_else(|| format!("number {} in the file", at + 1), str::to_owned);
        table.try_into().map_err(|why: toml::de::Error| {
            let why = why.message().trim().to_owned();
            Finding { template, fault: Fault::Shape(why) }
        })
    }

    fn lint(&self, allowed_links: &[String]) -> Vec<Finding> {
        let mut faults = self.identity();
        faults.extend(self.words());
        faults.extend(self.last_line());
        faults.extend(self.links(allowed_links));
        faults.extend(self.health());
        faults.extend(self.size());
        let about = |fault| Finding { template: self.id.clone(), fault };
        faults.into_iter().map(about).collect()
    }
}

#[cfg(test)]
mod tests;
