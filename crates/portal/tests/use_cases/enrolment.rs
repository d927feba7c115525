//! Patients that staff add at the desk.

use portal::{
    domain::{Language, birth::BirthDate, person::Person, phone::Phone},
    enrol::{self, NotAdded},
};
use testkit::{TestPortal, on_both};

fn asha(phone: &str) -> Person {
    Person {
        name: "Asha Verma".to_owned(),
        given: "Asha".to_owned(),
        number: None,
        phones: vec![Phone::parse(phone, "91").unwrap()],
        emails: vec!["asha@example.in".to_owned()],
        birth_date: None,
        language: Some(Language::Hi),
    }
}

async fn add(it: &TestPortal, person: Person, born: &str) -> Result<String, NotAdded> {
    let born = BirthDate::parse_iso(born, it.now()).unwrap();
    enrol::add(&it.portal, person, &born).await
}

const PHONE: &str = "+915550100042";
const BORN: &str = "1948-02-29";

on_both! {
    async fn a_patient_is_found_by_all_that_was_said_of_them(it: TestPortal) {
        let (number, noted) = it.noted(add(&it, asha(PHONE), BORN)).await;
        let number = number.unwrap();
        assert_eq!(noted, ["patient-added"]);
        assert!(number.len() == 9 && number.starts_with("P-"), "{number}");
        let patient = it.patient(&number).await;
        assert_eq!(patient, it.patient(PHONE).await);
        assert_eq!(patient, it.patient("asha@example.in").await);
        let person = portal::profile::person(&it.portal, patient).await.unwrap();
        assert_eq!(person.birth_date.as_deref(), Some(BORN));
        assert_eq!((person.number, person.language), (Some(number), Some(Language::Hi)));
    }

    async fn nobody_is_added_twice(it: TestPortal) {
        let numbered = |number: &str| Person { number: Some(number.to_owned()), ..asha(PHONE) };
        assert_eq!(add(&it, numbered("SJ-2001"), BORN).await.unwrap(), "SJ-2001");
        let (again, noted) = it.noted(add(&it, numbered(" sj 2001 "), "1950-01-01")).await;
        refused!(again, NotAdded::NumberTaken);
        assert!(noted.is_empty());
        let spelled = Person { name: " asha  VERMA ".to_owned(), ..asha(PHONE) };
        refused!(add(&it, spelled, BORN).await, NotAdded::Known);
        refused!(add(&it, numbered("///"), BORN).await, NotAdded::NotANumber);
        // A namesake on the same phone, and the same name on another phone, are other people.
        add(&it, asha(PHONE), "1990-01-01").await.unwrap();
        add(&it, asha("+915550100043"), BORN).await.unwrap();
    }

    async fn somebody_whom_no_code_can_reach_is_not_added(it: TestPortal) {
        refused!(add(&it, asha("+12025550123"), BORN).await, NotAdded::NotServed);
        let mut both = asha("+12025550123");
        both.phones.extend(asha(PHONE).phones);
        add(&it, both, BORN).await.unwrap();
    }
}
