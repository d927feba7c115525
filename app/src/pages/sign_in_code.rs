//! The code of signing in.

use super::{
    Halt, Written,
    code::{Dead, Other, Purpose, Sent, dead, live},
};
use crate::{
    desk::{Asked, Desk},
    parts::progress,
};

/// `/sign-in/code`
pub(crate) async fn write(asked: &mut Asked) -> Written {
    if asked.visitor.principal().is_some() {
        // A second tap on the button comes too late for the code, and the person is in already.
        asked.visitor.take_flash().await?;
        return Err(Halt::go("/home"));
    }
    let caller = asked.visitor.caller();
    let pending = portal::sign_in::pending(asked.site.portal(), &caller).await?;
    let flash = asked.visitor.seat().flash.clone().unwrap_or_default();
    let why = Dead::of(&flash, pending.is_some_and(|pending| pending.live));
    let purpose = purpose(&asked.desk);
    match (pending, why) {
        (_, Some(why @ (Dead::Paused(_) | Dead::Blocked))) | (Some(_), Some(why)) => {
            asked.visitor.take_flash().await?;
            Ok(dead(&asked.desk, &purpose, why))
        }
        (Some(pending), None) => {
            let (portal, words) = (asked.site.portal(), asked.desk.words);
            let told = progress::told(portal, &caller, &pending, words).await?;
            asked.visitor.take_flash().await?;
            Ok(live(&asked.desk, &purpose, &pending, told, &flash))
        }
        (None, _) => Err(Halt::go("/sign-in")),
    }
}

fn purpose(desk: &Desk) -> Purpose {
    Purpose {
        says: desk.words.say("code-purpose-sign-in"),
        sent: Sent { text: desk.words.say("code-sent"), call: desk.words.say("code-sent-call") },
        button: desk.words.say("code-button-sign-in"),
        action: "/sign-in/code".to_owned(),
        resend: "/sign-in/resend".to_owned(),
        call: "/sign-in/call".to_owned(),
        progress: "/sign-in/code/progress".to_owned(),
        over: String::new(),
        other: Other::StartAgain,
    }
}
