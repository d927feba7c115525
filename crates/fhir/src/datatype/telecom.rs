//! `ContactPoint`: phone numbers and e-mail addresses.

use super::moment::Period;
use crate::{fault::Fault, json::At};
use domain::{Millis, identifier::Identifier, phone::Phone};

/// The most numbers, and the most addresses, that are kept of one person.
const MOST: usize = 10;

/// How a person is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contacts {
    /// Phone numbers; mobile ones first, then by the rank they were given.
    pub(crate) phones: Vec<Phone>,
    /// E-mail addresses in lower case, by rank.
    pub(crate) emails: Vec<String>,
}

/// What is in use of a person's contact points. A number that cannot be read is left out: it reaches nobody, and is no
/// reason to turn the person away.
pub(crate) fn contacts(at: &At<'_>, home: &str, now: Millis) -> Result<Contacts, Fault> {
    let mut points = Vec::new();
    for point in at.list("telecom")? {
        if let Some(ranked) = ranked(&point, now)? {
            points.push(ranked);
        }
    }
    points.sort_by_key(|(rank, _, _)| *rank);
    let mut contacts = Contacts::default();
    for (_, system, value) in points {
        match (system, Identifier::parse(value.strip_prefix("tel:").unwrap_or(value), home)) {
            ("phone" | "sms", Ok(Identifier::Phone(phone))) => add(&mut contacts.phones, phone),
            ("email", Ok(Identifier::Email(email))) => add(&mut contacts.emails, email),
            _ => {}
        }
    }
    Ok(contacts)
}

type Ranked<'a> = ((bool, i64), &'a str, &'a str);

fn ranked<'a>(at: &At<'a>, now: Millis) -> Result<Option<Ranked<'a>>, Fault> {
    let (system, value, used) = (at.text("system")?, at.text("value")?, at.text("use")?);
    let rank = at.whole("rank")?.unwrap_or(i64::MAX);
    let over = used == Some("old") || Period::of(at, "period")?.is_over(now);
    Ok(match (system, value) {
        (Some(system), Some(value)) if !over => {
            let mobile = used == Some("mobile") || system == "sms";
            Some(((!mobile, rank), system, value))
        }
        _ => None,
    })
}

fn add<T: PartialEq>(to: &mut Vec<T>, item: T) {
    if to.len() < MOST && !to.contains(&item) {
        to.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    #[test]
    fn what_is_in_use_comes_mobile_first() {
        let json = r#"{"telecom":[
            {"system":"phone","value":"011 2345 6789","use":"home","rank":1},
            {"system":"phone","value":"+91 90000 00002","use":"mobile","rank":2},
            {"system":"phone","value":"tel:+919000000001","use":"mobile","rank":1},
            {"system":"sms","value":"9000000001"},
            {"system":"phone","value":"9000000003","use":"old"},
            {"system":"phone","value":"9000000004","period":{"end":"2020-01-01"}},
            {"system":"phone","value":"not a number","use":"mobile"},
            {"system":"fax","value":"9000000005"},
            {"system":"email","value":"Asha@Example.IN"},
            {"system":"email","value":"nobody"},
            {"value":"9000000006"},
            {"system":"phone"}]}"#;
        let contacts = at("Patient", json, |at| contacts(&at, "91", Millis(1_700_000_000_000)));
        let contacts = contacts.unwrap();
        let phones: Vec<&str> = contacts.phones.iter().map(Phone::e164).collect();
        assert_eq!(phones, ["+919000000001", "+919000000002", "+911123456789"]);
        assert_eq!(contacts.emails, ["asha@example.in"]);
    }
}
