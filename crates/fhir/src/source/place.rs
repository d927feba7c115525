//! A resource among the others of its bundle.

use super::{Draft, Index, Source, Sourced, Stamp, base_of};
use crate::{
    fault::Fault,
    json::{At, Node, canonical},
};
use domain::Millis;

/// The bundle, and what the reader was told.
#[derive(Debug)]
pub(crate) struct World<'a> {
    pub(crate) drafts: &'a [Draft],
    pub(crate) index: Index,
    /// The country calling code of numbers without one.
    pub(crate) home: &'a str,
    pub(crate) now: Millis,
}

/// Where a resource stands: what its references start from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) source: &'a Source,
}

/// A resource that was looked up.
#[derive(Clone, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) resource_type: &'a str,
    pub(crate) at: At<'a>,
    pub(crate) place: Place<'a>,
    /// Whether it lies inside the resource that refers to it.
    pub(crate) contained: bool,
}

impl<'a> World<'a> {
    /// The place of an entry whose type is looked at.
    pub(crate) fn place(&'a self, entry: usize) -> Option<Place<'a>> {
        match &self.drafts.get(entry)?.outcome {
            Ok(Some(source)) => Some(Place { world: self, source }),
            _ => None,
        }
    }
}

impl<'a> Place<'a> {
    /// The server the resource comes from, where its address tells.
    pub(crate) fn base(&self) -> Option<&'a str> {
        base_of(self.source.full_url.as_deref()?, self.source.resource_type)
    }

    /// The first of the resource's names; its content where it has none.
    pub(crate) fn key(&self) -> String {
        self.source.keys().next().cloned().unwrap_or_else(|| self.content_key())
    }

    /// A resource contained in this one (FHIR R4 `DomainResource.contained`).
    pub(crate) fn contained(&self, id: &str) -> Result<Option<Found<'a>>, Fault> {
        for at in self.source.at().list("contained")? {
            if at.text("id")? == Some(id) {
                let resource_type = at.text("resourceType")?.unwrap_or_default();
                return Ok(Some(Found { resource_type, at, place: *self, contained: true }));
            }
        }
        Ok(None)
    }

    /// Another entry of the bundle.
    pub(crate) fn entry(&self, entry: usize) -> Option<Found<'a>> {
        let place = self.world.place(entry)?;
        let (resource_type, at) = (place.source.resource_type, place.source.at());
        Some(Found { resource_type, at, place, contained: false })
    }

    /// The value with what is known of this resource.
    pub(crate) fn sourced<T>(&self, value: T) -> Result<Sourced<T>, Fault> {
        let mut keys: Vec<String> = self.source.keys().cloned().collect();
        if keys.is_empty() {
            keys.push(self.content_key());
        }
        let stamp = Stamp::read(&self.source.at())?;
        Ok(Sourced { keys, stamp, canonical: self.content().into_bytes(), value })
    }

    fn content_key(&self) -> String {
        format!("{}={}", self.source.resource_type, self.content())
    }

    /// The resource as canonical text, without what describes the copy rather than the content.
    fn content(&self) -> String {
        match &self.source.node {
            Node::Object(members) => {
                let mut members = members.clone();
                members.remove("meta");
                canonical(&Node::Object(members))
            }
            other => canonical(other),
        }
    }
}
