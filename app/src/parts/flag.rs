//! What a laboratory makes of a value: shape, word and colour.

use super::icon::{Sign, sign};
use crate::desk::Desk;
use leptos::prelude::*;
use portal::domain::clinical::Flag;

/// Every flag, the gravest first.
pub(crate) const GRAVEST_FIRST: [Flag; 7] = [
    Flag::CriticalHigh,
    Flag::CriticalLow,
    Flag::Critical,
    Flag::High,
    Flag::Low,
    Flag::Abnormal,
    Flag::Normal,
];

/// Whether somebody must act.
pub(crate) const fn is_critical(flag: Flag) -> bool {
    matches!(flag, Flag::Critical | Flag::CriticalLow | Flag::CriticalHigh)
}

/// A flag.
pub(crate) fn tag(desk: &Desk, flag: Flag) -> AnyView {
    let (class, shape) = match flag {
        Flag::Normal => ("flag flag-normal", Sign::Normal),
        Flag::Abnormal => ("flag flag-abnormal", Sign::Abnormal),
        Flag::Low => ("flag flag-low", Sign::Low),
        Flag::High => ("flag flag-high", Sign::High),
        Flag::Critical | Flag::CriticalLow | Flag::CriticalHigh => {
            ("flag flag-critical", Sign::Critical)
        }
    };
    view! { <span class=class>{sign(shape)}{desk.words.say(word(flag))}</span> }.into_any()
}

/// What the flags of a page mean.
pub(crate) fn legend(desk: &Desk, flags: &[Flag]) -> AnyView {
    let entry = |flag: &Flag| {
        let means = desk.words.say(meaning(*flag));
        view! { <div><dt>{tag(desk, *flag)}</dt><dd>{means}</dd></div> }
    };
    view! {
        <section class="sheet stack" aria-labelledby="flags-title">
            <h2 id="flags-title">{desk.words.say("flags-title")}</h2>
            <dl class="legend">{flags.iter().map(entry).collect_view()}</dl>
        </section>
    }
    .into_any()
}

const fn word(flag: Flag) -> &'static str {
    match flag {
        Flag::Normal => "flag-normal",
        Flag::Abnormal => "flag-abnormal",
        Flag::Low => "flag-low",
        Flag::High => "flag-high",
        Flag::Critical => "flag-critical",
        Flag::CriticalLow => "flag-critical-low",
        Flag::CriticalHigh => "flag-critical-high",
    }
}

const fn meaning(flag: Flag) -> &'static str {
    match flag {
        Flag::Normal => "flag-normal-means",
        Flag::Abnormal => "flag-abnormal-means",
        Flag::Low => "flag-low-means",
        Flag::High => "flag-high-means",
        Flag::Critical => "flag-critical-means",
        Flag::CriticalLow => "flag-critical-low-means",
        Flag::CriticalHigh => "flag-critical-high-means",
    }
}
