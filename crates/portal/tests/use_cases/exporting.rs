//! What the tests of exports have in common.

use portal::{
    Principal, Refusal,
    domain::{Language, clinical::Dispensing, id::ExportId},
    export::{self, Counter, Export, File, Pages, Piece, State},
};
use testkit::TestPortal;

/// Writes each piece as the program sees it.
pub struct Plain;

impl Pages for Plain {
    fn clinic(&self) -> &'static str {
        "Asha Clinic"
    }

    fn write(&self, _: Language, piece: &Piece<'_>) -> String {
        match piece {
            Piece::Begin(person, _) => format!("of {}\n", person.name),
            Piece::Reports(count) => format!("{count} reports\n"),
            Piece::Report(status, report, results, documents) => {
                format!("{status:?} {report:?} {results:?} {documents:?}\n")
            }
            Piece::Closed(status, at, laboratory) => format!("{status:?} {at:?} {laboratory:?}\n"),
            Piece::Prescriptions(count) => format!("{count} prescriptions\n"),
            Piece::Account(it) => format!("{it:?}\n"),
            Piece::Prescription(it, counter, dispensed) => {
                format!("{it:?}\n{}{}", at_counter(*counter), handed_out(dispensed))
            }
            Piece::Dispensings(count) => format!("{count} without a prescription\n"),
            Piece::Dispensing(it) => handed_out(std::slice::from_ref(it)),
            Piece::History => "history\n".to_owned(),
            Piece::Line(line) => format!("{} {:?}\n", line.event.name(), line.who),
            Piece::End => "end\n".to_owned(),
        }
    }
}

/// What is another in each portal.
fn at_counter(it: Option<&Counter>) -> String {
    let Some(Counter { number, collectors }) = it else { return String::new() };
    let all = collectors.iter().map(|it| format!("{} collects on {}\n", it.name, it.day));
    format!("asked for by {number}\n{}", all.collect::<String>())
}

/// What is the same in any portal.
fn handed_out(all: &[Dispensing]) -> String {
    let shown = all.iter().map(|it| {
        let Dispensing { medicine, amount, pharmacy, handover, .. } = it;
        format!("handed out {medicine} {amount:?} {pharmacy:?} {handover:?}\n")
    });
    shown.collect()
}

/// Asks for an export and types the code.
pub async fn ask(it: &TestPortal, who: &Principal) -> ExportId {
    export::ask(&it.portal, who).await.unwrap();
    let challenge = export::pending(&it.portal, who).await.unwrap().unwrap().id;
    export::answer(&it.portal, who, challenge, &it.code_of(challenge)).await.unwrap();
    newest(it, who).await.id
}

/// The newest export.
pub async fn newest(it: &TestPortal, who: &Principal) -> Export {
    export::newest(&it.portal, who).await.unwrap().unwrap()
}

/// Asks for an export and makes the files.
pub async fn made(it: &TestPortal, who: &Principal) -> ExportId {
    let id = ask(it, who).await;
    assert!(export::make(&it.portal, &Plain).await.unwrap());
    assert!(matches!(newest(it, who).await.state, State::Ready(_)));
    id
}

/// Takes a file away, whole.
pub async fn whole(
    it: &TestPortal,
    who: &Principal,
    id: ExportId,
    file: File,
) -> Result<String, Refusal> {
    let mut taken = export::take(&it.portal, who, id, file).await?;
    let mut bytes = Vec::new();
    while let Some(piece) = taken.piece().await? {
        bytes.extend(piece);
    }
    assert_eq!(taken.size(), bytes.len() as u64);
    Ok(String::from_utf8(bytes).unwrap())
}
