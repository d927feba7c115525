//! How long a bundle of three megabytes takes to import, and to import again.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]

use serde_json::{Value, json};
use std::time::Instant;
use testkit::{Person, Result, TestPortal, bundle, observation, patient, report};

/// The size of the bundle, in bytes.
const SIZE: usize = 3_000_000;
/// Results of one report.
const RESULTS: usize = 10;
const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
const ANALYTES: [(&str, &str); RESULTS] = [
    ("1558-6", "Glucose fasting"),
    ("22664-7", "Blood urea"),
    ("2160-0", "Creatinine"),
    ("2093-3", "Cholesterol"),
    ("2571-8", "Triglycerides"),
    ("2085-9", "HDL cholesterol"),
    ("1975-2", "Bilirubin"),
    ("3084-1", "Uric acid"),
    ("17861-6", "Calcium"),
    ("2777-1", "Phosphate"),
];

#[tokio::main]
async fn main() {
    let (bytes, resources) = big();
    println!("{:.2} MB, {resources} resources, all of a laboratory", mega(bytes.len()));
    let it = TestPortal::sqlite().await;
    for time in ["the first time", "unchanged"] {
        let begun = Instant::now();
        let outcome = it.import(&bytes).await;
        let seconds = begun.elapsed().as_secs_f64();
        let (created, same) = (outcome.created, outcome.unchanged);
        println!("  {time:<16} {seconds:.2} s   {created} created, {same} unchanged");
    }
}

/// One patient's reports over the years, as wordy as clinics' systems write them.
fn big() -> (Vec<u8>, usize) {
    let mut resources = vec![patient(&ASHA)];
    let mut size = 0;
    for number in 0.. {
        let day =
            format!("{}-{:02}-{:02}", 1990 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let ids = ANALYTES.map(|(code, _)| format!("O-{number}-{code}"));
        for (id, analyte) in ids.iter().zip(ANALYTES) {
            let result = Result { analyte, value: 80.0 + f64::from(number % 40) };
            resources.push(wordy(observation(id, &ASHA, &day, &result)));
        }
        let shown = ids.each_ref().map(String::as_str);
        resources.push(wordy(report(&format!("R-{number}"), &ASHA, &day, "final", &shown)));
        size += resources.iter().rev().take(RESULTS + 1).map(length).sum::<usize>();
        if size >= SIZE {
            break;
        }
    }
    (bundle(&resources), resources.len())
}

fn length(resource: &Value) -> usize {
    resource.to_string().len()
}

fn wordy(mut resource: Value) -> Value {
    if let Some(members) = resource.as_object_mut() {
        let profile = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab";
        members.insert("meta".to_owned(), json!({ "versionId": "1", "profile": [profile] }));
        let words = "Measured in venous plasma by an automated analyser; checked before release. ";
        let div = format!("<div>{}</div>", words.repeat(4));
        members.insert("text".to_owned(), json!({ "status": "generated", "div": div }));
    }
    resource
}

fn mega(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6
}
