//! The examples of the runbooks on carriers are settings that would be accepted.

use super::handover::fittings;
use crate::carriers::{Kind, Settings};
use toml::Table;

const RUNBOOKS: [&str; 3] = [
    include_str!("../../../../docs/runbooks/carriers.md"),
    include_str!("../../../../docs/runbooks/kannel.md"),
    include_str!("../../../../docs/runbooks/writing-a-carrier.md"),
];

#[test]
fn every_example_of_the_runbooks_opens() {
    let mut opened = Vec::new();
    for block in RUNBOOKS.iter().flat_map(|text| text.split("```toml\n").skip(1)) {
        let (example, _) = block.split_once("```").unwrap();
        // The files of an example are nobody's.
        let example = example.replace("{ file = \"", "{ env = \"");
        let table: Table = toml::from_str(&example).unwrap();
        for (name, settings) in table["carriers"].as_table().unwrap() {
            let settings: Settings = settings.clone().try_into().unwrap();
            assert!(settings.open(name, &fittings(|_| true)).is_ok(), "{name}");
            assert_eq!(table["courier"]["carriers"][0].as_str(), Some(name.as_str()));
            opened.push(name.clone());
        }
    }
    assert_eq!(opened, ["twilio", "msg91", "exotel", "kannel", "aggregator", "panel"]);
}
