//! Tests of what the server writes, which is all there is for people without the browser's help.

use leptos::prelude::*;

use crate::{CodeFromText, Countdown, Progress, ResendCode, StaySignedIn, Way};

fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().to_html())
}

fn way(action: &str, button: &str) -> Way {
    let wait = "Again in {time}".into();
    Way { action: action.into(), again_in: 30, button: button.into(), wait }
}

fn resend(again: Option<Way>, instead: Option<Way>) -> String {
    html(move || {
        view! {
            <ResendCode challenge="c-1".into() again=again instead=instead
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
    let html = resend(
        Some(way("/sign-in/resend", "Send it again")),
        Some(way("/sign-in/call", "Call me")),
    );
    let forms = within(&html);
    for (action, button) in [("/sign-in/resend", "Send it again"), ("/sign-in/call", "Call me")] {
        assert!(forms.contains(&format!("method=\"post\" action=\"{action}\"")), "{forms}");
        assert!(forms.contains(&format!(">{button}</button>")), "{forms}");
    }
    let hidden = "<input type=\"hidden\" name=\"challenge\" value=\"c-1\">";
    assert_eq!(forms.matches(hidden).count(), 2, "{forms}");
    assert!(!forms.contains("disabled") && !forms.contains("Again in"), "{forms}");
    assert!(!forms.contains("No more."), "{forms}");
}

#[test]
fn where_no_sending_is_left_there_is_no_form() {
    let html = resend(None, None);
    assert!(!html.contains("<form"), "{html}");
    assert!(within(&html).contains("<p>No more.</p>"), "{html}");
    let call = resend(None, Some(way("/sign-in/call", "Call me")));
    assert_eq!(call.matches("<form").count(), 1, "{call}");
    assert!(!within(&call).contains("No more."), "{call}");
}

#[test]
fn where_the_message_is_stands_there_from_the_beginning() {
    let html = html(|| {
        view! { <Progress at="/p".into() says="On its way.".into() state="underway".into() /> }
    });
    let line = within(&html);
    assert!(line.contains("role=\"status\""), "{line}");
    assert!(line.contains("data-state=\"underway\"") && line.contains(">On its way.<"), "{line}");
}

#[test]
fn listening_for_the_message_is_nothing_to_see() {
    let html = html(|| view! { <CodeFromText /> });
    assert_eq!(within(&html), "<span hidden></span></leptos-island>");
}

#[test]
fn the_question_is_closed_and_its_buttons_are_forms() {
    let html = html(|| {
        view! {
            <StaySignedIn left=600 warn=120 stay="ab12cd34".into() title="Still there?".into()
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
