//! Having everything erased.

use crate::{
    erased::{NOTICE, WORDS, ask, due, name, with_report},
    exporting::{self, Plain},
    people::{ASHA, PASSWORD, RAVI, browser, seconds},
};
use portal::{
    Refusal, Rules,
    audit::{self, history},
    domain::{
        audit::Event, challenge::Wrong, erasure::Reason, identifier::Identifier, sealed::Kind,
    },
    erasure::{self, Confirmed, State},
    export, profile, settings, sign_in,
};
use store::testing::TestDb;
use testkit::{TestPortal, bundle, cut_short, patient};

/// A clinic that keeps its records elsewhere.
fn elsewhere() -> Rules {
    Rules { record_years: 0, ..Rules::default() }
}

async fn state(it: &TestPortal, who: &portal::Principal) -> Option<State> {
    erasure::standing(&it.portal, who).await.unwrap().state
}

/// Makes two tests of each body, with a portal whose clinic keeps its records elsewhere.
macro_rules! where_nothing_is_kept {
    ($($(#[$doc:meta])* async fn $name:ident($it:ident: TestPortal) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn body(db: TestDb) {
                let $it = TestPortal::with(db, elsewhere());
                $body
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                body(store::testing::fresh_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                body(store::testing::fresh_postgres().await).await;
            }
        }
    )+};
}

where_nothing_is_kept! {
    async fn whoever_asked_is_told_and_may_take_it_back(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        assert_eq!(state(&it, &asha).await, None);
        refused!(erasure::withdraw(&it.portal, &asha).await, Refusal::Lapsed);
        refused!(erasure::confirm(&it.portal, asha.patient).await, Refusal::Lapsed);
        ask(&it, &asha).await;
        let waiting = erasure::list(&it.portal).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].number.as_deref(), Some(ASHA.number));
        let due = it.now().after(NOTICE);
        let confirmed = erasure::confirm(&it.portal, asha.patient).await.unwrap();
        assert_eq!(confirmed, Confirmed { due_at: due, kept_until: None });
        assert_eq!(waiting[0].kept_until, None);
        let told = it.messages(ASHA.phone).await;
        assert!(told.iter().any(|text| text.text.contains("will be erased")), "{told:?}");
        assert_eq!(state(&it, &asha).await, Some(State::Confirmed(due)));
        it.pass(NOTICE.saturating_sub(seconds(1)));
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
        erasure::withdraw(&it.portal, &asha).await.unwrap();
        it.pass(seconds(1));
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
        assert_eq!(state(&it, &asha).await, Some(State::Withdrawn));
        assert_eq!(name(&it.portal, asha.patient).await.as_deref(), Some(ASHA.name));
        for event in [Event::ErasureAsked, Event::ErasureConfirmed, Event::ErasureWithdrawn] {
            assert_eq!(it.events(event).await, 1, "{}", event.name());
        }
    }

    async fn the_clinic_refuses_with_a_reason(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        ask(&it, &asha).await;
        erasure::refuse(&it.portal, asha.patient, Reason::Treatment).await.unwrap();
        assert_eq!(state(&it, &asha).await, Some(State::Refused(Reason::Treatment)));
        refused!(erasure::refuse(&it.portal, asha.patient, Reason::Law).await, Refusal::Lapsed);
        it.pass(NOTICE);
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
        assert!(name(&it.portal, asha.patient).await.is_some());
    }

    async fn the_code_of_something_else_erases_nothing(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        settings::ask(&it.portal, &asha).await.unwrap();
        let other = settings::pending(&it.portal, &asha).await.unwrap().unwrap().id;
        let answered = erasure::answer(&it.portal, &asha, other, &it.code_of(other)).await;
        refused!(answered, Refusal::Wrong(Wrong::Purpose));
        assert_eq!(state(&it, &asha).await, None);
    }

    async fn everything_goes_but_the_lines_of_the_log(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        it.set_password(asha.patient, PASSWORD).await;
        let ravi = with_report(&it, &RAVI, "2025-01-01").await;
        exporting::made(&it, &asha).await;
        audit::seal(&it.portal).await.unwrap();
        due(&it, &asha).await;
        let mut tx = it.db.read().await.unwrap();
        let old = store::patient::get(&mut tx, asha.patient).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 1);
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
        assert_eq!(name(&it.portal, asha.patient).await, None);
        for typed in [ASHA.number, ASHA.phone] {
            let identifier = Identifier::parse(typed, "91").unwrap();
            assert_eq!(profile::find(&it.portal, &identifier).await.unwrap(), []);
        }
        let mut tx = it.db.read().await.unwrap();
        assert_eq!(store::patient::get(&mut tx, asha.patient).await.unwrap(), None);
        for kind in Kind::ALL {
            assert_eq!(store::record::list(&mut tx, asha.patient, kind).await.unwrap(), []);
        }
        let request = store::erasure::get(&mut tx, asha.patient).await.unwrap().unwrap();
        assert_eq!(request.key_id, it.vault.wrapped_by(&old.wrapped_key));
        drop(tx);
        audit::seal(&it.portal).await.unwrap();
        assert_eq!(audit::verify(&it.portal, None, std::time::Duration::ZERO).await.unwrap().findings.told(), []);
        // Nobody reads what the log says of her any more, and everybody else reads theirs.
        let page = history::page(&it.portal, &asha, &history::Wanted::default()).await.unwrap();
        for event in [Event::ExportAsked, Event::ErasureAsked, Event::Erased] {
            assert!(page.lines.iter().any(|line| line.event == event), "{}", event.name());
        }
        assert!(page.lines.iter().all(|line| {
            line.said.is_none() || matches!(line.event, Event::Erased | Event::CodeFailed)
        }));
        assert_eq!(name(&it.portal, ravi.patient).await.as_deref(), Some(RAVI.name));
        let id = exporting::made(&it, &ravi).await;
        let page = exporting::whole(&it, &ravi, id, export::File::Page).await.unwrap();
        assert!(page.contains(WORDS));
    }

    async fn whoever_comes_again_is_somebody_new(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        due(&it, &asha).await;
        erasure::run(&it.portal).await.unwrap();
        let again = with_report(&it, &ASHA, "2025-01-01").await;
        assert_ne!(again.patient, asha.patient);
        assert_eq!(name(&it.portal, again.patient).await.as_deref(), Some(ASHA.name));
        assert_eq!(state(&it, &again).await, None);
        let id = exporting::made(&it, &again).await;
        let page = exporting::whole(&it, &again, id, export::File::Page).await.unwrap();
        assert!(page.contains(WORDS), "the report was imported anew");
    }

    async fn a_run_that_is_cut_short_erases_once_or_not_at_all(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        due(&it, &asha).await;
        for polls in 1.. {
            let run = cut_short(erasure::run(&it.portal), polls).await;
            if run.is_some() {
                break;
            }
        }
        erasure::run(&it.portal).await.unwrap();
        assert_eq!(it.events(Event::Erased).await, 1);
        assert_eq!(name(&it.portal, asha.patient).await, None);
    }

    async fn nodes_that_run_at_once_erase_each_person_once(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        due(&it, &asha).await;
        let other = it.node(elsewhere()).await;
        let (one, two) = tokio::join!(erasure::run(&it.portal), erasure::run(&other));
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(it.events(Event::Erased).await, 1);
    }

    async fn taking_it_back_and_doing_it_exclude_each_other(it: TestPortal) {
        for _ in 0..5 {
            let asha = with_report(&it, &ASHA, "2025-01-01").await;
            due(&it, &asha).await;
            // A node whose clock is late takes it for withdrawn in time.
            let late = it.now().before(seconds(5));
            let withdraw = async {
                let mut tx = it.db.begin().await.unwrap();
                let done = store::erasure::withdraw(&mut tx, asha.patient, late).await.unwrap();
                tx.commit().await.unwrap();
                done
            };
            let (withdrawn, erased) = tokio::join!(withdraw, erasure::run(&it.portal));
            assert_eq!(u64::from(withdrawn) + erased.unwrap(), 1);
            assert_eq!(name(&it.portal, asha.patient).await.is_some(), withdrawn);
            refused!(erasure::withdraw(&it.portal, &asha).await, Refusal::Lapsed);
        }
    }

    async fn an_export_under_way_comes_to_nothing(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        due(&it, &asha).await;
        exporting::ask(&it, &asha).await;
        for polls in [3, 9, 20] {
            cut_short(export::make(&it.portal, &Plain), polls).await;
        }
        let (made, erased) = tokio::join!(
            export::make(&it.portal, &Plain),
            erasure::run(&it.portal),
        );
        assert_eq!(erased.unwrap(), 1);
        drop(made);
        it.pass(seconds(61));
        assert!(!export::make(&it.portal, &Plain).await.unwrap());
        assert_eq!(export::newest(&it.portal, &asha).await.unwrap(), None);
    }

    async fn an_import_of_the_same_patient_is_before_it_or_after_it(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        due(&it, &asha).await;
        let newer = bundle(&[patient(&ASHA)]);
        let (erased, _) = tokio::join!(erasure::run(&it.portal), it.import(&newer));
        assert_eq!(erased.unwrap(), 1);
        assert_eq!(name(&it.portal, asha.patient).await, None);
        let identifier = Identifier::parse(ASHA.number, "91").unwrap();
        for found in profile::find(&it.portal, &identifier).await.unwrap() {
            assert_ne!(found, asha.patient);
        }
    }

    async fn a_sign_in_under_way_leads_nowhere(it: TestPortal) {
        let asha = with_report(&it, &ASHA, "2025-01-01").await;
        it.set_password(asha.patient, PASSWORD).await;
        due(&it, &asha).await;
        let me = browser(7);
        sign_in::begin(&it.portal, &me, ASHA.number, PASSWORD).await.unwrap();
        let challenge = it.pending(&me).await.id;
        let code = it.code_of(challenge);
        erasure::run(&it.portal).await.unwrap();
        assert!(sign_in::answer(&it.portal, &me, challenge, &code).await.is_err());
        sign_in::begin(&it.portal, &me, ASHA.number, PASSWORD).await.unwrap();
        let decoy = it.pending(&me).await.id;
        assert!(sign_in::answer(&it.portal, &me, decoy, &it.code_of(decoy)).await.is_err());
    }
}

testkit::on_both! {
    async fn what_the_law_keeps_stays_sealed_until_its_time_is_over(it: TestPortal) {
        let now = it.now().0 / 86_400_000 / 365 + 1970;
        let old = format!("{}-01-01", now - 5);
        let asha = with_report(&it, &ASHA, &old).await;
        let [result, report] =
            crate::clinic::measured(&ASHA, &format!("{}-01-01", now - 1), crate::clinic::UREA, 30.0);
        it.import(&bundle(&[result, report])).await;
        it.set_password(asha.patient, PASSWORD).await;
        let until = erasure::standing(&it.portal, &asha).await.unwrap().kept_until.unwrap();
        due(&it, &asha).await;
        assert_eq!(erasure::list(&it.portal).await.unwrap()[0].kept_until, Some(until));
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 1);
        assert_eq!(state(&it, &asha).await, Some(State::Closed(until)));
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
        let mut tx = it.db.read().await.unwrap();
        let kept = store::record::list(&mut tx, asha.patient, Kind::Report).await.unwrap();
        assert_eq!(kept.len(), 1, "what is old enough is gone");
        drop(tx);
        let identifier = Identifier::parse(ASHA.number, "91").unwrap();
        assert_eq!(profile::find(&it.portal, &identifier).await.unwrap(), [], "nobody comes in");
        refused!(erasure::withdraw(&it.portal, &asha).await, Refusal::Lapsed);
        assert_eq!(name(&it.portal, asha.patient).await.as_deref(), Some(ASHA.name));
        it.pass(it.now().until(until).saturating_sub(seconds(1)));
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 0);
        it.pass(seconds(1));
        assert_eq!(erasure::run(&it.portal).await.unwrap(), 1);
        assert_eq!(name(&it.portal, asha.patient).await, None);
        audit::seal(&it.portal).await.unwrap();
        assert_eq!(audit::verify(&it.portal, None, std::time::Duration::ZERO).await.unwrap().findings.told(), []);
    }
}
