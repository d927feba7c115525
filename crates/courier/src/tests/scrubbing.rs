//! The sandbox's operator lets registered texts pass alone.

use super::desk::Desk;
use crate::{Carrier, Outgoing, Sending, sandbox::SCRUBBED, template::Text};
use domain::{Language, challenge::Channel, id::MessageId};
use store::testing::fresh_sqlite;

const TEXT: &str = "123456 is your Medseal code to sign in. Ref 7K. It works for about a minute. \
                    Never share it. The clinic will never ask for it.";

fn registered(desk: &Desk) -> Outgoing {
    Outgoing {
        id: MessageId::fresh(desk.now(), &*desk.chance),
        channel: Channel::Sms,
        to: desk.phone.clone(),
        language: Language::En,
        entity: "medseal-sandbox".to_owned(),
        header: "MEDSEL".to_owned(),
        template: "sign-in-en-sms".to_owned(),
        values: Vec::new(),
        text: Text::of(TEXT),
    }
}

#[tokio::test]
async fn a_text_that_is_not_registered_reaches_no_phone() {
    let desk = Desk::on(fresh_sqlite().await).await;
    let faults: [fn(&mut Outgoing); 6] = [
        |message| message.text = Text::of(&TEXT.replace("sign in", "win a prize")),
        |message| message.text = Text::of(&format!("{TEXT} http://a.example")),
        |message| message.text = Text::of(""),
        |message| message.header = "MEDSEA".to_owned(),
        |message| message.entity = "another".to_owned(),
        |message| message.template = "open-report-en-sms".to_owned(),
    ];
    let (sandbox, mut inbox) = desk.sandbox();
    for (at, fault) in faults.into_iter().enumerate() {
        let mut message = registered(&desk);
        fault(&mut message);
        assert_eq!(sandbox.send(message).await, Sending::Never(SCRUBBED), "fault {at}");
    }
    assert!(sandbox.messages(None).is_empty());
    assert!(inbox.take().is_empty());

    let message = registered(&desk);
    let accepted = Sending::Accepted(format!("sandbox-{}", message.id));
    assert_eq!(sandbox.send(message.clone()).await, accepted);
    assert_eq!(sandbox.send(message).await, accepted, "the same once more");
    assert_eq!(sandbox.messages(None).len(), 1);
    assert_eq!(sandbox.messages(None)[0].at, "2026-01-01T00:00:00.000Z");
}
