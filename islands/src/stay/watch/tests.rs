use super::*;

const WARN: f64 = 120_000.0;
const END: f64 = 600_000.0;

fn quiet() -> Watch {
    Watch::new(END, WARN)
}

/// A page that shows the question since the warning moment.
fn asking() -> Watch {
    let mut watch = quiet();
    assert_eq!(watch.look(END - WARN), Act::Ask(1));
    assert_eq!(watch.heard(1, Some(120.0), END - WARN), Act::Open);
    watch
}

#[test]
fn the_question_comes_at_its_time_and_only_if_the_server_agrees() {
    let mut watch = quiet();
    assert_eq!(watch.look(0.0), Act::Rest);
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
    assert_eq!(watch.look(now + 379_999.0), Act::Rest);
    assert_eq!(watch.look(now + 380_000.0), Act::Ask(2));
    assert_eq!(watch.heard(2, Some(119.0), now + 380_000.0), Act::Open);
    assert!(watch.is_asking());
}

#[test]
fn without_an_answer_the_pages_own_clock_decides() {
    let mut refused = quiet();
    assert_eq!(refused.look(END - WARN), Act::Ask(1));
    assert_eq!(refused.heard(1, None, END - WARN + 10.0), Act::Open);

    let mut silent = quiet();
    assert_eq!(silent.look(END - WARN), Act::Ask(1));
    assert_eq!(silent.look(END - WARN + ANSWER_WITHIN - 1.0), Act::Rest);
    assert_eq!(silent.look(END - WARN + ANSWER_WITHIN), Act::Open);
    assert_eq!(silent.look(END), Act::Ask(2));
    assert_eq!(silent.look(END + PATIENCE - 1.0), Act::Rest);
    assert_eq!(silent.look(END + PATIENCE), Act::Leave);
    assert_eq!(silent.next_look(END + PATIENCE), None);

    let mut offline = asking();
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
    assert_eq!(slept.look(END + 1.0), Act::Ask(1));
    assert_eq!(slept.heard(1, Some(0.0), END + 50.0), Act::Leave);
    let mut slept_long = quiet();
    assert_eq!(slept_long.look(END + 1e7), Act::Leave);
    let mut kept = quiet();
    assert_eq!(kept.restored(5.0), Act::Ask(1));
    assert_eq!(kept.heard(1, Some(0.0), 6.0), Act::Leave);
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
    assert_eq!(last.look(END - 1.0), Act::Rest);
    assert_eq!(last.look(END), Act::Ask(number + 1));
    assert_eq!(last.heard(number + 1, Some(0.0), END), Act::Leave);
}

#[test]
fn staying_that_fails_keeps_the_question_and_asks_at_once() {
    let mut watch = asking();
    let now = END - 60_000.0;
    let number = watch.ask(now);
    assert_eq!(watch.stayed(number, None, now), Act::Open);
    assert!(watch.is_asking());
    assert_eq!(watch.look(now + 1.0), Act::Ask(number + 1));
    assert_eq!(watch.heard(number + 1, Some(0.0), now + 2.0), Act::Leave);

    let mut late = asking();
    let number = late.ask(END - 1.0);
    assert_eq!(late.stayed(number, None, END + 1.0), Act::Leave);
}
