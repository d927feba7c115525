//! What a counter writes into a patient's record, as it is taken away: every part of a `MedicationDispense` (FHIR R4).

use crate::{
    counter::{
        ASPIRIN, METFORMIN, MORPHINE, OMAR, asked, challenge, lata, let_in, number, open_shops,
        prescribed, seen, tablets, typed,
    },
    exception::{WHY, stands},
    exporting::{made, whole},
    people::{ASHA, seconds},
};
use portal::{
    Principal,
    counter::{self, Dispenser, Handed, Wanted},
    domain::id::{PrescriptionId, RecordId, VerificationId},
    export::File,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::{Medicine, TestPortal, on_both, prescription};

const AGREED: &str = "https://medseal.example/fhir/StructureDefinition/dispensing-agreed";
const IDENTITY: &str = "https://medseal.example/fhir/StructureDefinition/dispensing-identity";

/// Hands so many tablets of the medicines of these names over; what is controlled is another brand. Gives their records.
async fn given(
    it: &TestPortal,
    who: &Dispenser,
    id: VerificationId,
    of: &[(&str, u64)],
) -> Vec<RecordId> {
    let all = seen(it, who, id).await;
    let one = |(name, count): &(&str, u64)| {
        let medicine = all.iter().find(|it| it.prescription.medicine == *name).unwrap();
        let substituted = medicine.controlled.then_some(true);
        Wanted { substituted, ..tablets(medicine, *count) }
    };
    let wanted: Vec<Wanted> = of.iter().map(one).collect();
    let records = wanted.iter().map(|it| it.record).collect();
    let handed = Handed { wanted, collector: None };
    counter::dispense(&it.portal, who, id, &handed, None).await.unwrap();
    records
}

/// What was handed over, as it is taken away: what a counter decides of it, by how much it was.
async fn taken(it: &TestPortal, who: &Principal) -> BTreeMap<String, Value> {
    let id = made(it, who).await;
    let bundle = whole(it, who, id, File::Bundle).await.unwrap();
    let bundle: Value = serde_json::from_str(&bundle).unwrap();
    let resources = bundle["entry"].as_array().unwrap().iter().map(|it| &it["resource"]);
    let own = resources.filter(|it| it["resourceType"] == "MedicationDispense");
    own.map(|it| (it["quantity"]["value"].to_string(), decided(it))).collect()
}

fn decided(it: &Value) -> Value {
    json!({
        "status": it["status"],
        "by": it["authorizingPrescription"][0]["reference"],
        "says": it["extension"],
        "substituted": it["substitution"]["wasSubstituted"],
        "receiver": it["receiver"][0]["type"],
    })
}

/// What is expected to be decided: how it stands, by which record of a prescription, and what is said beside.
fn expected(status: &str, by: RecordId, says: &[&Value], substituted: Option<bool>) -> Value {
    let by = format!("urn:uuid:{by}");
    json!({
        "status": status, "by": by, "says": says, "substituted": substituted, "receiver": "Patient",
    })
}

fn request(id: &str, group: Option<&str>, medicine: &Medicine) -> Value {
    prescription((id, 1, "active"), &ASHA, group, medicine)
}

/// Looks up what was prescribed, after the pause that each look-up takes.
async fn look_up(
    it: &TestPortal,
    who: &Dispenser,
    asha: &Principal,
    id: PrescriptionId,
) -> VerificationId {
    it.pass(seconds(31));
    let number = number(it, asha, id).await;
    asked(it, who, &number).await
}

on_both! {
    async fn each_handing_over_says_how_much_by_what_and_how_it_was_agreed_to(it: TestPortal) {
        open_shops(&it).await;
        let paper = [request("m", Some("paper"), &METFORMIN), request("x", Some("paper"), &MORPHINE)];
        let (asha, ids) = prescribed(&it, &ASHA, &paper).await;
        let [both] = ids.try_into().unwrap();
        let (_, ids) = prescribed(&it, &ASHA, &[request("a", None, &ASPIRIN)]).await;
        let aspirin = ids.into_iter().find(|it| *it != both).unwrap();
        let lata = lata(&it).await;
        // The one by a code and, since it is controlled, by a card; what was a mistake is undone.
        let number = number(&it, &asha, both).await;
        let first = let_in(&it, &lata, &number).await;
        let of = [(METFORMIN.name, 10), (MORPHINE.name, 8)];
        let [metformin, morphine] = given(&it, &lata, first, &of).await.try_into().unwrap();
        let mistaken = look_up(&it, &lata, &asha, both).await;
        let code = it.code_of(challenge(&it, &lata, mistaken).await);
        typed(&it, &lata, mistaken, &code).await.unwrap();
        given(&it, &lata, mistaken, &[(METFORMIN.name, 5)]).await;
        counter::undo(&it.portal, &lata, mistaken).await.unwrap();
        // The other without a code.
        let without = look_up(&it, &lata, &asha, aspirin).await;
        stands(&it, &lata, without, OMAR).await.unwrap();
        let [aspirin] = given(&it, &lata, without, &[(ASPIRIN.name, 14)]).await.try_into().unwrap();
        let code = json!({ "url": AGREED, "valueCode": "code" });
        let reason = json!({ "url": AGREED, "valueString": WHY });
        let card = json!({ "url": IDENTITY, "extension": [
            { "url": "kind", "valueString": "Passport" }, { "url": "last", "valueString": "4567" },
        ] });
        let all = [
            ("10", expected("completed", metformin, &[&code], None)),
            ("8", expected("completed", morphine, &[&code, &card], Some(true))),
            ("5", expected("entered-in-error", metformin, &[&code], None)),
            ("14", expected("completed", aspirin, &[&reason], None)),
        ];
        assert_eq!(taken(&it, &asha).await, all.map(|(much, it)| (much.to_owned(), it)).into());
    }
}
