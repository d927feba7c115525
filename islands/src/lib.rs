//! The interactive pieces: the only Leptos code that reaches the browser.
//!
//! Each is whole as the server writes it, and works as a plain page or form; in the browser it is
//! woken and adds comfort. What a piece decides is pure and takes the time as an argument; only
//! the module `browser` asks the browser anything.

mod browser;
mod clock;
mod countdown;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod markup;
mod progress;
mod resend;
mod stay;
mod webotp;

pub use self::countdown::{Countdown, CountdownProps};
pub use self::progress::{Progress, ProgressProps};
pub use self::resend::{ResendCode, ResendCodeProps, Way};
pub use self::stay::{StaySignedIn, StaySignedInProps};
pub use self::webotp::{CodeFromText, CodeFromTextProps};
