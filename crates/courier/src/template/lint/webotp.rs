//! The last line by which a browser fills in the code on this portal's page alone.

use super::{
    super::{Template, Variable, placeholder::Pieces},
    Fault,
};
use domain::challenge::Channel;

impl Template {
    /// The last line, `@domain #code` (WICG's origin-bound one-time codes).
    pub(super) fn last_line(&self) -> Option<Fault> {
        let last = self.text.rsplit_once('\n').map(|(_, last)| last);
        match (&self.webotp, self.channel) {
            (Some(_), Channel::Voice) => Some(Fault::Spoken),
            (Some(domain), _) if !is_domain(domain) => Some(Fault::Domain),
            (Some(domain), _) => {
                (!self.is_last(domain)).then(|| Fault::LastLine(format!("@{domain} #{{#var#}}")))
            }
            (None, _) => last.filter(|last| last.starts_with('@')).map(|_| Fault::LastLineUnnamed),
        }
    }

    /// The words without a last line that is as it was registered.
    pub(super) fn without_last_line(&self) -> &str {
        match (&self.webotp, self.text.rsplit_once('\n')) {
            (Some(domain), Some((before, _))) if is_domain(domain) && self.is_last(domain) => {
                before
            }
            _ => &self.text,
        }
    }

    fn is_last(&self, domain: &str) -> bool {
        let Some((_, last)) = self.text.rsplit_once('\n') else { return false };
        let Pieces { head, rest } = Pieces::of(last);
        head.strip_prefix('@').and_then(|line| line.strip_suffix(" #")) == Some(domain)
            && matches!(rest.as_slice(), [(_, "")])
            && self.variables.last() == Some(&Variable::Code)
    }
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let named =
        text.rsplit('.').next().is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()));
    text.contains('.') && named && text.split('.').all(label)
}
