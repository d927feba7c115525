//! The form while the browser watches over it.

use leptos::ev::SubmitEvent;
use leptos::html::{Div, Form};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::state::Resend;
use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::wire::{self, Answer};
use crate::browser::{UNTIL, tell};

/// The texts of the form.
pub struct Words {
    pub button: String,
    pub wait: String,
    pub none_left: String,
    pub sent: String,
}

/// Everything that changes in the form, by handles that can be copied.
#[derive(Clone, Copy)]
pub struct Desk {
    pub form: NodeRef<Form>,
    pub status: NodeRef<Div>,
    pub label: RwSignal<String>,
    pub inert: RwSignal<bool>,
    pub said: RwSignal<String>,
    words: StoredValue<Words>,
    state: StoredValue<Resend>,
    woken: StoredValue<Option<(Stopwatch, Pulse)>, LocalStorage>,
}

impl Desk {
    /// The form as the server writes it, with what its button and its status say.
    pub fn new(label: String, said: String, words: Words) -> Self {
        Self {
            form: NodeRef::new(),
            status: NodeRef::new(),
            label: RwSignal::new(label),
            inert: RwSignal::new(false),
            said: RwSignal::new(said),
            words: StoredValue::new(words),
            state: StoredValue::new(Resend::Asleep),
            woken: StoredValue::new_local(None),
        }
    }

    /// A good word is green; none takes no room.
    pub fn status_class(self) -> &'static str {
        match (self.said.with(String::is_empty), self.state.get_value()) {
            (true, _) => "unseen",
            (false, Resend::Asleep) => "notice",
            (false, _) => "notice notice-good",
        }
    }

    /// Wakes the form; what the page says was so when it arrived.
    pub fn open(self, again_in: Option<u32>) {
        if again_in.is_none() {
            return;
        }
        let watch = Stopwatch::since_answer();
        self.state.set_value(Resend::told(again_in.map(f64::from), 0.0));
        let pulse = Pulse::start(move |_| self.show(watch.elapsed()));
        self.woken.set_value(Some((watch, pulse)));
    }

    /// Answers when to look again, in milliseconds.
    fn show(self, now: f64) -> Option<f64> {
        let state = self.state.get_value().at(now);
        self.state.set_value(state);
        self.inert.set(state.is_inert());
        self.words.with_value(|it| self.label.set(state.label(now, &it.button, &it.wait)));
        state.next_change(now)
    }

    /// A press of the button.
    pub fn asked(self, event: &SubmitEvent) {
        let state = self.state.get_value();
        if state == Resend::Asleep {
            return;
        }
        event.prevent_default();
        if state == Resend::Ready {
            self.become_(Resend::Sending);
            spawn_local(self.ask());
        }
    }

    async fn ask(self) {
        let Some(form) = self.form.get_untracked() else { return };
        let challenge = form.query_selector("[name=challenge]").ok().flatten();
        let challenge = challenge.and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let challenge = challenge.map(|it| it.value()).unwrap_or_default();
        let address = form.get_attribute("action").unwrap_or_default();
        let answer = wire::post(&address, &[("challenge", &challenge)]).await;
        if answer.and_then(|answer| self.answered(&answer)).is_none() {
            // Ready again first, in case the person comes back to this very page.
            self.become_(Resend::Ready);
            let _ = form.submit();
        }
    }

    /// Takes in the answer; none if it is not one.
    fn answered(self, answer: &Answer) -> Option<()> {
        let now = self.woken.with_value(|it| it.as_ref().map(|(watch, _)| watch.elapsed()))?;
        let again_in = answer.number("again_in");
        if again_in.is_none() && !answer.is_null("again_in") {
            return None;
        }
        let state = Resend::told(again_in, now);
        let mut said = answer.text("message").filter(|text| !text.is_empty());
        self.words.with_value(|it| {
            let said = said.get_or_insert_with(|| it.sent.clone());
            if state == Resend::Over {
                said.push(' ');
                said.push_str(&it.none_left);
            }
        });
        if let Some(until) = answer.number("until") {
            tell(UNTIL, until);
        }
        self.become_(state);
        self.said.set(said?);
        if state == Resend::Over {
            self.take_away();
        }
        Some(())
    }

    /// Removes the form, which is of no more use; whoever was on it is taken to the message.
    fn take_away(self) {
        if let Some(form) = self.form.get_untracked() {
            form.remove();
        }
        if let Some(status) = self.status.get_untracked() {
            let _ = status.focus();
        }
    }

    fn become_(self, state: Resend) {
        self.state.set_value(state);
        let pulse = self.woken.with_value(|it| it.as_ref().map(|(_, pulse)| pulse.clone()));
        if let Some(pulse) = pulse {
            pulse.beat(Beat::Regular);
        }
    }
}
