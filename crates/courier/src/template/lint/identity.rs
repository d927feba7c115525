//! Who sends it, under which ids.

use super::{
    super::{Category, Template},
    Fault,
};
use domain::challenge::Channel;

impl Template {
    pub(super) fn identity(&self) -> Vec<Fault> {
        // Calls are registered in other ways, if at all, so the name of their template is the portal's own.
        let scrubbed = self.channel == Channel::Sms && !self.sandbox;
        let mut faults = Vec::new();
        faults.extend((scrubbed && !is_id(&self.id)).then_some(Fault::TemplateId));
        faults.extend((!self.sandbox && !is_id(&self.entity)).then_some(Fault::Entity));
        faults.extend(header(&self.header));
        faults.extend(category(self.category));
        faults
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 19 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn header(header: &str) -> Option<Fault> {
    let letters = header.len() == 6 && header.bytes().all(|byte| byte.is_ascii_alphabetic());
    match (letters, header.bytes().any(|byte| byte.is_ascii_lowercase())) {
        (false, _) => Some(Fault::Header),
        (true, true) => Some(Fault::SmallLetters),
        (true, false) => None,
    }
}

const fn category(category: Category) -> Option<Fault> {
    match category {
        Category::ServiceImplicit => None,
        Category::Transactional => Some(Fault::ForBanks),
        Category::ServiceExplicit | Category::Promotional => Some(Fault::Category(category)),
    }
}
