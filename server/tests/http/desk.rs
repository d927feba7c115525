//! What staff do at the desk, by the command line.

use crate::{
    people::{ASHA, PASSWORD},
    process::{Place, Said},
};
use portal::{
    devices,
    domain::{challenge::Channel, device::Look, identifier::Identifier},
    pharmacy::staff,
    profile, sign_in,
};
use server::{
    config::Config,
    home::Home,
    wiring::{Nature, Wiring},
};

/// Holds that a command failed, said nothing more, and why.
#[track_caller]
fn fails(said: &Said, part: &str) {
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert!(said.err.contains(part), "no {part:?} in {}", said.err);
}

#[tokio::test]
async fn a_new_password_is_read_or_made_and_obeys_the_rules() {
    let place = Place::with_a_patient().await;
    let set = ["patient", "password", ASHA.number];
    let cases = [
        ("", "at least 10 characters"),
        ("short\n", "at least 10 characters"),
        ("password123\n", "many people choose this password"),
        ("9000000001\n", "not one's own name or number"),
        ("Asha Verma\n", "not one's own name or number"),
    ];
    for (typed, part) in cases {
        fails(&place.run_with(typed, &set, &[]), part);
    }
    for number in ["SJ-9999", "+919000000001", "?"] {
        let said = place.run_with("five calm mountains\n", &["patient", "password", number], &[]);
        fails(&said, "no patient has this number");
    }
    let said = place.run_with("five calm mountains\r\n", &set, &[]);
    assert_eq!((said.code, said.out.as_str()), (0, "The new password is set.\n"), "{}", said.err);
    assert!(!said.err.contains("mountains"), "{}", said.err);

    let made = place.run(&["patient", "password", "--make", "sj4711"], &[]);
    let password = made.out.trim_end().rsplit(' ').next().unwrap();
    assert_eq!(password.len(), 29, "{}", made.out);
    assert!(!made.err.contains(password), "{}", made.err);
    let (home, nature) = (Home::at(place.home()), Nature::of_the_machine());
    let wiring = Wiring::open(&home, Config::default(), &nature).await.unwrap();
    let sandbox = wiring.sandbox.as_ref().unwrap();
    for (password, texts) in [(PASSWORD, 0), ("five calm mountains", 0), (password, 1)] {
        let browser = testkit::caller(1, "192.0.2.1");
        sign_in::begin(&wiring.portal, &browser, ASHA.number, password).await.unwrap();
        wiring.courier.tick(Channel::Sms).await.unwrap();
        // Other texts tell that a password was set.
        let codes = sandbox.messages(None).iter().filter(|it| it.text.contains("Ref ")).count();
        assert_eq!(codes, texts, "{password}");
    }
}

#[tokio::test]
async fn wrong_codes_no_longer_count_when_staff_say_so() {
    let place = Place::with_a_patient().await;
    let said = place.run(&["patient", "unlock", ASHA.number], &[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(said.out, "Their wrong tries no longer count; codes are sent again.\n");
    fails(&place.run(&["patient", "unlock", "SJ-9999"], &[]), "no patient has this number");
}

#[tokio::test]
async fn a_patient_is_called_or_texted_as_they_want() {
    let place = Place::with_a_patient().await;
    let cases =
        [("voice", "They are called"), ("sms", "They get texts"), ("default", "as everybody")];
    for (by, says) in cases {
        let said = place.run(&["patient", "codes-by", ASHA.number, by], &[]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains(says), "{}", said.out);
    }
    fails(
        &place.run(&["patient", "codes-by", "SJ-9999", "sms"], &[]),
        "no patient has this number",
    );
    assert_eq!(place.run(&["patient", "codes-by", ASHA.number, "pigeon"], &[]).code, 2);
}

/// The ids of Asha's phone, whose cookie holds `a`, and of something that does not say what it is.
async fn two_devices(wiring: &Wiring) -> [String; 2] {
    let number = Identifier::number(ASHA.number).unwrap();
    let asha = profile::find(&wiring.portal, &number).await.unwrap()[0];
    let agent = "Mozilla/5.0 (Linux; Android 10; K) Chrome/126.0 Mobile Safari/537.36";
    let mut ids = Vec::new();
    for (cookie, agent) in [("a", agent), ("b", "")] {
        let look = Look::of_agent(agent, None);
        let id = devices::recognise(&wiring.portal, asha, cookie, &look).await.unwrap();
        ids.push(id.to_string());
    }
    ids.try_into().unwrap()
}

#[tokio::test]
async fn a_lost_device_is_listed_and_wiped() {
    let place = Place::with_a_patient().await;
    let of = ["--patient", ASHA.number];
    let list = [&["device", "list"], &of[..]].concat();
    let said = place.run(&list, &[]);
    assert_eq!((said.code, said.out.as_str()), (0, "They never signed in with anything.\n"));
    let (home, nature) = (Home::at(place.home()), Nature::of_the_machine());
    let wiring = Wiring::open(&home, Config::default(), &nature).await.unwrap();
    let ids = two_devices(&wiring).await;
    let said = place.run(&list, &[]);
    assert!(
        said.out.contains(&format!("{}  Chrome on Android, last used", ids[0])),
        "{}",
        said.out
    );
    assert!(said.out.contains(&format!("{}  a browser, last used", ids[1])), "{}", said.out);
    let wipe = [&["device", "wipe"], &of[..]].concat();
    assert_eq!(place.run(&wipe, &[]).code, 2, "one or all, said aloud");
    let both = [&wipe[..], &["--all", "--device", &ids[0]]].concat();
    assert_eq!(place.run(&both, &[]).code, 2);
    let strange = [&wipe[..], &["--device", "0195a000-0000-7000-8000-000000000001"]].concat();
    assert_eq!(place.run(&strange, &[]).code, 1);
    let said = place.run(&[&wipe[..], &["--device", &ids[0]]].concat(), &[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("1 more will be told"), "{}", said.out);
    let said = place.run(&list, &[]);
    assert_eq!(said.out.matches("not yet seen").count(), 1, "{}", said.out);
    let caller = testkit::caller(1, "192.0.2.1");
    assert!(devices::deliver(&wiring.portal, &caller, "a").await.unwrap().is_some());
    let said = place.run(&[&wipe[..], &["--all"]].concat(), &[]);
    assert!(said.out.contains("1 more will be told"), "{}", said.out);
    let said = place.run(&list, &[]);
    assert!(said.out.contains("delivered") && said.out.contains("not yet seen"), "{}", said.out);
    for word in ["Asha", "Verma", "9000000001"] {
        assert!(!said.out.contains(word), "{}", said.out);
    }
}

#[tokio::test]
async fn a_pharmacists_device_is_listed_and_wiped_by_their_login() {
    let place = Place::none();
    let city = ["pharmacy", "add", "City Pharmacy"];
    assert_eq!(place.run(&city, &[]).code, 0);
    let sheet = r#"{"login": "lata", "name": "Lata Krishnan", "phone": "+91 555 010 0061"}"#;
    let add = ["staff", "add", "--role", "pharmacist", "--pharmacy", "City Pharmacy", "--file"];
    assert_eq!(place.run_with(sheet, &[&add[..], &["-"]].concat(), &[]).code, 0);
    let (list, wipe) = (["device", "list", "--staff"], ["device", "wipe", "--all", "--staff"]);
    let said = place.run(&[&list[..], &["Lata"]].concat(), &[]);
    assert_eq!((said.code, said.out.as_str()), (0, "They never signed in with anything.\n"));
    let (home, nature) = (Home::at(place.home()), Nature::of_the_machine());
    let wiring = Wiring::open(&home, Config::default(), &nature).await.unwrap();
    let account = staff::account_of(&wiring.portal, "lata").await.unwrap();
    let look = Look::of_agent("", None);
    let id = devices::recognise(&wiring.portal, account, "a", &look).await.unwrap();
    let said = place.run(&[&list[..], &["lata"]].concat(), &[]);
    assert!(said.out.starts_with(&format!("{id}  a browser, last used")), "{}", said.out);
    let said = place.run(&[&wipe[..], &["lata"]].concat(), &[]);
    assert!(said.out.contains("1 more will be told"), "{}", said.out);
    let caller = testkit::caller(1, "192.0.2.1");
    assert!(devices::deliver(&wiring.portal, &caller, "a").await.unwrap().is_some());
    for login in ["omar", "?", ASHA.number] {
        for words in [&list[..], &wipe] {
            fails(&place.run(&[words, &[login]].concat(), &[]), "nobody signs in with this login");
        }
    }
    let both = [&list[..], &["lata", "--patient", ASHA.number]].concat();
    assert_eq!(place.run(&both, &[]).code, 2, "one of the two");
    assert_eq!(place.run(&["device", "list"], &[]).code, 2);
}
