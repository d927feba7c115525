//! A pharmacist and a patient, each at a browser of their own, over one prescription.

use crate::{
    browser::Browser,
    clinic::Clinic,
    people::ASHA,
    prescribed::{link, page},
    shop::{CITY, LATA, ZOYA, answer, at_counter, hand_over, let_in, look_up, metformin, open},
};
use axum::http::StatusCode;
use portal::{
    domain::{audit::Event, day::Day},
    pharmacy::staff,
};
use std::time::Duration;

const OK: StatusCode = StatusCode::OK;
/// A medicine that is on no page, as a form names it.
const NO_MEDICINE: &str = "0195a000-0000-7000-8000-000000000001 1";

/// Lata has looked Asha's metformin up, and Asha is signed in: their browsers, the counter's page, and Asha's page of it.
async fn waiting(clinic: &Clinic) -> (Browser, Browser, String, String) {
    let number = metformin(clinic).await;
    let mut lata = at_counter(clinic, &LATA).await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let counter = look_up(&mut lata, &number).await;
    let asked = link(&asha.get("/home").await, "/prescriptions/asked/").expect("a pharmacy");
    (lata, asha, counter, asked)
}

/// A pharmacy and a patient who came so far: asked, looked at, or said yes.
struct Stage {
    lata: Browser,
    asha: Browser,
    counter: String,
    asked: String,
    /// What the patient was shown.
    shown: String,
    /// The first medicine that the counter shows, as its form names it.
    medicine: String,
}

impl Stage {
    async fn reached(clinic: &Clinic, stage: usize) -> Self {
        let (mut lata, mut asha, counter, asked) = waiting(clinic).await;
        if stage > 0 {
            answer(clinic, &mut asha, &asked, &ASHA).await.redirects_to(&asked);
        }
        let shown = seen(&mut asha, &asked).await;
        if stage > 1 {
            agree(&mut asha, &asked, &shown).await;
            asha.get(&asked).await.says("may hand them over until");
        }
        let page = lata.get(&counter).await;
        let medicine = page.body.contains("medicine-0").then(|| page.field("medicine-0"));
        assert_eq!(medicine.is_some(), stage > 1);
        let medicine = medicine.unwrap_or_else(|| NO_MEDICINE.to_owned());
        Self { lata, asha, counter, asked, shown, medicine }
    }

    /// What the counter's form sends.
    fn fields(&self) -> [(&str, &str); 2] {
        [("medicine-0", &self.medicine), ("amount-0", "30")]
    }
}

/// What the patient's page shows, as its yes carries it; nothing while it shows nothing.
async fn seen(asha: &mut Browser, asked: &str) -> String {
    let page = asha.get(asked).await;
    if page.body.contains("name=\"seen\"") { page.field("seen") } else { String::new() }
}

/// Says yes to what was seen.
async fn agree(asha: &mut Browser, asked: &str, seen: &str) {
    asha.post(&format!("{asked}/yes"), &[("seen", seen)]).await.redirects_to(asked);
}

#[tokio::test]
async fn a_yes_on_the_patients_phone_opens_the_counters_page() {
    let clinic = open().await;
    let (mut lata, mut asha, counter, asked) = waiting(&clinic).await;
    let progress = format!("{counter}/code/progress");
    // A form that comes before its time is no fault of anybody's: the page says how it is.
    let early = [("medicine-0", NO_MEDICINE), ("amount-0", "30")];
    lata.post(&format!("{counter}/dispense"), &early).await.redirects_to(&counter);
    lata.get(&counter).await.says("Ask the patient for the code").hides("<title>Error");
    answer(&clinic, &mut asha, &asked, &ASHA).await.redirects_to(&asked);
    // The pharmacist learns that the patient looks, and still sees no medicine.
    lata.get(&progress).await.says("\"state\":\"moved\"");
    let looked = lata.get(&counter).await;
    looked.is_page(OK).says("The patient is looking at it").says("http-equiv=\"refresh\"");
    looked.hides("Metformin").hides(ASHA.name).hides("name=\"code\"");
    lata.get(&format!("{progress}?looked-at")).await.says("has still to say yes or no");
    lata.get(&format!("{counter}/without-code")).await.redirects_to(&counter);
    let seen = seen(&mut asha, &asked).await;
    agree(&mut asha, &asked, &seen).await;
    lata.get(&format!("{progress}?looked-at")).await.says("\"state\":\"moved\"");
    lata.get(&counter).await.is_page(OK).says("Metformin").says(ASHA.name);
    lata.get(&format!("{progress}?open")).await.says("\"state\":\"delivered\"");
    hand_over(&mut lata, &counter, &[("amount-0", "30")]).await.redirects_to(&counter);
    let over = asha.get(&asked).await;
    over.says("wrote down that it handed your medicines over").says("1 medicine ·");
    assert_eq!(clinic.events(Event::Dispensed).await, 1);
}

#[tokio::test]
async fn a_no_on_the_patients_phone_closes_it_at_every_stage() {
    for stage in 0..3 {
        let clinic = open().await;
        let mut at = Stage::reached(&clinic, stage).await;
        let (counter, asked) = (at.counter.clone(), at.asked.clone());
        at.asha.post(&format!("{asked}/no"), &[]).await.redirects_to(&asked);
        at.asha.get(&asked).await.says("You said no.").hides("/yes\"");
        // Whatever the counter's page shows, it hears that this is no longer so.
        for shows in ["", "?looked-at", "?open"] {
            let progress = format!("{counter}/code/progress{shows}");
            at.lata.get(&progress).await.says("\"state\":\"moved\"");
        }
        let closed = at.lata.get(&counter).await;
        closed.is_page(OK).says("The patient said no").hides("Metformin").hides("name=\"code\"");
        let dispense = format!("{counter}/dispense");
        at.lata.clone().post(&dispense, &at.fields()).await.redirects_to(&counter);
        agree(&mut at.asha, &asked, &at.shown).await;
        at.lata.get(&counter).await.says("The patient said no");
        assert_eq!(clinic.events(Event::Dispensed).await, 0, "{stage}");
    }
}

#[tokio::test]
async fn what_the_patient_looks_at_closes_by_itself_or_by_hand_and_is_not_gone_back_to() {
    let clinic = open().await;
    let (_, mut asha, _, asked) = waiting(&clinic).await;
    let page = asha.get(&asked).await;
    page.says(CITY).says("<title>A pharmacy asks for your answer").hides("class=\"clock");
    answer(&clinic, &mut asha, &asked, &ASHA).await.redirects_to(&asked);
    let looked = asha.get(&asked).await;
    looked.says("Metformin").says("class=\"clock").says("Open until");
    looked.says(&format!("content=\"301;url={asked}?over\""));
    let (mut by_hand, mut by_time) = (asha.clone(), asha.clone());
    let seal = looked.body.split("action=\"").find(|it| it.contains("/seal\"")).expect("a seal");
    let seal = seal.split('"').next().unwrap().to_owned();
    let before = asha.session();
    by_hand.post(&seal, &[]).await;
    assert_ne!(by_hand.session(), before);
    by_hand.get(&asked).await.hides("Metformin").says("The time to look has passed");
    by_time.cookies.clone_from(&by_hand.cookies);
    clinic.pass(Duration::from_mins(5));
    by_time.get(&format!("{asked}?over")).await.hides("Metformin").says("asks for your answer");
}

#[tokio::test]
async fn a_yes_and_a_no_renew_the_cookie() {
    for act in ["yes", "no"] {
        let clinic = open().await;
        let (_, mut asha, _, asked) = waiting(&clinic).await;
        answer(&clinic, &mut asha, &asked, &ASHA).await.redirects_to(&asked);
        let shown = seen(&mut asha, &asked).await;
        let before = asha.session();
        asha.post(&format!("{asked}/{act}"), &[("seen", &shown)]).await.redirects_to(&asked);
        assert_ne!(asha.session(), before, "{act}");
        asha.get(&asked).await.is_page(OK).hides("Metformin");
    }
}

#[tokio::test]
async fn the_counter_asks_who_collects_where_somebody_was_named() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let mut asha = clinic.signed_in(&ASHA).await;
    let address = page(&mut asha).await;
    let (code, who) = ("/prescriptions/send/code", "/prescriptions/send/who");
    asha.post("/prescriptions/send/ask", &[]).await.redirects_to(code);
    answer(&clinic, &mut asha, code, &ASHA).await.redirects_to(who);
    let rules = clinic.wiring.portal.rules();
    let today = Day::at(clinic.wiring.portal.now(), &rules.zone).unwrap().to_string();
    let id = address.rsplit('/').next().unwrap();
    let fields = [("prescription", id), ("name", "Ravi Nair"), ("day", today.as_str())];
    asha.post(who, &fields).await.redirects_to("/prescriptions/send");
    let mut lata = at_counter(&clinic, &LATA).await;
    let counter = let_in(&clinic, &mut lata, &number).await;
    lata.get(&counter).await.says("Who collects?").says("value=\"Ravi Nair\"").says(ASHA.name);
    let stranger = [("amount-0", "5"), ("collector", "Zoya Khan")];
    hand_over(&mut lata, &counter, &stranger).await.redirects_to(&counter);
    lata.get(&counter).await.is_page(OK).says("<title>Error: ").says("Who collects?");
    assert_eq!(clinic.events(Event::Dispensed).await, 0);
    let ravi = [("amount-0", "5"), ("collector", "Ravi Nair")];
    hand_over(&mut lata, &counter, &ravi).await.redirects_to(&counter);
    lata.get(&counter).await.says("This is written down.");
    asha.get(&address).await.says("Ravi Nair");
}

#[tokio::test]
async fn who_works_there_no_more_gets_no_further_at_any_stage() {
    for stage in 0..3 {
        let clinic = open().await;
        let mut at = Stage::reached(&clinic, stage).await;
        let (counter, asked) = (at.counter.clone(), at.asked.clone());
        staff::end(&clinic.wiring.portal, LATA.number).await.unwrap();
        let (dispense, code) = (format!("{counter}/dispense"), format!("{counter}/code"));
        at.lata.clone().post(&dispense, &at.fields()).await.redirects_to("/pharmacy/sign-in");
        let typed = [("challenge", crate::addresses::NOTHING), ("code", "123456")];
        at.lata.clone().post(&code, &typed).await.redirects_to("/pharmacy/sign-in");
        at.lata.clone().get(&format!("{code}/progress")).await.says("\"state\":\"over\"");
        at.lata.get(&counter).await.redirects_to("/pharmacy/sign-in");
        // Nor does the patient's yes let anybody in any more.
        agree(&mut at.asha, &asked, &at.shown).await;
        at.asha.get(&asked).await.hides("may hand them over until");
        assert_eq!(clinic.events(Event::Dispensed).await, 0, "{stage}");
    }
}

#[tokio::test]
async fn each_comes_back_to_a_page_of_their_own() {
    let clinic = open().await;
    for (sought, who, lands) in [
        ("/labs", &LATA, "/pharmacy"),
        ("/pharmacy", &ASHA, "/home"),
        ("/labs", &ASHA, "/labs"),
        ("/pharmacy/0195a000-0000-7000-8000-000000000001", &ASHA, "/home"),
    ] {
        let mut browser = clinic.browser();
        browser.get(sought).await;
        let came = if who.number == LATA.number {
            crate::shop::sign_in(&clinic, &mut browser, who).await
        } else {
            clinic.sign_in(&mut browser, who).await
        };
        came.redirects_to(lands);
    }
}

#[tokio::test]
async fn another_pharmacy_looks_the_same_number_up_and_each_sees_its_own() {
    let clinic = open().await;
    let number = metformin(&clinic).await;
    let (mut lata, mut zoya) = (at_counter(&clinic, &LATA).await, at_counter(&clinic, &ZOYA).await);
    let first = let_in(&clinic, &mut lata, &number).await;
    clinic.pass(Duration::from_secs(30));
    let second = let_in(&clinic, &mut zoya, &number).await;
    let medicine = zoya.get(&second).await.field("medicine-0");
    hand_over(&mut lata, &first, &[("amount-0", "30")]).await.redirects_to(&first);
    // What the other sees has changed meanwhile, and nothing is left for now.
    let mut asha = clinic.signed_in(&ASHA).await;
    let address = page(&mut asha).await;
    asha.get("/home").await.hides("may hand over");
    let slower = second.replace("/pharmacy/", "/prescriptions/asked/");
    asha.get(&slower).await.says("Nothing on this prescription can be handed over now.");
    let fields = [("medicine-0", medicine.as_str()), ("amount-0", "30")];
    zoya.post(&format!("{second}/dispense"), &fields).await.redirects_to(&second);
    zoya.get(&second).await.says("This prescription has changed just now.").hides("Metformin");
    assert_eq!(clinic.events(Event::Dispensed).await, 1);
    asha.get(&address).await.says(CITY).says("2 of 3 times left");
    let history = asha.get("/history").await;
    history.says("Who: City Pharmacy").says("Who: Lake Pharmacy");
}
