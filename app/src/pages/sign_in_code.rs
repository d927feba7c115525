//! The code of signing in.

use super::{
    Halt, Written,
    code::{Called, Other, Purpose, Sent, now},
};
use crate::desk::{Asked, Desk};

/// `/sign-in/code`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    if asked.visitor.principal().is_some() {
        // A second tap on the button comes too late for the code, and the person is in already.
        asked.visitor.take_flash().await?;
        return Err(Halt::go("/home"));
    }
    let caller = asked.visitor.caller();
    let pending = portal::sign_in::pending(asked.site.portal(), &caller).await?;
    let purpose = purpose(&asked.desk);
    let shown = now(asked, &caller, pending, &purpose).await?;
    shown.ok_or_else(|| Halt::go("/sign-in"))
}

fn purpose(desk: &Desk) -> Purpose {
    Purpose {
        says: desk.words.say("code-purpose-sign-in"),
        sent: Sent { text: desk.words.say("code-sent"), call: desk.words.say("code-sent-call") },
        button: desk.words.say("code-button-sign-in"),
        called: Called::Reader,
        base: "/sign-in".to_owned(),
        over: String::new(),
        other: Other::StartAgain("/sign-in".to_owned()),
    }
}
