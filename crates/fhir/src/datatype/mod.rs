//! FHIR R4 data types, as far as the portal uses them.

pub(crate) mod attachment;
pub(crate) mod concept;
pub(crate) mod identifier;
pub(crate) mod moment;
pub(crate) mod name;
pub(crate) mod note;
pub(crate) mod quantity;
pub(crate) mod telecom;
pub(crate) mod text;
