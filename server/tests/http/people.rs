//! Who comes through the door.

use testkit::Person;

/// A patient.
pub const ASHA: Person = Person { name: "Asha Verma", number: "SJ-4711", phone: "+919000000001" };
/// Another.
pub const RAVI: Person = Person { name: "Ravi Nair", number: "SJ-4712", phone: "+919000000002" };
/// One who shares the first one's phone.
pub const MEENA: Person = Person { name: "Meena Verma", number: "SJ-4713", phone: ASHA.phone };
/// Everybody's password.
pub const PASSWORD: &str = "four quiet rivers";
/// What every report of theirs says.
pub const RESULT: &str = "137.25";
