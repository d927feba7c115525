//! `medseal pharmacy look-up`: what one pharmacy asked for, and what came of it.

use jiff::{Timestamp, tz::TimeZone};
use portal::{
    Portal, Refusal,
    domain::{Millis, id::VerificationId, pharmacy::Moments},
    pharmacy::{
        Colleague,
        look_up::{self, By, LookUp},
    },
};

/// Shows a look-up.
pub(super) async fn show(
    portal: &Portal,
    zone: &TimeZone,
    id: VerificationId,
) -> anyhow::Result<()> {
    let shown = look_up::show(portal, id).await.map_err(|why| match why {
        Refusal::NotFound => anyhow::anyhow!("there is no such look-up, or it was forgotten"),
        other => other.into(),
    })?;
    for (what, words) in lines(&shown, zone) {
        println!("{what:<18}{words}");
    }
    Ok(())
}

fn lines(shown: &LookUp, zone: &TimeZone) -> Vec<(&'static str, String)> {
    let LookUp { pharmacy, by, second, reason, patient, moments, denied_at } = shown;
    let by = match by {
        By::Staff(Some(colleague)) => colleague.to_string(),
        By::Staff(None) => "somebody whose account was erased".to_owned(),
        By::System(token) => format!("its own system, by the token {token}"),
    };
    let patient = patient.clone().unwrap_or_else(|| "-".to_owned());
    let mut lines = vec![("pharmacy", pharmacy.clone()), ("by", by), ("patient", patient)];
    let more = [("second", second.as_ref().map(Colleague::to_string)), ("reason", reason.clone())];
    lines.extend(more.into_iter().filter_map(|(what, words)| Some((what, words?))));
    let happened = happened(*moments).into_iter().chain([("denied", *denied_at)]);
    lines.extend(happened.filter_map(|(what, at)| Some((what, moment(at?, zone)))));
    lines
}

fn happened(moments: Moments) -> [(&'static str, Option<Millis>); 7] {
    let Moments { asked_at, looked_at, allowed_at, refused_at, dispensed_at, undone_at, ended_at } =
        moments;
    [
        ("looked up", Some(asked_at)),
        ("read by patient", looked_at),
        ("let in", allowed_at),
        ("refused", refused_at),
        ("handed over", dispensed_at),
        ("undone", undone_at),
        ("ended", ended_at),
    ]
}

/// A moment, where the clinic is.
fn moment(at: Millis, zone: &TimeZone) -> String {
    let at = Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_happen_has_no_line() {
        let shown = LookUp {
            pharmacy: "City Pharmacy".to_owned(),
            by: By::Staff(None),
            second: Some(Colleague { login: "omar".to_owned(), name: "Omar Khan".to_owned() }),
            reason: Some("The phone was stolen".to_owned()),
            patient: None,
            moments: Moments { allowed_at: Some(Millis(60_000)), ..Moments::asked(Millis(0)) },
            denied_at: None,
        };
        let lines = lines(&shown, &TimeZone::UTC);
        let told: Vec<_> = lines.iter().map(|(what, words)| (*what, words.as_str())).collect();
        let expected = [
            ("pharmacy", "City Pharmacy"),
            ("by", "somebody whose account was erased"),
            ("patient", "-"),
            ("second", "omar (Omar Khan)"),
            ("reason", "The phone was stolen"),
            ("looked up", "1970-01-01 00:00:00 UTC"),
            ("let in", "1970-01-01 00:01:00 UTC"),
        ];
        assert_eq!(told, expected);
    }
}
