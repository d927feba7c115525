//! Tests of what the server writes, which is all there is for people without the browser's help.

use leptos::prelude::*;

use crate::{Countdown, ResendCode, StaySignedIn};

fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().to_html())
}

fn resend(again_in: Option<u32>) -> String {
    html(move || {
        view! {
            <ResendCode action="/sign-in/resend".into() challenge="c-1".into() again_in=again_in
                button="Send it again".into() wait="Again in {time}".into()
                none_left="No more.".into() sent="Sent.".into() />
        }
    })
}

/// A page's text without the island's own tag, which repeats it for the browser.
fn within(html: &str) -> &str {
    html.split_once('>').unwrap().1
}

#[test]
fn a_countdown_that_nobody_runs_shows_no_time() {
    let html = html(|| {
        view! {
            <Countdown until=90_000.0 now=0.0 words="{time} left".into() then="/x".into() />
        }
    });
    assert!(html.starts_with("<leptos-island data-component=\"Countdown_"), "{html}");
    assert!(within(&html).starts_with("<span class=\"countdown\"></span>"), "{html}");
}

#[test]
fn asking_again_is_a_form_that_a_press_sends() {
    let html = resend(Some(30));
    let form = within(&html);
    assert!(form.contains("method=\"post\" action=\"/sign-in/resend\""), "{form}");
    assert!(form.contains("<input type=\"hidden\" name=\"challenge\" value=\"c-1\">"), "{form}");
    assert!(form.contains(">Send it again</button>"), "{form}");
    assert!(!form.contains("disabled") && !form.contains("Again in"), "{form}");
    assert!(!form.contains("No more."), "{form}");
}

#[test]
fn where_no_sending_is_left_there_is_no_form() {
    let html = resend(None);
    assert!(!html.contains("<form"), "{html}");
    assert!(within(&html).contains("<p>No more.</p>"), "{html}");
}

#[test]
fn the_question_is_closed_and_its_buttons_are_forms() {
    let html = html(|| {
        view! {
            <StaySignedIn left=600 warn=120 title="Still there?".into()
                text="You will be signed out in {time}.".into()
                button="Stay".into() leave="Sign out".into() />
        }
    });
    let dialog = within(&html);
    let tag = dialog.split_once('>').unwrap().0;
    assert!(tag.starts_with("<dialog") && !tag.contains(" open"), "{tag}");
    assert!(dialog.contains("You will be signed out in 2:00."), "{dialog}");
    assert!(dialog.contains("action=\"/session/stay\""), "{dialog}");
    assert!(dialog.contains("action=\"/sign-out\""), "{dialog}");
}
