//! What the clinic finds out when it follows up what an alarm or a patient said of a pharmacy.

use crate::{
    counter::{CITY, LATA, OMAR, asked, challenge, hand_over, lata, metformin, open_shops, typed},
    exception::{WHY, stands},
    people::ASHA,
};
use portal::{
    Principal, Refusal, audit,
    counter::Dispenser,
    domain::{
        audit::Event,
        id::{EventId, VerificationId},
        pharmacy::Scope,
    },
    history,
    pharmacy::{
        look_up::{self, By},
        token,
    },
    prescriptions,
};
use std::time::Duration;
use testkit::{TestPortal, on_both};
use uuid::Uuid;

/// The newest line of a kind in somebody's history.
async fn line(it: &TestPortal, who: &Principal, event: Event) -> EventId {
    let wanted = audit::history::Wanted::default();
    let page = history::page(&it.portal, who, &[], &wanted).await.unwrap();
    page.lines.iter().find(|it| it.line.event == event).unwrap().line.id
}

/// Those who stand there are called as they sign in.
fn named(login: &str) -> String {
    format!("{login} ({login})")
}

on_both! {
    async fn from_what_a_patient_denies_to_who_handed_it_over_and_why(it: TestPortal) {
        open_shops(&it).await;
        let (asha, id, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let asked = asked(&it, &lata, &number).await;
        stands(&it, &lata, asked, OMAR).await.unwrap();
        hand_over(&it, &lata, asked, 30).await.unwrap();
        prescriptions::deny(&it.portal, &asha, id, asked).await.unwrap();
        let waiting = audit::reports(&it.portal).await.unwrap();
        let shown = audit::show(&it.portal, waiting[0].event).await.unwrap();
        assert_eq!(shown.look_up, Some(asked));
        let followed = look_up::show(&it.portal, asked).await.unwrap();
        assert_eq!(followed.pharmacy, CITY);
        let By::Staff(Some(first)) = &followed.by else { panic!("it was Lata") };
        assert_eq!(first.to_string(), named(LATA.login));
        assert_eq!(followed.second.unwrap().to_string(), named(OMAR.login));
        assert_eq!(followed.reason.as_deref(), Some(WHY));
        assert_eq!(followed.patient.as_deref(), Some(ASHA.number));
        assert!(followed.moments.dispensed_at.is_some() && followed.denied_at.is_some());
        assert_eq!(it.events(Event::LookUpShown).await, 1, "the patient sees that it was read");
        let none = VerificationId(Uuid::nil());
        refused!(look_up::show(&it.portal, none).await.map(drop), Refusal::NotFound);
    }

    async fn who_stood_at_the_counter_is_for_the_clinic_alone(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let id = asked(&it, &lata, &number).await;
        let line = line(&it, &asha, Event::PrescriptionLookedUp).await;
        let shown = audit::show(&it.portal, line).await.unwrap();
        assert_eq!(shown.counter.as_deref(), Some(CITY));
        assert_eq!(shown.staff, Some(named(LATA.login)));
        assert_eq!(shown.look_up, Some(id));
        audit::seal(&it.portal).await.unwrap();
        let receipt = audit::receipt(&it.portal, &asha, line).await.unwrap().unwrap();
        let content = receipt.content.unwrap();
        let counter = lata.caller.counter.unwrap();
        let account = counter.staff.unwrap().to_string();
        for hidden in [LATA.login, &account, &lata.caller.session.to_string()] {
            assert!(!content.text().contains(hidden), "{}", content.text());
        }
    }

    async fn a_system_is_known_by_its_token(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let day = Duration::from_hours(24);
        let made = token::add(&it.portal, CITY, "till", &Scope::ALL, day).await.unwrap();
        let caller = crate::people::browser(41);
        let (till, _): (Dispenser, _) =
            token::dispenser(&it.portal, caller, &made.secret).await.unwrap();
        let id = asked(&it, &till, &number).await;
        let line = line(&it, &asha, Event::PrescriptionLookedUp).await;
        let shown = audit::show(&it.portal, line).await.unwrap();
        assert_eq!(shown.staff, Some(format!("token {}", made.id)));
        let followed = look_up::show(&it.portal, id).await.unwrap();
        assert!(matches!(followed.by, By::System(token) if token == made.id));
    }

    async fn what_is_not_even_judged_does_not_fill_a_patients_history(it: TestPortal) {
        open_shops(&it).await;
        let (asha, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let id = asked(&it, &lata, &number).await;
        let wrong = it.wrong_code_of(challenge(&it, &lata, id).await);
        for _ in 0..8 {
            typed(&it, &lata, id, &wrong).await.unwrap_err();
        }
        let wanted = audit::history::Wanted::default();
        let page = history::page(&it.portal, &asha, &[], &wanted).await.unwrap();
        let failed = page.lines.iter().filter(|it| it.line.event == Event::CodeFailed);
        assert_eq!(failed.count(), 3);
    }
}
