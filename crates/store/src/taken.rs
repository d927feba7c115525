//! What a person takes away with their data of each table that holds something of them. The one list: a test holds it to all
//! tables there are, and another finds each part in the files.

/// What becomes of a table's rows in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// What they say is in these parts.
    In(&'static [Part]),
    /// They are in neither file.
    Left(Why),
}

/// A part of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Who the person is, and how they are reached.
    Details,
    /// How codes come, the language, the size of the text, and whether there is a PIN.
    Settings,
    /// A number that waits to take effect.
    Number,
    /// Which notices were accepted.
    Notices,
    /// Who acts for the person, and for whom they act.
    Family,
    /// The browsers in which they signed in.
    Devices,
    /// Reports, with results and documents.
    Reports,
    /// Prescriptions, with the numbers by which they are asked for.
    Prescriptions,
    /// What was handed over.
    Dispensings,
    /// Who may collect a prescription.
    Collectors,
    /// What was done with all that, and who did it.
    History,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 11] = [
        Self::Details,
        Self::Settings,
        Self::Number,
        Self::Notices,
        Self::Family,
        Self::Devices,
        Self::Reports,
        Self::Prescriptions,
        Self::Dispensings,
        Self::Collectors,
        Self::History,
    ];
}

/// Why rows are in neither file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Whoever had it could sign in.
    Secret,
    /// A keyed hash, by which something is found that is in the files.
    Key,
    /// It is under way for an hour or some days: codes, messages, counts and what was opened. The history says what came of it.
    Passing,
    /// An earlier version of what is in the files.
    Older,
    /// It is of whoever works at a pharmacy, who is no patient and has no such files.
    Staff,
}

/// Every table that refers to a patient, or to what refers to one.
pub const TAKEN: &[(&str, Taken)] = &[
    ("access_grant", Taken::Left(Why::Passing)),
    ("asking", Taken::Left(Why::Passing)),
    ("audit_event", Taken::In(&[Part::History])),
    ("challenge", Taken::Left(Why::Passing)),
    ("collector", Taken::In(&[Part::Collectors])),
    ("contact", Taken::Left(Why::Key)),
    ("credential", Taken::Left(Why::Secret)),
    ("device", Taken::In(&[Part::Devices])),
    ("dispensing", Taken::In(&[Part::Dispensings])),
    ("document", Taken::In(&[Part::Reports])),
    ("erasure", Taken::In(&[Part::History])),
    ("export", Taken::Left(Why::Passing)),
    ("export_file", Taken::Left(Why::Passing)),
    ("export_part", Taken::Left(Why::Passing)),
    ("guardianship", Taken::In(&[Part::Family])),
    ("idempotent_act", Taken::Left(Why::Passing)),
    ("line_report", Taken::In(&[Part::History])),
    ("message", Taken::Left(Why::Passing)),
    ("message_attempt", Taken::Left(Why::Passing)),
    ("notice_acceptance", Taken::In(&[Part::Notices])),
    ("number_hold", Taken::In(&[Part::Number])),
    ("patient", Taken::In(&[Part::Details, Part::Settings])),
    ("patient_version", Taken::Left(Why::Older)),
    ("pin", Taken::In(&[Part::Settings])),
    ("prescription", Taken::In(&[Part::Prescriptions])),
    ("prescription_item", Taken::In(&[Part::Prescriptions])),
    ("record", Taken::In(&[Part::Reports, Part::Prescriptions, Part::Dispensings])),
    ("record_version", Taken::Left(Why::Older)),
    ("sending", Taken::Left(Why::Passing)),
    ("session", Taken::Left(Why::Passing)),
    ("shows", Taken::Left(Why::Key)),
    ("source", Taken::Left(Why::Key)),
    ("staff", Taken::Left(Why::Staff)),
    ("verification", Taken::In(&[Part::History])),
];
