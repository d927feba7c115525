//! `Device`: a browser in which the patient signed in.

use super::{
    build::{list, object, reference, text},
    extension::{several, timed},
};
use crate::{USED, json::Node};
use domain::{
    Millis,
    device::{Look, Wipe},
    id::DeviceId,
};
use uuid::Uuid;

/// A browser in which the patient signed in.
#[derive(Clone, Copy, Debug)]
pub struct Device<'a> {
    /// What it is called here.
    pub id: DeviceId,
    /// What it looks like, and where it was.
    pub look: &'a Look,
    /// When the patient first signed in with it.
    pub first_seen_at: Millis,
    /// When it was last used while they were signed in.
    pub last_seen_at: Millis,
    /// Whether it is to forget everything.
    pub wipe: Wipe,
}

/// A browser. One that is to forget everything is no longer in use.
pub(super) fn device(subject: Uuid, it: &Device<'_>) -> Node {
    let (asked, cleared) = match it.wipe {
        Wipe::Unasked => (None, None),
        Wipe::Asked(at) => (Some(at), None),
        Wipe::Delivered { asked_at, delivered_at } => (Some(asked_at), Some(delivered_at)),
    };
    let times = [("asked", asked), ("cleared", cleared)];
    let times = times.into_iter().filter_map(|(name, at)| timed(name, at?));
    let used = [timed("first", it.first_seen_at), timed("last", it.last_seen_at)];
    let used = several(USED, used.into_iter().flatten().chain(times));
    let name = object([("name", text(name(it.look))), ("type", text("user-friendly-name"))]);
    let place = it.look.place.as_ref().map(|place| object([("display", text(place))]));
    object([
        ("resourceType", text("Device")),
        ("id", text(it.id.to_string())),
        ("extension", list([used])),
        ("status", text(if asked.is_some() { "inactive" } else { "active" })),
        ("deviceName", list([name])),
        ("patient", Some(reference(subject))),
        ("location", place),
    ])
}

/// By the names of its makers, which are no words of any language.
fn name(look: &Look) -> String {
    let names = [Some(look.browser.name().unwrap_or("Browser")), look.system.name()];
    names.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
