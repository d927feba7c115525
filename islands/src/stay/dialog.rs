//! The question on the screen.

use leptos::ev::{Event, SubmitEvent};
use leptos::html::{Button, Dialog, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::watch::{Act, Watch};
use crate::browser::pulse::{Beat, Pulse};
use crate::browser::stopwatch::Stopwatch;
use crate::browser::{place, wire};
use crate::clock;

/// Everything that changes, by handles that can be copied.
#[derive(Clone, Copy)]
pub struct Warden {
    pub dialog: NodeRef<Dialog>,
    pub button: NodeRef<Button>,
    pub back: NodeRef<Input>,
    pub text: RwSignal<String>,
    words: StoredValue<String>,
    awake: StoredValue<Option<Awake>, LocalStorage>,
}

struct Awake {
    stopwatch: Stopwatch,
    watch: Watch,
    pulse: Option<Pulse>,
}

impl Warden {
    /// The dialog as the server writes it: `text` filled in, and its `words` with `{time}`.
    pub fn new(text: String, words: String) -> Self {
        Self {
            dialog: NodeRef::new(),
            button: NodeRef::new(),
            back: NodeRef::new(),
            text: RwSignal::new(text),
            words: StoredValue::new(words),
            awake: StoredValue::new_local(None),
        }
    }

    /// Begins to watch a session with this many seconds left.
    pub fn wake(self, left: u32, warn: u32) {
        let watch = Watch::new(f64::from(left) * 1000.0, f64::from(warn) * 1000.0);
        let stopwatch = Stopwatch::since_answer();
        self.awake.set_value(Some(Awake { stopwatch, watch, pulse: None }));
        let pulse = Pulse::start(move |beat| self.look(beat));
        self.awake.update_value(|it| {
            if let Some(awake) = it {
                awake.pulse = Some(pulse);
            }
        });
    }

    /// Looks at the clock; answers when to look again, in milliseconds.
    fn look(self, beat: Beat) -> Option<f64> {
        let act = self.watch(|watch, now| match beat {
            Beat::Restored => watch.restored(now),
            Beat::Regular => watch.look(now),
        });
        self.act(act?);
        let (left, next) = self.watch(|watch, now| (watch.left(now), watch.next_look(now)))?;
        self.words.with_value(|words| self.text.set(clock::shown(words, clock::seconds(left))));
        next
    }

    fn act(self, act: Act) {
        match act {
            Act::Rest => {}
            Act::Ask(number) => spawn_local(self.ask(number)),
            Act::Open => self.open(),
            Act::Close => self.close(),
            Act::Leave => {
                place::clear();
                // This page's own address: the server remembers it, and asks to sign in.
                place::go(&place::here());
            }
        }
    }

    async fn ask(self, number: u32) {
        let answer = wire::get("/session/left").await;
        let left = answer.and_then(|it| it.number("left"));
        self.heard(|watch, now| watch.heard(number, left, now));
    }

    async fn stay(self, number: u32) {
        let answer = wire::post("/session/stay", &[("back", &place::here())]).await;
        let left = answer.and_then(|it| it.number("left"));
        self.heard(|watch, now| watch.stayed(number, left, now));
    }

    fn heard(self, take: impl FnOnce(&mut Watch, f64) -> Act) {
        if let Some(act) = self.watch(take) {
            self.act(act);
            self.beat();
        }
    }

    /// The button that stays was pressed.
    pub fn pressed(self, event: &SubmitEvent) {
        event.prevent_default();
        self.ask_to_stay();
    }

    /// The Escape key, or the phone's way back: nobody who presses it wants to be signed out.
    pub fn dismissed(self, event: &Event) {
        event.prevent_default();
        self.ask_to_stay();
    }

    fn ask_to_stay(self) {
        if let Some(number) = self.watch(Watch::ask) {
            spawn_local(self.stay(number));
        }
    }

    /// Browsers let a second press of Escape close the dialog, whatever the page says.
    pub fn closed(self) {
        if self.watch(|watch, _| watch.is_asking()) == Some(true) {
            self.ask_to_stay();
        }
    }

    fn open(self) {
        let Some(dialog) = self.dialog.get_untracked() else { return };
        if let Some(back) = self.back.get_untracked() {
            back.set_value(&place::here());
        }
        if !dialog.open() && dialog.show_modal().is_err() {
            // Browsers before 2022 show it within the page.
            dialog.set_open(true);
        }
        if let Some(button) = self.button.get_untracked() {
            let _ = button.focus();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn watch<T>(self, take: impl FnOnce(&mut Watch, f64) -> T) -> Option<T> {
        self.awake.try_update_value(|it| {
            it.as_mut().map(|awake| take(&mut awake.watch, awake.stopwatch.elapsed()))
        })?
    }

    fn beat(self) {
        let pulse = self.awake.with_value(|it| it.as_ref().and_then(|it| it.pulse.clone()));
        if let Some(pulse) = pulse {
            pulse.beat(Beat::Regular);
        }
    }
}
