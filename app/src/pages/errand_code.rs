//! The codes of errands.

use super::{
    Halt, Written,
    code::{Called, Other, Purpose, Sent, now},
};
use crate::{
    desk::{Asked, Desk},
    errand::Errand,
    paths,
};
use portal::Refusal;

/// `/activate/code`
pub(crate) async fn activate(asked: &mut Asked) -> Written {
    write(asked, Errand::Activate).await
}

/// `/forgotten/code`
pub(crate) async fn forgotten(asked: &mut Asked) -> Written {
    write(asked, Errand::Forgotten).await
}

/// `/settings/password/code`
pub(crate) async fn password(asked: &mut Asked) -> Written {
    write(asked, Errand::Password).await
}

/// `/settings/pin/code`
pub(crate) async fn pin(asked: &mut Asked) -> Written {
    write(asked, Errand::Pin).await
}

/// `/settings/code`
pub(crate) async fn settings(asked: &mut Asked) -> Written {
    write(asked, Errand::Settings).await
}

/// `/my-data/code`
pub(crate) async fn export(asked: &mut Asked) -> Written {
    write(asked, Errand::Export).await
}

/// `/my-data/erase/code`
pub(crate) async fn erase(asked: &mut Asked) -> Written {
    write(asked, Errand::Erase).await
}

/// `/settings/number/code`
pub(crate) async fn number(asked: &mut Asked) -> Written {
    write(asked, Errand::Number).await
}

/// `/settings/number/new/code`
pub(crate) async fn new_number(asked: &mut Asked) -> Written {
    write(asked, Errand::NewNumber).await
}

/// `/stop-number/code`
pub(crate) async fn stop_number(asked: &mut Asked) -> Written {
    write(asked, Errand::StopNumber).await
}

/// `/prescriptions/send/code`
pub(crate) async fn collector(asked: &mut Asked) -> Written {
    write(asked, Errand::Collector).await
}

async fn write(asked: &mut Asked, errand: Errand) -> Written {
    let tail = tail(asked, errand).await?;
    let pending = errand.pending(&asked.visitor).await?;
    let purpose = purpose(&asked.desk, errand, tail.as_deref());
    let caller = asked.visitor.caller();
    if let Some(shown) = now(asked, &caller, pending, &purpose).await? {
        return Ok(shown);
    }
    // A second tap on the button comes too late for the code, and the next page is open already.
    let earned = asked.visitor.earned(errand).is_some();
    Err(Halt::go(if earned { errand.then() } else { errand.start() }))
}

/// The last digits of the number that an own code went to; a stranger is not told them.
async fn tail(asked: &mut Asked, errand: Errand) -> Result<Option<String>, Halt> {
    if !errand.is_own() {
        return Ok(None);
    }
    let who = if errand.is_for_guardians() {
        asked.signed_in().await?
    } else {
        asked.themselves().await?
    };
    if errand == Errand::NewNumber {
        let left = asked.visitor.earned(Errand::Number);
        let left = left.ok_or_else(|| Halt::go(Errand::Number.start()))?;
        return match portal::number::tail(asked.site.portal(), &who, left).await {
            Ok(tail) => Ok(Some(tail)),
            Err(Refusal::Lapsed) => Err(Halt::go(Errand::Number.start())),
            Err(refusal) => Err(refusal.into()),
        };
    }
    Ok(portal::account::tail(asked.site.portal(), &who).await?)
}

/// What answering does, where that is more than going on.
const fn button(errand: Errand) -> &'static str {
    match errand {
        Errand::Export => "my-data-ask",
        Errand::Erase => "erasure-ask",
        _ => "sign-in-button",
    }
}

fn purpose(desk: &Desk, errand: Errand, tail: Option<&str>) -> Purpose {
    let words = desk.words;
    let says = match errand {
        Errand::Activate => "code-purpose-activate",
        Errand::Forgotten => "code-purpose-forgotten",
        Errand::Password => "code-purpose-password",
        Errand::Pin => "code-purpose-pin",
        Errand::Settings => "code-purpose-settings",
        Errand::Export => "code-purpose-export",
        Errand::Erase => "code-purpose-erase",
        Errand::Number => "code-purpose-leave-number",
        Errand::NewNumber => "code-purpose-take-number",
        Errand::StopNumber => "code-purpose-stop-number",
        Errand::Collector => "code-purpose-collector",
    };
    let base = errand.base();
    let to = |unknown, known| match tail {
        None => words.say(unknown),
        Some(tail) => words.tell(known, [("ending", tail.into())]),
    };
    let other = if errand.is_own() {
        Other::Leave { back: errand.start(), ask: format!("{base}/ask") }
    } else {
        Other::ClaimAgain(errand.start())
    };
    let over = if errand.is_own() { paths::when_over(&errand.code()) } else { String::new() };
    Purpose {
        says: words.say(says),
        sent: Sent {
            text: to("code-sent", "code-sent-to"),
            call: to("code-sent-call", "code-sent-call-to"),
        },
        button: words.say(button(errand)),
        called: Called::Reader,
        base: base.to_owned(),
        over,
        other,
    }
}
