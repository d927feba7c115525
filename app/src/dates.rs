//! Dates and times of day, in the clinic's time zone and the reader's words.

use crate::words::Words;
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use portal::domain::{Millis, day::Day, phone::latin};

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

const SHORT_MONTHS: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];

/// Noon, in milliseconds of its day.
const NOON: i64 = 43_200_000;

/// Writes moments as people read them.
#[derive(Clone, Debug)]
pub(crate) struct Dates {
    words: Words,
    zone: TimeZone,
}

impl Dates {
    pub(crate) fn new(words: Words, zone: TimeZone) -> Self {
        Self { words, zone }
    }

    /// The day, such as `12 March 2026`.
    pub(crate) fn day(&self, at: Millis) -> String {
        self.day_of(self.zoned(at).date())
    }

    /// The day, or `none`, which a message selects on.
    pub(crate) fn day_or_none(&self, at: Option<Millis>) -> String {
        at.map_or_else(|| "none".to_owned(), |at| self.day(at))
    }

    /// The month, such as `March 2026`.
    pub(crate) fn month(&self, at: Millis) -> String {
        self.month_from(&MONTHS, at)
    }

    /// The month for a narrow place, such as `Mar 2026`.
    pub(crate) fn short_month(&self, at: Millis) -> String {
        self.month_from(&SHORT_MONTHS, at)
    }

    /// The year, four digits.
    pub(crate) fn year(&self, at: Millis) -> String {
        self.zoned(at).year().to_string()
    }

    /// The time of day, such as `10:47 am`.
    pub(crate) fn time(&self, at: Millis) -> String {
        let zoned = self.zoned(at);
        let hour = match zoned.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let clock = format!("{hour}:{:02}", zoned.minute());
        let key = match zoned.hour() {
            0..=3 => "time-early",
            4..=11 => "time-morning",
            12..=15 => "time-noon",
            16..=19 => "time-evening",
            _ => "time-late",
        };
        self.words.tell(key, [("clock", clock.into())])
    }

    /// Day and time of day; the day alone where the moment was given as a day.
    pub(crate) fn moment(&self, at: Millis) -> String {
        let day = self.day(at);
        if self.is_a_day(at) {
            return day;
        }
        self.words.tell("date-time", [("date", day.into()), ("time", self.time(at).into())])
    }

    /// A date as FHIR R4 writes it (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or with a time), in words; as it stands if it
    /// is none.
    pub(crate) fn of_fhir(&self, text: &str) -> String {
        if let Ok(moment) = text.parse::<Timestamp>() {
            return self.moment(Millis(moment.as_millisecond()));
        }
        match text.parse::<Date>() {
            Ok(date) if text.len() == "2026-03-12".len() => self.day_of(date),
            _ => text.to_owned(),
        }
    }

    /// The moment at which a day begins.
    pub(crate) fn begin_of(&self, day: Day) -> Option<Millis> {
        let date = day.to_string().parse::<Date>().ok()?;
        let begins = date.to_zoned(self.zone.clone()).ok()?;
        Some(Millis(begins.timestamp().as_millisecond()))
    }

    /// The moment at which a day ends.
    pub(crate) fn end_of(&self, day: Day) -> Option<Millis> {
        self.begin_of(day.next())
    }

    /// Whether a moment stands for its day: documents that give only a day are read as its noon in UTC, and many
    /// programs write its midnight, here or in UTC.
    fn is_a_day(&self, at: Millis) -> bool {
        const DAY: i64 = 86_400_000;
        let here = self.zoned(at).time() == jiff::civil::Time::midnight();
        here || matches!(at.0.rem_euclid(DAY), 0 | NOON)
    }

    fn day_of(&self, date: Date) -> String {
        let values = [
            ("day", date.day().to_string().into()),
            ("month", self.name(&MONTHS, date.month()).into()),
            ("year", date.year().to_string().into()),
        ];
        self.words.tell("date-full", values)
    }

    fn month_from(&self, names: &[&'static str; 12], at: Millis) -> String {
        let zoned = self.zoned(at);
        let values = [
            ("month", self.name(names, zoned.month()).into()),
            ("year", zoned.year().to_string().into()),
        ];
        self.words.tell("date-month", values)
    }

    fn name(&self, names: &[&'static str; 12], month: i8) -> String {
        let place = usize::try_from(month).unwrap_or(1).saturating_sub(1);
        names.get(place).map(|key| self.words.say(key)).unwrap_or_default()
    }

    fn zoned(&self, at: Millis) -> Zoned {
        Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(self.zone.clone())
    }
}

/// The day that somebody typed, such as `2026-03-12` or `12/3/2026`: the year, four digits, first or last. None where there is
/// no such day.
pub(crate) fn typed_day(text: &str) -> Option<Day> {
    let latin: String = text.trim().chars().map(latin).collect();
    let parts: Vec<&str> = latin.split(['-', '/', '.', ' ']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] | [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    let year = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    Day::of(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::domain::Language;

    fn dates(language: Language) -> Dates {
        Dates::new(Words(language), TimeZone::get("Asia/Kolkata").unwrap())
    }

    fn at(text: &str) -> Millis {
        Millis(text.parse::<Timestamp>().unwrap().as_millisecond())
    }

    /// The same, with no end of a line within a time of day, nor between a day and its month.
    fn whole(text: &str) -> String {
        let joined =
            |part: &str| part.replacen(' ', "\u{a0}", if part.contains(':') { 2 } else { 1 });
        text.split(", ").map(joined).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn days_are_written_in_the_clinics_zone() {
        let evening_in_utc = at("2026-03-11T20:30:00Z");
        assert_eq!(dates(Language::En).day(evening_in_utc), "12\u{a0}March 2026");
        assert_eq!(dates(Language::Hi).day(evening_in_utc), "12\u{a0}मार्च 2026");
        assert_eq!(dates(Language::En).month(evening_in_utc), "March 2026");
        assert_eq!(dates(Language::En).short_month(evening_in_utc), "Mar 2026");
        assert_eq!(dates(Language::En).year(at("2025-12-31T18:30:00Z")), "2026");
        assert_eq!(dates(Language::En).day_or_none(None), "none");
    }

    #[test]
    fn times_have_twelve_hours_and_a_part_of_the_day() {
        let cases = [
            ("00:05", "12:05 am", "रात 12:05 बजे"),
            ("03:59", "3:59 am", "रात 3:59 बजे"),
            ("04:00", "4:00 am", "सुबह 4:00 बजे"),
            ("10:42", "10:42 am", "सुबह 10:42 बजे"),
            ("12:00", "12:00 pm", "दोपहर 12:00 बजे"),
            ("16:10", "4:10 pm", "शाम 4:10 बजे"),
            ("23:59", "11:59 pm", "रात 11:59 बजे"),
        ];
        for (clock, english, hindi) in cases {
            let moment = at(&format!("2026-03-12T{clock}:00+05:30"));
            assert_eq!(dates(Language::En).time(moment), whole(english));
            assert_eq!(dates(Language::Hi).time(moment), whole(hindi));
        }
    }

    #[test]
    fn a_moment_given_as_a_day_has_no_time() {
        let dates = dates(Language::En);
        let cases = [
            ("2026-03-12T00:00:00Z", "12 March 2026"),
            ("2026-03-12T00:00:00+05:30", "12 March 2026"),
            ("2026-03-12T12:00:00Z", "12 March 2026"),
            ("2026-03-12T08:15:00+05:30", "12 March 2026, 8:15 am"),
        ];
        for (moment, words) in cases {
            assert_eq!(dates.moment(at(moment)), whole(words), "{moment}");
        }
    }

    #[test]
    fn dates_of_fhir_are_read_and_whatever_is_none_is_left() {
        let dates = dates(Language::En);
        let cases = [
            ("2026-03-12", "12 March 2026"),
            ("2026-03-12T08:15:00+05:30", "12 March 2026, 8:15 am"),
            ("2026-03", "2026-03"),
            ("2026", "2026"),
            ("08:15:00", "08:15:00"),
            ("<b>", "<b>"),
        ];
        for (text, words) in cases {
            assert_eq!(dates.of_fhir(text), whole(words), "{text}");
        }
    }

    #[test]
    fn a_day_is_read_however_people_write_it() {
        let cases = [
            ("2026-03-12", Some("2026-03-12")),
            (" 12/3/2026 ", Some("2026-03-12")),
            ("12.03.2026", Some("2026-03-12")),
            ("१२ ३ २०२६", Some("2026-03-12")),
            ("29/2/2028", Some("2028-02-29")),
            ("29/2/2026", None),
            ("12/3/26", None),
            ("12/3/1899", None),
            ("12/3/2200", None),
            ("2026-03", None),
            ("tomorrow", None),
            ("", None),
        ];
        for (text, day) in cases {
            assert_eq!(typed_day(text).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn a_day_goes_from_midnight_to_midnight_where_the_clinic_is() {
        let (dates, day) = (dates(Language::En), typed_day("12/3/2026").unwrap());
        assert_eq!(dates.begin_of(day), Some(at("2026-03-11T18:30:00Z")));
        assert_eq!(dates.end_of(day), Some(at("2026-03-12T18:30:00Z")));
    }

    #[test]
    fn no_moment_is_too_far() {
        for far in [i64::MIN, i64::MAX] {
            assert_eq!(dates(Language::En).day(Millis(far)), whole("1 January 1970"));
        }
    }
}
