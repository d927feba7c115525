//! Whether a report is sealed: a small tag, told apart by shape first.

use super::icon::{Sign, sign};
use crate::desk::Desk;
use leptos::prelude::*;
use portal::reports::Mark;

/// The name by which styles tell marks apart.
pub(crate) const fn kind(mark: Mark) -> &'static str {
    match mark {
        Mark::Sealed => "sealed",
        Mark::Open(_) => "open",
        Mark::UnderReview | Mark::Withdrawn => "review",
    }
}

/// The mark's sign.
pub(crate) const fn shown(mark: Mark) -> Sign {
    match mark {
        Mark::Sealed => Sign::Sealed,
        Mark::Open(_) => Sign::Open,
        Mark::UnderReview | Mark::Withdrawn => Sign::Review,
    }
}

/// The mark's words; an open one's say until when.
pub(crate) fn words(desk: &Desk, mark: Mark) -> String {
    match mark {
        Mark::Open(until) => {
            desk.words.tell("mark-open-until", [("time", desk.dates.time(until).into())])
        }
        other => desk.words.say(key(other)),
    }
}

/// The tag.
pub(crate) fn tag(desk: &Desk, mark: Mark) -> AnyView {
    tagged(mark, words(desk, mark))
}

/// What the marks of a list mean.
pub(crate) fn legend(desk: &Desk, marks: &[Mark]) -> AnyView {
    let words = desk.words;
    let entry = |mark: &Mark| {
        let means = words.say(meaning(*mark));
        view! { <div><dt>{tagged(*mark, words.say(key(*mark)))}</dt><dd>{means}</dd></div> }
    };
    view! {
        <aside class="stack" aria-labelledby="marks-title">
            <h2 id="marks-title">{words.say("labs-marks-title")}</h2>
            <dl class="legend">{marks.iter().map(entry).collect_view()}</dl>
        </aside>
    }
    .into_any()
}

fn tagged(mark: Mark, words: String) -> AnyView {
    let class = format!("mark mark-{}", kind(mark));
    view! { <span class=class>{sign(shown(mark))}{words}</span> }.into_any()
}

const fn key(mark: Mark) -> &'static str {
    match mark {
        Mark::Sealed => "mark-sealed",
        Mark::Open(_) => "mark-open",
        Mark::UnderReview => "mark-review",
        Mark::Withdrawn => "mark-withdrawn",
    }
}

const fn meaning(mark: Mark) -> &'static str {
    match mark {
        Mark::Sealed => "mark-sealed-means",
        Mark::Open(_) => "mark-open-means",
        Mark::UnderReview => "mark-review-means",
        Mark::Withdrawn => "mark-withdrawn-means",
    }
}
