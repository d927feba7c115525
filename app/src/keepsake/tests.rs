use super::*;
use crate::desk::sample;
use portal::domain::{
    Chance, Millis,
    audit::Event,
    challenge::Channel,
    clinical::{
        Agreed, Collector, Decimal, Dispensing, Document, Handover, Identity, Observation,
        Prescription, Quantity, Report, Status, Value,
    },
    day::Day,
    device::{Browser, Look, System, Wipe},
    id::{CollectorId, DeviceId, PatientId},
    person::Person,
    pharmacy::PrescriptionNumber,
    settings::{Settings, TextSize},
};
use portal::{
    devices::Device,
    export::{Account, Counter, Found},
    family::{Family, Tie},
    notice::Accepted,
    prescriptions::collector::Collecting,
    rebind::Waiting,
};

fn report() -> Report {
    Report {
        title: "Blood <count>".into(),
        number: None,
        laboratory: Some("City & Co".into()),
        signed_by: vec!["Dr. Rao".into()],
        asked_by: None,
        collected_at: Some(sample::NOW),
        issued_at: None,
        conclusion: Some("<script>alert(1)</script>".into()),
        results: vec![],
        documents: vec![],
    }
}

fn found() -> Found {
    let value = Decimal::try_from("5.40".to_owned()).unwrap();
    let amount = Quantity { value, comparator: None, unit: Some("%".into()), unit_code: None };
    let analyte = portal::domain::clinical::Analyte { key: "a".into(), name: "HbA1c <b>".into() };
    let observation = Observation {
        analyte,
        status: Status::Final,
        effective_at: None,
        value: Ok(Value::Quantity(amount)),
        ranges: vec![],
        flags: vec![],
        notes: vec![],
        method: None,
        components: vec![],
        members: vec![],
    };
    Found { panel: None, observation }
}

fn prescription() -> Prescription {
    Prescription {
        medicine: "Morphine <10 mg>".into(),
        code: None,
        other_codes: vec![],
        schedule: Some("X".into()),
        group: None,
        status: Status::Final,
        fhir_status: "active".into(),
        authored_at: Some(sample::NOW),
        prescriber: None,
        dosage: vec![],
        dispense: None,
        reasons: vec![],
        notes: vec![],
        substitution: None,
    }
}

fn dispensing() -> Dispensing {
    let value = Decimal::try_from("20".to_owned()).unwrap();
    Dispensing {
        prescription: None,
        source: None,
        medicine: "Morphine <10 mg>".into(),
        code: None,
        amount: Some(Quantity {
            value,
            comparator: None,
            unit: Some("tablet".into()),
            unit_code: None,
        }),
        supply: None,
        pharmacy: Some("Sun & Moon".into()),
        handed_over_by: Some("R. Iyer".into()),
        collector: Some(Collector::Named("Ravi <Verma>".into())),
        identity: Some(Identity { kind: "Passport".into(), last: "Z123".into() }),
        agreed: Some(Agreed::Exception("The phone <b>broke".into())),
        substituted: None,
        handed_over_at: Some(sample::NOW),
        handover: Handover::EnteredInError,
    }
}

fn counter() -> Counter {
    let collector = Collecting {
        id: CollectorId::fresh(sample::NOW, &Fixed),
        name: "Ravi <Menon>".into(),
        day: Day::parse("2026-03-13").unwrap(),
    };
    Counter { number: PrescriptionNumber::draw(&Fixed), collectors: vec![collector] }
}

/// Chance that always says the same.
struct Fixed;

impl Chance for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn whole_account() -> Account {
    let tie = |name: &str| Tie {
        patient: PatientId::fresh(sample::NOW, &Fixed),
        name: name.into(),
        given: name.into(),
        until: sample::NOW,
    };
    let place = Some("Jaipur <India>".into());
    let device = Device {
        id: DeviceId::fresh(sample::NOW, &Fixed),
        look: Look { browser: Browser::Firefox, system: System::Android, place },
        first_seen_at: Millis(0),
        last_seen_at: sample::NOW,
        is_signed_in: false,
        is_this: false,
        wipe: Wipe::Asked(sample::NOW),
    };
    let codes_by = Some(Channel::Voice);
    Account {
        settings: Settings { codes_by, language: Some(Language::Hi), text: TextSize::Large },
        has_pin: true,
        waiting: Some(Waiting { due_at: sample::NOW, tail: "42".into() }),
        notices: vec![Accepted { version: "1 <b>".into(), language: Language::Hi, at: Millis(0) }],
        family: Family { guardians: vec![tie("Meena <V>")], wards: vec![tie("Dev <V>")] },
        devices: vec![device],
    }
}

/// All that the page may be made of, in a language.
fn page(language: Language) -> String {
    let desk = sample::desk(language);
    let person = Person {
        name: "Asha \"A\" <Verma>".into(),
        given: "Asha".into(),
        number: Some("SJ-7".into()),
        phones: vec![],
        emails: vec!["asha@example.in".into()],
        birth_date: Some("1961-02-03".into()),
        language: None,
    };
    let document =
        Document { title: "Paper".into(), media_type: "application/pdf".into(), bytes: vec![1; 9] };
    let day = Some(sample::NOW);
    [
        begin(&desk, &person, sample::NOW),
        account::account(&desk, Some(&whole_account())),
        account::account(&desk, None),
        records::report(&desk, Status::Final, &report(), &[found()], &[document]),
        records::prescription(&desk, &prescription(), Some(&counter()), &[dispensing()]),
        dispensed::alone(&desk, &dispensing()),
        records::closed(&desk, Status::UnderReview, day, None),
        records::closed(&desk, Status::Withdrawn, None, Some("City")),
        line(&desk, &Line { at: Millis(0), event: Event::RecordOpened, who: Some(Who::Clinic) }),
        end(),
    ]
    .concat()
}

#[test]
fn nothing_runs_in_it_and_nothing_is_loaded_by_it() {
    for language in Language::ALL {
        let page = page(language);
        assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("<img"));
        for (at, _) in page.match_indices("href=\"") {
            assert!(page[at + 6..].starts_with("data:application/pdf;base64,"), "{page}");
        }
        for outside in ["http:", "https:", "src=", "url(", "@import", "<iframe", "<form", "onload"]
        {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(
            page.contains("default-src &#x27;none&#x27;") || page.contains("default-src 'none'")
        );
    }
}

#[test]
fn what_is_in_a_record_stays_text() {
    let page = page(Language::En);
    for text in [
        "&lt;Verma&gt;",
        "Blood &lt;count&gt;",
        "&lt;script&gt;alert(1)",
        "HbA1c &lt;b&gt;",
        "5.40",
        "Morphine &lt;10 mg&gt;",
        "Sun &amp; Moon",
        "Ravi &lt;Verma&gt;",
        "The phone &lt;b&gt;broke",
        "Z123",
        "Ravi &lt;Menon&gt;",
        "Meena &lt;V&gt;",
        "Dev &lt;V&gt;",
        "Jaipur &lt;India&gt;",
        "1 &lt;b&gt;",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.ends_with("</html>\n") && page.starts_with("<!DOCTYPE html>"));
    assert!(!page.contains("<!>"));
}

#[test]
fn what_was_handed_out_stands_with_its_prescription_and_says_whether_it_stands() {
    let desk = sample::desk(Language::En);
    let page = records::prescription(&desk, &prescription(), None, &[dispensing()]);
    assert!(page.contains("<h4>") && page.contains(&desk.words.say("my-data-undone")), "{page}");
    let stands = Dispensing {
        handover: Handover::Completed,
        agreed: Some(Agreed::Code),
        collector: Some(Collector::Patient),
        ..dispensing()
    };
    let page = records::prescription(&desk, &prescription(), None, &[stands]);
    assert!(!page.contains(&desk.words.say("my-data-undone")), "{page}");
    for key in ["my-data-agreed-code", "my-data-to-patient"] {
        assert!(page.contains(&desk.words.say(key)), "{key}: {page}");
    }
    assert!(!records::prescription(&desk, &prescription(), None, &[]).contains("<h4>"));
}

#[test]
fn an_account_says_in_words_what_is_kept_of_it() {
    for language in Language::ALL {
        let desk = sample::desk(language);
        let (words, page) = (desk.words, account::account(&desk, Some(&whole_account())));
        let device = [("browser", "Firefox".into()), ("system", "Android".into())];
        let said = [
            words.say("settings-codes-call"),
            words.say("language-hi"),
            words.say("settings-text-large"),
            words.say("pin-section-set"),
            words.tell("devices-name", device),
            words.say("devices-place"),
            "42".to_owned(),
            desk.dates.moment(Millis(0)),
        ];
        for said in said {
            assert!(page.contains(&said), "{said}: {page}");
        }
        assert!(!page.contains(&whole_account().family.wards[0].patient.to_string()));
        let nothing = Account {
            notices: vec![],
            family: Family::default(),
            devices: vec![],
            waiting: None,
            ..whole_account()
        };
        let page = account::account(&desk, Some(&nothing));
        for key in ["my-data-notices-none", "family-wards-none", "my-data-devices-none"] {
            assert!(page.contains(&words.say(key)), "{key}: {page}");
        }
        assert!(!page.contains(&words.say("my-data-waiting")));
        let others = account::account(&desk, None);
        assert!(others.contains(&words.say("my-data-account-own")) && !others.contains("<dl>"));
    }
}

#[test]
fn a_prescription_has_its_number_and_whoever_may_collect_it() {
    let desk = sample::desk(Language::En);
    let page = records::prescription(&desk, &prescription(), Some(&counter()), &[]);
    assert!(page.contains(&counter().number.to_string()), "{page}");
    let collector = format!("Ravi &lt;Menon&gt;, on {}", desk.dates.of_fhir("2026-03-13"));
    assert!(page.contains(&collector), "{page}");
    let page = records::prescription(&desk, &prescription(), None, &[]);
    assert!(!page.contains(&desk.words.say("my-data-collectors")));
}
