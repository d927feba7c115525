//! What a patient takes away is checked by a program that shares nothing with the portal but the standards.

use crate::{
    ledger::{act, with_events, with_heads},
    people::{RAVI, browser},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use portal::{
    Principal, Refusal,
    audit::{
        self,
        history::{self, PAGE, Wanted, Which},
    },
    domain::{
        Millis,
        audit::{Event, Group},
        id::EventId,
    },
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use testkit::{TestPortal, bundle, on_both, patient};

fn hash(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|it| char::from(b"0123456789abcdef"[usize::from(it)]))
        .collect()
}

/// A file `.tlog-proof` and the key as `medseal audit key` prints it; gives the leaf and what it says.
fn checked(file: &str, key: &str) -> Option<(String, Option<String>)> {
    let (proof, note) = file.split_once("\n\n")?;
    let mut lines = proof.lines();
    (lines.next()? == "c2sp.org/tlog-proof@v1").then_some(())?;
    let extra = STANDARD.decode(lines.next()?.strip_prefix("extra ")?).ok()?;
    let extra: Value = serde_json::from_slice(&extra).ok()?;
    let index: u64 = lines.next()?.strip_prefix("index ")?.parse().ok()?;
    let path = lines.map(|line| STANDARD.decode(line).ok()?.try_into().ok());
    let path: Vec<[u8; 32]> = path.collect::<Option<_>>()?;
    let leaf = extra["leaf"].as_str()?;
    let (size, root) = signed(note, key)?;
    (index < size && reached(leaf, index, size, &path)? == root).then_some(())?;
    let Some(content) = extra["content"].as_str() else { return Some((leaf.to_owned(), None)) };
    let salt = STANDARD.decode(extra["salt"].as_str()?).ok()?;
    let digest = hex(&hash(&[b"medseal audit content v1\0", &salt, content.as_bytes()]));
    leaf.contains(&format!("\ncontent {digest}\n")).then_some(())?;
    Some((leaf.to_owned(), Some(content.to_owned())))
}

/// The size and the root of a checkpoint that this key signed.
fn signed(note: &str, key: &str) -> Option<(u64, String)> {
    let (name, rest) = key.split_once('+')?;
    let (id, public) = rest.split_once('+')?;
    let public = STANDARD.decode(public).ok()?;
    let own = hash(&[name.as_bytes(), b"\n", &public]);
    (hex(&own[..4]) == id && public[0] == 1).then_some(())?;
    let (body, signatures) = note.split_at(note.find("\n\n")? + 1);
    let line = signatures.lines().find(|line| line.starts_with("\u{2014} "))?;
    let signature = STANDARD.decode(line.strip_prefix(&format!("\u{2014} {name} "))?).ok()?;
    (signature[..4] == own[..4]).then_some(())?;
    let signature = Signature::from_slice(&signature[4..]).ok()?;
    let public = VerifyingKey::from_bytes(public[1..].try_into().ok()?).ok()?;
    public.verify_strict(body.as_bytes(), &signature).ok()?;
    let head: Vec<&str> = body.lines().collect();
    (head[0] == name).then_some((head.get(1)?.parse().ok()?, (*head.get(2)?).to_owned()))
}

/// The root that a path leads to from a leaf: RFC 9162, section 2.1.3.2.
fn reached(leaf: &str, index: u64, size: u64, path: &[[u8; 32]]) -> Option<String> {
    let (mut at, mut last, mut root) = (index, size - 1, hash(&[&[0], leaf.as_bytes()]));
    for part in path {
        (last > 0).then_some(())?;
        if at % 2 == 1 || at == last {
            root = hash(&[&[1], part, &root]);
            while at % 2 == 0 && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            root = hash(&[&[1], &root, part]);
        }
        (at, last) = (at / 2, last / 2);
    }
    (last == 0).then(|| STANDARD.encode(root))
}

async fn file(it: &TestPortal, who: &Principal, id: EventId) -> String {
    audit::receipt(&it.portal, who, id).await.unwrap().unwrap().text()
}

on_both! {
    async fn a_stranger_can_check_a_receipt(it: TestPortal) {
        let who = with_heads(&it, 3).await;
        let key = audit::verifier(&it.portal).text();
        let lines = history::page(&it.portal, &who, &Wanted::default()).await.unwrap().lines;
        assert_eq!(lines.len(), 30);
        for line in &lines {
            let (leaf, content) = checked(&file(&it, &who, line.id).await, &key).unwrap();
            assert!(leaf.contains(&format!("\nid {}\n", line.id)), "{leaf}");
            assert!(leaf.contains(&format!("\nkind {}\n", line.event.name())));
            assert!(leaf.contains(&format!("\npatient {}\n", who.patient)));
            assert!(content.unwrap().contains("\"who\":\"clinic\""));
        }
        let good = file(&it, &who, lines[4].id).await;
        let other = file(&it, &who, lines[5].id).await;
        let line = |text: &str, n: usize| text.lines().nth(n).unwrap().to_owned();
        for n in 1..good.lines().count() {
            let mut wrong = line(&good, n);
            if wrong.len() > 8 {
                let letter = if &wrong[8..9] == "A" { "B" } else { "A" };
                wrong.replace_range(8..9, letter);
                assert_eq!(checked(&good.replace(&line(&good, n), &wrong), &key), None, "line {n}");
            }
        }
        assert_eq!(checked(&good.replace(&line(&good, 1), &line(&other, 1)), &key), None);
        assert_eq!(checked(&good.replace(&line(&good, 2), &line(&other, 2)), &key), None);
    }

    async fn a_receipt_of_one_head_holds_under_a_later_one(it: TestPortal) {
        let who = with_heads(&it, 1).await;
        let key = audit::verifier(&it.portal).text();
        let id = crate::ledger::at(&it, 3).await;
        let early = file(&it, &who, id).await;
        for _ in 0..300 {
            act(&it.portal, &who).await;
        }
        assert_eq!(file(&it, &who, id).await, early, "nothing was signed since");
        audit::seal(&it.portal).await.unwrap();
        let late = file(&it, &who, id).await;
        assert_ne!(early, late);
        assert_eq!(checked(&early, &key), checked(&late, &key));
    }

    async fn a_receipt_is_the_patients_own_and_of_what_was_sealed(it: TestPortal) {
        let who = with_events(&it, 2).await;
        let lines = history::page(&it.portal, &who, &Wanted::default()).await.unwrap().lines;
        let id = lines[0].id;
        assert!(audit::receipt(&it.portal, &who, id).await.unwrap().is_none(), "it waits");
        audit::seal(&it.portal).await.unwrap();
        assert!(audit::receipt(&it.portal, &who, id).await.unwrap().is_some());
        it.import(&bundle(&[patient(&RAVI)])).await;
        let ravi = Principal { patient: it.patient(RAVI.number).await, caller: browser(2) };
        refused!(audit::receipt(&it.portal, &ravi, id).await, Refusal::NotFound);
        let mine = history::page(&it.portal, &ravi, &Wanted::default()).await.unwrap().lines;
        assert_eq!(mine.iter().map(|line| line.event).collect::<Vec<_>>(), [Event::Imported]);
        it.db.meddle("UPDATE audit_event SET at = at + 1 WHERE position = 0").await;
        let changed = crate::ledger::at(&it, 0).await;
        refused!(audit::receipt(&it.portal, &who, changed).await, Refusal::Inner(_));
        let lines = history::page(&it.portal, &who, &Wanted::default()).await.unwrap().lines;
        let told: Vec<_> = lines.iter().filter(|line| !line.genuine).map(|line| line.id).collect();
        assert_eq!(told, [changed]);
    }

    async fn a_patients_events_come_in_pages_by_group_and_time(it: TestPortal) {
        let who = with_events(&it, 120).await;
        let mut wanted = Wanted::default();
        let mut seen = Vec::new();
        loop {
            let page = history::page(&it.portal, &who, &wanted).await.unwrap();
            assert!(page.lines.len() <= PAGE);
            seen.extend(page.lines);
            wanted.after = page.next;
            if page.next.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 120);
        assert!(seen.is_sorted_by(|a, b| (a.at, a.id) > (b.at, b.id)));
        let count = async |wanted: Wanted| {
            history::page(&it.portal, &who, &wanted).await.unwrap().lines.len()
        };
        let group = |group| Wanted { which: Which::Of(group), ..Wanted::default() };
        assert_eq!(count(group(Group::Clinic)).await, 1);
        assert_eq!(count(group(Group::Records)).await, 0);
        assert_eq!(count(group(Group::Account)).await, PAGE);
        let end = seen[10].at;
        let since = Wanted { since: Some(end), ..Wanted::default() };
        assert_eq!(count(since).await, 11);
        let between = Wanted { since: Some(seen[14].at), until: Some(end), ..Wanted::default() };
        assert_eq!(count(between).await, 4);
        assert_eq!(count(Wanted { until: Some(Millis(0)), ..Wanted::default() }).await, 0);
    }
}
