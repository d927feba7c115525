//! Whose requests are counted: the address behind trusted proxies, and behind no others.

use crate::{browser::Browser, clinic::Clinic, people::PASSWORD};
use axum::{
    body::Body,
    http::{HeaderValue, Method, header},
};
use server::config::Config;

const LIMITED: &str = "We have sent many codes already";

/// One request for a code: who hands it on, what they say of where it comes from, and whether the limit is reached.
type Try = (&'static str, &'static [&'static str], bool);

async fn clinic() -> Clinic {
    let mut config = Config::default();
    config.limits.address_unverified_hour = 2;
    config.server.trusted_proxies =
        vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
    Clinic::configured(config).await
}

/// Asks for a code for somebody nobody has asked for before, so that only the address counts.
async fn is_limited(browser: &mut Browser, (peer, forwarded, _): Try, turn: usize) -> bool {
    browser.peer = peer.parse().unwrap();
    let form = format!("identifier=none-{turn}&password={}", PASSWORD.replace(' ', "+"));
    let mut request = browser.request(Method::POST, "/sign-in", Body::from(form));
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    for hop in forwarded {
        request.headers_mut().append("x-forwarded-for", HeaderValue::from_str(hop).unwrap());
    }
    let answer = browser.exchange(request).await;
    match answer.location() {
        "/sign-in/code" => false,
        "/sign-in" => browser.get("/sign-in").await.body.contains(LIMITED),
        other => panic!("{} {other}", answer.status),
    }
}

const STORIES: &[(&str, &[Try])] = &[
    (
        "a stranger's word is not taken",
        &[
            ("203.0.113.9", &["198.51.100.1"], false),
            ("203.0.113.9", &["198.51.100.2"], false),
            ("203.0.113.9", &["198.51.100.3"], true),
            ("203.0.113.10", &[], false),
        ],
    ),
    (
        "a proxy's word is taken",
        &[
            ("10.0.0.1", &["198.51.100.1"], false),
            ("10.0.0.1", &["198.51.100.1"], false),
            ("10.0.0.2", &["198.51.100.1"], true),
            ("10.0.0.1", &["198.51.100.2"], false),
            ("198.51.100.1", &[], true),
        ],
    ),
    (
        "what the browser itself put before the proxy's word is not taken",
        &[
            ("10.0.0.1", &["6.6.6.6, 198.51.100.1"], false),
            ("10.0.0.1", &["6.6.6.7, 198.51.100.1"], false),
            ("10.0.0.1", &["6.6.6.8, 198.51.100.1"], true),
            ("10.0.0.1", &["6.6.6.9", "198.51.100.1"], true),
        ],
    ),
    (
        "several proxies are looked through",
        &[
            ("10.0.0.1", &["198.51.100.1, 10.0.0.3, 10.0.0.2"], false),
            ("10.0.0.1", &["198.51.100.1", "10.0.0.2"], false),
            ("10.0.0.4", &["198.51.100.1"], true),
        ],
    ),
    (
        "what is no address ends the search",
        &[
            ("10.0.0.1", &["198.51.100.1, unknown"], false),
            ("10.0.0.1", &["198.51.100.2, <script>"], false),
            ("10.0.0.1", &["198.51.100.3, "], true),
        ],
    ),
    (
        "neighbours in an IPv6 network count as one",
        &[
            ("10.0.0.1", &["2001:db8:1:2::1"], false),
            ("10.0.0.1", &["2001:db8:1:2:ffff::2"], false),
            ("10.0.0.1", &["2001:db8:1:2::3"], true),
            ("10.0.0.1", &["2001:db8:1:3::3"], false),
        ],
    ),
    (
        "an IPv4 address is the same in IPv6's clothes",
        &[
            ("198.51.100.1", &[], false),
            ("::ffff:198.51.100.1", &[], false),
            ("::ffff:10.0.0.1", &["198.51.100.1"], true),
        ],
    ),
];

#[tokio::test]
async fn sends_are_counted_by_the_right_address() {
    for (story, tries) in STORIES {
        let clinic = clinic().await;
        for (turn, attempt) in tries.iter().enumerate() {
            let limited = is_limited(&mut clinic.browser(), *attempt, turn).await;
            assert_eq!(limited, attempt.2, "{story}: {attempt:?}");
        }
    }
}
