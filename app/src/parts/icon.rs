//! Drawings: the seal, and small signs of 24 units.

use leptos::prelude::*;

const WAX: &str = "M92.3 49.2C92 54 94.8 59 93.5 63.5C92.1 68 87.5 69 85.2 72.8C83 76.6 84.9 80.8 81.8 83.5C78.8 86.3 73.6 85.1 69.2 87.2C64.8 89.4 63.2 94.1 58.5 94.8C53.8 95.5 49.4 91.4 44.4 90.9C39.5 90.4 36.7 94.3 32.6 92.3C28.5 90.4 26.8 84.1 22.7 80.7C18.6 77.3 13.7 78.5 11.1 74.6C8.4 70.6 10 65 8.7 60C7.4 55 4.1 52.2 4.1 48.3C4.2 44.4 7.8 43.9 8.9 39.6C10.1 35.2 7.8 29.4 10.2 25.5C12.6 21.7 17.7 22.8 21.7 19.4C25.7 16.1 27.2 10.1 31.5 7.9C35.8 5.7 39.8 8.6 44.2 7.9C48.5 7.3 49.9 3.7 54.5 4.5C59 5.3 63.3 10.3 68.1 12.2C72.9 14.1 76.4 11.6 79.7 14.4C82.9 17.2 82.4 22.5 85.3 27.1C88.2 31.6 93.7 34 95 38.3C96.3 42.5 92.6 44.4 92.3 49.2Z";

const SEALED: &str = "M22.1 12.1C22.1 13.5 23.1 14.5 22.7 15.7C22.3 16.9 20.8 17 20.1 18C19.3 19.1 19.9 20.2 18.9 20.9C17.8 21.6 16.3 21.3 14.9 21.7C13.4 22.2 12.9 23.2 11.7 23.2C10.5 23.2 10.1 22.1 8.9 21.7C7.6 21.3 6.4 21.8 5.4 21.1C4.4 20.4 4.7 19.3 3.9 18.3C3.1 17.2 1.7 16.9 1.3 15.6C0.9 14.4 1.7 13.3 1.8 11.8C1.8 10.4 1 9.5 1.4 8.4C1.8 7.2 3 7 3.8 5.9C4.5 4.9 4.1 3.8 5.1 3.1C6.1 2.3 7.2 2.8 8.7 2.3C10.1 1.9 11.1 0.7 12.3 0.7C13.6 0.7 13.7 1.9 15 2.4C16.2 2.8 17.6 2.2 18.6 2.9C19.7 3.6 19.2 4.8 20 5.9C20.9 7.1 22.4 7.4 22.8 8.6C23.2 9.9 22.1 10.7 22.1 12.1ZM12 6a3.5 3.5 0 0 0-1.8 6.5L9.2 17.8h5.6l-1-5.3A3.5 3.5 0 0 0 12 6Z";

const OPEN: &str = "M8.9 3.7C8.3 3.7 6.8 3.4 6 3.8C5.1 4.2 4.8 5.3 4.1 6C3.3 6.7 2.2 6.9 1.8 7.7C1.3 8.5 1.7 9.5 1.5 10.6C1.3 11.6 0.6 12.4 0.7 13.3C0.8 14.3 1.7 14.9 2.2 15.8C2.6 16.7 2.5 17.8 3.1 18.5C3.8 19.2 4.9 19.1 5.8 19.6C6.7 20.1 7.2 21.1 8.1 21.3C9.1 21.5 10.4 20.8 10.9 20.6L11.8 16.6L8.2 12.7L10.9 7.6ZM15.1 3.7C15.7 3.7 17.2 3.4 18 3.8C18.9 4.2 19.2 5.3 19.9 6C20.7 6.7 21.8 6.9 22.2 7.7C22.7 8.5 22.3 9.5 22.5 10.6C22.7 11.6 23.4 12.4 23.3 13.3C23.2 14.3 22.3 14.9 21.8 15.8C21.4 16.7 21.5 17.8 20.9 18.5C20.2 19.2 19.1 19.1 18.2 19.6C17.3 20.1 16.8 21.1 15.9 21.3C14.9 21.5 13.6 20.8 13.1 20.6L14.9 16.9L12.4 12.3L16.1 8Z";

const OCTAGON: &str = "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4ZM10.5 5.5l.5 8.5h2l.5-8.5ZM12 15.6a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2Z";

/// A small sign. None says anything that words beside it do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A whole seal, solid.
    Sealed,
    /// A broken seal, hollow.
    Open,
    /// A dotted ring.
    Review,
    /// A ring with an i.
    Note,
    /// An octagon with a bang.
    Critical,
    /// A triangle on its base.
    High,
    /// A triangle on its tip.
    Low,
    /// A tick.
    Normal,
    /// A hollow diamond.
    Abnormal,
}

/// The seal, as large as its class makes it.
pub(crate) fn seal(class: &'static str) -> AnyView {
    view! {
        <svg class=class viewBox="0 0 100 100" aria-hidden="true" focusable="false">
            <path class="seal-wax" d=WAX/>
            <circle class="seal-shade" cx="50" cy="50" r="32" stroke-width="3"/>
            <path class="seal-light" d="M19 55A31.5 31.5 0 0 1 72 27" stroke-width="2" stroke-linecap="round"/>
            <path class="seal-light" d="M13 42C14 31 22 22 31 15" stroke-width="3" stroke-linecap="round"/>
            <path class="seal-sign" d="M36 63V38L50 53L64 38V63" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>
        </svg>
    }
    .into_any()
}

/// A small sign, hidden from screen readers.
pub(crate) fn sign(sign: Sign) -> AnyView {
    view! { <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing(sign)}</svg> }
        .into_any()
}

fn drawing(sign: Sign) -> AnyView {
    match sign {
        Sign::Sealed => solid(SEALED),
        Sign::Critical => solid(OCTAGON),
        Sign::High => solid("M12 3 22.5 21h-21Z"),
        Sign::Low => solid("M12 21 1.5 3h21Z"),
        Sign::Open => view! {
            <path d=OPEN fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>
        }
        .into_any(),
        Sign::Normal => view! {
            <path d="M4 12.5 9.5 18 20 6.5" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>
        }
        .into_any(),
        Sign::Abnormal => view! {
            <path d="M12 1.5 22.5 12 12 22.5 1.5 12Z" fill="none" stroke="currentColor" stroke-width="2.6"/>
        }
        .into_any(),
        Sign::Review => view! {
            <circle cx="12" cy="12" r="9.6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="3.6 2.43"/>
            <circle cx="7.6" cy="12" r="1.4"/>
            <circle cx="12" cy="12" r="1.4"/>
            <circle cx="16.4" cy="12" r="1.4"/>
        }
        .into_any(),
        Sign::Note => view! {
            <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2.2"/>
            <path d="M10.6 10.4h2.8v7.2h-2.8zM12 5.6a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4Z"/>
        }
        .into_any(),
    }
}

fn solid(path: &'static str) -> AnyView {
    view! { <path fill-rule="evenodd" d=path/> }.into_any()
}
