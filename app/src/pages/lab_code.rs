//! The code of a report.

use super::{
    Halt, Written,
    code::{Called, Other, Purpose, Sealed, Sent, now},
    lab,
};
use crate::{
    desk::{Asked, Desk},
    paths,
};
use portal::{
    domain::id::RecordId,
    reports::{Glance, Mark},
};

/// `/labs/{id}/code`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id = lab::id(&asked.path)?;
    let glance = portal::reports::glance(asked.site.portal(), &who, id).await?;
    let pending = portal::reports::pending(asked.site.portal(), &who, id).await?;
    let purpose = purpose(&asked.desk, id, &glance);
    if let Some(shown) = now(asked, &who.caller, pending, &purpose).await? {
        return Ok(shown);
    }
    // A second tap on the button comes too late for the code, and the report is open already.
    if matches!(glance.line.mark, Mark::Open(_)) {
        asked.visitor.take_flash().await?;
    }
    Err(Halt::go(format!("/labs/{id}")))
}

fn purpose(desk: &Desk, id: RecordId, glance: &Glance) -> Purpose {
    let words = desk.words;
    let date = desk.dates.day_or_none(glance.line.at);
    let to = |unknown, known| match &glance.tail {
        None => words.say(unknown),
        Some(tail) => words.tell(known, [("ending", tail.as_str().into())]),
    };
    Purpose {
        says: words.tell("code-purpose-report", [("date", date.into())]),
        sent: Sent {
            text: to("code-sent", "code-sent-to"),
            call: to("code-sent-call", "code-sent-call-to"),
        },
        button: words.say("code-button-report"),
        called: Called::Reader,
        base: paths::report(id),
        over: paths::when_over(&format!("/labs/{id}/code")),
        other: Other::LeaveSealed {
            what: Sealed::Report,
            page: format!("/labs/{id}"),
            ask: format!("/labs/{id}/ask"),
        },
    }
}
