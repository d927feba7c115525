//! Where a device was, if the clinic has a table of network addresses.

use crate::{clinic::Clinic, people::ASHA, process::Place};
use server::config::Config;

/// A text of the format: its type and length, and its bytes.
fn text(text: &str) -> Vec<u8> {
    [&[0x40 | u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
}

/// A map of the format.
fn map(pairs: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let pairs: Vec<_> =
        pairs.iter().map(|(key, value)| [text(key), value.clone()].concat()).collect();
    [vec![0xe0 | u8::try_from(pairs.len()).unwrap()], pairs.concat()].concat()
}

/// A number of two bytes.
fn number(value: u8) -> Vec<u8> {
    vec![0xa1, value]
}

/// A table of one node: the lower half of IPv4 is in this town and country, the upper half nowhere.
fn table(town: &str, country: &str) -> Vec<u8> {
    let named = |name: &str| map(&[("names", map(&[("en", text(name))]))]);
    // The record on the left leads behind the tree and its 16 empty bytes, that on the right to no entry.
    let tree = [0, 0, 17, 0, 0, 1];
    let metadata = map(&[
        ("binary_format_major_version", number(2)),
        ("binary_format_minor_version", number(0)),
        ("build_epoch", vec![0x01, 0x02, 1]),
        ("database_type", text("Test-City")),
        ("description", map(&[("en", text("a test"))])),
        ("ip_version", number(4)),
        ("languages", [vec![0x01, 0x04], text("en")].concat()),
        ("node_count", vec![0xc1, 1]),
        ("record_size", number(24)),
    ]);
    let entry = map(&[("city", named(town)), ("country", named(country))]);
    [&tree[..], &[0; 16], &entry, b"\xAB\xCD\xEFMaxMind.com", &metadata].concat()
}

#[tokio::test]
async fn a_device_has_a_place_if_there_is_a_table_and_none_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("places.mmdb");
    std::fs::write(&file, table("Jaipur", "India")).unwrap();
    let mut config = Config::default();
    config.geoip.file = Some(file);
    let clinic = Clinic::configured(config).await;
    clinic.enrol(&ASHA, &[]).await;
    let mut near = clinic.signed_in(&ASHA).await;
    near.get("/security").await.says("Roughly where").says("Jaipur, India");
    assert!(!String::from_utf8_lossy(&clinic.stored()).contains("Jaipur"), "it stands in clear");
    let mut far = clinic.browser();
    far.peer = "192.0.2.7".parse().unwrap();
    clinic.sign_in(&mut far, &ASHA).await;
    let page = far.get("/security").await;
    assert_eq!(page.body.matches("Roughly where").count(), 1, "the other half is nowhere");
}

#[tokio::test]
async fn a_file_that_is_no_table_is_named() {
    let place = Place::with_a_patient().await;
    std::fs::write(place.home().join("places.mmdb"), "no table").unwrap();
    let said = place.run(&["doctor"], &[("MEDSEAL_GEOIP_FILE", "places.mmdb")]);
    assert_ne!(said.code, 0, "{}", said.out);
    assert!(said.err.contains("geoip.file") || said.out.contains("geoip.file"), "{}", said.err);
}
