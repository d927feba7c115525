//! What a browser shows so that it is known again after its person signed out.

use crate::{
    cookie::{found, written},
    site::Site,
};
use axum::http::{HeaderValue, header::USER_AGENT, request::Parts};
use portal::domain::{Chance, device::Look};
use std::{
    fmt::Write as _,
    net::IpAddr,
    sync::{Arc, OnceLock},
};

/// How long a browser keeps its badge after a sign-in, in seconds: 400 days, the longest that browsers allow.
const LASTS: u64 = portal::domain::device::KEPT.as_secs();
/// How long a browser keeps the cookie that is another with each page, in seconds: longer than it keeps pages that were left.
const PAGE: u64 = 900;
/// How many random bytes a badge has.
const BYTES: usize = 16;

/// Knows the place of a network address, as coarsely as `Jaipur, India`.
pub trait Atlas: Send + Sync {
    /// The place; none where it is not known.
    fn place(&self, address: IpAddr) -> Option<String>;
}

/// A cookie that is another with each page of whoever is signed in, and says nothing. Browsers put a page that is left away
/// whole and show it again at "back", for some minutes even one that says `no-store`; they drop it once a cookie of its
/// site has changed. So whoever goes back is asked for what they may see by then. Nobody else keeps one.
pub(crate) fn page(
    name: &str,
    signed_in: bool,
    shows: bool,
    chance: &dyn Chance,
) -> Option<HeaderValue> {
    match (signed_in, shows) {
        (true, _) => written(name, &fresh(chance), PAGE),
        (false, true) => written(name, "", 0),
        (false, false) => None,
    }
}

/// Whether a browser came with such a cookie.
pub(crate) fn shows_page(name: &str, parts: &Parts) -> bool {
    shown(parts, name).is_some()
}

/// A random number that a browser got when somebody signed in with it. It says nothing, opens nothing, and outlasts
/// signing out. Cloning shares it.
#[derive(Clone)]
pub(crate) struct Badge {
    name: &'static str,
    shown: Option<String>,
    given: Arc<OnceLock<String>>,
    look: Look,
}

impl Badge {
    /// What the browser shows of itself.
    pub(crate) fn of(parts: &Parts, site: &Site, address: IpAddr) -> Self {
        let name = site.cookies().device;
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let place = site.atlas().and_then(|atlas| atlas.place(address));
        let look = Look::of_agent(agent.unwrap_or_default(), place);
        Self { name, shown: shown(parts, name), given: Arc::default(), look }
    }

    /// What it holds, if the browser came with one.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// What the browser looks like.
    pub(crate) fn look(&self) -> &Look {
        &self.look
    }

    /// Lets the browser keep its badge from now on, or have one.
    pub(crate) fn give(&self, chance: &dyn Chance) -> &str {
        self.given.get_or_init(|| self.shown.clone().unwrap_or_else(|| fresh(chance)))
    }

    /// The cookie to be set, if the browser was given its badge.
    pub(crate) fn cookie(&self) -> Option<HeaderValue> {
        self.given.get().and_then(|value| written(self.name, value, LASTS))
    }
}

/// The badge among the cookies; none that the portal cannot have made.
fn shown(parts: &Parts, name: &str) -> Option<String> {
    let value = found(parts, name)?;
    let made =
        value.len() == 2 * BYTES && value.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    made.then(|| value.to_owned())
}

fn fresh(chance: &dyn Chance) -> String {
    let mut bytes = [0; BYTES];
    chance.fill(&mut bytes);
    bytes.iter().fold(String::with_capacity(2 * BYTES), |mut text, byte| {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn with(cookie: &str) -> Parts {
        Request::builder().header("cookie", cookie).body(()).unwrap().into_parts().0
    }

    #[test]
    fn a_badge_is_read_if_it_can_be_ours() {
        let ours = "0123456789abcdef0123456789abcdef";
        let cases = [
            (format!("medseal-device={ours}"), true),
            (format!("a=b; medseal-device={ours}; lang=hi"), true),
            (format!("medseal-device={}", &ours[1..]), false),
            (format!("medseal-device={ours}0"), false),
            ("medseal-device=0123456789ABCDEF0123456789ABCDEF".to_owned(), false),
            (format!("__Host-medseal-device={ours}"), false),
            ("medseal-device=".to_owned(), false),
            (String::new(), false),
        ];
        for (cookie, is_read) in cases {
            assert_eq!(shown(&with(&cookie), "medseal-device").is_some(), is_read, "{cookie}");
        }
    }

    #[test]
    fn a_badge_is_given_once_and_kept() {
        struct Sevens;
        impl Chance for Sevens {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(7);
            }
        }
        let badge = |shown: Option<&str>| Badge {
            name: "medseal-device",
            shown: shown.map(str::to_owned),
            given: Arc::default(),
            look: Look::default(),
        };
        let new = badge(None);
        assert_eq!(new.cookie(), None, "nobody has signed in");
        assert_eq!(new.give(&Sevens), "07".repeat(16));
        let set = new.cookie().unwrap();
        let set = set.to_str().unwrap();
        assert!(
            set.starts_with("medseal-device=0707") && set.ends_with("Max-Age=34560000"),
            "{set}"
        );
        let old = badge(Some("abc"));
        assert_eq!((old.give(&Sevens), old.shown()), ("abc", Some("abc")));
    }
}
