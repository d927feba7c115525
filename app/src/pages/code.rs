//! The page of a code, whatever it is for.

use super::Shown;
use crate::{
    desk::Desk,
    parts::{
        field::{Field, Kind, field},
        icon::Sign,
        notice,
        progress::{self, Told},
    },
    remark::Remark,
    seat::Flash,
    shell::{Frame, Place},
};
use islands::{CodeFromText, Countdown, ResendCode, Way};
use leptos::prelude::*;
use portal::{
    challenge::Pending,
    domain::{Millis, challenge::Channel},
};

mod dead;
mod now;

pub(crate) use dead::{Dead, dead};
pub(crate) use now::now;

/// What a code is for, as its page says it.
pub(crate) struct Purpose {
    /// What the code will do.
    pub says: String,
    /// Where it was sent, as a text and as a call.
    pub sent: Sent,
    /// The words of the button.
    pub button: String,
    /// Whom a call reaches.
    pub called: Called,
    /// What its addresses begin with.
    pub base: String,
    /// Where the page goes when the code's time is over.
    pub over: String,
    /// What else can be done.
    pub other: Other,
}

impl Purpose {
    /// Where the form is posted.
    pub(crate) fn action(&self) -> String {
        format!("{}/code", self.base)
    }

    /// Where a script asks how far the message is.
    pub(crate) fn progress(&self) -> String {
        format!("{}/code/progress", self.base)
    }
}

/// Whom a call with the code reaches, seen from whoever reads the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Called {
    /// Themselves.
    Reader,
    /// The patient, who stands before them.
    Patient,
}

impl Called {
    /// What the buttons say that ask for a call: in place of a text, and once more.
    const fn buttons(self) -> (&'static str, &'static str) {
        match self {
            Self::Reader => ("code-call-me", "code-call-again"),
            Self::Patient => ("pharmacy-code-call", "pharmacy-code-call-again"),
        }
    }
}

/// What is said of where a code was sent.
pub(crate) struct Sent {
    /// Of a text.
    pub text: String,
    /// Of a call.
    pub call: String,
}

/// What else can be done on the page of a code.
pub(crate) enum Other {
    /// Starting again: the code is for signing in.
    StartAgain(String),
    /// Starting an errand again, on this page.
    ClaimAgain(&'static str),
    /// Leaving as it is what the code would let change.
    Leave {
        /// The page to go back to.
        back: &'static str,
        /// Where a new code is asked for.
        ask: String,
    },
    /// Leaving something sealed.
    LeaveSealed {
        /// What it is.
        what: Sealed,
        /// Its page.
        page: String,
        /// Where a new code is asked for.
        ask: String,
    },
}

/// What a code opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    /// A report.
    Report,
    /// A prescription.
    Prescription,
}

impl Sealed {
    /// The page of all of its kind, and the words of the way there.
    const fn list(self) -> (&'static str, &'static str) {
        match self {
            Self::Report => ("/labs", "lab-back-to-list"),
            Self::Prescription => ("/prescriptions", "prescriptions-back"),
        }
    }
}

impl Other {
    /// Where the page is in the menu.
    pub(crate) const fn place(&self) -> Option<Place> {
        match self {
            Self::LeaveSealed { what: Sealed::Report, .. } => Some(Place::Labs),
            Self::LeaveSealed { what: Sealed::Prescription, .. } => Some(Place::Prescriptions),
            Self::StartAgain(_) | Self::ClaimAgain(_) | Self::Leave { .. } => None,
        }
    }
}

/// The page of a code that can be answered.
pub(crate) fn live(
    desk: &Desk,
    purpose: &Purpose,
    pending: &Pending,
    told: Told,
    flash: &Flash,
) -> Shown {
    let words = desk.words;
    let frame = Frame {
        faulty: notice::is_faulty(flash),
        place: purpose.other.place(),
        wakes: true,
        ..Frame::titled(words.say("code-title"))
    };
    let reference = pending.reference.to_string();
    let (sent, hint, note) = match pending.first {
        Channel::Sms => (&purpose.sent.text, "code-ref-hint", "code-call-note"),
        Channel::Voice => (&purpose.sent.call, "code-ref-hint-call", "code-ring-note"),
    };
    let hint = words.tell(hint, [("ref", reference.clone().into())]);
    let main = view! {
        {notice::flash(desk, flash, &["code"])}
        <h1>{words.say("code-title")}</h1>
        <p class="purpose">
            <span>{purpose.says.clone()}</span>" "
            <span class="ref">{words.tell("code-ref", [("ref", reference.into())])}</span>
        </p>
        <p>{format!("{sent} {hint}")}</p>
        {progress::line(told, purpose.progress())}
        {form(desk, purpose, pending, flash)}
        <p>{words.say("code-secret")}</p>
        <section class="help stack">
            <p>{words.say(note)}</p>
            {again(desk, purpose, pending)}
            {no_message(desk, &purpose.other)}
        </section>
    };
    Shown(frame, main.into_any())
}

fn form(desk: &Desk, purpose: &Purpose, pending: &Pending, flash: &Flash) -> AnyView {
    let words = desk.words;
    let code = Field {
        id: "code",
        label: words.say("code-label"),
        hint: words.say(match pending.first {
            Channel::Sms => "code-hint",
            Channel::Voice => "code-hint-call",
        }),
        fault: notice::fault_of(desk, flash, "code"),
        kind: Kind::Code,
    };
    let leave = match &purpose.other {
        Other::StartAgain(_) | Other::ClaimAgain(_) => None,
        Other::Leave { back, .. } => Some((*back).to_owned()).zip(Some("code-cancel-change")),
        Other::LeaveSealed { page, .. } => Some(page.clone()).zip(Some("code-cancel-report")),
    };
    let leave = leave.map(|(back, key)| {
        view! { <a class="button button-link" href=back>{words.say(key)}</a> }
    });
    view! {
        <form class="sheet stack" method="post" action=purpose.action() novalidate>
            <input type="hidden" name="challenge" value=pending.id.to_string()/>
            {field(desk, code)}
            <CodeFromText/>
            {works(desk, &purpose.over, pending.expires_at)}
            <div class="buttons">
                <button class="button">{purpose.button.clone()}</button>
                {leave}
            </div>
        </form>
    }
    .into_any()
}

/// Until when a code works; the page goes to `over` then.
pub(super) fn works(desk: &Desk, over: &str, until: Millis) -> AnyView {
    let words = desk.words;
    let left = words.tell("code-time-left", [("clock", "{time}".into())]);
    let spoken = words.tell("code-time-left-spoken", [("seconds", "{seconds}".into())]);
    view! {
        <p class="works">
            <span>{words.tell("code-works-until", [("time", desk.dates.time(until).into())])}</span>" "
            <Countdown
                until=Desk::millis(until)
                now=Desk::millis(desk.now)
                words=left
                then=over.to_owned()
                spoken=spoken
            />
        </p>
    }
    .into_any()
}

/// The ways to have the code once more: as it came, and by a call.
pub(crate) fn again(desk: &Desk, purpose: &Purpose, pending: &Pending) -> AnyView {
    let words = desk.words;
    let way = |act: &str, at: Millis, button: &str, wait: &str| Way {
        action: format!("{}/{act}", purpose.base),
        again_in: seconds(desk.now, at),
        button: words.say(button),
        wait: words.tell(wait, [("clock", "{time}".into())]),
    };
    let (call, call_again) = purpose.called.buttons();
    let (again, instead) = match pending.first {
        Channel::Sms => {
            let call = |at| way("call", at, call, "code-call-wait");
            ("code-resend", pending.call_at.map(call))
        }
        // To send it again is to call again.
        Channel::Voice => (call_again, None),
    };
    view! {
        <ResendCode
            challenge=pending.id.to_string()
            again=pending.resend_at.map(|at| way("resend", at, again, "code-resend-wait"))
            instead=instead
            none_left=words.say("refusal-resend-no-more")
            sent=Remark::CodeResent.text(words, &desk.dates)
        />
    }
    .into_any()
}

/// The seconds from one moment to another, a begun one counted whole.
fn seconds(now: Millis, at: Millis) -> u32 {
    u32::try_from(now.until(at).as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

fn no_message(desk: &Desk, other: &Other) -> AnyView {
    let words = desk.words;
    match other {
        Other::StartAgain(start) => view! {
            <p>
                {words.say("code-no-message") + " "}
                <a href=start.clone()>{words.say("code-start-again")}</a>
            </p>
        }
        .into_any(),
        Other::ClaimAgain(start) => view! {
            <p>
                {words.say("code-no-message-claim") + " "}
                <a href=*start>{words.say("code-start-again")}</a>
            </p>
        }
        .into_any(),
        Other::Leave { .. } | Other::LeaveSealed { .. } => {
            view! { <p>{words.say("code-no-message-report")}</p> }.into_any()
        }
    }
}

/// A calm word under bad news.
pub(super) fn calm(desk: &Desk) -> AnyView {
    notice::good(Sign::Sealed, desk.words.say("code-paused-calm"))
}
