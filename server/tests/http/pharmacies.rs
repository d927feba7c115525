//! What the clinic does for pharmacies, by the command line.

use crate::{
    people::ASHA,
    process::{Place, Said, ends},
    shop::{METFORMIN, NOBODYS},
};
use portal::{
    Principal,
    counter::{self, Dispenser},
    domain::{id::StaffId, identifier::Identifier, pharmacy::Role},
    import::{self, Mode},
    pharmacy::{self, staff},
    prescriptions, profile,
};
use serde_json::json;
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};

const CITY: [&str; 2] = ["--pharmacy", "City Pharmacy"];

fn opened() -> Place {
    let place = Place::none();
    ends(&place.run(&["pharmacy", "add", "City Pharmacy"], &[]), 0, &["Added."]);
    place
}

/// Adds somebody, with these fields beside their login.
fn add(place: &Place, login: &str, rest: &[(&str, &str)]) -> Said {
    let mut sheet = json!({ "login": login, "name": "Lata Krishnan", "phone": "+91 555 010 0061" });
    for (field, value) in rest {
        sheet[*field] = (*value).into();
    }
    let words = ["staff", "add", "--role", "pharmacist", CITY[0], CITY[1], "--file", "-"];
    place.run_with(&sheet.to_string(), &words, &[])
}

#[test]
fn a_pharmacy_is_added_listed_counted_and_taken_away() {
    let place = opened();
    ends(&place.run(&["pharmacy", "add", " city  pharmacy"], &[]), 1, &["of this name"]);
    ends(&place.run(&["pharmacy", "add", ""], &[]), 1, &["at most 60"]);
    ends(&place.run(&["pharmacy", "list"], &[]), 0, &["1 pharmacies", "City Pharmacy"]);
    let report = ["pharmacy", "report", "--since"];
    ends(&place.run(&[&report[..], &["2026-01-01"]].concat(), &[]), 0, &["No pharmacy"]);
    ends(&place.run(&[&report[..], &["monday"]].concat(), &[]), 1, &["--since", "2026-11-01"]);
    let none = ["pharmacy", "look-up", "0195a000-0000-7000-8000-000000000001"];
    ends(&place.run(&none, &[]), 1, &["no such look-up"]);
    ends(&place.run(&["pharmacy", "end", "City Pharmacy"], &[]), 0, &["Nobody signs in"]);
    for gone in [&["pharmacy", "end", "City Pharmacy"][..], &["pharmacy", "end", "Hill"]] {
        ends(&place.run(gone, &[]), 1, &["no such pharmacy"]);
    }
    ends(&place.run(&["pharmacy", "list"], &[]), 0, &["City Pharmacy, taken away on "]);
    ends(&add(&place, "lata", &[]), 1, &["no such pharmacy"]);
}

/// Lata, behind the counter of a portal that is opened beside the command.
async fn lata(wiring: &Wiring) -> Dispenser {
    let account = staff::account_of(&wiring.portal, "lata").await.unwrap();
    let city = pharmacy::list(&wiring.portal).await.unwrap().swap_remove(0);
    let lata = (StaffId(account.0), Role::Pharmacist);
    Dispenser::staff(lata, city.id, testkit::caller(1, "192.0.2.7"))
}

#[tokio::test]
async fn what_each_pharmacy_did_is_counted_in_a_report() {
    let place = opened();
    ends(&add(&place, "lata", &[("password", "four quiet rivers")]), 0, &["Added."]);
    let (home, nature) = (Home::at(place.home()), Nature::of_the_machine());
    let wiring = Wiring::open(&home, Config::default(), &nature).await.unwrap();
    let resources = [
        testkit::patient(&ASHA),
        testkit::prescription(("m1", 1, "active"), &ASHA, None, &METFORMIN),
    ];
    import::bundle(&wiring.portal, &testkit::bundle(&resources), Mode::AllOrNothing).await.unwrap();
    let (portal, lata) = (&wiring.portal, lata(&wiring).await);
    counter::ask(portal, &lata, NOBODYS, None).await.unwrap();
    let number = Identifier::number(ASHA.number).unwrap();
    let patient = profile::find(portal, &number).await.unwrap()[0];
    let asha = Principal { patient, caller: testkit::caller(2, "192.0.2.1") };
    let of = prescriptions::list(portal, &asha).await.unwrap()[0].id;
    let number = prescriptions::number(portal, &asha, of).await.unwrap().to_string();
    let look_up = counter::ask(portal, &lata, &number, None).await.unwrap();
    prescriptions::asked::refuse(portal, &asha, look_up).await.unwrap();
    let said = place.run(&["pharmacy", "report", "--since", "2026-01-01"], &[]);
    let lines: Vec<&str> = said.out.lines().map(str::trim).collect();
    let expected = [
        "City Pharmacy",
        "2  looked up",
        "1  by numbers that nobody has",
        "0  let in",
        "0  of these without a code",
        "0  handed over",
        "0  undone",
        "1  refused by the patient",
    ];
    assert_eq!(lines, expected, "{}", said.err);
    let tomorrow = place.run(&["pharmacy", "report", "--since", "2100-01-01"], &[]);
    ends(&tomorrow, 0, &["No pharmacy looked anything up since then."]);
}

#[test]
fn somebody_is_added_and_nothing_of_them_is_a_word_of_a_command() {
    let place = opened();
    let added = add(&place, "Lata", &[("password", "four quiet rivers")]);
    ends(&added, 0, &["Added.", "/pharmacy/sign-in"]);
    let said = format!("{}{}", added.out, added.err);
    for private in ["Krishnan", "555", "rivers"] {
        assert!(!said.contains(private), "{said}");
    }
    let made = add(&place, "omar", &[("name", "Omar Khan")]);
    ends(&made, 0, &["Their password, shown this once: "]);
    ends(&add(&place, "lata", &[]), 1, &["somebody has this login"]);
    ends(&add(&place, "l", &[]), 1, &["a login has"]);
    ends(&add(&place, "zoya", &[("name", " ")]), 1, &["a name is needed"]);
    ends(&add(&place, "zoya", &[("phone", "12")]), 1, &["phone: give a number"]);
    ends(&add(&place, "zoya", &[("password", "lata krishnan")]), 1, &["password"]);
    ends(&add(&place, "zoya", &[("pharmacy", "Hill")]), 1, &["--file: it has \"login\""]);
    let listed = place.run(&["staff", "list"], &[]);
    ends(&listed, 0, &["2 people", "lata", "Lata Krishnan, pharmacist at City Pharmacy", "omar"]);
    assert!(!listed.out.contains("zoya"), "{}", listed.out);
    let words = ["staff", "add", "--role", "pharmacist", CITY[0], CITY[1]];
    ends(&place.run(&words, &[]), 1, &["--file"]);
    ends(&place.run(&[&words[..], &["--password", "x"]].concat(), &[]), 2, &["--password"]);
    ends(&place.run(&["staff", "add", "--role", "doctor", CITY[0], CITY[1]], &[]), 2, &["doctor"]);
}

#[test]
fn somebodys_password_is_set_their_codes_unlocked_and_their_time_ended() {
    let place = opened();
    ends(&add(&place, "lata", &[("password", "four quiet rivers")]), 0, &["Added."]);
    let set = ["staff", "password", "lata"];
    ends(&place.run_with("short\n", &set, &[]), 1, &["at least 10"]);
    ends(&place.run_with("Lata Krishnan\n", &set, &[]), 1, &["own name"]);
    let new = place.run_with("five calm mountains\n", &set, &[]);
    ends(&new, 0, &["The new password is set."]);
    assert!(!format!("{}{}", new.out, new.err).contains("mountains"));
    let made = place.run(&["staff", "password", "--make", "LATA"], &[]);
    ends(&made, 0, &["The new password, shown this once: "]);
    ends(&place.run(&["staff", "unlock", "lata"], &[]), 0, &["no longer count"]);
    ends(&place.run(&["staff", "end", "lata"], &[]), 0, &["sign in no more"]);
    for act in ["unlock", "end", "password"] {
        let gone = place.run_with("five calm mountains\n", &["staff", act, "lata"], &[]);
        ends(&gone, 1, &["nobody signs in with this login"]);
    }
    ends(&place.run(&["staff", "list"], &[]), 0, &["left on "]);
}

#[test]
fn a_token_is_shown_once_and_revoked() {
    let place = opened();
    let add = ["token", "add", CITY[0], CITY[1], "--scope", "verify dispense", "--days"];
    let made = place.run(&[&add[..], &["90"]].concat(), &[]);
    ends(&made, 0, &["admits for 90 days"]);
    let secret = made.out.lines().last().unwrap();
    let id = made.out.split(' ').next().unwrap();
    assert!(secret.starts_with("medseal_") && secret.len() > 40, "{}", made.out);
    let listed = place.run(&["token", "list"], &[]);
    ends(&listed, 0, &["1 token(s)", id, "City Pharmacy, system: verify dispense, until "]);
    assert!(!listed.out.contains("medseal_"), "{}", listed.out);
    for days in ["0", "367", "many"] {
        ends(&place.run(&[&add[..], &[days]].concat(), &[]), 2, &["--days"]);
    }
    let other = ["token", "add", "--pharmacy", "Hill", "--scope", "verify", "--days", "1"];
    ends(&place.run(&other, &[]), 1, &["no such pharmacy"]);
    let all = ["token", "add", CITY[0], CITY[1], "--scope", "everything", "--days", "1"];
    ends(&place.run(&all, &[]), 2, &["verify, dispense"]);
    ends(&place.run(&["token", "revoke", id], &[]), 0, &["Revoked."]);
    ends(&place.run(&["token", "revoke", id], &[]), 1, &["no such token"]);
    ends(&place.run(&["token", "revoke", "mine"], &[]), 2, &["mine"]);
    ends(&place.run(&["token", "list"], &[]), 0, &["revoked on "]);
}

#[test]
fn doctor_speaks_of_pharmacies_only_where_something_is_wrong() {
    let place = Place::none();
    let silent = |place: &Place| {
        let said = place.run(&["doctor"], &[]);
        assert!(!said.out.contains("pharmacies"), "{}", said.out);
    };
    silent(&place);
    ends(&place.run(&["pharmacy", "list"], &[]), 0, &["0 pharmacies"]);
    silent(&place);
    ends(&place.run(&["pharmacy", "add", "City Pharmacy"], &[]), 0, &["Added."]);
    let said = place.run(&["doctor"], &[]).out;
    assert!(said.contains("WARN pharmacies nobody signs in at City Pharmacy"), "{said}");
    ends(&add(&place, "lata", &[]), 0, &["Added."]);
    silent(&place);
    let token = ["token", "add", CITY[0], CITY[1], "--scope", "verify", "--days"];
    ends(&place.run(&[&token[..], &["90"]].concat(), &[]), 0, &[]);
    silent(&place);
    let made = place.run(&[&token[..], &["13"]].concat(), &[]);
    let id = made.out.split(' ').next().unwrap();
    let said = place.run(&["doctor"], &[]).out;
    assert!(said.contains(&format!("the token {id} of City Pharmacy soon ends")), "{said}");
    ends(&place.run(&["token", "revoke", id], &[]), 0, &[]);
    silent(&place);
}
