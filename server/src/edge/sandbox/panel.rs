//! The panel that tells the operator how to behave, and lists what it did not deliver.

use courier::sandbox::{Conduct, Dropped, Manner, Operator, reason};
use portal::domain::challenge::Channel;

/// The panel.
pub(super) struct Panel {
    /// Whether the operator behaves otherwise than at first.
    pub unusual: bool,
    pub parts: [Part; 2],
    pub undelivered: Vec<Line>,
}

/// The fields of one channel.
pub(super) struct Part {
    pub name: &'static str,
    pub title: &'static str,
    pub choices: Vec<Choice>,
    /// In seconds.
    pub delay: u16,
}

/// One thing that the operator may do.
pub(super) struct Choice {
    pub name: &'static str,
    pub says: &'static str,
    pub chosen: bool,
}

/// A message that was not delivered.
pub(super) struct Line {
    pub message: Dropped,
    pub channel: &'static str,
    pub why: &'static str,
}

impl Panel {
    pub fn new(operator: Operator, dropped: Vec<Dropped>) -> Self {
        Self {
            unusual: operator != Operator::default(),
            parts: [
                Part::new("sms", "phone-operator-sms", operator.sms),
                Part::new("voice", "phone-operator-voice", operator.voice),
            ],
            undelivered: dropped.into_iter().map(Line::from).collect(),
        }
    }
}

impl Part {
    fn new(name: &'static str, title: &'static str, manner: Manner) -> Self {
        let choice = |does: Conduct| Choice {
            name: does.name(),
            says: conduct(does),
            chosen: does == manner.does,
        };
        let choices = Conduct::ALL.into_iter().map(choice).collect();
        Self { name, title, choices, delay: manner.delay.into() }
    }
}

impl From<Dropped> for Line {
    fn from(message: Dropped) -> Self {
        let channel = match message.channel {
            Channel::Sms => "phone-text",
            Channel::Voice => "phone-voice",
        };
        let why = why(&message);
        Self { message, channel, why }
    }
}

const fn conduct(does: Conduct) -> &'static str {
    match does {
        Conduct::Deliver => "phone-operator-deliver",
        Conduct::Lose => "phone-operator-lose",
        Conduct::Bar => "phone-operator-bar",
        Conduct::Fail => "phone-operator-fail",
        Conduct::Refuse => "phone-operator-refuse",
        Conduct::Hang => "phone-operator-hang",
    }
}

/// What the panel says of a message that was not delivered.
fn why(dropped: &Dropped) -> &'static str {
    let known = [
        (reason::NO_TEMPLATE, "phone-why-no-template"),
        (reason::ENTITY, "phone-why-entity"),
        (reason::HEADER, "phone-why-header"),
        (reason::SCRUBBED, "phone-why-scrubbed"),
        (reason::BARRED, "phone-why-barred"),
        (reason::UNREACHED, "phone-why-unreached"),
    ];
    let mut known = known.iter().filter(|(why, _)| why.says == dropped.why);
    known.next().map_or("phone-why-lost", |(_, key)| key)
}
