//! A number that is sent twice from one page: a scanner presses Enter twice.

use crate::{
    counter::{OMAR, at_counter, lata, metformin, open_shops},
    people::{ASHA, browser, seconds},
};
use portal::{
    Portal, Refusal, Rules,
    counter::{self, Dispenser, Once},
    domain::{audit::Event, id::VerificationId, sending::PharmacyLimits},
};
use std::{collections::HashSet, sync::Arc};
use testkit::{TestPortal, bundle, on_both, prescription};
use tokio::{sync::Barrier, task::JoinSet};

/// The number of no prescription, with a check character that fits.
const UNKNOWN: &str = "333-333-333";

/// Sends a number from the page that has this key.
async fn sent(
    node: &Portal,
    who: &Dispenser,
    page: &str,
    number: &str,
) -> Result<VerificationId, Refusal> {
    let once = Once { key: page, request: number.as_bytes() };
    counter::ask(node, who, number, Some(once)).await
}

/// Asha's metformin, before and after it was cancelled, and a number that nobody has: what is told from outside is the same.
async fn numbers(it: &TestPortal) -> [String; 2] {
    let (_, _, number) = metformin(it).await;
    [number, UNKNOWN.to_owned()]
}

on_both! {
    async fn leads_to_the_look_up_that_the_first_began_whatever_the_number(it: TestPortal) {
        open_shops(&it).await;
        let [known, unknown] = numbers(&it).await;
        let lata = lata(&it).await;
        for (n, (number, texts)) in [(&known, 1), (&unknown, 0), (&known, 1)].into_iter().enumerate() {
            let page = format!("page {n}");
            let before = it.texts(ASHA.phone).await;
            let (first, noted) = it.noted(sent(&it.portal, &lata, &page, number)).await;
            assert_eq!(noted.len(), 2, "{noted:?}");
            let first = first.unwrap();
            let (again, noted) = it.noted(sent(&it.portal, &lata, &page, number)).await;
            assert_eq!((again.unwrap(), noted.len()), (first, 0));
            assert_eq!(it.texts(ASHA.phone).await, before + texts);
            assert_eq!(counter::today(&it.portal, &lata).await.unwrap().len(), n + 1);
            it.pass(seconds(31));
            // A prescription that has ended is no other to whoever has its number.
            it.import(&bundle(&[prescription(
                ("m1", 2, "cancelled"),
                &ASHA,
                None,
                &crate::counter::METFORMIN,
            )]))
            .await;
        }
    }

    async fn another_number_page_or_session_asks_for_something_else(it: TestPortal) {
        open_shops(&it).await;
        let [known, unknown] = numbers(&it).await;
        let (lata, omar) = (lata(&it).await, at_counter(&it, OMAR, browser(33)).await);
        let elsewhere = Dispenser { caller: browser(34), ..lata };
        let mut all = HashSet::new();
        for (who, page, number) in [
            (&lata, "a", &known),
            (&lata, "a", &unknown),
            (&lata, "b", &known),
            (&elsewhere, "a", &known),
            (&omar, "a", &known),
        ] {
            all.insert(sent(&it.portal, who, page, number).await.unwrap());
            it.pass(seconds(31));
        }
        assert_eq!(all.len(), 5);
    }

    async fn counts_once_and_no_limit_stands_before_it(it: TestPortal) {
        open_shops(&it).await;
        let [known, unknown] = numbers(&it).await;
        let pharmacy = PharmacyLimits { unverified_hour: 2, hour: 2 };
        let node = it.node(Rules { pharmacy, ..it.portal.rules().clone() }).await;
        let lata = lata(&it).await;
        let mut begun = Vec::new();
        for (page, number) in [("a", &unknown), ("b", &known)] {
            begun.push(sent(&node, &lata, page, number).await.unwrap());
            sent(&node, &lata, page, number).await.unwrap();
        }
        refused!(sent(&node, &lata, "c", &known).await, Refusal::Limited(_));
        for (page, number, first) in [("a", &unknown, begun[0]), ("b", &known, begun[1])] {
            assert_eq!(sent(&node, &lata, page, number).await.unwrap(), first);
        }
    }

    async fn of_many_at_once_one_begins_it(it: TestPortal) {
        open_shops(&it).await;
        let [known, unknown] = numbers(&it).await;
        // The last that the limit lets pass.
        let pharmacy = PharmacyLimits { unverified_hour: 2, hour: 2 };
        let rules = Rules { pharmacy, ..it.portal.rules().clone() };
        let lata = lata(&it).await;
        for number in [unknown, known] {
            let start = Arc::new(Barrier::new(8));
            let mut presses = JoinSet::new();
            for _ in 0..8 {
                let (node, start) = (it.node(rules.clone()).await, Arc::clone(&start));
                let number = number.clone();
                presses.spawn(async move {
                    start.wait().await;
                    sent(&node, &lata, "a", &number).await.unwrap()
                });
            }
            let all: HashSet<VerificationId> = presses.join_all().await.into_iter().collect();
            assert_eq!(all.len(), 1, "{number}");
        }
        assert_eq!(it.texts(ASHA.phone).await, 1);
        let (known, unknown) = (Event::PrescriptionLookedUp, Event::LookUpFailed);
        assert_eq!((it.events(known).await, it.events(unknown).await), (1, 1));
        assert_eq!(counter::today(&it.portal, &lata).await.unwrap().len(), 2);
    }
}
