//! What a form says is handed over.

use crate::{
    fields::{Fields, MOST},
    problem::Problem,
};
use portal::{
    Refusal,
    counter::{Look, Wanted},
    domain::{clinical::Identity, dispense::Amount, id::RecordId},
};

/// The fields of one medicine that are shown again, each with its place after it: which medicine it is, and what was filled in. The
/// number of a paper is not among them, since no more than its end is ever kept.
const EACH: [&str; 5] = ["medicine", "amount", "whole", "brand", "paper"];
/// The longest name of a paper, and the longest number of one, in characters.
const LONGEST: usize = 60;

/// One medicine in a form: its place, and what was filled in.
pub(super) struct Filled<'a> {
    at: usize,
    record: RecordId,
    version: i64,
    fields: &'a Fields,
}

/// Why a form was not taken: the place of the medicine that it is about.
pub(super) struct Fault {
    /// Its place.
    pub at: usize,
    /// What is wrong.
    pub why: Refusal,
}

/// The medicines in a form: all of them, since each has a field.
///
/// # Errors
/// [`Problem::Malformed`] for what none of our pages sends.
pub(super) fn filled(fields: &Fields) -> Result<Vec<Filled<'_>>, Problem> {
    let named = |at: usize| fields.find(&format!("medicine-{at}")).map(|seen| (at, seen));
    let places = (0..MOST).filter_map(named);
    places
        .map(|(at, seen)| {
            let (record, version) = seen.split_once(' ').ok_or(Problem::Malformed)?;
            let record = record.parse().map_err(|_| Problem::Malformed)?;
            let version = version.parse().map_err(|_| Problem::Malformed)?;
            Ok(Filled { at, record, version, fields })
        })
        .collect()
}

/// Everything that was filled in, to be shown again.
pub(super) fn typed(fields: &Fields) -> Vec<(String, &str)> {
    let names = (0..MOST).flat_map(|at| EACH.map(|name| format!("{name}-{at}")));
    let names = names.chain(["collector".to_owned()]);
    names.filter_map(|name| fields.find(&name).map(|text| (name, text))).collect()
}

impl Filled<'_> {
    fn find(&self, name: &str) -> Option<&str> {
        self.fields.find(&format!("{name}-{}", self.at)).map(str::trim)
    }

    /// What is wanted of it; none where nothing was filled in.
    ///
    /// # Errors
    /// [`Fault`] where that cannot be handed over by what the page showed.
    pub(super) fn wanted(&self, look: &Look) -> Result<Option<Wanted>, Fault> {
        self.read(look).map_err(|why| Fault { at: self.at, why })
    }

    fn read(&self, look: &Look) -> Result<Option<Wanted>, Refusal> {
        let amount = match (self.find("amount"), self.find("whole")) {
            (None | Some(""), None) => return Ok(None),
            (Some(typed), _) if !typed.is_empty() => Some(Amount::parse(typed)?),
            _ => None,
        };
        let known = look.medicines.iter().find(|it| it.record == self.record);
        let medicine = known.filter(|it| it.version == self.version);
        let medicine = medicine.ok_or(Refusal::PrescriptionChanged)?;
        medicine.left.check(amount)?;
        let identity = self.identity();
        if medicine.controlled && identity.is_none() {
            return Err(Refusal::IdentityNeeded);
        }
        let may_differ = medicine.prescription.substitution == Some(true);
        let substituted = may_differ.then(|| self.find("brand").is_some());
        let (record, version) = (self.record, self.version);
        Ok(Some(Wanted { record, version, amount, identity, substituted }))
    }

    fn identity(&self) -> Option<Identity> {
        let (kind, number) = (self.find("paper")?, self.find("number")?);
        Identity::of(Some(kind).filter(|it| fits(it))?, Some(number).filter(|it| fits(it))?)
    }
}

/// Whether a field of an identity card is filled in, and no longer than one is.
pub(super) fn fits(typed: &str) -> bool {
    (1..=LONGEST).contains(&typed.trim().chars().count())
}
