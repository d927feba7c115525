//! The question on the screen.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, PageTransitionEvent};

use super::watch::{Act, Watch};
use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::typed::typed;
use crate::browser::wire::{self, Answer};
use crate::browser::{find, on, place, write};
use crate::clock;

/// What the server knows, in seconds, and the `words` with `{time}`.
#[derive(Clone)]
pub struct Plan {
    pub left: u32,
    pub warn: u32,
    pub stay: String,
    pub words: String,
}

struct Warden {
    words: String,
    /// Whose stay the page was written in.
    stay: String,
    dialog: HtmlDialogElement,
    text: Element,
    stopwatch: Stopwatch,
    watch: RefCell<Watch>,
    pulse: OnceCell<Pulse>,
    /// What had the focus when the page was taken out of sight.
    focused: RefCell<Option<Element>>,
}

/// Begins to watch over the session.
pub fn wake(dialog: Element, plan: Plan) {
    let (Some(text), Some(form), Ok(dialog)) =
        (find(&dialog, ".countdown"), find::<Element>(&dialog, "form"), dialog.dyn_into())
    else {
        return;
    };
    let watch = Watch::new(f64::from(plan.left) * 1000.0, f64::from(plan.warn) * 1000.0);
    let (stopwatch, watch, pulse) =
        (Stopwatch::since_answer(), RefCell::new(watch), OnceCell::new());
    let (words, stay, focused) = (plan.words, plan.stay, RefCell::default());
    let warden = Rc::new(Warden { words, stay, dialog, text, stopwatch, watch, pulse, focused });
    let looking = warden.clone();
    let _ = warden.pulse.set(Pulse::start(move |beat| looking.look(beat)));
    let pressed = warden.clone();
    on(&form, "submit", move |event| {
        event.prevent_default();
        pressed.ask_to_stay();
    });
    // The Escape key, or the phone's way back: nobody who presses it wants to be signed out.
    let dismissed = warden.clone();
    on(&warden.dialog, "cancel", move |event| {
        event.prevent_default();
        dismissed.ask_to_stay();
    });
    // What is put away is put away unseen, for it is shown again before anything can be asked.
    on(&window(), "pagehide", |event| {
        let page = event.dyn_ref::<PageTransitionEvent>();
        if page.is_some_and(PageTransitionEvent::persisted) {
            place::hide();
        }
    });
    // Browsers let a second press close the dialog, whatever the page says.
    let closed = warden.clone();
    on(&warden.dialog, "close", move |_| {
        if closed.watch.borrow().is_asking() {
            closed.ask_to_stay();
        }
    });
}

impl Warden {
    /// Looks at the clock; answers when to look again, in milliseconds.
    fn look(self: &Rc<Self>, beat: Beat) -> Option<f64> {
        let now = self.stopwatch.elapsed();
        let act = match beat {
            Beat::Restored => self.watch.borrow_mut().restored(now),
            Beat::Regular => self.watch.borrow_mut().look(now),
        };
        self.act(act);
        let watch = self.watch.borrow();
        write(&self.text, &clock::shown(&self.words, clock::seconds(watch.left(now))));
        watch.next_look(now)
    }

    fn act(self: &Rc<Self>, act: Act) {
        match act {
            Act::Rest => {}
            Act::Ask(number) => spawn_local(self.clone().ask(number, Wish::Know)),
            Act::Hide(number) => {
                self.focused.replace(document().active_element());
                place::hide();
                spawn_local(self.clone().ask(number, Wish::Know));
            }
            Act::Open => self.open(),
            Act::Close => self.dialog.close(),
            Act::Leave => spawn_local(time_out()),
        }
    }

    fn ask_to_stay(self: &Rc<Self>) {
        let number = self.watch.borrow_mut().ask(self.stopwatch.elapsed());
        spawn_local(self.clone().ask(number, Wish::Stay));
    }

    async fn ask(self: Rc<Self>, number: u32, wish: Wish) {
        let answer = match wish {
            Wish::Know => wire::get("/session/left").await,
            Wish::Stay => wire::post("/session/stay", &[("back", &place::here())]).await,
        };
        if let Some(to) = answer.as_ref().and_then(|it| self.leads_away(it)) {
            self.watch.borrow_mut().ended();
            return leave(&to);
        }
        let left = answer.and_then(|it| it.number("left"));
        let now = self.stopwatch.elapsed();
        let act = match wish {
            Wish::Know => self.watch.borrow_mut().heard(number, left, now),
            Wish::Stay => self.watch.borrow_mut().stayed(number, left, now),
        };
        if act != Act::Leave && !self.watch.borrow().is_hidden() {
            self.show();
        }
        self.act(act);
        if let Some(pulse) = self.pulse.get() {
            pulse.beat(Beat::Regular);
        }
    }

    /// Where an answer leads; to the first page where it is about the stay of somebody else, who signed in since.
    fn leads_away(&self, answer: &Answer) -> Option<String> {
        let is_anothers = || answer.text("stay").is_some_and(|stay| stay != self.stay);
        answer.text("to").or_else(|| is_anothers().then(|| "/".to_owned()))
    }

    /// Brings the page back; what is out of sight cannot keep the focus.
    fn show(&self) {
        if !place::show() {
            return;
        }
        let focused = self.focused.take().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        match focused {
            _ if self.dialog.open() => self.focus(),
            Some(focused) => drop(focused.focus()),
            None => {}
        }
    }

    fn open(&self) {
        if !self.dialog.open() && self.dialog.show_modal().is_err() {
            // Browsers before 2022 show it within the page.
            self.dialog.set_open(true);
        }
        self.focus();
    }

    fn focus(&self) {
        if let Some(button) = find::<HtmlElement>(&self.dialog, "button") {
            let _ = button.focus();
        }
    }
}

/// Takes everything off the screen, hands over what was typed, and goes to this page's own address: the server remembers
/// both, and asks to sign in.
async fn time_out() {
    let typed = typed();
    place::clear();
    if let Some(typed) = typed {
        // One after the other: whichever of two requests came second would find the session gone.
        let _ = wire::send("/session/form", &typed).await;
    }
    place::go(&place::here());
}

/// Takes everything off the screen, and goes.
fn leave(to: &str) {
    place::clear();
    place::go(to);
}

/// What the server is asked for.
#[derive(Clone, Copy)]
enum Wish {
    /// How much is left, which changes nothing.
    Know,
    /// More time.
    Stay,
}
