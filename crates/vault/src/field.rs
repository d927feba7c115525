//! Fields of a patient's rows that are sealed one by one.

use crate::{Error, Result, cipher, secret::Secret};
use domain::{
    Chance,
    id::{CollectorId, DeviceId, EventId, MessageId, PatientId, PrescriptionId, RecordId},
};
use zeroize::Zeroizing;

const LABEL: &[u8] = b"medseal field v1\0";

/// Which field of a patient: a field moved to another place does not open there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Names, numbers, birth date and the like.
    Profile,
    /// The heading of a record in a list.
    Heading(RecordId),
    /// The address a message goes to.
    Address(MessageId),
    /// What a browser looks like.
    Device(DeviceId),
    /// What an audit event says.
    Event(EventId),
    /// A number that is to take the place of another, by its name.
    NewNumber([u8; 16]),
    /// The number of a prescription.
    Number(PrescriptionId),
    /// What a prescription of one medicine allows, which names no medicine.
    Allowance(RecordId),
    /// How much was handed over, by the record of it.
    Amount(RecordId),
    /// What somebody is called who collects a prescription.
    Collector(CollectorId),
}

impl Field {
    fn bound(self, patient: PatientId) -> Vec<u8> {
        let (tag, id): (&[u8], &[u8]) = match &self {
            Self::Profile => (&[0], &[]),
            Self::Heading(record) => (&[1], record.0.as_bytes()),
            Self::Address(message) => (&[2], message.0.as_bytes()),
            Self::Device(device) => (&[20], device.0.as_bytes()),
            Self::Event(event) => (&[7], event.0.as_bytes()),
            Self::NewNumber(id) => (&[21], id),
            Self::Number(prescription) => (&[22], prescription.0.as_bytes()),
            Self::Amount(record) => (&[23], record.0.as_bytes()),
            Self::Collector(collector) => (&[24], collector.0.as_bytes()),
            Self::Allowance(record) => (&[25], record.0.as_bytes()),
        };
        [LABEL, patient.0.as_bytes(), tag, id].concat()
    }

    pub(crate) fn seal(
        self,
        key: &Secret,
        patient: PatientId,
        plain: &[u8],
        chance: &dyn Chance,
    ) -> Result<Vec<u8>> {
        cipher::seal(key, &[cipher::FORMAT], &self.bound(patient), plain, chance)
    }

    pub(crate) fn open(
        self,
        key: &Secret,
        patient: PatientId,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>> {
        match sealed {
            [cipher::FORMAT, body @ ..] => {
                cipher::open(key, &[cipher::FORMAT], &self.bound(patient), body)
            }
            [] => Err(Error::Malformed),
            _ => Err(Error::UnknownFormat),
        }
    }
}
