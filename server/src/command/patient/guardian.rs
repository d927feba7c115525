//! `medseal patient guardian`

use super::of_number;
use crate::cli::{AddGuardian, EndGuardian, Guardian, ListGuardians, Why};
use anyhow::Context;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use portal::{
    Portal, Refusal,
    domain::{Millis, day::Day, guardian::Reason},
    family::{self, Listed, NotNamed, Wish},
};

/// Does it; days are those of the clinic's time zone.
pub(super) async fn run(portal: &Portal, zone: &TimeZone, asked: &Guardian) -> anyhow::Result<()> {
    match asked {
        Guardian::Add(asked) => add(portal, zone, asked).await,
        Guardian::End(asked) => end(portal, asked).await,
        Guardian::List(asked) => list(portal, zone, asked).await,
    }
}

async fn add(portal: &Portal, zone: &TimeZone, asked: &AddGuardian) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.patient).await.context("--patient")?;
    let guardian = of_number(portal, &asked.guardian).await.context("--guardian")?;
    let until = asked
        .until
        .as_deref()
        .map(|text| Day::parse(text).context("--until: give a date such as 2030-12-31"));
    let reason = asked.reason.map(|why| match why {
        Why::Illness => Reason::Illness,
        Why::Disability => Reason::Disability,
        Why::Court => Reason::Court,
    });
    let begins = |day| begins(zone, day);
    let (until, of_age_checked) = (until.transpose()?, asked.guardian_of_age);
    let wish = Wish { patient, guardian, until, reason, of_age_checked, begins: &begins };
    let ends_at = match family::name(portal, wish).await {
        Err(why @ NotNamed::AgeUnknown) => anyhow::bail!("{why}: --guardian-of-age"),
        named => named?,
    };
    println!(
        "They may act for the patient until the end of {}. Both see it at /family.",
        last(zone, ends_at)
    );
    Ok(())
}

async fn end(portal: &Portal, asked: &EndGuardian) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.patient).await.context("--patient")?;
    let guardian = of_number(portal, &asked.guardian).await.context("--guardian")?;
    match family::end(portal, patient, guardian).await {
        Ok(()) => println!("They may act for the patient no more."),
        Err(Refusal::NotFound) => anyhow::bail!("they may not act for the patient as it is"),
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(())
}

async fn list(portal: &Portal, zone: &TimeZone, asked: &ListGuardians) -> anyhow::Result<()> {
    let patient = of_number(portal, &asked.patient).await.context("--patient")?;
    let listed = family::listed(portal, patient).await?;
    if listed.is_empty() {
        println!("Nobody acts for them, and nobody did.");
    }
    for Listed { guardian, reason, granted_at, ends_at, ended_at } in listed {
        let guardian = guardian.as_deref().unwrap_or("(no number)");
        let (from, until) = (day(zone, granted_at), last(zone, ends_at));
        let ended = ended_at.map(|at| format!(", ended on {}", day(zone, at))).unwrap_or_default();
        println!("{guardian}  {}  from {from} until {until}{ended}", reason.name());
    }
    Ok(())
}

/// When a day begins in a time zone; in Greenwich where no calendar has it.
pub(crate) fn begins(zone: &TimeZone, day: Day) -> Millis {
    let (year, month, date) = day.parts();
    let date = (i16::try_from(year), i8::try_from(month), i8::try_from(date));
    let (Ok(year), Ok(month), Ok(date)) = date else { return day.in_utc() };
    let at = Date::new(year, month, date).ok().and_then(|it| it.to_zoned(zone.clone()).ok());
    at.map_or_else(|| day.in_utc(), |at| Millis(at.timestamp().as_millisecond()))
}

/// The last day before a moment.
fn last(zone: &TimeZone, end: Millis) -> String {
    day(zone, Millis(end.0 - 1))
}

fn day(zone: &TimeZone, at: Millis) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone.clone()).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_the_clinics_clocks_say_so() {
        let zone = TimeZone::get("Asia/Kolkata").unwrap();
        let birthday = begins(&zone, Day::parse("2026-11-22").unwrap());
        assert_eq!(birthday, Millis(1_795_285_800_000));
        assert_eq!(
            (day(&zone, birthday), last(&zone, birthday)),
            ("2026-11-22".into(), "2026-11-21".into())
        );
    }
}
