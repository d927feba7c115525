//! The same of what staff do, and of what is handed over at a counter: while the log takes no line it is not done.

use crate::{
    counter::{lata, let_in, metformin, open_shops, seen, tablets},
    noting::told,
    people::{ASHA, OTHER_PASSWORD, PASSWORD},
};
use portal::{
    account, audit,
    counter::{self, Handed},
    domain::{
        birth::BirthDate, challenge::Channel, password::Password, person::Person, phone::Phone,
    },
    enrol, notice,
    pharmacy::look_up,
};
use testkit::on_both;

on_both! {
    async fn what_staff_do_at_the_desk(it: TestPortal) {
        let node = &it.portal;
        let born = BirthDate::parse_iso("1948-02-29", it.now()).unwrap();
        let person = Person {
            name: "Leela Nair".to_owned(),
            given: "Leela".to_owned(),
            number: Some("MED-1099".to_owned()),
            phones: vec![Phone::parse("+919000000099", "91").unwrap()],
            emails: vec![],
            birth_date: None,
            language: None,
        };
        told(&it, &["patient-added"], async || enrol::add(node, person.clone(), &born).await)
            .await;
        let leela = it.patient("MED-1099").await;
        told(&it, &["notice-accepted"], async || notice::accepted_on_paper(node, leela).await)
            .await;
        let asha = it.enrol(&ASHA, PASSWORD).await;
        told(&it, &["wrong-tries-forgiven"], async || account::forgive(node, asha).await).await;
        let by = Some(Channel::Voice);
        told(&it, &["codes-by-set"], async || account::set_codes_by(node, asha, by).await).await;
        let other = Password::parse(OTHER_PASSWORD, &[]).unwrap();
        told(&it, &["password-changed"], async || account::set_password(node, asha, &other).await)
            .await;
        audit::seal(node).await.unwrap();
        told(&it, &["log-restored"], async || audit::restored(node).await).await;
    }

    async fn what_is_handed_over(it: TestPortal) {
        open_shops(&it).await;
        let (_, _, number) = metformin(&it).await;
        let lata = lata(&it).await;
        let asked = let_in(&it, &lata, &number).await;
        let node = &it.portal;
        told(&it, &["look-up-shown"], async || look_up::show(node, asked).await).await;
        let seen = seen(&it, &lata, asked).await;
        let wanted = seen.iter().take(1).map(|it| tablets(it, 30)).collect();
        let handed = Handed { wanted, collector: None };
        Box::pin(told(&it, &["dispensed"], async || {
            counter::dispense(node, &lata, asked, &handed, None).await
        }))
        .await;
    }
}
