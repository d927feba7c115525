//! Every statement of this crate, for the test that prepares them all.

use crate::sql::Sql;

const STATEMENTS: &[(&str, &[Sql])] = &[
    ("asking", crate::asking::SQL),
    ("attempt", crate::attempt::SQL),
    ("audit", crate::audit::SQL),
    ("challenge", crate::challenge::SQL),
    ("checkpoint", crate::checkpoint::SQL),
    ("claim", crate::claim::SQL),
    ("collector", crate::collector::SQL),
    ("course", crate::course::SQL),
    ("credential", crate::credential::SQL),
    ("db", crate::db::SQL),
    ("delivery", crate::delivery::SQL),
    ("device", crate::device::SQL),
    ("directory", crate::directory::SQL),
    ("dispensing", crate::dispensing::SQL),
    ("document", crate::document::SQL),
    ("earned", crate::earned::SQL),
    ("erasure", crate::erasure::SQL),
    ("export", crate::export::SQL),
    ("export_file", crate::export_file::SQL),
    ("export_work", crate::export_work::SQL),
    ("grant", crate::grant::SQL),
    ("guardian", crate::guardian::SQL),
    ("history", crate::history::SQL),
    ("idempotent", crate::idempotent::SQL),
    ("leaf", crate::leaf::SQL),
    ("life", crate::life::SQL),
    ("line_report", crate::line_report::SQL),
    ("message", crate::message::SQL),
    ("migrate", crate::migrate::SQL),
    ("notice", crate::notice::SQL),
    ("number_hold", crate::number_hold::SQL),
    ("outbox", crate::outbox::SQL),
    ("patient", crate::patient::SQL),
    ("pause", crate::pause::SQL),
    ("pharmacy", crate::pharmacy::SQL),
    ("pin", crate::pin::SQL),
    ("prescription", crate::prescription::SQL),
    ("record", crate::record::SQL),
    ("refusal", crate::refusal::SQL),
    ("retention", crate::retention::SQL),
    ("sending", crate::sending::SQL),
    ("session", crate::session::SQL),
    ("settings", crate::settings::SQL),
    ("shows", crate::shows::SQL),
    ("source", crate::source::SQL),
    ("speech", crate::speech::SQL),
    ("staff", crate::staff::SQL),
    ("tile", crate::tile::SQL),
    ("token", crate::token::SQL),
    ("verification", crate::verification::SQL),
    ("wipe", crate::wipe::SQL),
    ("wrapping", crate::wrapping::SQL),
];

/// Every statement of this crate, by module.
#[must_use]
pub fn statements() -> Vec<(&'static str, &'static [Sql])> {
    STATEMENTS.to_vec()
}
