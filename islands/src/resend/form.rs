//! The form while the browser watches over it.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::state::Resend;
use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::wire::{self, Answer};
use crate::browser::{UNTIL, find, on, tell, write};

/// The texts of the form.
#[derive(Clone)]
pub struct Words {
    pub button: String,
    pub wait: String,
    pub none_left: String,
    pub sent: String,
}

struct Desk {
    words: Words,
    form: HtmlFormElement,
    button: Element,
    status: HtmlElement,
    watch: Stopwatch,
    state: Cell<Resend>,
    pulse: OnceCell<Pulse>,
}

/// Wakes the form; `again_in`, in seconds, was so when the page arrived.
pub fn wake(form: Element, (again_in, words): (u32, Words)) {
    let (Some(button), Some(status), Ok(form)) =
        (find(&form, "button"), form.next_element_sibling(), form.dyn_into::<HtmlFormElement>())
    else {
        return;
    };
    let (watch, status) = (Stopwatch::since_answer(), status.unchecked_into());
    let state = Cell::new(Resend::told(Some(again_in.into()), 0.0));
    let pulse = OnceCell::new();
    let desk = Rc::new(Desk { words, form, button, status, watch, state, pulse });
    let looking = desk.clone();
    let _ = desk.pulse.set(Pulse::start(move |_| looking.show()));
    let asking = desk.clone();
    on(&desk.form, "submit", move |event| asking.asked(&event));
}

impl Desk {
    /// Answers when to look again, in milliseconds.
    fn show(&self) -> Option<f64> {
        let now = self.watch.elapsed();
        let state = self.state.get().at(now);
        self.state.set(state);
        let _ = if state.is_inert() {
            self.button.set_attribute("aria-disabled", "true")
        } else {
            self.button.remove_attribute("aria-disabled")
        };
        write(&self.button, &state.label(now, &self.words.button, &self.words.wait));
        state.next_change(now)
    }

    /// A press of the button.
    fn asked(self: &Rc<Self>, event: &Event) {
        event.prevent_default();
        if self.state.get().at(self.watch.elapsed()) == Resend::Ready {
            self.turn(Resend::Sending);
            spawn_local(self.clone().ask());
        }
    }

    async fn ask(self: Rc<Self>) {
        let challenge = find::<HtmlInputElement>(&self.form, "[name=challenge]");
        let challenge = challenge.map(|it| it.value()).unwrap_or_default();
        let address = self.form.get_attribute("action").unwrap_or_default();
        let answer = wire::post(&address, &[("challenge", &challenge)]).await;
        if answer.and_then(|answer| self.answered(&answer)).is_none() {
            // Ready again first, in case the person comes back to this very page.
            self.turn(Resend::Ready);
            let _ = self.form.submit();
        }
    }

    /// Takes in the answer; none if it is not one.
    fn answered(&self, answer: &Answer) -> Option<()> {
        let again_in = answer.number("again_in");
        if again_in.is_none() && !answer.is_null("again_in") {
            return None;
        }
        let mut said = answer.text("message").filter(|text| !text.is_empty());
        let said = said.get_or_insert_with(|| self.words.sent.clone());
        if let Some(until) = answer.number("until") {
            tell(UNTIL, until);
        }
        self.turn(Resend::told(again_in, self.watch.elapsed()));
        if self.state.get() == Resend::Over {
            said.push(' ');
            said.push_str(&self.words.none_left);
            self.form.remove();
        }
        self.say(said);
        Some(())
    }

    /// Tells how it went; whoever was on a form that is no more is taken there.
    fn say(&self, text: &str) {
        self.status.set_class_name("notice notice-good");
        if let Some(line) = self.status.first_element_child() {
            line.set_text_content(Some(text));
        }
        if self.state.get() == Resend::Over {
            let _ = self.status.focus();
        }
    }

    fn turn(&self, state: Resend) {
        self.state.set(state);
        if let Some(pulse) = self.pulse.get() {
            pulse.beat(Beat::Regular);
        }
    }
}
