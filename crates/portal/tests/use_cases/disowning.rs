//! What "this was not me" ends, how often it can be said, and what the clinic then sees.

use crate::{
    accounts::{lives, seat},
    clinic::{elsewhere, open, read, report_of, signed_in},
    people::{ASHA, MEENA, OTHER_PASSWORD, PASSWORD, RAVI, browser, minutes},
};
use portal::{
    Principal, Refusal, audit,
    domain::{
        audit::Event,
        id::{EventId, SessionKey},
    },
    history::{self, Wanted},
    sign_in, watch,
};
use testkit::{TestPortal, on_both};

/// Reads a report so often, and gives the names of the lines, the newest first.
pub async fn readings(it: &TestPortal, who: &Principal, count: usize) -> Vec<EventId> {
    let report = report_of(it, who).await;
    open(it, who, report).await;
    for _ in 0..count {
        read(it, who, report).await.unwrap();
    }
    let page = history::page(&it.portal, who, &[], &Wanted::default()).await.unwrap();
    let read = page.lines.iter().filter(|told| told.line.event == Event::RecordRead);
    read.map(|told| told.line.id).collect()
}

pub async fn disown(it: &TestPortal, who: &Principal, id: EventId) -> Result<(), Refusal> {
    history::disown(&it.portal, who, &[], id).await
}

/// The newest line of this kind in a patient's history.
pub async fn first_line(it: &TestPortal, who: &Principal, event: Event) -> EventId {
    let page = history::page(&it.portal, who, &[], &Wanted::default()).await.unwrap();
    page.lines.iter().find(|told| told.line.event == event).unwrap().line.id
}

/// Signs a patient in, in the browser of a number.
async fn seated(it: &TestPortal, who: &Principal, number: u8) -> SessionKey {
    let name = browser(number).session;
    seat(it, who.patient, name).await;
    name
}

on_both! {
    async fn saying_so_again_ends_nothing(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        it.set_password(asha.patient, PASSWORD).await;
        let line = readings(&it, &asha, 1).await[0];
        let first = seated(&it, &asha, 7).await;
        disown(&it, &asha, line).await.unwrap();
        assert!(!lives(&it, first).await);
        let second = seated(&it, &asha, 8).await;
        let begun = browser(9);
        sign_in::begin(&it.portal, &begun, ASHA.number, PASSWORD).await.unwrap();
        let challenge = it.pending(&begun).await.id;
        disown(&it, &asha, line).await.unwrap();
        assert!(lives(&it, second).await);
        let code = it.code_of(challenge);
        sign_in::answer(&it.portal, &begun, challenge, &code).await.unwrap();
    }

    async fn it_is_nothing_to_others_on_the_same_phone(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let meena = signed_in(&it, &MEENA, &[]).await;
        it.set_password(asha.patient, PASSWORD).await;
        it.set_password(meena.patient, OTHER_PASSWORD).await;
        let line = readings(&it, &asha, 1).await[0];
        let own = seated(&it, &meena, 7).await;
        let begun = browser(9);
        sign_in::begin(&it.portal, &begun, MEENA.number, OTHER_PASSWORD).await.unwrap();
        let challenge = it.pending(&begun).await.id;
        disown(&it, &asha, line).await.unwrap();
        assert!(lives(&it, own).await);
        let code = it.code_of(challenge);
        sign_in::answer(&it.portal, &begun, challenge, &code).await.unwrap();
    }

    async fn it_is_said_of_five_lines_an_hour_and_ten_that_wait(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let lines = readings(&it, &asha, 12).await;
        for (number, line) in lines.iter().take(10).enumerate() {
            if number == 5 {
                let there = seated(&it, &asha, 7).await;
                let (done, noted) = it.noted(disown(&it, &asha, *line)).await;
                refused!(done, Refusal::ReportedEnough);
                assert!(noted.is_empty() && lives(&it, there).await);
                it.pass(minutes(60));
            }
            disown(&it, &asha, *line).await.unwrap();
        }
        it.pass(minutes(60));
        refused!(disown(&it, &asha, lines[10]).await, Refusal::ReportedEnough);
        let staff = it.portal.run_by("kavita");
        audit::looked_at(&staff, lines[3]).await.unwrap();
        disown(&it, &asha, lines[10]).await.unwrap();
        refused!(disown(&it, &asha, lines[11]).await, Refusal::ReportedEnough);
    }

    async fn one_who_says_so_often_hides_nobody_elses(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let ravi = signed_in(&it, &RAVI, &["2025-01-01"]).await;
        let lines = readings(&it, &asha, 3).await;
        for line in &lines {
            disown(&it, &asha, *line).await.unwrap();
        }
        assert_eq!(watch::raised(&it.portal).len(), 1);
        it.pass(minutes(1));
        let ravis = readings(&it, &elsewhere(&ravi, browser(3)), 1).await[0];
        disown(&it, &elsewhere(&ravi, browser(3)), ravis).await.unwrap();
        let told: Vec<_> = watch::raised(&it.portal).into_iter().map(|it| it.about).collect();
        assert_eq!(told, [ravis.to_string(), lines[0].to_string()]);
        let waiting = audit::reports(&it.portal).await.unwrap();
        let listed: Vec<_> = waiting.iter().map(|it| (it.number.as_deref(), it.more)).collect();
        assert_eq!(listed, [(Some(ASHA.number), 2), (Some(RAVI.number), 0)]);
        assert_eq!(watch::reports_waiting(&it.portal).await.unwrap(), 4);
        it.pass(minutes(61));
        watch::count(&it.portal).await.unwrap();
        assert_eq!(watch::raised(&it.portal).len(), 2);
    }
}
