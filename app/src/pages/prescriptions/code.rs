//! The code of a prescription.

use super::{id, says};
use crate::{
    desk::{Asked, Desk},
    pages::{
        Halt, Written,
        code::{Called, Other, Purpose, Sealed, Sent, now},
    },
    paths,
};
use portal::{Refusal, prescriptions::Line};

/// `/prescriptions/{id}/code`
pub(crate) async fn code(asked: &mut Asked) -> Written {
    let who = asked.signed_in().await?;
    let id = id(&asked.path)?;
    let line = portal::prescriptions::one(asked.site.portal(), &who, id).await?;
    let tail = portal::account::tail(asked.site.portal(), &who).await?;
    let pending = portal::prescriptions::pending(asked.site.portal(), &who, id).await?;
    let purpose = purpose(&asked.desk, &line, tail.as_deref());
    if let Some(shown) = now(asked, &who.caller, pending, &purpose).await? {
        return Ok(shown);
    }
    // A second tap on the button comes too late for the code, and the prescription is open already.
    match portal::prescriptions::read(asked.site.portal(), &who, id).await {
        Ok(_) => asked.visitor.take_flash().await.map(drop)?,
        Err(Refusal::Sealed) => {}
        Err(refusal) => return Err(refusal.into()),
    }
    Err(Halt::go(paths::prescription(id)))
}

fn purpose(desk: &Desk, line: &Line, tail: Option<&str>) -> Purpose {
    let words = desk.words;
    let page = paths::prescription(line.id);
    let to = |unknown, known| match tail {
        None => words.say(unknown),
        Some(tail) => words.tell(known, [("ending", tail.into())]),
    };
    let of = says::titled(desk, line);
    Purpose {
        says: words.tell("code-purpose-prescription", [("which", of.into())]),
        sent: Sent {
            text: to("code-sent", "code-sent-to"),
            call: to("code-sent-call", "code-sent-call-to"),
        },
        button: words.say("prescriptions-see"),
        called: Called::Reader,
        base: page.clone(),
        over: paths::when_over(&format!("{page}/code")),
        other: Other::LeaveSealed { what: Sealed::Prescription, ask: format!("{page}/ask"), page },
    }
}
