//! What it says: the code, the reference, and what they are for.

use super::{
    super::{
        LONGEST, NEWS, PURPOSES, Template, Variable,
        placeholder::{Pieces, Tag},
        purpose::phrases,
    },
    Fault,
};
use domain::challenge::Channel;

impl Template {
    pub(super) fn words(&self) -> Vec<Fault> {
        let pieces = Pieces::of(&self.text);
        let (placeholders, variables) = (pieces.rest.len(), self.variables.len());
        let mut faults = self.carried();
        faults.extend(self.times());
        faults.extend(pieces.fixed().filter_map(braces).map(Fault::Braces));
        if placeholders == variables {
            faults.extend(self.unfit(&pieces));
        } else {
            faults.push(Fault::Count { placeholders, variables });
        }
        match phrases(&self.purpose, self.language) {
            [] => faults.push(Fault::Purpose),
            own => faults.extend(self.said(own)),
        }
        faults
    }

    /// A call says the code twice: once is missed by many, and no carrier of ours repeats the words.
    fn times(&self) -> Option<Fault> {
        let times = self.variables.iter().filter(|it| **it == Variable::Code).count();
        let wrong = self.channel == Channel::Voice && !matches!(times, 0 | 2);
        wrong.then_some(Fault::Times(times))
    }

    /// A text with a code says the code and the reference, and one without says neither.
    fn carried(&self) -> Vec<Fault> {
        let has = |variable: &Variable| self.variables.contains(variable);
        let variables = Variable::ALL.into_iter();
        if self.is_news() {
            variables.filter(has).map(Fault::Carries).collect()
        } else {
            variables.filter(|it| !has(it)).map(Fault::Lacks).collect()
        }
    }

    fn unfit(&self, pieces: &Pieces<'_>) -> Vec<Fault> {
        let values = self.each(Variable::longest);
        let unfit =
            |((variable, value), (tag, _)): (&(Variable, super::super::Text), &(Tag, _))| {
                let characters = value.reveal().chars().count();
                let admits = |tag: Tag| value.reveal().chars().all(|c| tag.admits(c));
                let fits = characters <= LONGEST && admits(*tag);
                let right = if admits(Tag::Alphanumeric) { Tag::Alphanumeric } else { Tag::Any };
                let (tag, right) = (tag.written(), right.written());
                (!fits).then_some(Fault::Unfit { variable: *variable, tag, characters, right })
            };
        values.iter().zip(&pieces.rest).filter_map(unfit).collect()
    }

    fn said(&self, own: &'static [&'static str]) -> Vec<Fault> {
        let text = self.text.to_lowercase();
        let says = |phrase: &&'static str| text.contains(*phrase);
        let mut faults = Vec::new();
        faults.extend((!own.iter().any(says)).then_some(Fault::Unsaid(own)));
        let others = PURPOSES.into_iter().chain(NEWS).filter(|purpose| *purpose != self.purpose);
        let theirs = others.flat_map(|purpose| phrases(purpose, self.language)).copied();
        faults.extend(theirs.filter(says).map(Fault::Misleading));
        faults
    }
}

/// The first thing in braces, or the first brace: operators' portals take each for a placeholder.
fn braces(fixed: &str) -> Option<String> {
    let at = fixed.find(['{', '}'])?;
    let rest = fixed.get(at..)?;
    let shown = rest.find('}').and_then(|end| rest.get(..=end)).unwrap_or(rest);
    Some(shown.chars().take(LONGEST).collect())
}
