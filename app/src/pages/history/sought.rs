//! What is asked of the history, by the page's address.

use crate::{
    dates::{Dates, typed_day},
    fields::Fields,
};
use portal::{
    domain::{Millis, audit::Group, day::Day, id::EventId},
    history::{Wanted, Which},
};

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    Matters,
    All,
    Of(Group),
}

impl Show {
    /// Every choice, in the order in which they are offered.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [Self::Matters, Self::All].into_iter().chain(Group::ALL.map(Self::Of))
    }

    /// The name under which an address has it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Matters => "matters",
            Self::All => "all",
            Self::Of(group) => group.name(),
        }
    }

    /// The words of the choice.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Matters => "history-show-matters",
            Self::All => "history-show-all",
            Self::Of(Group::SignIn) => "history-show-sign-in",
            Self::Of(Group::Codes) => "history-show-codes",
            Self::Of(Group::Records) => "history-show-records",
            Self::Of(Group::Account) => "history-show-account",
            Self::Of(Group::Clinic) => "history-show-clinic",
        }
    }

    fn of_name(name: &str) -> Self {
        Self::all().find(|show| show.name() == name).unwrap_or(Self::Matters)
    }

    const fn which(self) -> Which {
        match self {
            Self::Matters => Which::Matters,
            Self::All => Which::All,
            Self::Of(group) => Which::Of(group),
        }
    }
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is no such date.
    NotADate,
    /// The last day is before the first.
    Backwards,
}

impl Fault {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::NotADate => "history-date-malformed",
            Self::Backwards => "history-date-backwards",
        }
    }
}

/// A date as it was typed, and the moment that it stands for; none where nothing was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub text: String,
    read: Result<Option<Millis>, Fault>,
}

impl Typed {
    fn of(text: &str, read: impl Fn(Day) -> Option<Millis>) -> Self {
        let text: String = text.trim().chars().take(40).collect();
        let day = typed_day(&text);
        let read = match day.and_then(read) {
            None if text.is_empty() => Ok(None),
            at => at.map(Some).ok_or(Fault::NotADate),
        };
        // A browser's calendar shows nothing that is written another way.
        let text = day.map_or(text, |day| day.to_string());
        Self { text, read }
    }

    pub(super) fn fault(&self) -> Option<Fault> {
        self.read.err()
    }
}

/// What the address asks for. What it has beside that, or cannot be read in it, counts as not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    pub show: Show,
    pub from: Typed,
    pub to: Typed,
    after: Option<(Millis, EventId)>,
}

impl Sought {
    pub(super) fn read(query: &str, dates: &Dates) -> Self {
        let fields = Fields::of_query(query);
        let of = |name| fields.find(name).unwrap_or_default();
        let from = Typed::of(of("from"), |day| dates.begin_of(day));
        let mut to = Typed::of(of("to"), |day| dates.end_of(day));
        if let (Ok(Some(begin)), Ok(Some(end))) = (from.read, to.read)
            && end <= begin
        {
            to.read = Err(Fault::Backwards);
        }
        Self { show: Show::of_name(of("show")), from, to, after: cursor(of("after")) }
    }

    /// What is asked for; none where a date cannot be read.
    pub(super) fn wanted(&self) -> Option<Wanted> {
        let (since, until) = (self.from.read.ok()?, self.to.read.ok()?);
        Some(Wanted { which: self.show.which(), since, until, after: self.after })
    }

    pub(super) fn is_faulty(&self) -> bool {
        self.faults().next().is_some()
    }

    /// The dates that cannot be read, by their fields.
    pub(super) fn faults(&self) -> impl Iterator<Item = (&'static str, Fault)> {
        let both = [("from", self.from.fault()), ("to", self.to.fault())];
        both.into_iter().filter_map(|(id, fault)| Some((id, fault?)))
    }

    /// Whether it is not what is shown at first.
    pub(super) fn is_narrowed(&self) -> bool {
        self.show != Show::Matters || !self.from.text.is_empty() || !self.to.text.is_empty()
    }

    /// The address of the page after the one that ended with this event.
    pub(super) fn next(&self, (at, id): (Millis, EventId)) -> String {
        format!("/history?{}&after={}.{id}", self.narrowed(), at.0)
    }

    /// What is asked for, as the addresses of its lines carry it so that there is a way back; none where a date cannot be
    /// read, and where nothing is asked for.
    pub(super) fn carried(&self) -> Option<String> {
        let after = self.after.map(|(at, id)| format!("&after={}.{id}", at.0)).unwrap_or_default();
        let asks = self.is_narrowed() || !after.is_empty();
        (asks && !self.is_faulty()).then(|| format!("{}{after}", self.narrowed()))
    }

    fn narrowed(&self) -> String {
        let Self { show, from, to, .. } = self;
        format!("show={}&from={}&to={}", show.name(), from.text, to.text)
    }
}

/// A path with what its address carries.
pub(super) fn with(path: String, carried: Option<&str>) -> String {
    match carried {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

fn cursor(text: &str) -> Option<(Millis, EventId)> {
    let (at, id) = text.split_once('.')?;
    Some((Millis(at.parse().ok()?), id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;
    use portal::domain::Language;

    fn read(query: &str) -> Sought {
        let zone = jiff::tz::TimeZone::get("Asia/Kolkata").unwrap();
        Sought::read(query, &Dates::new(Words(Language::En), zone))
    }

    #[test]
    fn an_address_is_read_and_written() {
        let plain = read("");
        assert_eq!(
            (plain.show, plain.is_narrowed(), plain.is_faulty()),
            (Show::Matters, false, false)
        );
        let id = "0195a000-0000-7000-8000-000000000001";
        let sought = read("show=records&from=2026-03-01&to=12%2F3%2F2026");
        let wanted = sought.wanted().unwrap();
        assert_eq!(wanted.which, Which::Of(Group::Records));
        // Midnight in Kolkata is half past six in the evening, in UTC.
        assert_eq!(wanted.since, Some(Millis(1_772_303_400_000)));
        assert_eq!(wanted.until, Some(Millis(1_773_340_200_000)));
        let next = sought.next((Millis(7), id.parse().unwrap()));
        assert_eq!(
            next,
            format!("/history?show=records&from=2026-03-01&to=2026-03-12&after=7.{id}")
        );
        let again = read(next.split_once('?').unwrap().1).wanted().unwrap();
        assert_eq!((again.since, again.until), (wanted.since, wanted.until));
        assert_eq!(again.after, Some((Millis(7), id.parse().unwrap())));
        let sought = read(next.split_once('?').unwrap().1);
        assert_eq!(with("/history".to_owned(), sought.carried().as_deref()), next);
        assert_eq!((plain.carried(), read("from=31%2F2%2F2026").carried()), (None, None));
    }

    #[test]
    fn what_cannot_be_read_is_told_or_left_out() {
        let faults = |query: &str| read(query).faults().collect::<Vec<_>>();
        assert_eq!(faults("from=31%2F2%2F2026"), [("from", Fault::NotADate)]);
        assert_eq!(faults("to=tomorrow"), [("to", Fault::NotADate)]);
        assert_eq!(faults("from=2026-03-12&to=2026-03-11"), [("to", Fault::Backwards)]);
        assert_eq!(faults("from=2026-03-12&to=2026-03-12"), []);
        assert_eq!(read("to=tomorrow").to.text, "tomorrow");
        for query in ["show=secrets&after=x", "after=1.x", "%", "show=a&show=b"] {
            let sought = read(query);
            assert_eq!(sought.show, Show::Matters, "{query}");
            assert!(sought.wanted().unwrap().after.is_none(), "{query}");
        }
    }
}
