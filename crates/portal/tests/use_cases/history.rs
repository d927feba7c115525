//! The access history as a patient reads it, and "this was not me".

use crate::{
    accounts::{lives, seat},
    clinic::{asked, elsewhere, open, read, report_of, signed_in, typed},
    people::{ASHA, PASSWORD, RAVI, browser, minutes, seconds},
};
use portal::{
    Principal, Refusal, audit,
    domain::{
        alarm::Alarm,
        audit::{Event, Group},
        challenge::{Channel, Reference, Wrong},
        id::{ChallengeId, EventId},
        sealed::Kind,
    },
    erasure, export,
    history::{self, By, Reported, Told, Wanted, Which},
    reports, sign_in, watch,
};
use testkit::{TestPortal, on_both};

/// The newest line of a kind.
async fn told(it: &TestPortal, who: &Principal, event: Event) -> Told {
    let page = history::page(&it.portal, who, &[], &Wanted::default()).await.unwrap();
    page.lines.into_iter().find(|told| told.line.event == event).unwrap()
}

/// The kinds of the lines that name a code, the newest first.
async fn naming(it: &TestPortal, who: &Principal, code: ChallengeId) -> Vec<&'static str> {
    let page = history::page(&it.portal, who, &[], &Wanted::default()).await.unwrap();
    let mut lines = page.lines;
    lines.retain(|told| told.proved_by.is_some_and(|by| by.reference == Reference::of(code)));
    lines.iter().map(|told| told.line.event.name()).collect()
}

async fn disown(it: &TestPortal, who: &Principal, id: EventId) -> Result<(), Refusal> {
    history::disown(&it.portal, who, &[], id).await
}

on_both! {
    async fn a_line_says_who_read_what_by_which_code(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let challenge = asked(&it, &asha, report).await;
        it.deliver().await;
        typed(&it, &asha, report, challenge, &it.code_of(challenge)).await.unwrap();
        read(&it, &asha, report).await.unwrap();
        for event in [Event::RecordOpened, Event::RecordRead] {
            let told = told(&it, &asha, event).await;
            let item = told.item.clone().unwrap();
            let list = reports::list(&it.portal, &asha).await.unwrap().remove(0);
            assert_eq!((item.kind, item.at, item.laboratory), (Kind::Report, list.at, list.laboratory));
            let proof = told.proved_by.unwrap();
            assert_eq!(proof.reference, Reference::of(challenge), "{}", event.name());
            assert_eq!(proof.channel, Some(Channel::Sms));
            assert_eq!(told.by, By::Here);
        }
        let there = elsewhere(&asha, browser(2));
        assert_eq!(told(&it, &there, Event::RecordRead).await.by, By::Elsewhere);
        let own = [asha.caller.session];
        let page = history::page(&it.portal, &there, &own, &Wanted::default()).await.unwrap();
        let read = page.lines.iter().find(|told| told.line.event == Event::RecordRead).unwrap();
        assert_eq!(read.by, By::Here, "a browser's session had other names before");
        assert_eq!(told(&it, &asha, Event::Imported).await.by, By::Clinic);
    }

    async fn an_act_that_a_code_bought_has_the_one_line_that_names_it(it: TestPortal) {
        let patient = it.enrol(&ASHA, PASSWORD).await;
        let who = Principal { patient, caller: browser(1) };
        sign_in::begin(&it.portal, &who.caller, ASHA.number, PASSWORD).await.unwrap();
        let code = it.pending(&who.caller).await.id;
        it.pass(seconds(1));
        sign_in::answer(&it.portal, &who.caller, code, &it.code_of(code)).await.unwrap();
        assert_eq!(naming(&it, &who, code).await, ["signed-in", "challenge-opened"]);
        export::ask(&it.portal, &who).await.unwrap();
        let code = export::pending(&it.portal, &who).await.unwrap().unwrap().id;
        it.pass(seconds(1));
        export::answer(&it.portal, &who, code, &it.code_of(code)).await.unwrap();
        assert_eq!(naming(&it, &who, code).await, ["export-asked", "challenge-opened"]);
        for line in ["erasure-asked", "code-answered"] {
            erasure::ask(&it.portal, &who).await.unwrap();
            let code = erasure::pending(&it.portal, &who).await.unwrap().unwrap().id;
            it.pass(seconds(1));
            erasure::answer(&it.portal, &who, code, &it.code_of(code)).await.unwrap();
            let named = naming(&it, &who, code).await;
            assert_eq!(named, [line, "challenge-opened"], "what is asked for is asked for once");
        }
    }

    async fn each_reading_names_the_code_that_bought_it(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        for _ in 0..2 {
            let challenge = asked(&it, &asha, report).await;
            typed(&it, &asha, report, challenge, &it.code_of(challenge)).await.unwrap();
            it.pass(seconds(1));
            read(&it, &asha, report).await.unwrap();
            let said = told(&it, &asha, Event::RecordRead).await.line.said.unwrap();
            assert_eq!(said.challenge, Some(challenge));
            it.pass(minutes(6));
        }
    }

    async fn somebody_elses_record_is_not_named(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let ravi = signed_in(&it, &RAVI, &["2025-01-01"]).await;
        let foreign = report_of(&it, &ravi).await;
        refused!(reports::glance(&it.portal, &asha, foreign).await, Refusal::NotFound);
        assert_eq!(told(&it, &asha, Event::RecordRefused).await.item, None);
    }

    async fn the_small_steps_of_codes_are_left_out_of_what_matters(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        open(&it, &asha, report_of(&it, &asha).await).await;
        let events = async |which| {
            let wanted = Wanted { which, ..Wanted::default() };
            let page = history::page(&it.portal, &asha, &[], &wanted).await.unwrap();
            page.lines.iter().map(|told| told.line.event).collect::<Vec<_>>()
        };
        let matters = [Event::RecordOpened, Event::Imported];
        assert_eq!(events(Which::Matters).await, matters);
        assert_eq!(events(Which::Of(Group::Codes)).await.len(), 1);
        assert_eq!(events(Which::All).await.len(), 3);
    }

    async fn what_was_not_me_ends_every_other_browser_and_tells_the_clinic(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        it.set_password(asha.patient, PASSWORD).await;
        let there = elsewhere(&asha, browser(7));
        let report = report_of(&it, &asha).await;
        open(&it, &there, report).await;
        read(&it, &there, report).await.unwrap();
        seat(&it, asha.patient, asha.caller.session).await;
        seat(&it, asha.patient, there.caller.session).await;
        let begun = browser(9);
        sign_in::begin(&it.portal, &begun, ASHA.number, PASSWORD).await.unwrap();
        let challenge = it.pending(&begun).await.id;
        let line = told(&it, &asha, Event::RecordRead).await;
        assert!(line.can_be_disowned() && line.reported == Reported::No);

        let (done, noted) = it.noted(disown(&it, &asha, line.line.id)).await;
        done.unwrap();
        assert_eq!(noted, ["session-ended", "line-reported"]);
        assert!(lives(&it, asha.caller.session).await && !lives(&it, there.caller.session).await);
        refused!(read(&it, &there, report).await, Refusal::Sealed);
        let late = sign_in::answer(&it.portal, &begun, challenge, &it.code_of(challenge)).await;
        refused!(late, Refusal::Wrong(Wrong::Expired));
        let about = line.line.id.to_string();
        let raised = watch::raised(&it.portal);
        assert_eq!(raised.iter().map(|it| (it.alarm, it.about.clone())).collect::<Vec<_>>(), [
            (Alarm::LineReported, about.clone()),
        ]);
        let said = told(&it, &asha, Event::LineReported).await;
        assert_eq!(said.line.said.as_ref().unwrap().line, Some(line.line.id));
        assert!(!said.can_be_disowned());

        let (again, noted) = it.noted(disown(&it, &asha, line.line.id)).await;
        again.unwrap();
        assert!(noted.is_empty());
        let now = told(&it, &asha, Event::RecordRead).await.reported;
        assert_eq!(now, Reported::Waiting(it.now()));
    }

    async fn the_clinic_is_told_by_every_node_until_it_has_looked(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        open(&it, &asha, report_of(&it, &asha).await).await;
        let line = told(&it, &asha, Event::RecordOpened).await.line.id;
        disown(&it, &asha, line).await.unwrap();
        let other = it.node(portal::Rules::default()).await;
        for node in [&it.portal, &other] {
            it.pass(minutes(61));
            assert!(watch::raised(node).is_empty());
            watch::count(node).await.unwrap();
            assert_eq!(watch::raised(node).len(), 1);
            assert_eq!(watch::reports_waiting(node).await.unwrap(), 1);
        }
        let waiting = audit::reports(&it.portal).await.unwrap();
        assert_eq!(waiting.iter().map(|it| it.event).collect::<Vec<_>>(), [line]);
        assert_eq!(waiting[0].number.as_deref(), Some(ASHA.number));
        let staff = it.portal.run_by("kavita");
        audit::looked_at(&staff, line).await.unwrap();
        refused!(audit::looked_at(&staff, line).await, Refusal::NotFound);
        assert!(audit::reports(&it.portal).await.unwrap().is_empty());
        it.pass(minutes(61));
        watch::count(&other).await.unwrap();
        assert!(watch::raised(&other).is_empty());
        let now = told(&it, &asha, Event::RecordOpened).await.reported;
        assert!(matches!(now, Reported::LookedAt(_)));
        let looked = told(&it, &asha, Event::ReportLookedAt).await;
        assert_eq!(looked.by, By::Clinic);
        let shown = audit::show(&it.portal, looked.line.id).await.unwrap();
        assert_eq!((shown.staff.as_deref(), shown.line), (Some("kavita"), Some(line)));
        assert_eq!(shown.number.as_deref(), Some(ASHA.number));
    }

    async fn nobody_disowns_or_sees_a_line_that_is_not_theirs_or_not_a_persons(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let ravi = signed_in(&it, &RAVI, &["2025-01-01"]).await;
        open(&it, &asha, report_of(&it, &asha).await).await;
        let line = told(&it, &asha, Event::RecordOpened).await.line.id;
        let unknown = EventId(asha.patient.0);
        for id in [line, unknown] {
            refused!(disown(&it, &ravi, id).await, Refusal::NotFound);
            refused!(history::one(&it.portal, &ravi, &[], id).await, Refusal::NotFound);
        }
        let imported = told(&it, &asha, Event::Imported).await.line.id;
        refused!(disown(&it, &asha, imported).await, Refusal::NotFound);
        assert_eq!(it.events(Event::LineReported).await, 0);
        history::one(&it.portal, &asha, &[], line).await.unwrap();
    }

    async fn who_of_the_staff_acted_is_for_the_clinic_alone(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let node = it.portal.run_by("kavita");
        portal::account::forgive(&node, asha.patient).await.unwrap();
        let line = told(&it, &asha, Event::WrongTriesForgiven).await;
        assert_eq!(line.by, By::Clinic);
        let shown = audit::show(&it.portal, line.line.id).await.unwrap();
        assert_eq!(shown.staff.as_deref(), Some("kavita"));
        audit::seal(&it.portal).await.unwrap();
        let receipt = audit::receipt(&it.portal, &asha, line.line.id).await.unwrap().unwrap();
        assert!(!receipt.content.unwrap().text().contains("kavita"));
    }
}
