//! The audit log: one event for each act that is worth one, in the act's own transaction.

use crate::{
    clinic::{
        GLUCOSE, asked, measured, open, open_until, read, report_of, reports_of, signed_in, typed,
    },
    flow::Flow,
    people::{ASHA, NOBODY, OTHER_PASSWORD, PASSWORD, RAVI, answer, browser, seconds},
};
use portal::{
    Refusal,
    account::{self, Leaving},
    audit::{
        Who,
        history::{self, Wanted},
    },
    challenge::resend,
    domain::{audit::Event, password::Password},
    import::{self, Mode},
    profile, reports, sign_in,
};
use testkit::{TestPortal, bundle, on_both, patient};

on_both! {
    async fn each_act_of_signing_in_is_noted_once(it: TestPortal) {
        let all = bundle(
            &[&[patient(&ASHA)], &measured(&ASHA, "2025-06-01", GLUCOSE, 90.0)[..]].concat(),
        );
        assert_eq!(it.noted(it.import(&all)).await.1, ["imported"]);
        let asha = it.patient(ASHA.number).await;
        assert_eq!(it.noted(it.set_password(asha, PASSWORD)).await.1, ["password-changed"]);

        let (node, me) = (&it.portal, browser(1));
        let noted = it.noted(sign_in::begin(node, &me, ASHA.number, "wrong password")).await.1;
        assert_eq!(noted, ["challenge-opened", "sign-in-failed"]);
        it.pass(seconds(1));
        let noted = it.noted(sign_in::begin(node, &me, ASHA.number, PASSWORD)).await.1;
        assert_eq!(noted, ["challenge-opened"]);
        let challenge = it.pending(&me).await.id;
        it.pass(seconds(30));
        assert_eq!(it.noted(resend(node, &me, challenge)).await.1, ["code-resent"]);
        let (right, wrong) = (it.code_of(challenge), it.wrong_code_of(challenge));
        assert_eq!(it.noted(answer(&it, &me, challenge, &wrong)).await.1, ["code-failed"]);
        assert!(it.noted(answer(&it, &me, challenge, "12")).await.1.is_empty());
        let noted = it.noted(answer(&it, &me, challenge, &right)).await.1;
        assert_eq!(noted, ["signed-in"], "one act has one line");
        assert_eq!(it.noted(answer(&it, &me, challenge, &right)).await.1, ["code-failed"]);
    }

    async fn each_act_on_a_report_is_noted_once(it: TestPortal) {
        let me = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let (node, report) = (&it.portal, report_of(&it, &me).await);
        let looking = async {
            account::greeting(node, &me).await.unwrap();
            reports::list(node, &me).await.unwrap();
            reports::glance(node, &me, report).await.unwrap();
            reports::pending(node, &me, report).await.unwrap();
            profile::person(node, me.patient).await.unwrap();
        };
        assert!(it.noted(looking).await.1.is_empty(), "looking from outside is no act");
        assert_eq!(it.noted(reports::ask(node, &me, report)).await.1, ["challenge-opened"]);
        let challenge = reports::pending(node, &me, report).await.unwrap().unwrap().id;
        let right = it.code_of(challenge);
        let noted = it.noted(typed(&it, &me, report, challenge, &right)).await.1;
        assert_eq!(noted, ["record-opened"], "one act has one line");
        assert_eq!(it.noted(read(&it, &me, report)).await.1, ["record-read"]);
        assert_eq!(it.noted(reports::seal(node, &me, report)).await.1, ["record-sealed"]);
        let leaving = account::leave(node, &me, Leaving::SignedOut);
        assert_eq!(it.noted(leaving).await.1, ["signed-out"]);
    }

    async fn the_last_wrong_try_and_the_end_it_makes_are_noted(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let wrong = it.wrong_code_of(challenge);
            for noted in [&["code-failed"][..]; 4] {
                assert_eq!(it.noted(flow.answer(&it, challenge, &wrong)).await.1, noted);
            }
            let (_, noted) = it.noted(flow.answer(&it, challenge, &wrong)).await;
            assert_eq!(noted, ["code-failed", "challenge-ended"]);
            let (_, noted) = it.noted(flow.answer(&it, challenge, &wrong)).await;
            assert_eq!(noted, ["code-failed"]);
        }
    }

    async fn an_event_says_who_where_and_what(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let challenge = asked(&it, &asha, report).await;
        it.pass(seconds(1));
        typed(&it, &asha, report, challenge, &it.code_of(challenge)).await.unwrap();
        it.pass(seconds(1));
        read(&it, &asha, report).await.unwrap();
        let log = history::page(&it.portal, &asha, &Wanted::default()).await.unwrap().lines;
        let of = |event| log.iter().find(|it| it.event == event).unwrap();
        let said = |event| of(event).said.clone().unwrap();
        let opened = said(Event::RecordOpened);
        assert_eq!((opened.record, opened.challenge), (Some(report), Some(challenge)));
        assert_eq!((opened.who, opened.session), (Who::Browser, Some(asha.caller.session)));
        assert_eq!(said(Event::RecordRead).record, Some(report));
        assert_eq!(of(Event::RecordRead).at, it.now());
        assert_eq!(said(Event::ChallengeOpened).detail.as_deref(), Some("open-report"));
        let imported = said(Event::Imported);
        assert_eq!((imported.who, imported.session), (Who::Clinic, None));
        assert!(log.iter().all(|line| line.genuine && !line.sealed));
    }

    async fn an_answer_that_cannot_be_noted_does_not_count(it: TestPortal) {
        for flow in Flow::both(&it).await {
            let challenge = flow.begun(&it).await;
            let (code, wrong) = (it.code_of(challenge), it.wrong_code_of(challenge));
            // The first event takes the only id that there is; every further one fails.
            it.chance.stick();
            flow.answer(&it, challenge, &wrong).await.unwrap_err();
            let (judged, noted) = it.noted(flow.answer(&it, challenge, &code)).await;
            refused!(judged, Refusal::Store(_));
            assert!(noted.is_empty());
            it.chance.loosen();
            if let Flow::Open(who, report) = flow {
                assert_eq!(open_until(&it, &who, report).await, None);
            }
            flow.answer(&it, challenge, &code).await.unwrap();
        }
    }

    async fn what_cannot_be_noted_is_not_done(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-01-01", "2025-06-01"]).await;
        it.set_password(asha.patient, PASSWORD).await;
        let [newer, older] = reports_of(&it, &asha).await.try_into().unwrap();
        open(&it, &asha, newer).await;
        let challenge = asked(&it, &asha, older).await;
        it.pass(seconds(30));
        let (node, me) = (&it.portal, &asha.caller);
        let password = Password::parse(OTHER_PASSWORD, &[]).unwrap();
        let elsewhere = Flow::SignIn(browser(3));
        let answered = elsewhere.begun(&it).await;
        elsewhere.answer(&it, answered, &it.code_of(answered)).await.unwrap();
        let before = it.credential(asha.patient).await;

        // The first event takes the only id that there is; every further one fails.
        it.chance.stick();
        read(&it, &asha, newer).await.unwrap();
        let ((), noted) = it
            .noted(async {
                refused!(read(&it, &asha, newer).await, Refusal::Store(_));
                refused!(reports::seal(node, &asha, newer).await, Refusal::Store(_));
                refused!(account::leave(node, &asha, Leaving::SignedOut).await, Refusal::Store(_));
                refused!(
                    account::set_password(node, asha.patient, &password).await,
                    Refusal::Store(_)
                );
                refused!(resend(node, me, challenge).await, Refusal::Store(_));
                refused!(reports::ask(node, &asha, older).await, Refusal::Store(_));
                refused!(
                    sign_in::begin(node, &browser(2), NOBODY.number, PASSWORD).await,
                    Refusal::Store(_)
                );
                refused!(
                    sign_in::begin(node, &browser(2), ASHA.number, PASSWORD).await,
                    Refusal::Store(_)
                );
                let chosen =
                    sign_in::choose(node, me, answered, &[asha.patient], asha.patient).await;
                refused!(chosen, Refusal::Store(_));
                let ravi = bundle(&[patient(&RAVI)]);
                assert!(import::bundle(node, &ravi, Mode::Lenient).await.is_err());
            })
            .await;
        assert!(noted.is_empty(), "{noted:?}");
        it.chance.loosen();

        assert!(read(&it, &asha, newer).await.is_ok(), "neither sealed nor left");
        assert_eq!(it.credential(asha.patient).await, before);
        assert!(sign_in::pending(node, &browser(2)).await.unwrap().is_none());
        let ravi = portal::domain::identifier::Identifier::parse(RAVI.number, "91").unwrap();
        assert!(profile::find(node, &ravi).await.unwrap().is_empty());
        resend(node, me, challenge).await.unwrap();
        typed(&it, &asha, older, challenge, &it.code_of(challenge)).await.unwrap();
    }
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_half_done() {
    let it = TestPortal::sqlite().await;
    let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
    let report = report_of(&it, &asha).await;
    it.db.fill().await;
    let opened = |n| crate::clinic::elsewhere(&asha, browser(n));
    let mut asked = 0;
    let refusal = loop {
        it.pass(seconds(3600));
        match reports::ask(&it.portal, &opened(asked), report).await {
            Ok(()) => asked += 1,
            Err(refusal) => break refusal,
        }
    };
    let Refusal::Store(error) = refusal else { panic!("{refusal:?}") };
    assert!(error.is_unavailable(), "{error:?}");
    assert_eq!(it.events(Event::ChallengeOpened).await, u64::from(asked));
    assert!(reports::pending(&it.portal, &opened(asked), report).await.unwrap().is_none());
    assert_eq!(reports::list(&it.portal, &asha).await.unwrap().len(), 1, "it can still be read");
}
