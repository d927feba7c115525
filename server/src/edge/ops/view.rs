//! What frames the operator's pages, and how numbers are written on them.

use super::Room;
use app::Words;
use axum::http::request::Parts;
use jiff::{Timestamp, tz::TimeZone};
use portal::domain::{
    Millis,
    delivery::{LAST, Took},
};

/// The head of a page.
pub(super) struct Head {
    pub language: &'static str,
    pub clinic: String,
    pub style: String,
    pub icon: Option<String>,
    pub words: Words,
}

/// The head of a page in the reader's language.
pub(super) fn head(room: &Room, parts: &Parts) -> Head {
    let site = &room.site;
    let language = app::language_of(parts, site).unwrap_or(site.clinic().default_language);
    Head {
        language: language.tag(),
        clinic: site.clinic().name.clone(),
        style: site.assets().url("main.css"),
        icon: site.assets().find("icon.svg"),
        words: Words(language),
    }
}

/// What stands where there is nothing to say.
pub(super) const NOTHING: &str = "–";

/// A share in whole per cent.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| NOTHING.to_owned(), |share| format!("{:.0} %", share * 100.0))
}

/// A time to a receipt, in seconds.
pub(super) fn seconds(took: Option<Took>) -> String {
    match took {
        None => NOTHING.to_owned(),
        Some(Took::Longer) => format!("> {LAST} s"),
        Some(Took::About(span)) if span.as_secs() < 10 => format!("{:.1} s", span.as_secs_f64()),
        Some(Took::About(span)) => format!("{:.0} s", span.as_secs_f64()),
    }
}

/// A moment on the clinic's clock, by the day or by the hour.
pub(super) fn moment(at: Millis, zone: &TimeZone, form: &str) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone.clone()).strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn numbers_are_short() {
        assert_eq!(percent(Some(0.666)), "67 %");
        assert_eq!(percent(None), "–");
        let about = |millis| Some(Took::About(Duration::from_millis(millis)));
        assert_eq!(seconds(about(1_250)), "1.2 s");
        assert_eq!(seconds(about(12_600)), "13 s");
        assert_eq!(
            (seconds(Some(Took::Longer)).as_str(), seconds(None).as_str()),
            ("> 300 s", "–")
        );
        assert_eq!(moment(Millis(0), &TimeZone::UTC, "%d/%m %H:%M"), "01/01 00:00");
    }
}
