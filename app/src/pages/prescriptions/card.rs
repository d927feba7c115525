//! What is shown at a counter: the number, for eyes, ears and scanners. It says nothing of what was prescribed.

use crate::{desk::Desk, draw::qr::Qr};
use leptos::prelude::*;
use portal::domain::pharmacy::PrescriptionNumber;

/// The card.
pub(super) fn card(desk: &Desk, number: &PrescriptionNumber) -> AnyView {
    let words = desk.words;
    let code = Qr::of(number.plain()).map(|qr| drawn(&qr, words.say("prescriptions-qr")));
    view! {
        <section class="sheet stack counter-card" aria-labelledby="number-title">
            <h2 id="number-title">{words.say("prescriptions-show")}</h2>
            <p class="rx-number" lang="en">
                <span aria-hidden="true">{groups(number)}</span>
                <span class="unseen">{spelled(number)}</span>
            </p>
            {code}
            <p>{words.say("prescriptions-show-text")}</p>
        </section>
    }
    .into_any()
}

/// The groups, between which a narrow screen may break, and nowhere else.
fn groups(number: &PrescriptionNumber) -> AnyView {
    let text = number.to_string();
    let parts: Vec<&str> = text.split('-').collect();
    let last = parts.len().saturating_sub(1);
    let group = |(at, part): (usize, &&str)| {
        let dash = if at < last { "-" } else { "" };
        view! { <span class="rx-group">{format!("{part}{dash}")}</span><wbr/> }
    };
    parts.iter().enumerate().map(group).collect_view().into_any()
}

/// Each character by itself, with a rest after each group, as a screen reader says it.
fn spelled(number: &PrescriptionNumber) -> String {
    let spaced = |group: &str| group.chars().map(String::from).collect::<Vec<_>>().join(" ");
    number.to_string().split('-').map(spaced).collect::<Vec<_>>().join(", ")
}

/// Dark on light whatever the page's colours are: scanners read nothing else for sure.
fn drawn(qr: &Qr, label: String) -> AnyView {
    let side = qr.side.to_string();
    let area = format!("0 0 {side} {side}");
    view! {
        <svg class="qr" viewBox=area role="img" aria-label=label shape-rendering="crispEdges">
            <rect class="qr-light" width=side.clone() height=side></rect>
            <path class="qr-dark" d=qr.path.clone()></path>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_spelled_character_by_character() {
        let number = PrescriptionNumber::parse("333333333").unwrap();
        assert_eq!(spelled(&number), "3 3 3, 3 3 3, 3 3 3");
    }
}
