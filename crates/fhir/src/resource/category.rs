//! Which documents are a laboratory's.

use crate::{datatype::concept::Concept, fault::Fault, json::At};

const OBSERVATION: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const SECTION: &str = "http://terminology.hl7.org/CodeSystem/v2-0074";
const SNOMED: &str = "http://snomed.info/sct";
const LOINC: &str = "http://loinc.org";

/// Sections of HL7 v2 table 0074 that are a laboratory's.
const SECTIONS: [&str; 21] = [
    "LAB", "BG", "BLB", "CG", "CH", "CP", "GE", "HM", "IMM", "MB", "MCB", "MYC", "OSL", "PAR",
    "PAT", "SP", "SR", "TX", "URN", "VR", "CYT",
];

/// Whether any category says that a laboratory made it.
pub(crate) fn is_laboratory(at: &At<'_>) -> Result<bool, Fault> {
    Ok(Concept::all(at, "category")?.iter().any(says_laboratory))
}

fn says_laboratory(category: &Concept) -> bool {
    category.is(OBSERVATION, "laboratory")
        || SECTIONS.iter().any(|section| category.is(SECTION, section))
        // Laboratory procedure, and laboratory report, as Indian and other national profiles have it.
        || category.is(SNOMED, "108252007")
        || category.is(SNOMED, "4241000179101")
        || category.is(LOINC, "26436-6")
        || category.is(LOINC, "11502-2")
}
