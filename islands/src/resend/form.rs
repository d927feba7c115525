//! The forms while the browser watches over them.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::state::Resend;
use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::wire::{self, Answer};
use crate::browser::{SENT, UNTIL, find, on, tell, write};

/// The texts of the forms.
#[derive(Clone)]
pub struct Words {
    /// For each form, the seconds until it may be posted and what its button says until then.
    pub waits: Vec<(u32, String)>,
    pub none_left: String,
    pub sent: String,
}

struct Way {
    form: HtmlFormElement,
    button: Element,
    label: String,
    wait: String,
    state: Cell<Resend>,
}

struct Desk {
    ways: RefCell<Vec<Rc<Way>>>,
    none_left: String,
    sent: String,
    status: HtmlElement,
    watch: Stopwatch,
    pulse: OnceCell<Pulse>,
}

/// Wakes the forms before the status line.
pub fn wake(status: Element, words: Words) {
    let forms = forms_before(&status);
    let ways = forms.into_iter().zip(words.waits).filter_map(|(form, (again_in, wait))| {
        let button = find::<Element>(&form, "button")?;
        let label = button.text_content().unwrap_or_default();
        let state = Cell::new(Resend::told(Some(again_in.into()), 0.0));
        Some(Rc::new(Way { form, button, label, wait, state }))
    });
    let ways = ways.collect::<Vec<_>>();
    let Words { none_left, sent, .. } = words;
    let (watch, status, pulse) =
        (Stopwatch::since_answer(), status.unchecked_into(), OnceCell::new());
    let desk =
        Rc::new(Desk { ways: RefCell::new(ways.clone()), none_left, sent, status, watch, pulse });
    let looking = desk.clone();
    let _ = desk.pulse.set(Pulse::start(move |_| looking.show()));
    for way in ways {
        let (desk, form) = (desk.clone(), way.form.clone());
        on(&form, "submit", move |event| desk.asked(&way, &event));
    }
}

/// The forms of the island, in the order in which they stand.
fn forms_before(status: &Element) -> Vec<HtmlFormElement> {
    let mut forms = Vec::new();
    let mut before = status.previous_element_sibling();
    while let Some(element) = before {
        before = element.previous_element_sibling();
        forms.extend(element.dyn_into::<HtmlFormElement>());
    }
    forms.reverse();
    forms
}

impl Desk {
    /// Answers when to look again, in milliseconds.
    fn show(&self) -> Option<f64> {
        let now = self.watch.elapsed();
        let ways = self.ways.borrow();
        ways.iter().filter_map(|way| way.show(now)).min_by(f64::total_cmp)
    }

    /// A press of a button.
    fn asked(self: &Rc<Self>, way: &Rc<Way>, event: &Event) {
        event.prevent_default();
        if way.state.get().at(self.watch.elapsed()) == Resend::Ready {
            way.state.set(Resend::Sending);
            self.beat();
            spawn_local(self.clone().ask(way.clone()));
        }
    }

    async fn ask(self: Rc<Self>, way: Rc<Way>) {
        let challenge = find::<HtmlInputElement>(&way.form, "[name=challenge]");
        let challenge = challenge.map(|it| it.value()).unwrap_or_default();
        let address = way.form.get_attribute("action").unwrap_or_default();
        let answer = wire::post(&address, &[("challenge", &challenge)]).await;
        if answer.and_then(|answer| self.answered(&answer)).is_none() {
            // Ready again first, in case the person comes back to this very page.
            way.state.set(Resend::Ready);
            self.beat();
            let _ = way.form.submit();
        }
    }

    /// Takes in the answer; none if it is not one.
    fn answered(&self, answer: &Answer) -> Option<()> {
        let told = |way: &Rc<Way>| {
            let key = way.key();
            let again_in = answer.number(key);
            (again_in.is_some() || answer.is_null(key)).then_some((way.clone(), again_in))
        };
        let told = self.ways.borrow().iter().map(told).collect::<Option<Vec<_>>>()?;
        let mut said = answer.text("message").filter(|text| !text.is_empty());
        let said = said.get_or_insert_with(|| self.sent.clone());
        if let Some(until) = answer.number("until") {
            tell(UNTIL, until);
        }
        tell(SENT, 0.0);
        for (way, again_in) in told {
            way.state.set(Resend::told(again_in, self.watch.elapsed()));
        }
        let before = self.ways.borrow().len();
        self.ways.borrow_mut().retain(|way| way.stays());
        let left = self.ways.borrow().len();
        if left == 0 {
            said.push(' ');
            said.push_str(&self.none_left);
        }
        self.beat();
        self.say(said);
        if left < before {
            // Whoever was on a form that is no more is taken to what became of it.
            let _ = self.status.focus();
        }
        Some(())
    }

    /// Tells how it went.
    fn say(&self, text: &str) {
        self.status.set_class_name("notice notice-good");
        if let Some(line) = self.status.first_element_child() {
            line.set_text_content(Some(text));
        }
    }

    fn beat(&self) {
        if let Some(pulse) = self.pulse.get() {
            pulse.beat(Beat::Regular);
        }
    }
}

impl Way {
    fn show(&self, now: f64) -> Option<f64> {
        let state = self.state.get().at(now);
        self.state.set(state);
        let _ = if state.is_inert() {
            self.button.set_attribute("aria-disabled", "true")
        } else {
            self.button.remove_attribute("aria-disabled")
        };
        write(&self.button, &state.label(now, &self.label, &self.wait));
        state.next_change(now)
    }

    /// Takes a form away that will not be posted again.
    fn stays(&self) -> bool {
        let stays = self.state.get() != Resend::Over;
        if !stays {
            self.form.remove();
        }
        stays
    }

    /// Where the server's answer says when it may be posted again.
    fn key(&self) -> &'static str {
        match self.form.get_attribute("action") {
            Some(action) if action.ends_with("/call") => "call_in",
            _ => "again_in",
        }
    }
}
