//! Browsers in which somebody signed in, as a person would name them.

use crate::Millis;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a browser that nobody signed in with again is remembered: as long as browsers keep a cookie at most.
pub const KEPT: Duration = Duration::from_hours(24 * 400);

/// The longest `User-Agent` that is looked at, in bytes.
const LONGEST: usize = 1_024;

/// Declares a closed set of makes, each with the name under which it is stored and the marks by which a `User-Agent`
/// shows it. The first that fits counts.
macro_rules! makes {
    ($(#[$meta:meta])+ $kind:ident { $($(#[$doc:meta])+ $variant:ident = $shown:literal, $marks:expr;)+ }) => {
        $(#[$meta])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $kind {
            $($(#[$doc])+ $variant,)+
            /// Another, or one that does not say.
            #[default]
            #[serde(other)]
            Unknown,
        }

        impl $kind {
            const MARKS: &[(Self, &[&str])] = &[$((Self::$variant, $marks)),+];

            /// The name that its maker gave it, which is no word of any language; none where it is not known.
            #[must_use]
            pub const fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($shown),)+
                    Self::Unknown => None,
                }
            }

            fn of(agent: &str) -> Self {
                let shows = |marks: &[&str]| marks.iter().any(|mark| agent.contains(mark));
                let found = Self::MARKS.iter().find(|(_, marks)| shows(marks));
                found.map_or(Self::Unknown, |(make, _)| *make)
            }
        }
    };
}

makes! {
    /// Who made a browser. Most of them say that they are Chrome as well, so Chrome comes late.
    Browser {
        /// Microsoft Edge.
        Edge = "Edge", &["Edg/", "EdgA/", "EdgiOS/", "Edge/"];
        /// Opera, and Opera Mini.
        Opera = "Opera", &["OPR/", "OPT/", "OPiOS/", "Opera"];
        /// Samsung Internet.
        Samsung = "Samsung Internet", &["SamsungBrowser/"];
        /// UC Browser.
        Uc = "UC Browser", &["UCBrowser/", "UCWEB", "UBrowser/"];
        /// Mi Browser.
        Mi = "Mi Browser", &["MiuiBrowser/"];
        /// The browser of `DuckDuckGo`.
        DuckDuckGo = "DuckDuckGo", &["DuckDuckGo/", "Ddg/"];
        /// Firefox.
        Firefox = "Firefox", &["Firefox/", "FxiOS/"];
        /// Chrome, or one that does not tell itself from Chrome.
        Chrome = "Chrome", &["Chrome/", "CriOS/", "Chromium/"];
        /// Safari.
        Safari = "Safari", &["Safari/"];
    }
}

makes! {
    /// What a browser runs on. Android says that it is Linux as well.
    System {
        /// An iPhone.
        IPhone = "iPhone", &["iPhone"];
        /// An iPad that does not pass for a Mac.
        IPad = "iPad", &["iPad"];
        /// A phone or tablet with Android.
        Android = "Android", &["Android"];
        /// A phone with `KaiOS`.
        KaiOs = "KaiOS", &["KAIOS"];
        /// A computer with Windows.
        Windows = "Windows", &["Windows"];
        /// A computer with `ChromeOS`.
        ChromeOs = "ChromeOS", &["CrOS"];
        /// A Mac.
        Mac = "Mac", &["Macintosh"];
        /// A computer with Linux.
        Linux = "Linux", &["Linux", "X11"];
    }
}

/// A browser and what it runs on, as it says itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Model {
    /// Who made it.
    #[serde(default)]
    pub browser: Browser,
    /// What it runs on.
    #[serde(default)]
    pub system: System,
}

/// What is kept of a browser, sealed: what it said of itself in two words, and where it was, roughly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Who made it.
    pub browser: Browser,
    /// What it runs on.
    pub system: System,
    /// The town and country that the clinic's own table has for its network address.
    #[serde(default)]
    pub place: Option<String>,
}

impl Look {
    /// What a `User-Agent` (RFC 9110, section 10.1.5) tells.
    #[must_use]
    pub fn of_agent(agent: &str, place: Option<String>) -> Self {
        let agent = agent.get(..LONGEST.min(agent.len())).unwrap_or_default();
        Self { browser: Browser::of(agent), system: System::of(agent), place }
    }

    /// What it is, wherever it was.
    #[must_use]
    pub const fn model(&self) -> Model {
        Model { browser: self.browser, system: self.system }
    }
}

/// What became of the wish that a browser forgets everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wipe {
    /// Nobody wished it.
    Unasked,
    /// It was asked for then; the browser has not been seen since.
    Asked(Millis),
    /// It was asked for, and the browser was told to forget everything.
    Delivered {
        /// When it was asked for.
        asked_at: Millis,
        /// When the browser was told.
        delivered_at: Millis,
    },
}

impl Wipe {
    /// What the moments say, of which the second is none without the first.
    #[must_use]
    pub const fn of(asked_at: Option<Millis>, delivered_at: Option<Millis>) -> Self {
        match (asked_at, delivered_at) {
            (None, _) => Self::Unasked,
            (Some(at), None) => Self::Asked(at),
            (Some(asked_at), Some(delivered_at)) => Self::Delivered { asked_at, delivered_at },
        }
    }
}

#[cfg(test)]
#[path = "device_tests.rs"]
mod tests;
