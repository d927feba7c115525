//! `medseal audit reports`, `show` and `looked-at`, and who of the staff ran a command.

use crate::{
    people::ASHA,
    process::{Place, ends},
};
use portal::domain::{audit::Event, id::EventId};
use store::{Db, leaf};

/// The newest event of a kind.
async fn newest(place: &Place, event: Event) -> EventId {
    ends(&place.run(&["audit", "checkpoint"], &[]), 0, &[]);
    let db = open(place).await;
    let mut tx = db.read().await.unwrap();
    let all = leaf::standing(&mut tx, None, 99).await.unwrap();
    let all = all.into_iter().filter(|row| row.kind == event.name());
    all.max_by_key(|row| (row.at, row.id)).expect("such an event").id
}

async fn open(place: &Place) -> Db {
    Db::open(&format!("sqlite:{}", place.home().join("medseal.db").display())).await.unwrap()
}

#[tokio::test]
async fn staff_list_show_and_tick_off_what_patients_reported() {
    let place = Place::with_a_patient().await;
    ends(&place.run(&["audit", "reports"], &[]), 0, &["Nothing waits"]);
    let event = newest(&place, Event::NoticeAccepted).await;
    let db = open(&place).await;
    let mut tx = db.begin().await.unwrap();
    let row = store::audit::get(&mut tx, event).await.unwrap().unwrap();
    let patient = row.patient.unwrap();
    store::line_report::insert(&mut tx, event, patient, row.at).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;

    let name = event.to_string();
    let listed = place.run(&["audit", "reports"], &[]);
    ends(&listed, 0, &[&name, ASHA.number]);
    assert!(!listed.out.contains(ASHA.name), "{}", listed.out);
    ends(&place.run(&["audit", "show", &name], &[]), 0, &["notice-accepted", ASHA.number]);
    let done = place.run(&["audit", "looked-at", &name], &[("SUDO_USER", "kavita")]);
    ends(&done, 0, &["Noted"]);
    ends(&place.run(&["audit", "looked-at", &name], &[]), 1, &["looked at already"]);
    ends(&place.run(&["audit", "reports"], &[]), 0, &["Nothing waits"]);
    let looked = newest(&place, Event::ReportLookedAt).await.to_string();
    let said = place.run(&["audit", "show", &looked], &[]);
    ends(&said, 0, &["the clinic: kavita", &format!("about    {name}")]);
}

#[tokio::test]
async fn a_line_that_is_not_there_is_told() {
    let place = Place::with_a_patient().await;
    let none = "0195a000-0000-7000-8000-000000000001";
    ends(&place.run(&["audit", "show", none], &[]), 1, &["no line has this name"]);
    ends(&place.run(&["audit", "looked-at", none], &[]), 1, &["nobody reported"]);
    ends(&place.run(&["audit", "show", "x"], &[]), 2, &["x"]);
}

#[tokio::test]
async fn whoever_runs_a_command_is_noted() {
    let place = Place::with_a_patient().await;
    let unlock = ["patient", "unlock", ASHA.number];
    for (variables, name) in [
        (&[("SUDO_USER", "kavita"), ("USER", "root")][..], "the clinic: kavita"),
        (&[("SUDO_USER", ""), ("USER", "deepa")], "the clinic: deepa"),
    ] {
        ends(&place.run(&unlock, variables), 0, &[]);
        let event = newest(&place, Event::WrongTriesForgiven).await.to_string();
        ends(&place.run(&["audit", "show", &event], &[]), 0, &[name]);
    }
}
