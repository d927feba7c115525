//! A text with the line by which browsers fill in its code passes the operator, and ends with that line.

use super::desk::Desk;
use crate::Templates;
use domain::challenge::Channel;
use std::sync::Arc;
use store::testing::fresh_sqlite;

/// The templates of a portal that registered the line for signing in.
fn registered(text: &str) -> Templates {
    let from = "variables = [\"code\", \"reference\"]\ntext = \"{#var#} is your Medseal code to sign in. Ref {#var#}. It works for about a minute. Never share it. The clinic will never ask for it.\"";
    assert!(Templates::BUILT_IN.contains(from));
    let to = format!(
        "webotp = \"portal.example\"\nvariables = [\"code\", \"reference\", \"code\"]\ntext = \"\"\"\n{text}\"\"\""
    );
    Templates::from_text(&Templates::BUILT_IN.replacen(from, &to, 1), &[]).unwrap()
}

#[tokio::test]
async fn the_last_line_reaches_the_phone_with_the_code() {
    let text = "{#numeric#} is your Medseal code to sign in. Ref {#alphanumeric#}. Never share it.\n\
                @portal.example #{#numeric#}";
    let mut desk = Desk::on(fresh_sqlite().await).await;
    desk.templates = Arc::new(registered(text));
    let (sandbox, inbox) = desk.sandbox();
    let courier = desk.courier_of(vec![sandbox.clone()], inbox);
    let (challenge, _) = desk.open().await;
    assert_eq!(courier.tick(Channel::Sms).await.unwrap(), 1);

    let messages = sandbox.messages(Some(&desk.phone));
    let [message] = messages.as_slice() else { panic!("{} messages", messages.len()) };
    let digits = desk.digits(challenge.id);
    let (words, last) = message.text.rsplit_once('\n').unwrap();
    assert_eq!(last, format!("@portal.example #{digits}"));
    assert!(words.starts_with(&format!("{digits} is your Medseal code to sign in.")), "{words}");
}
