//! A record opens for a grant to it, at its own place, and in no other way.

use super::fixture::{grant, patient, record, report, vault};
use crate::{Error, Vault, envelope::Opener, wrap::Secrets};
use domain::sealed::{Binding, Kind};

#[test]
fn a_grant_opens_its_report_its_documents_and_the_observations_in_their_order() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let cases = [
        (report(), &b"Haemoglobin"[..]),
        (Binding { kind: Kind::Document, part: 1, ..report() }, &[0xff; 3000]),
        (Binding { kind: Kind::Observation, record: record(9), ..report() }, b""),
    ];
    let envelopes =
        cases.map(|(binding, plain)| vault.seal(&keys.public, &binding, plain).unwrap());
    let sealed: Vec<_> =
        cases.iter().zip(&envelopes).map(|((binding, _), text)| (*binding, &text[..])).collect();
    let opened = vault.open(&grant(patient(3), record(4)), &keys.wrapped, &sealed).unwrap();
    let plain: Vec<_> = opened.iter().map(|plain| plain.as_slice()).collect();
    assert_eq!(plain, cases.map(|(_, plain)| plain));
}

#[test]
fn an_envelope_opens_at_its_own_place_only() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = vault.seal(&keys.public, &report(), b"Haemoglobin").unwrap();
    let seed =
        Secrets::unwrap(&super::fixture::ring().wrap, patient(3), &keys.wrapped).unwrap().seed;
    let opener = Opener::new(&seed).unwrap();
    let places = [
        (report(), true),
        (Binding { patient: patient(5), ..report() }, false),
        (Binding { record: record(5), ..report() }, false),
        (Binding { kind: Kind::Document, ..report() }, false),
        (Binding { kind: Kind::Observation, ..report() }, false),
        (Binding { kind: Kind::Prescription, ..report() }, false),
        (Binding { version: 2, ..report() }, false),
        (Binding { part: 1, ..report() }, false),
    ];
    for (place, opens) in places {
        let expected = if opens { Ok(b"Haemoglobin".to_vec()) } else { Err(Error::DoesNotOpen) };
        assert_eq!(opener.open(&place, &sealed).map(|plain| plain.to_vec()), expected, "{place:?}");
    }
}

#[test]
fn a_grant_to_something_else_is_refused_before_any_key_is_touched() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = vault.seal(&keys.public, &report(), b"Haemoglobin").unwrap();
    let prescription = Binding { kind: Kind::Prescription, ..report() };
    let cases = [
        (grant(patient(3), record(5)), vec![report()]),
        (grant(patient(5), record(4)), vec![report()]),
        (grant(patient(3), record(4)), vec![report(), prescription]),
    ];
    for (grant, bindings) in cases {
        let batch: Vec<_> = bindings.into_iter().map(|binding| (binding, &sealed[..])).collect();
        for wrapped in [&keys.wrapped[..], b"no key"] {
            assert_eq!(vault.open(&grant, wrapped, &batch).err(), Some(Error::NotAdmitted));
        }
    }
}

#[test]
fn one_bad_envelope_keeps_the_whole_batch_shut() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let good = vault.seal(&keys.public, &report(), b"Haemoglobin").unwrap();
    let newer = Binding { version: 2, ..report() };
    let opened = vault.open(
        &grant(patient(3), record(4)),
        &keys.wrapped,
        &[(report(), &good), (newer, &good)],
    );
    assert_eq!(opened.err(), Some(Error::DoesNotOpen));
}

#[test]
fn a_record_sealed_to_another_patients_key_does_not_open() {
    let vault = vault();
    let (asha, ravi) = (vault.enrol(patient(3)).unwrap(), vault.enrol(patient(5)).unwrap());
    let sealed = vault.seal(&ravi.public, &report(), b"Haemoglobin").unwrap();
    let batch = [(report(), &sealed[..])];
    let grant = grant(patient(3), record(4));
    assert_eq!(vault.open(&grant, &asha.wrapped, &batch).err(), Some(Error::DoesNotOpen));
    assert_eq!(vault.open(&grant, &ravi.wrapped, &batch).err(), Some(Error::DoesNotOpen));
}

#[test]
fn the_same_content_never_seals_to_the_same_envelope() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    let sealed = [(); 2].map(|()| vault.seal(&keys.public, &report(), b"Haemoglobin").unwrap());
    assert_ne!(sealed[0], sealed[1]);
}

#[test]
fn nothing_is_sealed_to_what_is_no_public_key() {
    let vault = vault();
    let keys = vault.enrol(patient(3)).unwrap();
    // ML-KEM's encoding has coefficients below 3329 alone (FIPS 203, section 7.2), so all ones are none.
    let out_of_range = [0xff; 1216];
    let short = &keys.public[1..];
    for public in [&b""[..], short, &out_of_range] {
        let sealed = vault.seal(public, &report(), b"Haemoglobin");
        assert_eq!(sealed, Err(Error::Malformed), "{} bytes", public.len());
    }
}
