//! What operators see: the figures, the alarms, how the carriers stand, and nobody's number.

use crate::{
    clinic::Clinic,
    exposition::parse,
    logs::Logs,
    markup::faults,
    people::{ASHA, PASSWORD, RAVI},
};
use axum::http::StatusCode;
use courier::sandbox::{Conduct, Manner, Operator};
use portal::{
    domain::{challenge::Channel, delivery::Figures},
    erasure,
    watch::{self, Refused, Tally},
};
use server::config::Config;
use std::time::Duration;

/// Traffic of every kind: answered, left, resent, called, refused; counted.
async fn with_traffic(clinic: &Clinic) {
    clinic.enrol(&ASHA, &["2025-06-01"]).await;
    clinic.enrol(&RAVI, &["2025-06-01"]).await;
    clinic.signed_in(&ASHA).await;
    for n in 0..7_u8 {
        let mut browser = clinic.browser();
        browser.peer = [127, 0, 0, n + 1].into();
        let fields = [("identifier", RAVI.number), ("password", PASSWORD)];
        browser.post("/sign-in", &fields).await;
        clinic.deliver().await;
        clinic.pass(Duration::from_secs(20));
        clinic.deliver().await;
    }
    watch::count(&clinic.wiring.portal).await.unwrap();
}

#[tokio::test]
async fn nobodys_number_is_in_what_operators_see() {
    let clinic = Clinic::open().await;
    with_traffic(&clinic).await;
    for language in ["en", "hi"] {
        let mut browser = clinic.browser();
        browser.accepts = Some(language);
        for span in ["hour", "day", "week", "nonsense"] {
            let page = browser.get(&format!("/ops/delivery?span={span}")).await;
            assert_eq!(page.status, StatusCode::OK);
            page.says("sandbox");
            page.says("91900");
            assert_eq!(faults(&page.body, None), Vec::<String>::new(), "{language} {span}");
            is_nobodys(&page.body);
        }
    }
    let metrics = clinic.browser().get("/metrics").await;
    assert_eq!(metrics.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    is_nobodys(&metrics.body);
}

/// Holds that a text has no digits of anybody's number beyond the first five.
#[track_caller]
fn is_nobodys(text: &str) {
    for person in [ASHA, RAVI] {
        for digits in [&person.phone[1..7], &person.phone[person.phone.len() - 6..], person.number]
        {
            assert!(!text.contains(digits), "{digits} is in {text}");
        }
    }
}

#[tokio::test]
async fn metrics_are_what_prometheus_reads() {
    let clinic = Clinic::open().await;
    with_traffic(&clinic).await;
    let text = clinic.browser().get("/metrics").await.body;
    let samples = parse(&text).unwrap();
    let sum = |name: &str, label: &str| {
        let own = samples.iter().filter(|it| it.name == name);
        own.filter(|it| it.labels.iter().any(|(_, value)| value == label)).map(|it| it.value).sum()
    };
    let (accepted, answered): (f64, f64) =
        (sum("medseal_messages_total", "accepted"), sum("medseal_answered_total", "answered"));
    assert!(accepted >= 6.0 && (1.0..accepted).contains(&answered), "{accepted} {answered}");
    assert!(
        sum("medseal_refusals_total", "number") + sum("medseal_refusals_total", "asker") >= 1.0
    );
    // A second count changes nothing: they are sums, not increments.
    watch::count(&clinic.wiring.portal).await.unwrap();
    let again = parse(&clinic.browser().get("/metrics").await.body).unwrap();
    let counters = |all: &[crate::exposition::Sample]| {
        let own = all.iter().filter(|it| it.name.starts_with("medseal_"));
        own.map(|it| (it.name.clone(), it.value.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(counters(&again), counters(&samples));
}

/// A limit that is set, the alarm that follows, and what it is about.
type Case = (fn(&mut Config), &'static str, &'static str);

#[tokio::test]
async fn a_budget_that_is_spent_is_an_alarm_about_what_spent_it() {
    let cases: [Case; 3] = [
        (|it| it.limits.prefix_day = 1, "prefix-budget-spent", "91900"),
        (|it| it.limits.country_day = 1, "country-budget-spent", "91"),
        (|it| it.limits.all_day = 1, "day-budget-spent", ""),
    ];
    for (set, alarm, about) in cases {
        let mut config = Config::default();
        set(&mut config);
        let clinic = Clinic::configured(config).await;
        clinic.enrol(&ASHA, &[]).await;
        let logs = Logs::listen();
        for asked in 0..3 {
            let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
            clinic.browser().post("/sign-in", &fields).await;
            clinic.pass(Duration::from_secs(1));
            let said = logs.take();
            let alarms: Vec<_> = said.lines().filter(|line| line.contains("alarm=")).collect();
            let told = format!("alarm=\"{alarm}\" about=\"{about}\"");
            assert_eq!(alarms.len(), usize::from(asked == 1), "{asked}: {alarms:?}");
            assert!(alarms.iter().all(|line| line.contains(&told)), "{told}: {alarms:?}");
            is_nobodys(&said);
        }
    }
}

/// A day on which all went well, and an hour in which it did not; counted.
async fn with_alarms(clinic: &Clinic) {
    let mut tx = clinic.db.begin().await.unwrap();
    let now = clinic.wiring.portal.now();
    let slot = portal::domain::delivery::begin_of(now, Duration::from_mins(15));
    for (hours, delivered, answered) in [(30, 95, 90), (0, 10, 5)] {
        let figures =
            Figures { sent: 100, accepted: 100, delivered, answered, ..Figures::default() };
        let (carrier, prefix) = ("kannel".to_owned(), "91900".to_owned());
        let tally = Tally { carrier, channel: Channel::Sms, prefix, figures };
        let at = slot.before(Duration::from_mins(hours * 60 + 15));
        store::delivery::put(&mut tx, at, &tally).await.unwrap();
    }
    let (carrier, reason, prefix) = (String::new(), "number".to_owned(), "91900".to_owned());
    let refused = Refused { carrier, reason, prefix, amount: 20 };
    store::refusal::add(&mut tx, slot.before(Duration::from_mins(15)), &refused).await.unwrap();
    tx.commit().await.unwrap();
    clinic.pass(Duration::from_mins(5));
    watch::count(&clinic.wiring.portal).await.unwrap();
}

#[tokio::test]
async fn alarms_are_said_once_and_name_no_number() {
    let clinic = Clinic::open().await;
    let logs = Logs::listen();
    with_alarms(&clinic).await;
    let said = logs.take();
    for (alarm, about) in
        [("conversion-fallen", "91900"), ("delivery-fallen", "kannel"), ("refusals-rising", "")]
    {
        let line = said.lines().find(|line| line.contains(&format!("alarm=\"{alarm}\"")));
        assert!(line.is_some_and(|line| line.contains(&format!("about=\"{about}\""))), "{said}");
    }
    watch::count(&clinic.wiring.portal).await.unwrap();
    assert!(!logs.take().contains("alarm"));
}

#[tokio::test]
async fn what_to_look_at_is_shown_in_both_languages_and_names_nobody() {
    let clinic = Clinic::open().await;
    clinic.enrol(&ASHA, &[]).await;
    clinic.enrol(&RAVI, &[]).await;
    let said = [
        (
            "en",
            ["This server noticed nothing", "Far fewer codes are answered", "Far fewer messages"],
        ),
        ("hi", ["इस सर्वर को पिछले एक घंटे में कुछ असामान्य नहीं", "बहुत कम कोडों का", "बहुत कम मैसेज"]),
    ];
    for (raised, wanted) in [(false, 0), (true, 1)] {
        if raised {
            with_alarms(&clinic).await;
        }
        for (language, [nothing, fewer_codes, fewer_messages]) in said {
            let mut browser = clinic.browser();
            browser.accepts = Some(language);
            let body = browser.get("/ops/delivery").await.body;
            let section = body.split_once("id=\"alarms\"").unwrap().1;
            let section = section.split_once("</section>").unwrap().0;
            assert_eq!(section.matches(nothing).count(), 1 - wanted, "{section}");
            for part in [fewer_codes, fewer_messages, "<td>91900</td>", "<td>kannel</td>"] {
                assert_eq!(section.matches(part).count(), wanted, "{part}: {section}");
            }
            is_nobodys(section);
            assert!(![ASHA, RAVI].iter().any(|person| section.contains(person.name)), "{section}");
        }
    }
}

#[tokio::test]
async fn figures_that_cannot_be_read_now_are_worth_asking_for_again() {
    let clinic = Clinic::open().await;
    clinic.wiring.db.close().await;
    for path in ["/ops/delivery", "/metrics"] {
        let answer = clinic.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
}

#[tokio::test]
async fn a_carrier_that_fails_again_and_again_is_shown_as_left_alone() {
    let clinic = Clinic::open().await;
    clinic.enrol(&ASHA, &[]).await;
    let mut operator = clinic.browser();
    let in_use = operator.get("/ops/delivery").await;
    in_use.says("In use");
    let open = ("medseal_circuit", "state", "open");
    assert!(is(&operator.get("/metrics").await.body, open, 0.0));
    let sms = Manner { does: Conduct::Refuse, ..Manner::default() };
    clinic.sandbox().set_operator(Operator { sms, ..Operator::default() });
    for _ in 0..3 {
        let fields = [("identifier", ASHA.number), ("password", PASSWORD)];
        clinic.browser().post("/sign-in", &fields).await;
    }
    clinic.deliver().await;
    clinic.pass(Duration::from_millis(1_300));
    clinic.deliver().await;
    operator.get("/ops/delivery").await.says("Left alone for now");
    assert!(is(&operator.get("/metrics").await.body, open, 1.0));
}

/// Whether a sample about the sandbox's texts has this value.
fn is(metrics: &str, (name, label, value): (&str, &str, &str), amount: f64) -> bool {
    let has = |labels: &[(String, String)], (name, value): (&str, &str)| {
        labels.iter().any(|(own, of)| own == name && of == value)
    };
    parse(metrics).unwrap().iter().any(|it| {
        let wanted = [(label, value), ("carrier", "sandbox"), ("channel", "sms")];
        let about = it.name == name && wanted.into_iter().all(|wanted| has(&it.labels, wanted));
        about && (it.value - amount).abs() < f64::EPSILON
    })
}

#[tokio::test]
async fn operators_are_told_of_erased_people_whom_older_copies_hold() {
    let clinic = Clinic::open().await;
    let told = async |people: u64| {
        let figures = clinic.browser().get("/metrics").await.body;
        let line = format!("\nmedseal_erased_in_older_copies {people}\n");
        assert!(figures.contains(&line), "{figures}");
        clinic.browser().get("/ops/delivery").await
    };
    told(0).await.hides("medseal keys retire");
    let patient = clinic.enrol(&ASHA, &[]).await;
    let portal = &clinic.wiring.portal;
    let mut tx = clinic.wiring.db.begin().await.unwrap();
    assert!(store::erasure::ask(&mut tx, patient, portal.now()).await.unwrap());
    tx.commit().await.unwrap();
    erasure::confirm(portal, patient).await.unwrap();
    told(0).await.hides("medseal keys retire");
    clinic.pass(portal.rules().erasure_notice);
    assert_eq!(erasure::run(portal).await.unwrap(), 1);
    let page = told(1).await;
    page.says("until keys are retired: 1.").says("<strong>medseal keys retire</strong>");
    assert_eq!(faults(&page.body, None), Vec::<String>::new());
}
