//! No act is done that the log does not tell of: while the log takes no line each one fails and leaves nothing behind, so that
//! afterwards the very same act is still to be done, once, with the lines that it has.

use crate::{
    accounts,
    activation::{self, ASHA, arrive},
    devices::seated,
    disowning::first_line,
    erased::{self, NOTICE},
    exporting::{self, Plain},
    guardians::{family, wish},
    number::{NEW, asha, phone},
    people::{OTHER_PASSWORD, PASSWORD, browser, minutes},
};
use portal::{
    Acting, Principal, Refusal, Rules, audit,
    devices::{self, Which},
    domain::{audit::Event, erasure::Reason, id::ChallengeId, notice::VERSION, settings::Settings},
    erasure, export, forgotten, history, notice, number, password, pin, rebind, settings,
};
use std::{
    fmt::Debug,
    fs,
    path::{Path, PathBuf},
};
use testkit::{TestPortal, on_both};

const PIN: &str = "258036";

/// Does an act while the log is shut, which fails, and then again, which adds these lines.
pub async fn told<T, E: Debug>(
    it: &TestPortal,
    lines: &[&str],
    act: impl AsyncFn() -> Result<T, E>,
) -> T {
    it.db.shut("audit_event").await;
    let (done, noted) = it.noted(act()).await;
    assert!(done.is_err() && noted.is_empty(), "{lines:?} was done, and told as {noted:?}");
    it.db.open_again("audit_event").await;
    let (done, noted) = it.noted(act()).await;
    let done = done.unwrap();
    assert_eq!(noted, lines);
    done
}

/// A challenge for one of the acts that a person does with their account, answered.
macro_rules! answered {
    ($it:expr, $who:expr, $module:ident) => {{
        $it.pass(minutes(20));
        $module::ask(&$it.portal, $who).await.unwrap();
        let id = $module::pending(&$it.portal, $who).await.unwrap().unwrap().id;
        $module::answer(&$it.portal, $who, id, &$it.code_of(id)).await.unwrap();
        id
    }};
}

/// The challenge that waits to be answered, with its code.
async fn asked_for_erasure(it: &TestPortal, who: &Principal) -> (ChallengeId, String) {
    it.pass(minutes(20));
    erasure::ask(&it.portal, who).await.unwrap();
    let id = erasure::pending(&it.portal, who).await.unwrap().unwrap().id;
    (id, it.code_of(id))
}

on_both! {
    async fn activating_and_what_a_person_sets(it: TestPortal) {
        let (node, me) = (&it.portal, browser(1));
        let patient = arrive(&it, &ASHA).await;
        let earned = activation::earn(&it, &me, &ASHA).await;
        told(&it, &["signed-in", "activated", "notice-accepted"], async || {
            portal::activation::finish(node, &me, earned, VERSION, PASSWORD).await
        })
        .await;
        let who = Principal { patient, caller: me };
        let code = answered!(it, &who, settings);
        let chosen = Settings::default();
        told(&it, &["settings-changed"], async || {
            settings::change(node, &who, code, &chosen).await
        })
        .await;
        let code = answered!(it, &who, password);
        told(&it, &["password-changed"], async || {
            password::change(node, &who, code, PASSWORD, OTHER_PASSWORD).await
        })
        .await;
        let code = answered!(it, &who, pin);
        told(&it, &["pin-set"], async || {
            pin::change(node, &who, code, OTHER_PASSWORD, PIN).await
        })
        .await;
        let code = answered!(it, &who, pin);
        told(&it, &["pin-removed"], async || {
            pin::remove(node, &who, code, PIN).await
        })
        .await;
        told(&it, &["pin-set"], async || pin::set_for_demo(node, patient, PIN).await).await;
        told(&it, &["pin-removed"], async || pin::clear(node, patient).await).await;
        it.pass(minutes(20));
        let code = accounts::earn(&it, &browser(2), ASHA.number).await;
        told(&it, &["password-changed"], async || {
            forgotten::finish(node, &browser(2), code, None, "", PASSWORD).await
        })
        .await;
        let newer = it.node(Rules { notice: "of another year".to_owned(), ..Rules::default() });
        let newer = newer.await;
        told(&it, &["notice-accepted"], async || {
            notice::accept(&newer, &who, "of another year").await
        })
        .await;
    }

    async fn ending_and_wiping_devices_and_disowning_a_line(it: TestPortal) {
        let node = &it.portal;
        let asha = asha(&it).await;
        let (own, _) = seated(&it, &asha, 21).await;
        let mut others = Vec::new();
        for number in 22..25 {
            others.push(seated(&it, &asha, number).await.1);
        }
        let ended = ["session-ended", "device-ended"];
        told(&it, &ended, async || devices::end(node, &own, others[0]).await).await;
        let wiped = ["session-ended", "wipe-asked"];
        told(&it, &wiped, async || devices::wipe(node, &own, others[1]).await).await;
        told(&it, &wiped, async || {
            devices::wipe_by_clinic(node, asha.patient, Which::One(others[2])).await
        })
        .await;
        seated(&it, &asha, 25).await;
        // Her first session, of which no device is known, and that of the newest device.
        let both = ["session-ended", "session-ended", "device-ended"];
        told(&it, &both, async || devices::end_others(node, &own).await).await;
        told(&it, &["looked-at-by-staff"], async || devices::of_patient(node, asha.patient).await)
            .await;
        let line = first_line(&it, &own, Event::SignedIn).await;
        told(&it, &["line-reported"], async || history::disown(node, &own, &[], line).await).await;
        told(&it, &["looked-at-by-staff"], async || audit::show(node, line).await).await;
        told(&it, &["report-looked-at"], async || audit::looked_at(node, line).await).await;
    }

    async fn another_number(it: TestPortal) {
        let (node, who) = (&it.portal, asha(&it).await);
        told(&it, &["challenge-opened", "number-change-asked"], async || {
            number::old::ask(node, &who, &phone(NEW)).await
        })
        .await;
        let left = number::old::pending(node, &who).await.unwrap().unwrap().id;
        let code = it.code_of(left);
        told(&it, &["code-answered"], async || number::old::answer(node, &who, left, &code).await)
            .await;
        let other = phone("+919000000043");
        let held = || rebind::ask(node, who.patient, &other);
        told(&it, &["rebind-asked"], async || held().await).await;
        let taken = crate::number::take(&it, &who, left).await;
        let code = it.code_of(taken);
        told(&it, &["number-changed", "rebind-stopped"], async || {
            number::new::answer(node, &who, taken, &code).await
        })
        .await;
        held().await.unwrap();
        told(&it, &["rebind-stopped"], async || rebind::stop::own(node, &who).await).await;
        held().await.unwrap();
        told(&it, &["rebind-stopped"], async || rebind::stop::by_clinic(node, who.patient).await)
            .await;
        held().await.unwrap();
        it.pass(rebind::HOLD);
        told(&it, &["number-changed"], async || rebind::apply_due(node).await).await;
    }

    async fn guardians(it: TestPortal) {
        let (asha, dev) = family(&it).await;
        let node = &it.portal;
        told(&it, &["guardian-added", "ward-added"], async || {
            portal::family::name(node, wish(dev, asha.patient)).await
        })
        .await;
        told(&it, &["acting-began", "ward-acting-began"], async || {
            portal::family::begin(node, &asha, dev).await
        })
        .await;
        let acting = Some(Acting { by: asha.patient, patient: dev });
        let acting = Principal { patient: dev, caller: portal::Caller { acting, ..browser(11) } };
        told(&it, &["acting-ended", "ward-acting-ended"], async || {
            portal::family::back(node, &acting).await
        })
        .await;
        told(&it, &["looked-at-by-staff"], async || portal::family::listed(node, dev).await).await;
        told(&it, &["guardian-ended", "ward-ended"], async || {
            portal::family::end(node, dev, asha.patient).await
        })
        .await;
    }

    async fn taking_and_erasing(it: TestPortal) {
        let who = erased::with_report(&it, &ASHA, "2025-01-01").await;
        let node = &it.node(Rules { record_years: 0, ..Rules::default() }).await;
        export::ask(node, &who).await.unwrap();
        let id = export::pending(node, &who).await.unwrap().unwrap().id;
        let code = it.code_of(id);
        told(&it, &["export-asked"], async || export::answer(node, &who, id, &code).await).await;
        assert!(export::make(node, &Plain).await.unwrap());
        let made = exporting::newest(&it, &who).await.id;
        told(&it, &["export-taken"], async || {
            export::take(node, &who, made, export::File::Page).await
        })
        .await;
        for round in 0..3 {
            let (id, code) = asked_for_erasure(&it, &who).await;
            told(&it, &["erasure-asked"], async || erasure::answer(node, &who, id, &code).await)
                .await;
            match round {
                0 => {
                    let why = Reason::Law;
                    told(&it, &["erasure-refused"], async || {
                        erasure::refuse(node, who.patient, why).await
                    })
                    .await;
                    let said = crate::noted::said(&it, &who, Event::ErasureRefused).await;
                    assert_eq!(said.detail.as_deref(), Some("law"));
                }
                1 => {
                    told(&it, &["erasure-withdrawn"], async || erasure::withdraw(node, &who).await)
                        .await;
                }
                _ => {
                    told(&it, &["erasure-confirmed"], async || {
                        erasure::confirm(node, who.patient).await
                    })
                    .await;
                }
            }
        }
        it.pass(NOTICE);
        told(&it, &["erased"], async || erasure::run(node).await).await;
        refused!(erasure::withdraw(node, &who).await, Refusal::Lapsed);
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { sources(&it) } else { vec![it] }).collect()
}

/// That a test speaks of each kind at all. It reads words, so that a mention is enough for it: what the lines of an act are, and
/// that nothing is done without them, is what [`told`] and the tests beside each act say.
#[test]
fn every_kind_of_line_is_spoken_of_in_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("tests"), root.join("../../server/tests")];
    let files = folders.iter().flat_map(|folder| sources(folder));
    let text: String = files.map(|file| fs::read_to_string(file).unwrap()).collect();
    for event in Event::ALL {
        let (name, kind) = (format!("\"{}\"", event.name()), format!("Event::{event:?}"));
        assert!(text.contains(&name) || text.contains(&kind), "{name} is expected nowhere");
    }
}
