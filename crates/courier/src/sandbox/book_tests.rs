use super::super::operator::Delay;
use super::*;
use crate::template::Text;
use domain::Language;
use uuid::Uuid;

const T: i64 = 1_767_225_600_007;

fn outgoing(n: u128, channel: Channel, to: &str) -> Outgoing {
    Outgoing {
        id: MessageId(Uuid::from_u128(n)),
        channel,
        to: Phone::parse(to, "91").unwrap(),
        language: Language::En,
        entity: "e".into(),
        header: "MEDSEL".into(),
        template: "t".into(),
        values: Vec::new(),
        text: Text::of("123456"),
    }
}

fn entry(n: u128, channel: Channel, standing: Standing) -> Entry {
    let to = if n.is_multiple_of(2) { "9000000001" } else { "9000000002" };
    Entry::new(outgoing(n, channel, to), standing, Millis(T))
}

fn ids(list: &[Delivered]) -> Vec<u128> {
    list.iter().map(|message| message.id.0.as_u128()).collect()
}

#[test]
fn messages_are_listed_newest_first_and_not_for_ever() {
    let mut book = Book::default();
    for n in 0..=500 {
        book.enter(entry(n, Channel::Sms, Standing::Delivered));
    }
    assert_eq!(ids(&book.shown(None)), (1..=500).rev().collect::<Vec<_>>());
    let other = Phone::parse("9000000002", "91").unwrap();
    assert_eq!(ids(&book.shown(Some(&other))), (1..500).rev().step_by(2).collect::<Vec<_>>());
    assert!(book.find(MessageId(Uuid::from_u128(500))).is_some());
    assert!(book.find(MessageId(Uuid::from_u128(0))).is_none());
}

#[test]
fn what_arrives_later_stands_first() {
    let mut book = Book::default();
    book.enter(entry(1, Channel::Sms, Standing::Underway(Millis(T + 50), End::Arrive)));
    book.enter(entry(2, Channel::Sms, Standing::Delivered));
    book.enter(entry(3, Channel::Voice, Standing::Ringing(Millis(T + 50))));
    assert_eq!(book.next(), Some(Millis(T + 50)));
    assert!(book.advance(Millis(T + 49)).is_empty());
    assert_eq!(ids(&book.shown(None)), [3, 2]);
    assert_eq!(book.advance(Millis(T + 50)).len(), 2);
    assert_eq!(ids(&book.shown(None)), [1, 3, 2], "a missed call stays where it rang");
    assert_eq!(book.shown(None)[0].at, "2026-01-01T00:00:00.057Z");
    assert_eq!(book.shown(None)[1].at, "2026-01-01T00:00:00.007Z");
    assert_eq!(book.next(), None);
}

#[test]
fn the_operator_does_as_it_is_told() {
    let fault = Some(reason::SCRUBBED);
    let (now, later) = (Millis(T), Millis(T + 5_000));
    let arrives = Standing::Underway(later, End::Arrive);
    let fails = |why| Standing::Underway(later, End::Fail(why));
    let cases = [
        (Conduct::Deliver, None, arrives),
        (Conduct::Deliver, fault, fails(reason::SCRUBBED)),
        (Conduct::Lose, None, Standing::Dropped(reason::LOST)),
        (Conduct::Lose, fault, fails(reason::SCRUBBED)),
        (Conduct::Bar, None, fails(reason::BARRED)),
        (Conduct::Fail, None, fails(reason::UNREACHED)),
    ];
    for (does, fault, standing) in cases {
        let manner = Manner { does, delay: Delay::try_from(5).unwrap() };
        assert_eq!(Standing::of_new(manner, fault, now), standing, "{does:?} {fault:?}");
    }
}

#[test]
fn time_moves_messages_on() {
    let why = reason::BARRED;
    let (soon, late) = (Millis(T + 1), Millis(T + 30_001));
    let cases = [
        (Channel::Sms, Standing::Underway(soon, End::Arrive), Standing::Delivered),
        (Channel::Voice, Standing::Underway(soon, End::Arrive), Standing::Ringing(late)),
        (Channel::Voice, Standing::Underway(soon, End::Fail(why)), Standing::Dropped(why)),
        (Channel::Voice, Standing::Ringing(soon), Standing::Missed),
        (Channel::Voice, Standing::Ringing(late), Standing::Ringing(late)),
        (Channel::Sms, Standing::Delivered, Standing::Delivered),
    ];
    for (channel, before, after) in cases {
        assert_eq!(before.at(channel, soon), after, "{channel:?} {before:?}");
    }
}

#[test]
fn every_standing_is_reported_as_an_operator_would() {
    let cases = [
        (Standing::Underway(Millis(T), End::Fail(reason::BARRED)), Fate::Underway),
        (Standing::Ringing(Millis(T)), Fate::Underway),
        (Standing::Delivered, Fate::Delivered),
        (Standing::Declined, Fate::Failed(reason::DECLINED)),
        (Standing::Missed, Fate::Failed(reason::NO_ANSWER)),
        (Standing::Dropped(reason::BARRED), Fate::Failed(reason::BARRED)),
        (Standing::Dropped(reason::LOST), Fate::Underway),
    ];
    for (standing, fate) in cases {
        assert_eq!(standing.fate(), fate, "{standing:?}");
    }
}

#[test]
fn a_message_is_written_as_the_phone_page_reads_it() {
    let shown = entry(2, Channel::Sms, Standing::Delivered).shown().unwrap();
    let expected = serde_json::json!({
        "id": "00000000-0000-0000-0000-000000000002",
        "at": "2026-01-01T00:00:00.007Z",
        "channel": "sms",
        "to": "+919000000001",
        "header": "MEDSEL",
        "template": "t",
        "text": "123456",
        "state": "delivered",
    });
    assert_eq!(serde_json::to_value(&shown).unwrap(), expected);
    let dropped = entry(2, Channel::Sms, Standing::Dropped(reason::BARRED)).dropped().unwrap();
    let written = serde_json::to_value(&dropped).unwrap();
    assert_eq!((&written["why"], &written["code"]), (&reason::BARRED.says.into(), &650.into()));
    for debug in [format!("{shown:?}"), format!("{dropped:?}")] {
        assert!(!debug.contains("123456") && !debug.contains("9000000001"), "{debug}");
    }
    let state = |state: State| serde_json::to_value(state).unwrap();
    for each in [State::Delivered, State::Ringing, State::Declined, State::Missed] {
        assert_eq!(state(each), each.name());
    }
}
