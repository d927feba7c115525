//! A yes on one's own phone: to what was shown, and to nothing that came in between.

use crate::{
    counter::{
        ASPIRIN, METFORMIN, MORPHINE, asked, lata, number, open_shops, prescribed, seen, state,
    },
    people::ASHA,
};
use portal::{
    Principal, Refusal,
    counter::Dispenser,
    domain::{
        audit::Event,
        id::{PrescriptionId, VerificationId},
        pharmacy::State,
    },
    history::{self, By, Wanted},
    prescriptions::{self, Seen},
};
use testkit::{Medicine, TestPortal, bundle, on_both, prescription};

/// Asha looks at a prescription of two medicines on her own phone, for which a pharmacy waits; gives what she is shown.
async fn looked(it: &TestPortal) -> (Principal, Dispenser, PrescriptionId, VerificationId, Seen) {
    open_shops(it).await;
    let group = Some("paper");
    let requests = [
        prescription(("a", 1, "active"), &ASHA, group, &METFORMIN),
        prescription(("b", 1, "active"), &ASHA, group, &ASPIRIN),
    ];
    let (asha, ids) = prescribed(it, &ASHA, &requests).await;
    let lata = lata(it).await;
    let look_up = asked(it, &lata, &number(it, &asha, ids[0]).await).await;
    let pending = prescriptions::asked::pending(&it.portal, &asha, look_up).await.unwrap().unwrap();
    let code = it.code_of(pending.id);
    prescriptions::asked::answer(&it.portal, &asha, look_up, pending.id, &code).await.unwrap();
    let seen = shown(it, &asha, look_up).await;
    (asha, lata, ids[0], look_up, seen)
}

async fn shown(it: &TestPortal, who: &Principal, id: VerificationId) -> Seen {
    Seen::of(&prescriptions::asked::shown(&it.portal, who, id).await.unwrap().1)
}

async fn names(it: &TestPortal, who: &Dispenser, id: VerificationId) -> Vec<String> {
    let seen = seen(it, who, id).await;
    let mut names: Vec<_> = seen.into_iter().map(|it| it.prescription.medicine).collect();
    names.sort();
    names
}

on_both! {
    async fn what_was_changed_since_it_was_shown_is_looked_at_again(it: TestPortal) {
        let (asha, lata, _, look_up, before) = looked(&it).await;
        let more = Medicine { tablets: 60, ..METFORMIN };
        it.import(&bundle(&[prescription(("a", 2, "active"), &ASHA, Some("paper"), &more)])).await;
        let allowed = prescriptions::asked::allow(&it.portal, &asha, look_up, &before).await;
        refused!(allowed, Refusal::PrescriptionChanged);
        assert_eq!(state(&it, &lata, look_up).await, State::LookedAt);
        assert!(names(&it, &lata, look_up).await.is_empty());
        let after = shown(&it, &asha, look_up).await;
        assert_ne!(before, after);
        prescriptions::asked::allow(&it.portal, &asha, look_up, &after).await.unwrap();
        assert_eq!(names(&it, &lata, look_up).await, [ASPIRIN.name, METFORMIN.name]);
    }

    async fn what_came_in_between_stays_sealed(it: TestPortal) {
        let (asha, lata, id, look_up, seen) = looked(&it).await;
        let third = prescription(("c", 1, "active"), &ASHA, Some("paper"), &MORPHINE);
        it.import(&bundle(&[third])).await;
        let parts = prescriptions::one(&it.portal, &asha, id).await.unwrap().parts.len();
        assert_eq!(parts, 3);
        prescriptions::asked::allow(&it.portal, &asha, look_up, &seen).await.unwrap();
        assert_eq!(names(&it, &lata, look_up).await, [ASPIRIN.name, METFORMIN.name]);
    }

    async fn a_yes_is_to_medicines_of_this_prescription_and_to_one_at_least(it: TestPortal) {
        let (asha, lata, _, look_up, seen) = looked(&it).await;
        let alone = prescription(("z", 1, "active"), &ASHA, None, &MORPHINE);
        it.import(&bundle(&[alone])).await;
        let all = prescriptions::list(&it.portal, &asha).await.unwrap();
        let other = all.iter().find(|line| line.parts.len() == 1).unwrap().id;
        prescriptions::ask(&it.portal, &asha, other).await.unwrap();
        let pending = prescriptions::pending(&it.portal, &asha, other).await.unwrap().unwrap();
        let code = it.code_of(pending.id);
        prescriptions::answer(&it.portal, &asha, other, pending.id, &code).await.unwrap();
        let opened = prescriptions::read(&it.portal, &asha, other).await.unwrap();
        let both = format!("{seen} {}", Seen::of(&opened.medicines));
        for wrong in [Seen::default(), Seen::of(&opened.medicines), Seen::parse(&both).unwrap()] {
            let allowed = prescriptions::asked::allow(&it.portal, &asha, look_up, &wrong).await;
            refused!(allowed, Refusal::Sealed);
        }
        assert_eq!(state(&it, &lata, look_up).await, State::LookedAt);
        let first = seen.to_string().split(' ').next().and_then(Seen::parse).unwrap();
        prescriptions::asked::allow(&it.portal, &asha, look_up, &first).await.unwrap();
        assert_eq!(names(&it, &lata, look_up).await.len(), 1, "a yes to one is a yes to one");
    }

    async fn a_wrong_code_of_ones_own_is_ones_own_in_the_history(it: TestPortal) {
        open_shops(&it).await;
        let request = prescription(("a", 1, "active"), &ASHA, None, &METFORMIN);
        let (asha, ids) = prescribed(&it, &ASHA, &[request]).await;
        let lata = lata(&it).await;
        let look_up = asked(&it, &lata, &number(&it, &asha, ids[0]).await).await;
        let pending = prescriptions::asked::pending(&it.portal, &asha, look_up).await.unwrap().unwrap();
        let wrong = it.wrong_code_of(pending.id);
        let typed = prescriptions::asked::answer(&it.portal, &asha, look_up, pending.id, &wrong).await;
        refused!(typed, Refusal::Wrong(_));
        let page = history::page(&it.portal, &asha, &[], &Wanted::default()).await.unwrap();
        let line = page.lines.iter().find(|it| it.line.event == Event::CodeFailed).unwrap();
        assert_eq!(line.by, By::Here);
    }
}
