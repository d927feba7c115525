//! Whether there is one for everything, and one alone.

use super::{
    super::{NEWS, PURPOSES, Template},
    Fault, Finding,
};
use domain::{Language, challenge::Channel};

/// Every combination for which there must be a template that carries a code.
pub(in super::super) fn every() -> impl Iterator<Item = (&'static str, Language, Channel)> {
    PURPOSES.into_iter().flat_map(|purpose| {
        Language::ALL.into_iter().flat_map(move |language| {
            Channel::ALL.into_iter().map(move |channel| (purpose, language, channel))
        })
    })
}

/// Every combination for which there must be a template without one: news come as texts alone.
pub(in super::super) fn every_news() -> impl Iterator<Item = (&'static str, Language, Channel)> {
    NEWS.into_iter().flat_map(|purpose| {
        Language::ALL.into_iter().map(move |language| (purpose, language, Channel::Sms))
    })
}

pub(super) fn repeated(templates: &[Template]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, Template { id, purpose, language, channel, .. }) in templates.iter().enumerate() {
        let mut before = templates.iter().take(at);
        let same_id = before.clone().any(|other| other.id == *id);
        let same_place = before.any(|other| other.covers(purpose, *language, *channel));
        let faults =
            same_id.then_some(Fault::Id).into_iter().chain(same_place.then_some(Fault::Twice));
        findings.extend(faults.map(|fault| Finding { template: id.clone(), fault }));
    }
    findings
}

pub(super) fn missing(templates: &[Template]) -> impl Iterator<Item = Finding> {
    every()
        .chain(every_news())
        .filter(|(purpose, language, channel)| {
            !templates.iter().any(|template| template.covers(purpose, *language, *channel))
        })
        .map(|(purpose, language, channel)| {
            Finding::about_all(Fault::Missing { purpose, language, channel })
        })
}
