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

    /// A text with a code says the code and the reference, one for a pharmacy's counter also what is asked for there, and
    /// one without a code says none of them.
    fn carried(&self) -> Vec<Fault> {
        let own = Variable::of(&self.purpose);
        let fault = |it| match (own.contains(&it), self.variables.contains(&it)) {
            (true, false) => Some(Fault::Lacks(it)),
            (false, true) if self.is_news() => Some(Fault::Carries(it)),
            (false, true) => Some(Fault::Reserved(it)),
            (true, true) | (false, false) => None,
        };
        Variable::ALL.into_iter().filter_map(fault).collect()
    }

    fn unfit(&self, pieces: &Pieces<'_>) -> Vec<Fault> {
        let values = self.longest_values();
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
        // Signing in at a pharmacy is no mere signing in, though it has the words of it.
        let is_part = |theirs: &&str| own.iter().any(|it| says(it) && it.contains(*theirs));
        faults.extend(theirs.filter(|it| says(it) && !is_part(it)).map(Fault::Misleading));
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
