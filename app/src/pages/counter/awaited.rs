//! A look-up while the patient's code is awaited.

use super::{
    super::{
        Shown, Written,
        code::{Called, Dead, Other, Purpose, Sent, dead},
    },
    their_code::{Says, page},
};
use crate::{
    desk::{Asked, Desk},
    parts::progress::Told,
    paths,
    seat::Flash,
};
use leptos::prelude::*;
use portal::{
    challenge::Pending,
    counter::{self, Dispenser},
    domain::id::VerificationId,
};

/// The page of a look-up whose code is awaited, or has ended.
pub(super) async fn write(asked: &mut Asked, who: &Dispenser, id: VerificationId) -> Written {
    let portal = asked.site.portal();
    let pending = counter::pending(portal, who, id).await?;
    let flash = asked.visitor.flash();
    let why = Dead::of(&flash, pending.is_some_and(|pending| pending.live));
    let shown = match (pending, why) {
        (Some(pending), None) => {
            let progress = counter::progress(portal, who, id, pending.id).await?;
            let told = Told::to_patient(progress, asked.desk.words);
            live(&asked.desk, id, (&pending, told), &flash)
        }
        (_, why) => dead(&asked.desk, &purpose(&asked.desk, id), why.unwrap_or(Dead::Expired)),
    };
    asked.visitor.take_flash().await?;
    Ok(shown)
}

/// What the code is for.
fn purpose(desk: &Desk, id: VerificationId) -> Purpose {
    let (words, base) = (desk.words, paths::look_up(id));
    Purpose {
        says: words.say("pharmacy-code-purpose"),
        sent: Sent {
            text: words.say("pharmacy-code-sent"),
            call: words.say("pharmacy-code-sent-call"),
        },
        button: words.say("pharmacy-code-button"),
        called: Called::Patient,
        over: paths::when_over(&base),
        base,
        other: Other::StartAgain("/pharmacy".to_owned()),
    }
}

fn live(desk: &Desk, id: VerificationId, code: (&Pending, Told), flash: &Flash) -> Shown {
    let (words, base) = (desk.words, paths::look_up(id));
    let ways = view! {
        <p><a href="/pharmacy">{words.say("pharmacy-code-other")}</a></p>
        <p><a href=format!("{base}/without-code")>{words.say("pharmacy-code-none")}</a></p>
    };
    let below = view! { <p><a href=base>{words.say("pharmacy-code-agreed")}</a></p> };
    let says = Says {
        title: words.say("pharmacy-code-title"),
        hint: words.say("pharmacy-code-hint"),
        note: "pharmacy-code-call-note",
        beside: None,
        below: Some(below.into_any()),
        ways: Some(ways.into_any()),
    };
    page(desk, &purpose(desk, id), code, flash, says)
}
