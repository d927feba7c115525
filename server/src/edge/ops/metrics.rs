//! The same figures for machines, in the text format of Prometheus, version 0.0.4.
//!
//! Counters are sums over all that was ever counted, and the same on every node. What is younger than the last count, a
//! minute ago, is not in them.

use super::{
    Room,
    access::Entry,
    sign_in,
    standing::{self, STATES},
};
use crate::edge::failure::failed;
use axum::{
    extract::State,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use courier::Standing;
use portal::{
    Refusal,
    domain::delivery::{BOUNDS, Figures},
    watch::{self, Figured, Tally},
    wrapping,
};
use std::{fmt::Write, fs, sync::Arc};

const KIND: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A family of counters of one figure each: its name, what it is, and the figures by outcome.
type Family = (&'static str, &'static str, &'static [(&'static str, fn(&Figures) -> u64)]);

const FAMILIES: [Family; 4] = [
    (
        "medseal_messages_total",
        "Times that a carrier was asked to take a message, by what it answered.",
        &[("accepted", |it| it.accepted), ("retry", |it| it.retried), ("never", |it| it.refused)],
    ),
    (
        "medseal_receipts_total",
        "Receipts of carriers, by what they say.",
        &[("delivered", |it| it.delivered), ("failed", |it| it.failed)],
    ),
    (
        "medseal_answered_total",
        "Messages taken by a carrier whose code was answered.",
        &[("answered", |it| it.answered)],
    ),
    (
        "medseal_message_parts_total",
        "Parts of messages that were charged for.",
        &[("charged", |it| it.parts)],
    ),
];

/// `GET /metrics`
pub(super) async fn metrics(State(room): State<Arc<Room>>, parts: Parts) -> Response {
    match room.door.entry(&parts) {
        Entry::Open => {}
        Entry::Hidden => return StatusCode::NOT_FOUND.into_response(),
        Entry::Slow(wait) => return sign_in::slow(&room, &parts, wait),
        Entry::Closed => {
            let headers = [
                (header::WWW_AUTHENTICATE, "Bearer realm=\"medseal\""),
                (header::CONTENT_TYPE, "application/json"),
            ];
            let body = "{\"error\":\"the operator's token is needed\"}";
            return (StatusCode::UNAUTHORIZED, headers, body).into_response();
        }
    }
    match figures(&room).await {
        Ok(text) => ([(header::CONTENT_TYPE, KIND)], text).into_response(),
        Err(refusal) => failed(refusal),
    }
}

async fn figures(room: &Room) -> Result<String, Refusal> {
    let figured = watch::totals(&room.portal).await?;
    let mut text = written(&figured, &room.courier.standings());
    let name = "medseal_reports_waiting";
    begin(&mut text, name, "gauge", "Lines that patients say were not them, not yet looked at.");
    sample(&mut text, name, "", watch::reports_waiting(&room.portal).await?);
    let name = "medseal_erased_in_older_copies";
    begin(
        &mut text,
        name,
        "gauge",
        "People who were erased, whose data older copies of the database give until keys are retired.",
    );
    sample(&mut text, name, "", wrapping::standing(&room.portal).await?.waiting);
    Ok(text)
}

fn written(figured: &Figured, standings: &[Standing]) -> String {
    let mut text = String::new();
    for (name, help, outcomes) in FAMILIES {
        begin(&mut text, name, "counter", help);
        for tally in &figured.tallies {
            for (outcome, figure) in outcomes {
                let labels = format!("{},outcome=\"{outcome}\"", labels(tally));
                sample(&mut text, name, &labels, figure(&tally.figures));
            }
        }
    }
    let unsure = "medseal_messages_unsure";
    begin(&mut text, unsure, "gauge", "Tries of which nobody knows whether the carrier took them.");
    for tally in &figured.tallies {
        sample(&mut text, unsure, &labels(tally), tally.figures.unsure);
    }
    receipt_times(&mut text, &figured.tallies);
    refusals(&mut text, figured);
    circuits(&mut text, standings);
    process(&mut text);
    text
}

fn receipt_times(text: &mut String, tallies: &[Tally]) {
    let name = "medseal_receipt_seconds";
    begin(text, name, "histogram", "Time from asking the carrier to the receipt of delivery.");
    for tally in tallies {
        let (labels, figures) = (labels(tally), &tally.figures);
        let bucket = format!("{name}_bucket");
        for (bound, within) in BOUNDS.into_iter().zip(figures.within) {
            sample(text, &bucket, &format!("{labels},le=\"{bound}\""), within);
        }
        sample(text, &bucket, &format!("{labels},le=\"+Inf\""), figures.delivered);
        let (whole, rest) = (figures.waited / 1000, figures.waited % 1000);
        sample(text, &format!("{name}_sum"), &labels, format_args!("{whole}.{rest:03}"));
        sample(text, &format!("{name}_count"), &labels, figures.delivered);
    }
}

fn refusals(text: &mut String, figured: &Figured) {
    let name = "medseal_refusals_total";
    begin(
        text,
        name,
        "counter",
        "Refusals by carriers, and, where carrier is empty, by our limits.",
    );
    for refused in &figured.refusals {
        let (carrier, reason) = (escaped(&refused.carrier), escaped(&refused.reason));
        let prefix = escaped(&refused.prefix);
        let labels = format!("carrier=\"{carrier}\",reason=\"{reason}\",prefix=\"{prefix}\"");
        sample(text, name, &labels, refused.amount);
    }
}

fn circuits(text: &mut String, standings: &[Standing]) {
    let name = "medseal_circuit";
    begin(text, name, "gauge", "Whether a carrier's circuit is in this state, on this node.");
    for it in standings {
        let (carrier, channel) = (escaped(&it.carrier), it.channel.name());
        for state in STATES {
            let labels = format!("carrier=\"{carrier}\",channel=\"{channel}\",state=\"{state}\"");
            sample(text, name, &labels, u8::from(state == standing::circuit(it.circuit)));
        }
    }
    let name = "medseal_carrier_rank";
    begin(text, name, "gauge", "The place in which a carrier is asked, from 0, on this node.");
    for it in standings {
        let (carrier, channel) = (escaped(&it.carrier), it.channel.name());
        let labels = format!("carrier=\"{carrier}\",channel=\"{channel}\"");
        sample(text, name, &labels, it.rank);
    }
}

/// What the process takes of the machine, where the machine says so (Linux).
fn process(text: &mut String) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    if let Some(kilobytes) = field("VmRSS:") {
        let name = "process_resident_memory_bytes";
        begin(text, name, "gauge", "Memory that the process has in use.");
        sample(text, name, "", kilobytes * 1024);
    }
    if let Some(threads) = field("Threads:") {
        begin(text, "process_threads", "gauge", "Threads of the process.");
        sample(text, "process_threads", "", threads);
    }
    if let Ok(open) = fs::read_dir("/proc/self/fd") {
        begin(text, "process_open_fds", "gauge", "Files and sockets that the process has open.");
        sample(text, "process_open_fds", "", open.count());
    }
    begin(text, "medseal_build_info", "gauge", "The version that runs.");
    sample(text, "medseal_build_info", concat!("version=\"", env!("CARGO_PKG_VERSION"), "\""), 1);
}

fn labels(tally: &Tally) -> String {
    let (carrier, prefix) = (escaped(&tally.carrier), escaped(&tally.prefix));
    let channel = tally.channel.name();
    format!("carrier=\"{carrier}\",channel=\"{channel}\",prefix=\"{prefix}\"")
}

/// A label's value: a backslash, a quote or a new line in it would end it.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

fn begin(text: &mut String, name: &str, kind: &str, help: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn sample(text: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    let _ = match labels {
        "" => writeln!(text, "{name} {value}"),
        labels => writeln!(text, "{name}{{{labels}}} {value}"),
    };
}
