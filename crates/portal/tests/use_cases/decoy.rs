//! Decoys: an identifier that nobody has, and a password that is wrong, look like right ones.

use crate::people::{ASHA, NOBODY, PASSWORD, RAVI, answer, browser, minutes, seconds};
use portal::{
    Caller, Refusal,
    challenge::resend,
    domain::{Millis, audit::Event},
    sign_in,
};
use testkit::{TestPortal, on_both};

on_both! {
    async fn a_right_a_wrong_and_an_unknown_one_look_the_same(it: TestPortal) {
        it.enrol(&ASHA, PASSWORD).await;
        it.enrol(&RAVI, PASSWORD).await;
        let tried = [
            (ASHA.number, PASSWORD),
            (RAVI.number, "wrong password"),
            (RAVI.phone, "wrong password"),
            (NOBODY.number, PASSWORD),
            (NOBODY.phone, PASSWORD),
            ("nobody@example.in", PASSWORD),
        ];
        let mut seen = Vec::new();
        for (number, (identifier, password)) in (1..).zip(tried) {
            let walk = Walk { it: &it, browser: browser(number), identifier, password };
            seen.push((identifier, walk.all().await));
        }
        let (_, right) = seen.remove(0);
        for met in ["Guess { left: 0 }", "TooMany", "Paused, 839 s", "Limited, 3595 s"] {
            assert!(right.iter().any(|line| line == met), "{met}: {right:#?}");
        }
        for (identifier, walk) in &seen {
            assert_eq!(walk, &right, "{identifier}");
        }
        assert!(it.texts(ASHA.phone).await > 0);
        assert_eq!(it.texts(RAVI.phone).await, 0);
        assert_eq!(it.texts(NOBODY.phone).await, 0);
        assert_eq!(it.events(Event::SignedIn).await, 0);
    }

    async fn no_code_answers_a_decoy(it: TestPortal) {
        it.enrol(&RAVI, PASSWORD).await;
        let browser = browser(1);
        for (identifier, password) in [(NOBODY.number, PASSWORD), (RAVI.number, "wrong password")] {
            sign_in::begin(&it.portal, &browser, identifier, password).await.unwrap();
            let challenge = it.pending(&browser).await.id;
            let derived = it.code_of(challenge);
            let judged = answer(&it, &browser, challenge, &derived).await;
            assert_eq!(told(judged.map(drop), &it), "Guess { left: 4 }");
        }
    }
}

/// One browser's way through everything that can be seen without a code.
struct Walk<'a> {
    it: &'a TestPortal,
    browser: Caller,
    identifier: &'a str,
    password: &'a str,
}

impl Walk<'_> {
    async fn all(&self) -> Vec<String> {
        let mut seen = self.answers().await;
        self.it.pass(minutes(61));
        seen.extend(self.resends().await);
        self.it.pass(minutes(61));
        seen.extend(self.limits().await);
        self.it.pass(minutes(61));
        seen
    }

    async fn begin(&self) -> String {
        self.it.pass(seconds(1));
        let begun =
            sign_in::begin(&self.it.portal, &self.browser, self.identifier, self.password).await;
        self.it.deliver().await;
        told(begun, self.it)
    }

    async fn page(&self) -> String {
        let page = self.it.pending(&self.browser).await;
        let ends = self.it.now().until(page.expires_at);
        let resend = page.resend_at.map(|at| self.it.now().until(at));
        let reference = page.reference.to_string().len();
        format!("{ends:?} {resend:?} {} {reference}", page.live)
    }

    /// Three challenges, each ended by wrong tries; then a pause, and what comes after it.
    async fn answers(&self) -> Vec<String> {
        let mut seen = Vec::new();
        for _ in 0..3 {
            seen.extend([self.begin().await, self.page().await]);
            let challenge = self.it.pending(&self.browser).await.id;
            let wrong = self.it.wrong_code_of(challenge);
            let guesses = [&wrong, "", "12", &wrong, &wrong, &wrong, &wrong, &wrong];
            for typed in guesses {
                let judged = answer(self.it, &self.browser, challenge, typed).await;
                seen.push(told(judged.map(drop), self.it));
            }
            seen.push(self.page().await);
        }
        self.it.pass(minutes(1));
        seen.push(self.begin().await);
        self.it.pass(minutes(14));
        seen.extend([self.begin().await, self.page().await]);
        seen
    }

    async fn resends(&self) -> Vec<String> {
        let mut seen = vec![self.begin().await];
        let challenge = self.it.pending(&self.browser).await.id;
        for wait in [0, 29, 1, 30, 30] {
            self.it.pass(seconds(wait));
            let sent = resend(&self.it.portal, &self.browser, challenge).await;
            seen.extend([told(sent, self.it), self.page().await]);
        }
        seen
    }

    async fn limits(&self) -> Vec<String> {
        let mut seen = Vec::new();
        for _ in 0..6 {
            seen.extend([self.begin().await, self.page().await]);
        }
        self.it.pass(minutes(60));
        seen.extend([self.begin().await, self.page().await]);
        seen
    }
}

/// What a refusal tells, its moment as seconds from now.
fn told(result: Result<(), Refusal>, it: &TestPortal) -> String {
    let within = |what: &str, at: Millis| format!("{what}, {} s", it.now().until(at).as_secs());
    match result {
        Ok(()) => "done".to_owned(),
        Err(Refusal::Paused(until)) => within("Paused", until),
        Err(Refusal::Limited(until)) => within("Limited", until),
        Err(Refusal::TooSoon(until)) => within("TooSoon", until),
        Err(Refusal::Wrong(wrong)) => format!("{wrong:?}"),
        Err(other) => format!("{other:?}"),
    }
}
