//! The page of a code that can no longer be answered.

use super::{Other, Purpose, Shown, calm};
use crate::{desk::Desk, parts::footer, remark::Remark, seat::Flash, shell::Frame};
use leptos::prelude::*;
use portal::domain::Millis;

/// Why a code cannot be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dead {
    /// Its time is over.
    Expired,
    /// It was used.
    Used,
    /// Wrong tries ended it.
    Spent,
    /// No code works until then.
    Paused(Millis),
    /// Staff must help.
    Blocked,
}

impl Dead {
    /// What a message says of the code, where it says that it is dead. `live` is whether there is one to answer.
    pub(crate) fn of(flash: &Flash, live: bool) -> Option<Self> {
        let said = flash.messages.iter().find_map(|message| match message {
            Remark::CodesPaused(until) => Some(Self::Paused(*until)),
            Remark::CodesBlocked => Some(Self::Blocked),
            Remark::CodeUsed if !live => Some(Self::Used),
            Remark::CodeSpent if !live => Some(Self::Spent),
            _ => None,
        });
        said.or_else(|| (!live).then_some(Self::Expired))
    }
}

/// The page of a code that cannot be answered, with the way on.
pub(crate) fn dead(desk: &Desk, purpose: &Purpose, why: Dead) -> Shown {
    let (title, text) = sentences(desk, why);
    let frame = Frame { place: purpose.other.place(), ..Frame::titled(title.clone()) };
    let on = match (why, &purpose.other) {
        (Dead::Paused(_), other) => view! { {calm(desk)}{back(desk, other)} }.into_any(),
        (Dead::Blocked, other) => view! { {clinic(desk)}{back(desk, other)} }.into_any(),
        (_, Other::StartAgain(start)) => again(desk, purpose, start),
        (_, Other::ClaimAgain(start)) => again(desk, purpose, start),
        (_, Other::Leave { back, ask }) => {
            anew(desk, purpose, ask, (back, desk.words.say("code-cancel-change")))
        }
        (_, Other::LeaveSealed { page, ask, .. }) => {
            anew(desk, purpose, ask, (page, desk.words.say("code-cancel-report")))
        }
    };
    let main = view! { <h1>{title}</h1><p class="lead">{text}</p>{on} };
    Shown(frame, main.into_any())
}

fn sentences(desk: &Desk, why: Dead) -> (String, String) {
    let words = desk.words;
    let (title, text) = match why {
        Dead::Expired => ("code-expired-title", "code-expired-text"),
        Dead::Used => ("code-used-title", "code-used-text"),
        Dead::Spent => ("code-spent-title", "code-spent-text"),
        Dead::Blocked => ("code-blocked-title", "code-blocked-text"),
        Dead::Paused(until) => {
            let text = words.tell("code-paused-text", [("time", desk.dates.time(until).into())]);
            return (words.say("code-paused-title"), text);
        }
    };
    (words.say(title), words.say(text))
}

/// A code for signing in comes only with what one knows, which is not kept.
fn again(desk: &Desk, purpose: &Purpose, start: &str) -> AnyView {
    view! {
        <p class="purpose"><span>{purpose.says.clone()}</span></p>
        <p><a class="button" href=start.to_owned()>{desk.words.say("code-start-again")}</a></p>
    }
    .into_any()
}

fn anew(desk: &Desk, purpose: &Purpose, ask: &str, (back, leave): (&str, String)) -> AnyView {
    let words = desk.words;
    view! {
        <p class="purpose"><span>{purpose.says.clone()}</span></p>
        <form class="buttons" method="post" action=ask.to_owned()>
            <button class="button">{words.say("code-new")}</button>
            <a class="button button-link" href=back.to_owned()>{leave}</a>
        </form>
    }
    .into_any()
}

fn clinic(desk: &Desk) -> Option<AnyView> {
    let help = desk.house.help.as_ref()?;
    let text = footer::around(desk, "common-footer-help", help);
    Some(view! { <p>{text}</p> }.into_any())
}

fn back(desk: &Desk, other: &Other) -> AnyView {
    let (to, key) = match other {
        Other::StartAgain(start) => (start.as_str(), "code-start-again"),
        Other::ClaimAgain(start) => (*start, "code-start-again"),
        Other::Leave { back, .. } => (*back, "code-cancel-change"),
        Other::LeaveSealed { what, .. } => what.list(),
    };
    view! { <p><a class="button button-quiet" href=to.to_owned()>{desk.words.say(key)}</a></p> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dead_code_says_why() {
        let until = Millis(9);
        let cases = [
            (Remark::CodesPaused(until), true, Some(Dead::Paused(until))),
            (Remark::CodesBlocked, true, Some(Dead::Blocked)),
            (Remark::CodeSpent, false, Some(Dead::Spent)),
            (Remark::CodeUsed, false, Some(Dead::Used)),
            (Remark::CodeUsed, true, None),
            (Remark::CodeWrong(3), true, None),
            (Remark::CodeWrong(3), false, Some(Dead::Expired)),
        ];
        for (message, live, why) in cases {
            assert_eq!(Dead::of(&message.into(), live), why, "{message:?} {live}");
        }
        assert_eq!(Dead::of(&Flash::default(), false), Some(Dead::Expired));
        assert_eq!(Dead::of(&Flash::default(), true), None);
    }
}
