//! Forms whose session ended before they were sent: what was typed waits for its person to sign in again. A page's own script
//! hands it over at the end; without one, it comes with the press that was too late.

use crate::fields::Fields;
use portal::domain::{Millis, id::PatientId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The field by which a form says whose stay its page was written in.
pub(crate) const STAY: &str = "stay";

/// How long it waits.
const WAITS: Duration = Duration::from_mins(10);
/// The most that is kept of one form, in bytes: more than any of ours holds, and little for a session.
const MOST: usize = 16 * 1024;

/// A form whose fields may be kept. Only the fields that are named here are: passwords, PINs and codes never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The page that shows it, by which it is found again.
    pub page: &'static str,
    /// What may be kept of it.
    pub fields: &'static [&'static str],
}

/// The settings of a person.
pub(crate) const SETTINGS: Form =
    Form { page: "/settings/change", fields: &["codes-by", "language", "text"] };

/// Who collects a prescription, and when.
pub(crate) const COLLECTOR: Form =
    Form { page: "/prescriptions/send/who", fields: &["prescription", "name", "day"] };

/// Another phone number.
pub(crate) const NUMBER: Form = Form { page: "/settings/number", fields: &["phone"] };

impl Form {
    /// Every form of which anything is kept.
    pub(crate) const ALL: [Self; 3] = [SETTINGS, COLLECTOR, NUMBER];

    /// The form of a page.
    pub(crate) fn of_page(page: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|form| form.page == page)
    }
}

/// What was typed into a form, for the person who was signed in when the form was shown. It stands in the sealed data of
/// their browser's session and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Whose it is.
    pub patient: PatientId,
    /// The page of the form.
    pub page: String,
    /// Fields and what was typed into them.
    pub fields: Vec<(String, String)>,
    /// Until when it waits.
    pub until: Millis,
}

impl Kept {
    /// What may be kept of a form; none where that is nothing, or too much.
    pub(crate) fn of(
        form: &Form,
        fields: &Fields,
        patient: PatientId,
        now: Millis,
    ) -> Option<Self> {
        // None that the list, and so its test, does not know.
        Form::ALL.iter().find(|known| *known == form)?;
        let typed = |name: &&str| Some(((*name).to_owned(), fields.find(name)?.to_owned()));
        let fields: Vec<_> = form.fields.iter().filter_map(typed).collect();
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        let is_empty = fields.iter().all(|(_, value)| value.trim().is_empty());
        let (page, until) = (form.page.to_owned(), now.after(WAITS));
        (size <= MOST && !is_empty).then_some(Self { patient, page, fields, until })
    }

    /// Whether it waits for this person at `now`.
    pub(crate) fn waits(&self, patient: PatientId, now: Millis) -> bool {
        self.patient == patient && now < self.until
    }

    /// What was typed into a field.
    pub(crate) fn typed(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_000);

    fn patient(n: u8) -> PatientId {
        format!("0195a000-0000-7000-8000-00000000000{n}").parse().unwrap()
    }

    fn sent(body: &str) -> Fields {
        Fields::parse(body.as_bytes()).unwrap()
    }

    #[test]
    fn no_form_keeps_a_secret() {
        let secret = ["password", "secret", "current", "pin", "code", "challenge", "otp"];
        for form in Form::ALL {
            // How codes come is no secret, unlike the codes.
            for field in form.fields.iter().filter(|field| **field != "codes-by") {
                let told = secret.iter().find(|word| field.contains(*word));
                assert_eq!(told, None, "{} keeps {field}", form.page);
            }
        }
        let other = Form { page: "/unknown", fields: &["text"] };
        assert_eq!(Kept::of(&other, &sent("text=large"), patient(1), NOW), None);
    }

    #[test]
    fn what_is_not_named_is_not_kept() {
        let fields = sent("text=large&password=hunter2&code=123456&language=hi&x=y");
        let kept = Kept::of(&SETTINGS, &fields, patient(1), NOW).unwrap();
        assert_eq!((kept.typed("text"), kept.typed("language")), (Some("large"), Some("hi")));
        let names: Vec<_> = kept.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["language", "text"]);
        for nothing in ["password=hunter2", "text=", "text=+&language="] {
            assert_eq!(Kept::of(&SETTINGS, &sent(nothing), patient(1), NOW), None, "{nothing}");
        }
    }

    #[test]
    fn it_waits_ten_minutes_for_its_person() {
        let kept = Kept::of(&SETTINGS, &sent("text=large"), patient(1), NOW).unwrap();
        let end = NOW.after(Duration::from_mins(10));
        let cases = [
            (patient(1), NOW, true),
            (patient(1), Millis(end.0 - 1), true),
            (patient(1), end, false),
            (patient(2), NOW, false),
        ];
        for (who, now, waits) in cases {
            assert_eq!(kept.waits(who, now), waits, "{who} {now:?}");
        }
    }

    #[test]
    fn too_much_is_not_kept() {
        for (size, is_kept) in [(MOST - "text".len(), true), (MOST, false), (60_000, false)] {
            let fields = sent(&format!("text={}", "x".repeat(size)));
            let kept = Kept::of(&SETTINGS, &fields, patient(1), NOW);
            assert_eq!(kept.is_some(), is_kept, "{size}");
        }
    }
}
