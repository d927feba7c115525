//! `kill -9` in the middle of signing in.

use crate::{
    browser::Browser,
    process::{Medseal, Place},
    serving::{challenge, sign_in},
};
use futures::{StreamExt, stream::FuturesUnordered};
use portal::domain::audit::Event;
use store::Db;

/// The form that answers a challenge.
type Form = [(&'static str, String); 2];

/// The answer over and over, from copies of one browser; where each led, but for those that nobody answered.
fn answers(
    browser: &Browser,
    form: &Form,
) -> FuturesUnordered<tokio::task::JoinHandle<Option<String>>> {
    let post = |_| {
        let (browser, form) = (browser.clone(), form.clone());
        tokio::spawn(async move {
            let fields = form.each_ref().map(|(name, value)| (*name, value.as_str()));
            Some(browser.clone().try_post("/sign-in/code", &fields).await?.location().to_owned())
        })
    };
    (0..6).map(post).collect()
}

/// Answers, and kills the process when so many of them have been answered; how many got in.
async fn killed_after(
    answered: usize,
    mut medseal: Medseal,
    browser: &Browser,
    form: &Form,
) -> usize {
    let mut waiting = answers(browser, form);
    let mut led = Vec::new();
    for _ in 0..answered {
        led.push(waiting.next().await);
    }
    medseal.kill();
    medseal.end();
    while let Some(answer) = waiting.next().await {
        led.push(Some(answer));
    }
    led.into_iter().flatten().filter(|to| to.as_ref().unwrap().as_deref() == Some("/home")).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_code_is_accepted_twice_and_nobody_is_locked_out() {
    let place = Place::with_a_patient().await;
    let mut medseal = place.serve(&[]).await;
    for round in 0..4 {
        let mut browser = medseal.browser();
        let (challenge, code) = challenge(&medseal, &mut browser).await;
        let form = [("challenge", challenge), ("code", code)];
        let before = signed_in(&place).await;
        let mut got_in = killed_after(round, medseal, &browser, &form).await;

        medseal = place.serve(&[]).await;
        for _ in 0..2 {
            let mut again = browser.moved(medseal.address);
            let fields = form.each_ref().map(|(name, value)| (*name, value.as_str()));
            let answer = again.post("/sign-in/code", &fields).await;
            got_in += usize::from(answer.location() == "/home");
        }
        let noted = signed_in(&place).await - before;
        assert!(got_in <= 1, "round {round}: {got_in} got in with one code");
        assert!(noted <= 1, "round {round}: one code signed in {noted} times");
        sign_in(&medseal, &mut medseal.browser()).await;
    }
}

/// How often somebody signed in, by the log.
async fn signed_in(place: &Place) -> u64 {
    let url = format!("sqlite:{}?mode=ro", place.home().join("medseal.db").display());
    let db = Db::open(&url).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let count = store::audit::count(&mut tx, Event::SignedIn).await.unwrap();
    drop(tx);
    db.close().await;
    count
}
