//! A clinic with two patients on one phone, and their reports.

use crate::browser::{Answer, Browser};
use app::{Assets, Clinic, Site};
use portal::domain::Language;
use testkit::{Person, Result, TestPortal, bundle, observation, report};

pub const PASSWORD: &str = "a long password";
pub const ASHA: Person = Person { name: "Asha Verma", number: "MED-1", phone: "+919000000001" };
pub const RAVI: Person = Person { name: "Ravi Verma", number: "MED-2", phone: "+919000000001" };

const GLUCOSE: (&str, &str) = ("1558-6", "Glucose <b>fasting</b>");

/// A portal with its people and its pages.
pub struct House {
    pub portal: TestPortal,
    site: Site,
}

impl House {
    /// Opens the clinic.
    pub async fn open() -> Self {
        let portal = TestPortal::sqlite().await;
        portal.enrol(&ASHA, PASSWORD).await;
        portal.enrol(&RAVI, PASSWORD).await;
        let clinic = Clinic {
            name: "Asha Clinic".into(),
            time_zone: jiff::tz::TimeZone::get("Asia/Kolkata").unwrap(),
            default_language: Language::En,
            help: Some("0141 555 0100".into()),
        };
        let site = Site::new(portal.portal.clone(), clinic, Assets::default(), false);
        Self { portal, site }
    }

    /// A browser that was never here.
    pub fn browser(&self) -> Browser {
        Browser::new(app::router(self.site.clone()))
    }

    /// Imports two reports of a person, a year apart, and one that is not ready.
    pub async fn import_reports(&self, person: &Person) {
        let glucose = |value| Result { analyte: GLUCOSE, value };
        let resources = [
            observation("o1", person, "2024-06-01", &glucose(95.0)),
            report("r1", person, "2024-06-01", "final", &["o1"]),
            observation("o2", person, "2025-06-01", &glucose(131.0)),
            report("r2", person, "2025-06-01", "final", &["o2"]),
            report("r3", person, "2025-07-01", "preliminary", &[]),
        ];
        self.portal.import(&bundle(&resources)).await;
    }

    /// Signs a person in by their number.
    pub async fn sign_in(&self, browser: &mut Browser, person: &Person) -> Answer {
        let page = browser.open("/sign-in").await;
        let typed = [("identifier", person.number), ("password", PASSWORD)];
        let page = browser.submit(&page, "/sign-in", &typed).await;
        self.answer(browser, &page, "/sign-in/code", person).await
    }

    /// Types the code that a person's phone received.
    pub async fn answer(
        &self,
        browser: &mut Browser,
        page: &Answer,
        action: &str,
        person: &Person,
    ) -> Answer {
        let code = self.portal.code(person.phone).await;
        browser.submit(page, action, &[("code", &code)]).await
    }
}

/// The addresses of the reports that a list shows, newest first.
pub fn reports(page: &Answer) -> Vec<String> {
    let links = page.body.split("href=\"/labs/").skip(1);
    links.filter_map(|link| Some(format!("/labs/{}", link.split('"').next()?))).collect()
}
