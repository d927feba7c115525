//! `HumanName`.

use super::{
    moment::Period,
    text::{Cap, clean},
};
use crate::{fault::Fault, json::At};
use domain::Millis;

/// A person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// As it is to be shown, without a title: `Asha Verma`.
    pub(crate) plain: String,
    /// With title and degrees: `Dr. Asha Verma, MD`.
    pub(crate) titled: String,
    /// To greet by: `Asha`.
    pub(crate) given: String,
}

/// The best of a resource's names: what is in use before what is not, the official one before the usual one.
pub(crate) fn best(at: &At<'_>, now: Millis) -> Result<Option<Name>, Fault> {
    let mut names = Vec::new();
    for name in at.list("name")? {
        let rank = rank(&name, now)?;
        if let Some(name) = read(&name)? {
            names.push((rank, name));
        }
    }
    names.sort_by_key(|(rank, _)| *rank);
    Ok(names.into_iter().next().map(|(_, name)| name))
}

fn rank(at: &At<'_>, now: Millis) -> Result<u8, Fault> {
    let rank = match at.text("use")? {
        Some("official") => 0,
        Some("usual") => 1,
        None => 2,
        Some("nickname") => 4,
        Some("temp" | "anonymous") => 5,
        Some("old" | "maiden") => 6,
        Some(_) => 3,
    };
    Ok(if Period::of(at, "period")?.is_over(now) { 7 } else { rank })
}

fn read(at: &At<'_>) -> Result<Option<Name>, Fault> {
    let given = parts(at, "given")?;
    let family = at.clean("family", Cap::Name)?;
    let (prefix, suffix) = (parts(at, "prefix")?, parts(at, "suffix")?);
    let whole: Vec<String> = given.iter().cloned().chain(family).collect();
    let plain = match (at.clean("text", Cap::Name)?, clean(&whole.join(" "), Cap::Name)) {
        (Some(text), _) => Name { plain: text.clone(), titled: text, given: String::new() },
        (None, Some(whole)) => {
            let front = prefix.into_iter().chain([whole.clone()]).collect::<Vec<_>>().join(" ");
            let titled = [front].into_iter().chain(suffix).collect::<Vec<_>>().join(", ");
            Name { plain: whole, titled, given: String::new() }
        }
        (None, None) => return Ok(None),
    };
    let given = given.into_iter().next().unwrap_or_else(|| plain.plain.clone());
    Ok(Some(Name { given, ..plain }))
}

fn parts(at: &At<'_>, name: &'static str) -> Result<Vec<String>, Fault> {
    let parts = at.list(name)?;
    let texts = parts.iter().map(|at| Ok(clean(at.as_text()?, Cap::Name)));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    const NOW: Millis = Millis(1_700_000_000_000);

    fn read(names: &str) -> Option<(String, String, String)> {
        let json = format!(r#"{{"name":{names}}}"#);
        at("Patient", &json, |at| best(&at, NOW))
            .unwrap()
            .map(|name| (name.plain, name.titled, name.given))
    }

    #[test]
    fn names_are_chosen_and_put_together() {
        let cases = [
            (
                r#"[{"use":"maiden","family":"Rao","given":["Asha"]},{"use":"usual","family":"Verma","given":["Asha",null,"K"],"prefix":["Mrs."]}]"#,
                Some(("Asha K Verma", "Mrs. Asha K Verma", "Asha")),
            ),
            (
                r#"[{"text":"कमला देवी","given":["कमला"],"family":"देवी"}]"#,
                Some(("कमला देवी", "कमला देवी", "कमला")),
            ),
            (r#"[{"text":"Kamla Devi"}]"#, Some(("Kamla Devi", "Kamla Devi", "Kamla Devi"))),
            (
                r#"[{"use":"official","given":["Old"],"period":{"end":"2019"}},{"use":"old","given":["Older"]},{"use":"nickname","given":["Nick"]}]"#,
                Some(("Nick", "Nick", "Nick")),
            ),
            (
                r#"[{"prefix":["Dr."],"given":["Meera"],"family":"Iyer","suffix":["MD","DNB"]}]"#,
                Some(("Meera Iyer", "Dr. Meera Iyer, MD, DNB", "Meera")),
            ),
            (r#"[{"use":"official"}]"#, None),
            ("[]", None),
        ];
        for (json, expected) in cases {
            let read = read(json);
            let seen = read.as_ref().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()));
            assert_eq!(seen, expected, "{json}");
        }
    }
}
