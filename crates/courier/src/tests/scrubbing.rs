//! The sandbox's operator lets registered texts pass alone.

use super::desk::Desk;
use crate::{
    Carrier, Fate, Outgoing, Sending, Why,
    sandbox::reason,
    template::{Said, Text},
};
use domain::{
    Language,
    challenge::Channel,
    id::{ChallengeId, MessageId},
};
use store::testing::fresh_sqlite;
use vault::Vault;

pub fn registered(desk: &Desk, channel: Channel) -> Outgoing {
    let language = Language::En;
    let template = desk.templates.find("sign-in", language, channel).unwrap();
    let code = desk.vault.current_pepper().1.code(ChallengeId::fresh(desk.now(), &*desk.chance));
    Outgoing {
        id: MessageId::fresh(desk.now(), &*desk.chance),
        channel,
        to: desk.phone.clone(),
        language,
        entity: template.entity().to_owned(),
        header: template.header().to_owned(),
        template: template.id().to_owned(),
        values: Vec::new(),
        text: template.render(&Said { code: &code, reference: "7K", words: None }).unwrap(),
    }
}

/// Makes a message one that was never registered.
type Fault = fn(&mut Outgoing);

fn words(message: &mut Outgoing, change: impl Fn(&str) -> String) {
    message.text = Text::of(&change(message.text.reveal()));
}

#[tokio::test]
async fn a_text_that_is_not_registered_is_taken_and_reaches_no_phone() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let faults: [(Fault, Why); 6] = [
        (|it| words(it, |text| text.replace("sign in", "win a prize")), reason::SCRUBBED),
        (|it| words(it, |text| format!("{text} http://a.example")), reason::SCRUBBED),
        (|it| words(it, |_| String::new()), reason::SCRUBBED),
        (|it| it.header = "MEDSEA".to_owned(), reason::HEADER),
        (|it| it.entity = "another".to_owned(), reason::ENTITY),
        (|it| it.template = "never-seen".to_owned(), reason::NO_TEMPLATE),
    ];
    let (sandbox, mut inbox) = desk.sandbox();
    for (at, (fault, why)) in faults.into_iter().enumerate() {
        let mut message = registered(&desk, Channel::Sms);
        fault(&mut message);
        let sending = sandbox.send(message.clone()).await;
        assert!(matches!(sending, Sending::Accepted(_)), "fault {at}: {sending:?}");
        let fates: Vec<Fate> = inbox.take().into_iter().map(|receipt| receipt.fate).collect();
        assert_eq!(fates, [Fate::Failed(why)], "fault {at}");
        let dropped = &sandbox.dropped()[0];
        assert_eq!((dropped.id, dropped.why, dropped.code), (message.id, why.says, why.code));
    }
    assert!(sandbox.messages(None).is_empty());

    let message = registered(&desk, Channel::Sms);
    let accepted = Sending::Accepted(format!("sandbox-{}", message.id));
    assert_eq!(sandbox.send(message.clone()).await, accepted);
    assert_eq!(sandbox.send(message).await, accepted, "the same once more");
    assert_eq!(sandbox.messages(None).len(), 1);
    assert_eq!(sandbox.messages(None)[0].at, "2026-01-01T00:00:00.000Z");
    assert_eq!(inbox.take().len(), 2, "and its receipt once more");
}
