//! Which of two versions of a resource is the later.

use crate::{datatype::moment::instant, fault::Fault, json::At};
use jiff::Timestamp;

/// What a source says of a resource's version (FHIR R4 `Resource.meta`): when it was last changed, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    updated: Option<Timestamp>,
    version: Option<u64>,
}

impl Stamp {
    /// The stamp of a resource; none when it says neither, or has a version that is no number.
    pub(crate) fn read(at: &At<'_>) -> Result<Option<Self>, Fault> {
        let Some(meta) = at.get("meta")? else { return Ok(None) };
        let updated = instant(&meta, "lastUpdated")?;
        let version = meta.text("versionId")?.and_then(|text| text.parse().ok());
        Ok(Some(Self { updated, version }).filter(Self::says_something))
    }

    /// The stamp as it is stored: the moment, a semicolon, the number; a dash for what is not known.
    #[must_use]
    pub fn to_text(&self) -> String {
        let updated = self.updated.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let version = self.version.map_or_else(|| "-".to_owned(), |number| number.to_string());
        format!("{updated};{version}")
    }

    /// The stamp of a stored text; none when it is no stamp.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        let (updated, version) = text.split_once(';')?;
        let updated = (updated != "-").then(|| updated.parse().ok());
        let version = (version != "-").then(|| version.parse().ok());
        match (updated, version) {
            (Some(None), _) | (_, Some(None)) => None,
            (updated, version) => {
                let stamp = Self { updated: updated.flatten(), version: version.flatten() };
                Some(stamp).filter(Self::says_something)
            }
        }
    }

    /// Whether this version may take the place of `other`: unless it is known to be the older one. The last change
    /// decides where both tell it, else the number where both do. What cannot be told apart counts as newer, since
    /// a source that corrects a record without saying so is commoner than one that sends an old one again.
    #[must_use]
    pub fn newer_than(&self, other: &Self) -> bool {
        match (self.updated, other.updated, self.version, other.version) {
            (Some(new), Some(old), _, _) if new != old => new > old,
            (_, _, Some(new), Some(old)) => new >= old,
            _ => true,
        }
    }

    /// [`Stamp::newer_than`] for resources that may say nothing of their version.
    #[must_use]
    pub fn supersedes(new: Option<&Self>, old: Option<&Self>) -> bool {
        match (new, old) {
            (Some(new), Some(old)) => new.newer_than(old),
            _ => true,
        }
    }

    const fn says_something(&self) -> bool {
        self.updated.is_some() || self.version.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tests_support::at;

    fn stamp(meta: &str) -> Option<Stamp> {
        at("X", &format!(r#"{{"meta":{meta}}}"#), |at| Stamp::read(&at)).unwrap()
    }

    #[test]
    fn the_last_change_decides_then_the_number_and_doubt_favours_what_came_last() {
        let at = |time: &str| format!(r#"{{"lastUpdated":"{time}"}}"#);
        let both = |time: &str, version: &str| {
            format!(r#"{{"lastUpdated":"{time}","versionId":"{version}"}}"#)
        };
        let version = |text: &str| format!(r#"{{"versionId":"{text}"}}"#);
        let (early, late) = ("2024-03-05T10:00:00.1Z", "2024-03-05T10:00:00.15Z");
        let cases = [
            (at(late), at(early), true, false),
            (both(late, "1"), both(early, "9"), true, false),
            (both(late, "2"), both(late, "1"), true, false),
            (version("10"), version("9"), true, false),
            (both(early, "3"), version("2"), true, false),
            (version("2"), version("2"), true, true),
            (at(early), version("2"), true, true),
            (both(early, "a"), both(early, "b"), true, true),
        ];
        for (new, old, forth, back) in cases {
            let (new, old) = (stamp(&new).unwrap(), stamp(&old).unwrap());
            assert_eq!(
                (new.newer_than(&old), old.newer_than(&new)),
                (forth, back),
                "{new:?} {old:?}"
            );
        }
        assert!(Stamp::supersedes(None, stamp(&version("2")).as_ref()));
    }

    #[test]
    fn a_stamp_is_stored_and_comes_back() {
        for meta in [
            r#"{"lastUpdated":"2024-03-05T15:30:00.123456+05:30","versionId":"7"}"#,
            r#"{"lastUpdated":"2024-03-05T10:00:00Z"}"#,
            r#"{"versionId":"18446744073709551615"}"#,
        ] {
            let stamp = stamp(meta).unwrap();
            assert_eq!(Stamp::of_text(&stamp.to_text()), Some(stamp), "{meta}");
        }
        for text in ["", "-;-", ";", "2024;1", "-;x", "x;1", "7"] {
            assert_eq!(Stamp::of_text(text), None, "{text}");
        }
        for meta in ["{}", r#"{"versionId":"abc"}"#, r#"{"tag":[]}"#] {
            assert_eq!(stamp(meta), None, "{meta}");
        }
    }
}
