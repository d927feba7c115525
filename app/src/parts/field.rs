//! Fields of forms, with their hints and errors.

use crate::{desk::Desk, kept::STAY};
use leptos::prelude::*;

/// What says whose stay a form's page was written in, so that what is typed is kept for them alone.
pub(crate) fn stay(desk: &Desk) -> AnyView {
    view! { <input type="hidden" name=STAY value=desk.stay.clone()/> }.into_any()
}

/// A field of a form.
pub(crate) struct Field {
    pub id: &'static str,
    pub label: String,
    pub hint: String,
    /// What is wrong with it.
    pub fault: Option<String>,
    pub kind: Kind,
}

/// What is typed into a field.
pub(crate) enum Kind {
    /// Who it is; what had been typed is there again.
    Identifier(Option<String>),
    /// A password.
    Password,
    /// A password that is chosen.
    NewPassword,
    /// What somebody signs in with in another's browser, which is to keep nothing of it; what had been typed is there again.
    TheirLogin(Option<String>),
    /// The password of somebody in another's browser.
    TheirPassword,
    /// A PIN.
    Pin,
    /// A phone number; what had been typed is there again.
    Phone(Option<String>),
    /// Somebody's name; what had been typed is there again.
    Name(Option<String>),
    /// A code.
    Code,
    /// A code that came to somebody else's phone, and is typed at once.
    TheirCode,
    /// The number of a prescription, typed or scanned at once; what had been typed is there again.
    Prescription(Option<String>),
    /// A few sentences; what had been typed is there again.
    Sentences(Option<String>),
    /// A day, by the browser's calendar, or as plain text; what had been typed is there again.
    Date { typed: String, plain: bool },
}

/// A day to choose.
pub(crate) struct DateField {
    pub id: &'static str,
    pub label: String,
    pub hint: String,
    /// What is wrong with it.
    pub fault: Option<String>,
    /// What had been typed is there again.
    pub typed: String,
}

/// The field of a day: the browser's own calendar, until there is an error. A calendar shows nothing of what it cannot read, so
/// what is wrong stands there as text, and the hint says how a day is typed.
pub(crate) fn date(desk: &Desk, it: DateField) -> AnyView {
    let DateField { id, label, hint, fault, typed } = it;
    let plain = fault.is_some();
    let typed_like = plain.then(|| format!(" {}", desk.words.say("date-typed-hint")));
    let hint = hint + typed_like.as_deref().unwrap_or_default();
    field(desk, Field { id, label, hint, fault, kind: Kind::Date { typed, plain } })
}

/// A field: label, hint, error, input, in this order.
pub(crate) fn field(desk: &Desk, field: Field) -> AnyView {
    let id = field.id;
    let class = if field.fault.is_some() { "field field-fault" } else { "field" };
    let described = match &field.fault {
        Some(_) => format!("{id}-hint {id}-fault"),
        None => format!("{id}-hint"),
    };
    let invalid = field.fault.is_some().then_some("true");
    let prefix = desk.words.say("common-error-prefix") + " ";
    view! {
        <div class=class>
            <label for=id>{field.label}</label>
            <p class="hint" id=format!("{id}-hint")>{field.hint}</p>
            {field.fault.map(|text| view! {
                <p class="fault" id=format!("{id}-fault")><span class="unseen">{prefix}</span>{text}</p>
            })}
            {input(id, field.kind, described, invalid)}
        </div>
    }
    .into_any()
}

fn input(
    id: &'static str,
    kind: Kind,
    described: String,
    invalid: Option<&'static str>,
) -> AnyView {
    match kind {
        Kind::Identifier(typed) => login(id, typed, "username", (described, invalid)),
        Kind::TheirLogin(typed) => login(id, typed, "off", (described, invalid)),
        Kind::Password => password(id, "current-password", (described, invalid)),
        Kind::NewPassword | Kind::TheirPassword => {
            password(id, "new-password", (described, invalid))
        }
        Kind::Date { typed, plain } => view! {
            <input id=id name=id type=if plain { "text" } else { "date" } autocomplete="off"
                maxlength="40" value=typed aria-describedby=described aria-invalid=invalid
                class="date-input"/>
        }
        .into_any(),
        Kind::Pin => view! {
            <input id=id name=id type="password" inputmode="numeric" autocomplete="off" maxlength="12"
                aria-describedby=described aria-invalid=invalid class="code-input"/>
        }
        .into_any(),
        Kind::Phone(typed) => view! {
            <input id=id name=id type="tel" autocomplete="tel" maxlength="40" value=typed
                aria-describedby=described aria-invalid=invalid/>
        }
        .into_any(),
        Kind::Name(typed) => name(id, typed, described, invalid),
        Kind::Code => code(id, described, invalid),
        kind @ (Kind::TheirCode | Kind::Prescription(_) | Kind::Sentences(_)) => {
            read_off(id, kind, described, invalid)
        }
    }
}

fn login(
    id: &'static str,
    typed: Option<String>,
    offers: &'static str,
    (described, invalid): (String, Option<&'static str>),
) -> AnyView {
    view! {
        <input id=id name=id type="text" autocomplete=offers autocapitalize="none"
            spellcheck="false" maxlength="200" value=typed
            aria-describedby=described aria-invalid=invalid/>
    }
    .into_any()
}

fn password(
    id: &'static str,
    offers: &'static str,
    (described, invalid): (String, Option<&'static str>),
) -> AnyView {
    view! {
        <input id=id name=id type="password" autocomplete=offers maxlength="1000"
            aria-describedby=described aria-invalid=invalid/>
    }
    .into_any()
}

/// A text as HTML has it within an element: Leptos escapes what stands in elements, but for a `<textarea>`.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// What is read off something else, or written for somebody else to read.
fn read_off(
    id: &'static str,
    kind: Kind,
    described: String,
    invalid: Option<&'static str>,
) -> AnyView {
    match kind {
        Kind::TheirCode => view! {
            <input id=id name=id type="text" inputmode="numeric" autocomplete="off" maxlength="12"
                spellcheck="false" autofocus=true aria-describedby=described aria-invalid=invalid
                class="code-input"/>
        }
        .into_any(),
        Kind::Prescription(typed) => view! {
            <input id=id name=id type="text" autocomplete="off" autocapitalize="characters"
                spellcheck="false" maxlength="40" autofocus=true value=typed
                aria-describedby=described aria-invalid=invalid class="number-input"/>
        }
        .into_any(),
        Kind::Sentences(typed) => view! {
            <textarea id=id name=id rows="3" maxlength="500" aria-describedby=described
                aria-invalid=invalid>{typed.map(|it| escaped(&it))}</textarea>
        }
        .into_any(),
        other => input(id, other, described, invalid),
    }
}

/// It is somebody else's name, so the browser does not offer the reader's own.
fn name(
    id: &'static str,
    typed: Option<String>,
    described: String,
    invalid: Option<&'static str>,
) -> AnyView {
    view! {
        <input id=id name=id type="text" autocomplete="off" autocapitalize="words"
            spellcheck="false" maxlength="80" value=typed
            aria-describedby=described aria-invalid=invalid/>
    }
    .into_any()
}

fn code(id: &'static str, described: String, invalid: Option<&'static str>) -> AnyView {
    view! {
        <input id=id name=id type="text" inputmode="numeric" autocomplete="one-time-code"
            maxlength="12" spellcheck="false" aria-describedby=described aria-invalid=invalid
            class="code-input"/>
    }
    .into_any()
}
