use super::*;

const WARN: f64 = 120_000.0;
const END: f64 = 600_000.0;

fn quiet() -> Watch {
    Watch::new(END, WARN)
}

/// A page that has looked and asked lately, shortly before the question is due.
fn near() -> Watch {
    let lately = END - WARN - 1_000.0;
    Watch { looked_at: lately, asked_at: lately - 9_000.0, ..quiet() }
}

/// A page that shows the question since the warning moment.
fn asking() -> Watch {
    let mut watch = near();
    assert_eq!(watch.look(END - WARN), Act::Ask(1));
    assert_eq!(watch.heard(1, Some(120.0), END - WARN), Act::Open);
    watch
}

/// Lets time pass as the browser does; the server answers at once that the session ends at `end`. Gives when it was asked.
fn live(watch: &mut Watch, from: f64, to: f64, end: f64) -> Vec<f64> {
    let (mut now, mut asked) = (from, Vec::new());
    while now < to {
        if let Act::Ask(number) = watch.look(now) {
            asked.push(now);
            watch.heard(number, Some((end - now) / 1000.0), now);
        }
        now += watch.next_look(now).unwrap();
    }
    asked
}

#[test]
fn the_server_is_asked_all_the_time_and_the_question_is_in_time() {
    let mut watch = quiet();
    let asked = live(&mut watch, 0.0, END - WARN - 1.0, END);
    let gaps = asked.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(gaps.clone().all(|gap| gap <= 25_000.0), "{asked:?}");
    assert!(asked.len() > 18 && asked[0] <= 25_000.0, "{asked:?}");
    assert!(!watch.is_asking());
    // However lately it was asked, it is asked again when the question is due.
    let now = END - WARN;
    let Act::Ask(number) = watch.look(now) else { panic!("it is not asked when it is due") };
    assert_eq!(watch.heard(number, Some(WARN / 1000.0), now), Act::Open);
}

#[test]
fn a_session_that_ended_elsewhere_takes_the_page_away_within_half_a_minute() {
    let mut watch = quiet();
    live(&mut watch, 0.0, 100_000.0, END);
    let mut now = 100_000.0;
    loop {
        match watch.look(now) {
            Act::Ask(number) => {
                assert_eq!(watch.heard(number, Some(0.0), now + 50.0), Act::Leave);
                break;
            }
            act => assert_eq!(act, Act::Rest),
        }
        now += watch.next_look(now).unwrap();
        assert!(now < 130_000.0, "it was not asked for half a minute");
    }
    let mut lost = quiet();
    assert_eq!(lost.ended(), Act::Leave);
    assert_eq!(lost.look(1e9), Act::Rest);
}

#[test]
fn a_clock_that_was_set_hides_the_page_until_the_server_says_that_all_is_well() {
    let mut watch = quiet();
    live(&mut watch, 0.0, 60_000.0, END);
    // The wall clock jumped five hours ahead.
    let now = 60_000.0 + 18_000_000.0;
    let Act::Hide(number) = watch.look(now) else { panic!("it trusts the clock") };
    assert!(watch.is_hidden());
    assert_eq!(watch.look(now + 1_000.0), Act::Rest, "it waits");
    assert_eq!(watch.heard(number, Some(530.0), now + 2_000.0), Act::Close);
    assert!(!watch.is_hidden() && !watch.is_asking());
    live(&mut watch, now + 2_000.0, now + 400_000.0, now + 532_000.0);
    assert!(!watch.is_asking());
    live(&mut watch, now + 400_000.0, now + 420_000.0, now + 532_000.0);
    assert!(watch.is_asking(), "two minutes before the end as the server counts");
}

#[test]
fn what_slept_without_a_server_stays_hidden_and_asks_again() {
    let mut watch = quiet();
    assert_eq!(watch.look(200_000.0), Act::Hide(1));
    assert_eq!(watch.heard(1, None, 200_100.0), Act::Rest);
    assert!(watch.is_hidden());
    assert_eq!(watch.look(203_000.0), Act::Rest);
    assert_eq!(watch.look(205_000.0), Act::Ask(2));
    assert_eq!(watch.heard(2, Some(390.0), 205_100.0), Act::Close);
    assert!(!watch.is_hidden());
}

#[test]
fn the_question_comes_at_its_time_and_only_if_the_server_agrees() {
    let mut watch = near();
    assert_eq!(quiet().look(0.0), Act::Rest);
    assert_eq!(watch.next_look(0.0), Some(LOOK_EVERY));
    assert_eq!(watch.next_look(END - WARN - 70.0), Some(70.0));
    assert_eq!(watch.look(END - WARN - 1.0), Act::Rest);
    assert_eq!(watch.look(END - WARN), Act::Ask(1));
    assert!(!watch.is_asking());
    assert_eq!(watch.look(END - WARN + 100.0), Act::Rest, "asked already");

    // Another page of the same session was used meanwhile.
    let now = END - WARN + 200.0;
    assert_eq!(watch.heard(1, Some(500.0), now), Act::Close);
    assert_eq!(clock::seconds(watch.left(now)), 500);
    live(&mut watch, now, now + 379_999.0, now + 500_000.0);
    assert!(!watch.is_asking());
    let Act::Ask(number) = watch.look(now + 380_000.0) else { panic!("it is not asked") };
    assert_eq!(watch.heard(number, Some(119.0), now + 380_000.0), Act::Open);
    assert!(watch.is_asking());
}

#[test]
fn without_an_answer_the_pages_own_clock_decides() {
    let mut refused = near();
    assert_eq!(refused.look(END - WARN), Act::Ask(1));
    assert_eq!(refused.heard(1, None, END - WARN + 10.0), Act::Open);

    let mut silent = near();
    assert_eq!(silent.look(END - WARN), Act::Ask(1));
    assert_eq!(silent.look(END - WARN + ANSWER_WITHIN - 1.0), Act::Rest);
    assert_eq!(silent.look(END - WARN + ANSWER_WITHIN), Act::Open);
    silent.looked_at = END - LOOK_EVERY;
    assert_eq!(silent.look(END), Act::Ask(2));
    assert_eq!(silent.look(END + PATIENCE - 1.0), Act::Rest);
    assert_eq!(silent.look(END + PATIENCE), Act::Leave);
    assert_eq!(silent.next_look(END + PATIENCE), None);

    let mut offline = asking();
    offline.looked_at = END - LOOK_EVERY;
    assert_eq!(offline.look(END), Act::Ask(2));
    assert_eq!(offline.heard(2, None, END + 5.0), Act::Leave);
}

#[test]
fn while_it_is_shown_the_server_is_asked_now_and_then() {
    let mut watch = asking();
    let start = END - WARN;
    assert_eq!(watch.look(start + ASK_EVERY - 1.0), Act::Rest);
    assert_eq!(watch.look(start + ASK_EVERY), Act::Ask(2));
    assert_eq!(watch.heard(2, Some(90.0), start + ASK_EVERY), Act::Rest, "sooner than thought");
    assert_eq!(clock::seconds(watch.left(start + ASK_EVERY)), 90);
    assert_eq!(watch.look(start + 2.0 * ASK_EVERY), Act::Ask(3));
    assert_eq!(watch.heard(3, Some(600.0), start + 2.0 * ASK_EVERY), Act::Close);
    assert!(!watch.is_asking());
}

#[test]
fn the_end_is_asked_for_once_more_and_then_final() {
    let mut watch = asking();
    watch.looked_at = END - 4_000.0;
    assert_eq!(watch.look(END - 3_000.0), Act::Ask(2));
    assert_eq!(watch.heard(2, Some(3.0), END - 3_000.0), Act::Rest);
    assert_eq!(watch.look(END - 1.0), Act::Rest);
    assert_eq!(watch.look(END), Act::Ask(3));
    assert_eq!(watch.heard(2, Some(600.0), END), Act::Rest, "an answer to an older question");
    assert_eq!(watch.heard(3, Some(0.0), END), Act::Leave);
    assert_eq!(watch.look(END + 1e9), Act::Rest);
    assert_eq!(watch.heard(3, Some(600.0), END), Act::Rest);
    assert_eq!(watch.restored(END), Act::Leave, "nothing is on the screen, so it goes again");
}

#[test]
fn a_page_that_slept_asks_before_it_shows_anything() {
    let mut slept = quiet();
    assert_eq!(slept.look(END + 1.0), Act::Hide(1));
    assert_eq!(slept.heard(1, Some(0.0), END + 50.0), Act::Leave);
    let mut slept_long = quiet();
    assert_eq!(slept_long.look(END + 1e7), Act::Hide(1));
    assert_eq!(slept_long.look(END + 1e7 + PATIENCE), Act::Leave, "nobody answers");
    let mut kept = quiet();
    assert_eq!(kept.restored(5.0), Act::Hide(1));
    assert_eq!(kept.heard(1, Some(0.0), 6.0), Act::Leave);
    let mut well = quiet();
    assert_eq!(well.restored(5.0), Act::Hide(1));
    assert_eq!(well.heard(1, Some(580.0), 6.0), Act::Close);
    assert!(!well.is_hidden());
}

#[test]
fn staying_closes_the_question_even_where_no_time_is_left_to_give() {
    let mut watch = asking();
    let now = END - 60_000.0;
    let number = watch.ask(now);
    assert_eq!(watch.stayed(number, Some(600.0), now), Act::Close);
    assert_eq!(clock::seconds(watch.left(now)), 600);
    assert!(!watch.is_asking());

    // The session's longest time is nearly over.
    let mut last = asking();
    let number = last.ask(now);
    assert_eq!(last.stayed(number, Some(60.0), now), Act::Close);
    assert!(!last.is_asking());
    let asked = live(&mut last, now, END - 1.0, END);
    assert!(!asked.is_empty() && !last.is_asking(), "it is asked, and not put again");
    let Act::Ask(number) = last.look(END) else { panic!("it is not asked at the end") };
    assert_eq!(last.heard(number, Some(0.0), END), Act::Leave);
}

#[test]
fn staying_that_fails_keeps_the_question_and_asks_at_once() {
    let mut watch = asking();
    let now = END - 60_000.0;
    watch.looked_at = now;
    let number = watch.ask(now);
    assert_eq!(watch.stayed(number, None, now), Act::Open);
    assert!(watch.is_asking());
    assert_eq!(watch.look(now + 1.0), Act::Ask(number + 1));
    assert_eq!(watch.heard(number + 1, Some(0.0), now + 2.0), Act::Leave);

    let mut late = asking();
    let number = late.ask(END - 1.0);
    assert_eq!(late.stayed(number, None, END + 1.0), Act::Leave);
}
