//! The people of the tests, and what they do time and again.

use portal::{
    Caller, Refusal,
    domain::id::{ChallengeId, PatientId},
    sign_in::{self, Admission, Entry},
};
use std::time::Duration;
use testkit::{Person, TestPortal, caller};

pub const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
/// Asha's mother, who shares her phone.
pub const MEENA: Person =
    Person { name: "Meena Verma", number: "MED-1003", phone: "+919000000001" };
pub const RAVI: Person = Person { name: "Ravi Menon", number: "MED-1002", phone: "+919111100002" };
/// Whom the clinic does not know.
pub const NOBODY: Person = Person { name: "Nobody", number: "MED-9999", phone: "+919222200003" };

pub const PASSWORD: &str = "four quiet rivers";
pub const OTHER_PASSWORD: &str = "seven loud mountains";

/// The code of a challenge of this browser's sign-in, typed; gives whom it admits.
pub async fn answer(
    it: &TestPortal,
    browser: &Caller,
    challenge: ChallengeId,
    typed: &str,
) -> Result<Vec<PatientId>, Refusal> {
    Ok(match sign_in::answer(&it.portal, browser, challenge, typed).await? {
        Admission::One(Entry::In(who)) => vec![who.patient],
        Admission::One(Entry::Pin(patient)) => vec![patient],
        Admission::Several(patients) => patients,
    })
}

/// A browser with an address of its own.
pub fn browser(number: u8) -> Caller {
    caller(number.into(), &format!("192.0.2.{number}"))
}

pub const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

pub const fn minutes(count: u64) -> Duration {
    Duration::from_mins(count)
}
