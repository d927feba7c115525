//! A field opens for its patient, as that field, and a clinic's value under its name.

use super::fixture::{patient, record, vault};
use crate::{Error, Field, Vault};
use domain::id::{DeviceId, MessageId};

#[test]
fn a_field_opens_at_its_own_place_only() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let fields = [
        Field::Profile,
        Field::Heading(record(4)),
        Field::Heading(record(5)),
        Field::Address(MessageId(record(4).0)),
        Field::Address(MessageId(record(5).0)),
        Field::Device(DeviceId(record(4).0)),
        Field::Device(DeviceId(record(5).0)),
    ];
    for sealed_as in fields {
        let sealed = vault.seal_field(patient(3), &keys.wrapped, sealed_as, b"Asha").unwrap();
        for opened_as in fields {
            let opened = vault.open_field(patient(3), &keys.wrapped, opened_as, &sealed);
            let expected =
                if sealed_as == opened_as { Ok(b"Asha".to_vec()) } else { Err(Error::DoesNotOpen) };
            assert_eq!(opened.map(|plain| plain.to_vec()), expected, "{sealed_as:?} {opened_as:?}");
        }
    }
}

#[test]
fn a_field_does_not_open_for_another_patient() {
    let vault = vault();
    let (asha, ravi) = (vault.enrol(patient(3)).unwrap(), vault.enrol(patient(5)).unwrap());
    let sealed = vault.seal_field(patient(3), &asha.wrapped, Field::Profile, b"Asha").unwrap();
    let attempts =
        [(patient(5), &ravi.wrapped), (patient(5), &asha.wrapped), (patient(3), &ravi.wrapped)];
    for (patient, wrapped) in attempts {
        let opened = vault.open_field(patient, wrapped, Field::Profile, &sealed);
        assert_eq!(opened.err(), Some(Error::DoesNotOpen));
    }
}

#[test]
fn the_same_field_never_seals_to_the_same_bytes() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let seal = || vault.seal_field(patient(3), &keys.wrapped, Field::Profile, b"Asha").unwrap();
    assert_ne!(seal(), seal());
}

#[test]
fn a_value_of_the_clinic_opens_under_its_own_name_only() {
    let vault = vault();
    let sealed = vault.seal_clinic("practitioner/1", b"Dr Rao").unwrap();
    assert_eq!(vault.open_clinic("practitioner/1", &sealed).unwrap().as_slice(), b"Dr Rao");
    for name in ["", "practitioner/", "practitioner/2", "practitioner/10"] {
        assert_eq!(vault.open_clinic(name, &sealed).err(), Some(Error::DoesNotOpen), "{name}");
    }
}
