//! How long it takes to make the files of an export, and how much memory: of few records and of many. `EXPORT_REPORTS` gives
//! another amount. Each report has three results and a document.

#![expect(clippy::disallowed_methods, reason = "a benchmark asks the machine for the time")]
#![expect(clippy::unwrap_used, reason = "a benchmark whose ground gives way has failed")]

use base64::{Engine, engine::general_purpose::STANDARD};
use portal::{
    Principal,
    domain::{Language, id::ExportId},
    export::{self, File, Pages, Piece},
};
use serde_json::json;
use std::{fs, time::Instant};
use testkit::{Person, Result, TestPortal, bundle, caller, observation, patient, report};

const PASSWORD: &str = "four quiet rivers";
const ASHA: Person = Person { name: "Asha Verma", number: "MED-1001", phone: "+919000000001" };
const ANALYTES: [(&str, &str); 3] =
    [("1558-6", "Glucose fasting"), ("2160-0", "Creatinine"), ("2093-3", "Cholesterol")];
/// How many reports one bundle has.
const AT_ONCE: usize = 50;
/// How long a document is, in bytes.
const DOCUMENT: usize = 100_000;

/// Writes of each piece all that it has, as pages do, with less around it.
struct Plain;

impl Pages for Plain {
    fn clinic(&self) -> &'static str {
        "Asha Clinic"
    }

    fn write(&self, _: Language, piece: &Piece<'_>) -> String {
        match piece {
            Piece::Report(status, report, results, documents) => {
                let documents = documents.iter().map(|it| STANDARD.encode(&it.bytes));
                let documents: Vec<String> = documents.collect();
                format!("<section>{status:?} {report:?} {results:?} {documents:?}</section>\n")
            }
            Piece::Line(line) => format!("<li>{} {:?}</li>\n", line.event.name(), line.who),
            _ => "<hr>\n".to_owned(),
        }
    }
}

#[tokio::main]
async fn main() {
    let asked = std::env::var("EXPORT_REPORTS").ok().and_then(|text| text.parse().ok());
    let amounts = asked.map_or(vec![100, 500, 2_000], |amount| vec![amount]);
    for amount in amounts {
        measure(amount).await;
    }
}

async fn measure(reports: usize) {
    let it = TestPortal::sqlite().await;
    for first in (0..reports).step_by(AT_ONCE) {
        it.import(&some(first..reports.min(first + AT_ONCE))).await;
    }
    let patient = it.patient(ASHA.number).await;
    it.set_password(patient, PASSWORD).await;
    let who = it.sign_in(caller(1, "192.0.2.1"), &ASHA, PASSWORD).await;
    let id = asked(&it, &who).await;
    let before = from_here("VmRSS:");
    let begun = Instant::now();
    assert!(export::make(&it.portal, &Plain).await.unwrap());
    let took = begun.elapsed().as_secs_f64();
    let most = kilobytes("VmHWM:").saturating_sub(before) / 1024;
    println!("{reports} reports: made in {took:.1} s, with {most} MB more than before");
    let before = from_here("VmRSS:");
    let begun = Instant::now();
    for file in [File::Bundle, File::Page] {
        let mut taken = export::take(&it.portal, &who, id, file).await.unwrap();
        let size = taken.size() / 1_000_000;
        while taken.piece().await.unwrap().is_some() {}
        println!("  {}: {size} MB", file.name());
    }
    let took = begun.elapsed().as_secs_f64();
    let most = kilobytes("VmHWM:").saturating_sub(before) / 1024;
    println!("  taken in {took:.1} s, with {most} MB more than before");
}

/// Reports with their results and documents.
fn some(numbers: std::ops::Range<usize>) -> Vec<u8> {
    let mut resources = vec![patient(&ASHA)];
    for number in numbers {
        let (year, month, day) = (1990 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let day = format!("{year}-{month:02}-{day:02}");
        let ids = ANALYTES.map(|(code, _)| format!("O-{number}-{code}"));
        for (id, analyte) in ids.iter().zip(ANALYTES) {
            resources.push(observation(id, &ASHA, &day, &Result { analyte, value: 91.0 }));
        }
        let shown = ids.each_ref().map(String::as_str);
        let mut report = report(&format!("R-{number}"), &ASHA, &day, "final", &shown);
        let mut document = b"%PDF-1.7\n".to_vec();
        document.resize(DOCUMENT, u8::try_from(number % 251).unwrap());
        let form =
            json!([{ "contentType": "application/pdf", "data": STANDARD.encode(&document) }]);
        report.as_object_mut().unwrap().insert("presentedForm".to_owned(), form);
        resources.push(report);
    }
    bundle(&resources)
}

async fn asked(it: &TestPortal, who: &Principal) -> ExportId {
    export::ask(&it.portal, who).await.unwrap();
    let challenge = export::pending(&it.portal, who).await.unwrap().unwrap().id;
    export::answer(&it.portal, who, challenge, &it.code_of(challenge)).await.unwrap();
    export::newest(&it.portal, who).await.unwrap().unwrap().id
}

/// Has the machine (Linux) forget the most memory that there was, and tells what there is.
fn from_here(field: &str) -> u64 {
    fs::write("/proc/self/clear_refs", "5").unwrap();
    kilobytes(field)
}

fn kilobytes(field: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
