//! The frame of every page.

use crate::{
    desk::Desk,
    parts::{acting, footer, header},
};
use islands::StaySignedIn;
use leptos::prelude::*;
use portal::domain::{session::WARNING, settings::TextSize};

/// A place of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The home page.
    Home,
    /// The reports.
    Labs,
    /// The prescriptions.
    Prescriptions,
    /// A pharmacy's counter.
    Counter,
}

/// What a page tells its frame.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// The page's heading, for the browser's tab.
    pub title: String,
    /// Whether a form on it has an error, which the tab says first.
    pub faulty: bool,
    /// Where it is in the menu.
    pub place: Option<Place>,
    /// Whether an aside stands beside the main part.
    pub split: bool,
    /// Whether it has a piece that wakes in the browser.
    pub wakes: bool,
    /// Where a browser without JavaScript goes by itself.
    pub next: Next,
}

/// Where a browser without JavaScript goes by itself, and after how many seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Next {
    /// To the question whether the person is still there.
    #[default]
    Question,
    /// To this address, unless the question comes first.
    Before(u64, String),
    /// To this address, unless the question comes first; also where there is JavaScript.
    Again(u64, String),
    /// To this address: the page itself asks the question.
    Answered(u64, String),
    /// Nowhere: a form is being filled in, and what was typed would be lost.
    Nowhere,
}

impl Frame {
    /// A plain page of one column.
    pub(crate) fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Whether the frame asks a person who is signed in if they are still there.
    const fn asks(&self) -> bool {
        !matches!(self.next, Next::Answered(..))
    }
}

/// A whole document.
pub(crate) fn document(desk: &Desk, frame: &Frame, main: AnyView) -> AnyView {
    let text = (desk.text == TextSize::Large).then_some(TextSize::Large.name());
    let class = if frame.split { "page-split" } else { "page stack" };
    view! {
        <!DOCTYPE html>
        <html lang=desk.words.0.tag() data-text=text>
            {head(desk, frame)}
            <body>
                <a class="skip" href="#main">{desk.words.say("common-skip")}</a>
                {header::masthead(desk)}
                {desk.left.map(|_| header::places(desk, frame.place))}
                {acting::banner(desk)}
                <main class=class id="main" tabindex="-1">{main}</main>
                {footer::foot(desk)}
                {desk.left.filter(|_| frame.asks()).map(|left| stay(desk, left))}
            </body>
        </html>
    }
    .into_any()
}

fn head(desk: &Desk, frame: &Frame) -> AnyView {
    let assets = &desk.house.assets;
    let icon = assets.find("icon.svg").map(|url| {
        view! { <link rel="icon" href=url type="image/svg+xml"/> }
    });
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="description" content=desk.words.say("common-footer-promise")/>
            <title>{title(desk, frame)}</title>
            <link rel="stylesheet" href=assets.url("main.css")/>
            {icon}
            {refresh(desk, frame)}
            {script(desk, frame)}
        </head>
    }
    .into_any()
}

fn title(desk: &Desk, frame: &Frame) -> String {
    let key = if frame.faulty { "common-title-error" } else { "common-title" };
    let clinic = desk.house.clinic.name.clone();
    desk.words.tell(key, [("page", frame.title.clone().into()), ("clinic", clinic.into())])
}

/// Without JavaScript, the browser itself goes where time leads; with it, only where no piece of the page does.
fn refresh(desk: &Desk, frame: &Frame) -> Option<AnyView> {
    let (after, url) = next(desk, frame)?;
    let content = format!("{after};url={url}");
    if matches!(&frame.next, Next::Again(_, own) if *own == url) {
        return Some(view! { <meta http-equiv="refresh" content=content/> }.into_any());
    }
    Some(view! { <noscript><meta http-equiv="refresh" content=content/></noscript> }.into_any())
}

fn next(desk: &Desk, frame: &Frame) -> Option<(u64, String)> {
    let question = desk.left.map(|left| {
        let left = u64::from(left);
        match left.checked_sub(WARNING.as_secs()) {
            Some(after) if after > 0 => (after, "/session/ending".to_owned()),
            // The last of the longest stay: there is nothing to ask, and then to sign in again.
            _ => (left + 1, desk.address.clone()),
        }
    });
    match &frame.next {
        Next::Question => question,
        Next::Nowhere => None,
        Next::Answered(after, url) => Some((*after, url.clone())),
        Next::Before(after, url) | Next::Again(after, url) => {
            let own = (*after, url.clone());
            Some(question.map_or(own.clone(), |question| own.min(question)))
        }
    }
}

fn script(desk: &Desk, frame: &Frame) -> Option<AnyView> {
    let wakes = frame.wakes || (desk.left.is_some() && frame.asks());
    let nonce = desk.nonce.clone().filter(|_| wakes)?;
    let boot = desk.house.assets.url("boot.js");
    Some(view! { <script type="module" nonce=nonce src=boot></script> }.into_any())
}

/// The question "are you still there?", which comes by itself.
fn stay(desk: &Desk, left: u32) -> AnyView {
    let words = desk.words;
    view! {
        <StaySignedIn
            left=left
            stay=desk.stay.clone().unwrap_or_default()
            warn=u32::try_from(WARNING.as_secs()).unwrap_or(120)
            title=words.say("session-still-title")
            text=words.tell("session-still-clock", [("clock", "{time}".into())])
            button=words.say("session-stay")
            leave=words.say("session-leave")
        />
    }
    .into_any()
}
