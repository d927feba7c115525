//! Where the message with a code is.

use crate::words::Words;
use islands::Progress as Line;
use leptos::prelude::*;
use portal::{
    Caller, Portal, Refusal,
    challenge::{Pending, progress},
    domain::challenge::{Channel, Progress},
};

/// Where a message is, for the eye and for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// One word, by which it is drawn.
    pub state: &'static str,
    /// The same in the reader's words.
    pub says: String,
}

impl Told {
    /// Where the message to the reader is.
    pub(crate) fn of(progress: Progress, first: Channel, words: Words) -> Self {
        let (state, key) = match (progress, first) {
            (Progress::OnItsWay, Channel::Sms) => ("underway", "code-progress-underway"),
            (Progress::OnItsWay, Channel::Voice) => ("underway", "code-progress-dialling"),
            (Progress::Delivered, _) => ("delivered", "code-progress-delivered"),
            (Progress::Calling, _) => ("calling", "code-progress-calling"),
            (Progress::Called, _) => ("called", "code-progress-called"),
            (Progress::Failed, _) => ("failed", "code-progress-failed"),
        };
        Self { state, says: words.say(key) }
    }

    /// Where the message to a patient is, as somebody at a pharmacy's counter reads it.
    pub(crate) fn to_patient(progress: Progress, words: Words) -> Self {
        let (state, key) = match progress {
            Progress::OnItsWay => ("underway", "code-progress-underway"),
            Progress::Delivered => ("delivered", "pharmacy-progress-delivered"),
            Progress::Calling => ("calling", "pharmacy-progress-calling"),
            Progress::Called => ("called", "pharmacy-progress-called"),
            Progress::Failed => ("failed", "code-progress-failed"),
        };
        Self { state, says: words.say(key) }
    }

    /// The patient looks at it on their own phone.
    pub(crate) fn looked_at(words: Words) -> Self {
        Self { state: "underway", says: words.say("pharmacy-progress-looked-at") }
    }

    /// The patient let the pharmacy in.
    pub(crate) fn open(words: Words) -> Self {
        Self { state: "delivered", says: words.say("pharmacy-progress-open") }
    }

    /// What the page shows is no longer so: it is to be fetched anew.
    pub(crate) fn moved(words: Words) -> Self {
        Self { state: "moved", says: words.say("pharmacy-progress-moved") }
    }

    /// There is nothing more to follow.
    pub(crate) fn over(words: Words) -> Self {
        Self { state: "over", says: words.say("code-progress-over") }
    }
}

/// Where the message of a challenge is now.
///
/// # Errors
/// [`Refusal`] when the database fails, or the challenge is gone.
pub(crate) async fn told(
    portal: &Portal,
    caller: &Caller,
    pending: &Pending,
    words: Words,
) -> Result<Told, Refusal> {
    let now = progress(portal, caller, pending.id).await?;
    Ok(Told::of(now, pending.first, words))
}

/// The line that says it; a script keeps it true, asking at `at`.
pub(crate) fn line(told: Told, at: String) -> AnyView {
    view! { <Line at=at says=told.says state=told.state.to_owned()/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::domain::Language;

    #[test]
    fn every_stage_has_its_word_and_its_words() {
        let stages = [
            Progress::OnItsWay,
            Progress::Delivered,
            Progress::Calling,
            Progress::Called,
            Progress::Failed,
        ];
        for language in Language::ALL {
            let words = Words(language);
            let mut said = vec![Told::over(words)];
            said.extend(stages.map(|stage| Told::of(stage, Channel::Sms, words)));
            said.push(Told::of(Progress::OnItsWay, Channel::Voice, words));
            for (at, told) in said.iter().enumerate() {
                assert!(told.says.contains(' '), "{told:?}");
                let twins = said.iter().filter(|other| other.says == told.says).count();
                assert_eq!(twins, 1, "{at}: {told:?}");
            }
        }
    }
}
