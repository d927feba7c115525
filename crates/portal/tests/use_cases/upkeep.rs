//! What the portal does by itself: counting what became of messages, and sweeping out what nothing needs.

use crate::{
    clinic::{asked, elsewhere, open, read, report_of, signed_in},
    counter::{CITY, hand_over, let_in, metformin, open_shops},
    people::{ASHA, PASSWORD, browser, minutes, seconds},
};
use portal::{
    Refusal,
    counter::{self, Once},
    domain::{delivery::Figures, pharmacy::Scope},
    pharmacy::token,
    reports,
    retention::{self, Swept},
    sign_in, watch,
};
use std::time::Duration;
use testkit::on_both;

const MONTH: Duration = Duration::from_hours(24 * 30);

on_both! {
    async fn what_was_sent_answered_and_refused_is_counted_once(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let challenge = asked(&it, &asha, report).await;
        let code = it.code(ASHA.phone).await;
        reports::answer(&it.portal, &asha, report, challenge, &code).await.unwrap();
        for n in 1..=5 {
            it.pass(seconds(1));
            asked(&it, &elsewhere(&asha, browser(n)), report).await;
            it.deliver().await;
        }
        let sixth = reports::ask(&it.portal, &elsewhere(&asha, browser(9)), report).await;
        refused!(sixth, Refusal::Limited(_));
        for _ in 0..3 {
            watch::count(&it.portal).await.unwrap();
            let figured = watch::figures(&it.portal, minutes(60)).await.unwrap();
            let sum: Figures = figured.tallies.iter().map(|tally| tally.figures).sum();
            assert_eq!((sum.sent, sum.accepted, sum.answered), (6, 6, 1));
            let refused = figured.refusals.iter().map(|it| {
                (it.carrier.as_str(), it.reason.as_str(), it.prefix.as_str(), it.amount)
            });
            assert_eq!(refused.collect::<Vec<_>>(), [("", "number", "91900", 1)]);
            let over_time = watch::over_time(&it.portal, minutes(60), minutes(15)).await.unwrap();
            assert_eq!(over_time.iter().map(|span| span.figures.sent).sum::<u64>(), 6);
        }
        // They leave the hour, but not the sum of all, in which they stay after they were folded.
        for hours in [2, 24 * 9] {
            it.pass(Duration::from_hours(hours));
            watch::count(&it.portal).await.unwrap();
            let hour = watch::figures(&it.portal, minutes(60)).await.unwrap();
            assert!(hour.tallies.is_empty() && hour.refusals.is_empty());
            let all = watch::totals(&it.portal).await.unwrap();
            assert_eq!(all.tallies.iter().map(|tally| tally.figures.sent).sum::<u64>(), 6);
            assert_eq!(all.refusals.iter().map(|it| it.amount).sum::<u64>(), 1);
        }
    }

    async fn a_sweep_takes_nothing_that_lives(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        let challenge = asked(&it, &asha, report).await;
        assert_eq!(retention::sweep(&it.portal, MONTH).await.unwrap(), Swept::default());
        let code = it.code(ASHA.phone).await;
        reports::answer(&it.portal, &asha, report, challenge, &code).await.unwrap();
        // Even if it were told to keep nothing, an open report stays open.
        retention::sweep(&it.portal, Duration::ZERO).await.unwrap();
        assert!(read(&it, &asha, report).await.is_ok());
    }

    async fn a_look_up_in_vain_is_forgotten_after_a_year_and_a_key_after_a_day(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let made = token::add(&it.portal, CITY, "till", &Scope::ALL, token::LONGEST).await.unwrap();
        let (who, _) = token::dispenser(&it.portal, browser(40), &made.secret).await.unwrap();
        let ask = |number: &'static str| {
            let once = Some(Once { key: number, request: number.as_bytes() });
            let portal = it.portal.clone();
            async move { counter::ask(&portal, &who, number, once).await }
        };
        let vain = ask("333-333-333").await.unwrap();
        let (kept, unused) = (let_in(&it, &who, &number).await, let_in(&it, &who, &number).await);
        hand_over(&it, &who, kept, 1).await.unwrap();
        it.pass(seconds(86_399));
        assert_eq!(retention::sweep(&it.portal, MONTH).await.unwrap().keys, 0);
        assert_eq!(ask("333-333-333").await.unwrap(), vain, "the same request");
        it.pass(seconds(2));
        assert_eq!(retention::sweep(&it.portal, MONTH).await.unwrap().keys, 1);
        assert_ne!(ask("333-333-333").await.unwrap(), vain, "another request");
        it.pass(seconds(364 * 86_400 - 3));
        let early = retention::sweep(&it.portal, MONTH).await.unwrap();
        assert_eq!((early.keys, early.lookups), (1, 0));
        it.pass(seconds(3));
        assert_eq!(retention::sweep(&it.portal, MONTH).await.unwrap().lookups, 2);
        for forgotten in [vain, unused] {
            refused!(counter::state(&it.portal, &who, forgotten).await, Refusal::NotFound);
        }
        counter::state(&it.portal, &who, kept).await.unwrap();
    }

    async fn a_sweep_takes_what_is_over_and_leaves_the_audit_log(it: TestPortal) {
        let asha = signed_in(&it, &ASHA, &["2025-06-01"]).await;
        let report = report_of(&it, &asha).await;
        open(&it, &asha, report).await;
        sign_in::begin(&it.portal, &browser(3), ASHA.number, "wrong password").await.unwrap();
        let events = it.events(portal::domain::audit::Event::ChallengeOpened).await;
        it.pass(Duration::from_hours(24 * 9));
        let early = retention::sweep(&it.portal, MONTH).await.unwrap();
        assert!(early.counted > 0, "{early:?}");
        assert_eq!((early.grants, early.messages, early.challenges), (0, 0, 0));
        it.pass(MONTH);
        let late = retention::sweep(&it.portal, MONTH).await.unwrap();
        assert!(late.grants == 1 && late.messages > 0 && late.challenges >= 2, "{late:?}");
        assert_eq!(retention::sweep(&it.portal, MONTH).await.unwrap(), Swept::default());
        assert_eq!(it.events(portal::domain::audit::Event::ChallengeOpened).await, events);
        sign_in::begin(&it.portal, &browser(4), ASHA.number, PASSWORD).await.unwrap();
        open(&it, &asha, report).await;
    }
}
