use super::*;

const ON_WINDOWS: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";

/// What browsers say, without what they all say.
const AGENTS: [(&str, Browser, System); 17] = [
    ("(Linux; Android 10; K) Chrome/126.0 Mobile Safari/537.36", Browser::Chrome, System::Android),
    (
        "(Linux; Android 10; K) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
        Browser::Samsung,
        System::Android,
    ),
    (
        "(Linux; Android 10; K) Chrome/126.0 Mobile Safari/537.36 EdgA/126.0",
        Browser::Edge,
        System::Android,
    ),
    (
        "(Linux; Android 10; K) Chrome/100.0 Mobile Safari/537.36 OPR/69.3",
        Browser::Opera,
        System::Android,
    ),
    (
        "(Linux; U; Android 9) Version/4.0 Chrome/78.0 UCBrowser/13.4 Safari/537.36",
        Browser::Uc,
        System::Android,
    ),
    (
        "(Linux; U; Android 12) Chrome/112.0 Safari/537.36 XiaoMi/MiuiBrowser/14.9",
        Browser::Mi,
        System::Android,
    ),
    ("(Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", Browser::Firefox, System::Android),
    ("(Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36", Browser::Chrome, System::Windows),
    (
        "(Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0",
        Browser::Edge,
        System::Windows,
    ),
    ("(X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", Browser::Firefox, System::Linux),
    ("(X11; CrOS x86_64 14541.0.0) Chrome/126.0 Safari/537.36", Browser::Chrome, System::ChromeOs),
    (
        "(Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
        Browser::Firefox,
        System::KaiOs,
    ),
    (
        "(iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1",
        Browser::Safari,
        System::IPhone,
    ),
    (
        "(iPhone; CPU iPhone OS 17_5) CriOS/126.0 Mobile/15E148 Safari/604.1",
        Browser::Chrome,
        System::IPhone,
    ),
    (
        "(iPad; CPU OS 12_5) FxiOS/127.0 Mobile/15E148 Safari/605.1.15",
        Browser::Firefox,
        System::IPad,
    ),
    (
        "(Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15",
        Browser::Safari,
        System::Mac,
    ),
    (
        "Opera/9.80 (Android; Opera Mini/36.2/191.244; U; en) Presto/2.12",
        Browser::Opera,
        System::Android,
    ),
];

fn told(agent: &str) -> (Browser, System) {
    let look = Look::of_agent(agent, None);
    (look.browser, look.system)
}

#[test]
fn browsers_and_systems_are_told_apart() {
    for (agent, browser, system) in AGENTS {
        assert_eq!(told(agent), (browser, system), "{agent}");
    }
}

#[test]
fn whoever_says_nothing_of_use_is_a_browser() {
    let long = format!("{}{ON_WINDOWS} Chrome/1", "x".repeat(LONGEST));
    let far = "न".repeat(LONGEST);
    for agent in ["", "curl/8.5.0", "<script>alert(1)</script>", "\u{202e}", &long, &far] {
        assert_eq!(told(agent), (Browser::Unknown, System::Unknown), "{agent}");
    }
    assert_eq!(Browser::Unknown.name(), None);
    assert_eq!(System::Unknown.name(), None);
}

#[test]
fn what_is_kept_is_words_and_never_what_was_said() {
    let agent = "Mozilla/5.0 (Linux; Android 10; K) Chrome/126.0.6478.71 Mobile Safari/537.36";
    let look = Look::of_agent(agent, Some("Jaipur, India".into()));
    let kept = serde_json::to_string(&look).unwrap();
    assert_eq!(kept, r#"{"browser":"chrome","system":"android","place":"Jaipur, India"}"#);
    assert_eq!(serde_json::from_str::<Look>(&kept).unwrap(), look);
    let newer = r#"{"browser":"next-browser","system":"linux"}"#;
    let read = serde_json::from_str::<Look>(newer).unwrap();
    assert_eq!((read.browser, read.system), (Browser::Unknown, System::Linux));
}

#[test]
fn a_wipe_is_unasked_asked_or_delivered() {
    let (asked_at, delivered_at) = (Millis(5), Millis(9));
    let cases = [
        (None, None, Wipe::Unasked),
        (None, Some(delivered_at), Wipe::Unasked),
        (Some(asked_at), None, Wipe::Asked(asked_at)),
        (Some(asked_at), Some(delivered_at), Wipe::Delivered { asked_at, delivered_at }),
    ];
    for (asked, delivered, wipe) in cases {
        assert_eq!(Wipe::of(asked, delivered), wipe);
    }
}
