//! Identifiers: `UUIDv7` (RFC 9562), so that rows sort by the time they were made.

use crate::{Chance, Millis};
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

/// A fresh `UUIDv7` (RFC 9562, section 5.7) for the moment `now`.
#[must_use]
pub fn fresh(now: Millis, chance: &dyn Chance) -> Uuid {
    let mut random = [0; 10];
    chance.fill(&mut random);
    let millis = u64::try_from(now.0).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh one for the moment `now`.
            #[must_use]
            pub fn fresh(now: Millis, chance: &dyn Chance) -> Self {
                Self(fresh(now, chance))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// Names a patient.
    PatientId;
    /// Names a sealed record: a report, an observation, a prescription, a dispensing or a document.
    RecordId;
    /// Names a challenge.
    ChallengeId;
    /// Names a grant.
    GrantId;
    /// Names a grant to all of a patient's records, and the files made by it.
    ExportId;
    /// Names a guardianship.
    GuardianshipId;
    /// Names a message to be delivered; also its idempotency key at the carrier.
    MessageId;
    /// Names one try at delivering a message.
    AttemptId;
    /// Names an audit event.
    EventId;
    /// Names a browser in which a patient signed in.
    DeviceId;
    /// Names a pharmacy.
    PharmacyId;
    /// Names somebody of a pharmacy's staff: it is that of the account by which they sign in.
    StaffId;
    /// Names a prescription: one or several medicines that were prescribed at once, under one number.
    PrescriptionId;
    /// Names one look-up of a prescription by a pharmacy, and all that comes of it.
    VerificationId;
    /// Names a token by which a pharmacy's own system comes in.
    TokenId;
    /// Names somebody whom a patient sends to collect a prescription.
    CollectorId;
    /// Names a browser's session to the rest of the portal; it is not the cookie, and changes at sign-in.
    SessionKey;
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Chance for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn ids_sort_by_time_and_say_their_version() {
        let early = PatientId::fresh(Millis(1_000), &Sevens);
        let late = PatientId::fresh(Millis(2_000), &Sevens);
        assert!(early < late);
        assert_eq!(early.0.get_version_num(), 7);
        assert_eq!(early.to_string().parse::<PatientId>(), Ok(early));
    }
}
