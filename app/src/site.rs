//! What the pages are given by the server.

use crate::{badge::Atlas, cookie::Names};
use axum::extract::FromRef;
use jiff::tz::TimeZone;
use leptos::config::LeptosOptions;
use portal::{
    Portal,
    domain::{Language, phone::Phone},
};
use std::{collections::HashMap, net::IpAddr, sync::Arc};

/// The portal, the clinic and the assets. Cloning shares them.
#[derive(Clone)]
pub struct Site {
    portal: Portal,
    house: Arc<House>,
    cookies: Names,
    /// Where network addresses are, if the clinic has a table of them.
    atlas: Option<Arc<dyn Atlas>>,
}

/// The clinic as its pages name it.
#[derive(Clone, Debug)]
pub struct Clinic {
    /// Its name.
    pub name: String,
    /// Its time zone, in which every date and time is written.
    pub time_zone: TimeZone,
    /// The language of readers who ask for none that is spoken here.
    pub default_language: Language,
    /// The phone number or e-mail address to ask for help.
    pub help: Option<String>,
}

/// The addresses of the assets, by the names under which the pages know them (`main.css`, `boot.js`).
#[derive(Clone, Debug, Default)]
pub struct Assets(pub HashMap<String, String>);

/// The network address of the browser, after trusted proxies were looked through. The server puts it into every
/// request as an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// What frames every page, whoever looks at it.
#[derive(Clone, Debug)]
pub(crate) struct House {
    pub clinic: Clinic,
    pub assets: Assets,
    pub help: Option<Help>,
    /// Whether pages link to the sandbox carrier's phone.
    pub sandbox: bool,
}

/// Whom to ask for help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Help {
    /// As the clinic writes it.
    pub text: String,
    /// The address that calls or writes, where there is one.
    pub href: Option<String>,
}

impl Site {
    /// A site; with `sandbox`, pages link to the sandbox carrier's phone.
    #[must_use]
    pub fn new(portal: Portal, clinic: Clinic, assets: Assets, sandbox: bool) -> Self {
        let help = clinic.help.as_deref().map(|text| Help::of(text, portal.rules().home()));
        let house = Arc::new(House { clinic, assets, help, sandbox });
        Self { portal, house, cookies: Names::new(false), atlas: None }
    }

    /// The site behind TLS, whose cookies no other host can plant.
    #[must_use]
    pub fn behind_tls(self) -> Self {
        Self { cookies: Names::new(true), ..self }
    }

    /// The site that knows where network addresses are.
    #[must_use]
    pub fn with_atlas(self, atlas: Arc<dyn Atlas>) -> Self {
        Self { atlas: Some(atlas), ..self }
    }

    /// The names of its cookies.
    pub(crate) fn cookies(&self) -> Names {
        self.cookies
    }

    pub(crate) fn atlas(&self) -> Option<&dyn Atlas> {
        self.atlas.as_deref()
    }

    /// The portal.
    #[must_use]
    pub fn portal(&self) -> &Portal {
        &self.portal
    }

    /// The clinic.
    #[must_use]
    pub fn clinic(&self) -> &Clinic {
        &self.house.clinic
    }

    /// The addresses of the assets.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        &self.house.assets
    }

    pub(crate) fn house(&self) -> Arc<House> {
        Arc::clone(&self.house)
    }
}

impl Help {
    /// Reads what the clinic configured; `home` is the country calling code of a number without one.
    fn of(text: &str, home: &str) -> Self {
        let href = match Phone::parse(text, home) {
            Ok(phone) => Some(format!("tel:{}", phone.e164())),
            Err(_) => text.contains('@').then(|| format!("mailto:{text}")),
        };
        Self { text: text.to_owned(), href }
    }
}

impl Assets {
    /// The address of an asset; its plain one where the build did not list it.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        self.find(name).unwrap_or_else(|| format!("/assets/{name}"))
    }

    /// The address of an asset, if the build listed it.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

impl FromRef<Site> for LeptosOptions {
    /// Leptos asks for options of its own; the pages take their assets from [`Site::assets`].
    fn from_ref(_: &Site) -> Self {
        Self::builder().output_name("medseal").build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_called_written_to_or_read() {
        let cases = [
            ("0141 555 0100", Some("tel:+911415550100")),
            ("+91 141 555 0100", Some("tel:+911415550100")),
            ("help@clinic.example", Some("mailto:help@clinic.example")),
            ("the desk on the ground floor", None),
        ];
        for (text, href) in cases {
            assert_eq!(Help::of(text, "91").href.as_deref(), href, "{text}");
        }
    }

    #[test]
    fn assets_have_their_plain_address_until_the_build_names_another() {
        let built = ("main.css".to_owned(), "/assets/main.0a1b.css".to_owned());
        let assets = Assets(HashMap::from([built]));
        assert_eq!(assets.url("main.css"), "/assets/main.0a1b.css");
        assert_eq!(assets.url("boot.js"), "/assets/boot.js");
        assert_eq!(assets.find("icon.svg"), None);
    }
}
