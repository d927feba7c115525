use super::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const EN: &[&str] = &files!("en");
const HI: &[&str] = &files!("hi");

/// The variables of every message, by its key.
fn variables(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in files.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            assert!(messages.insert(name.to_owned(), BTreeSet::new()).is_none(), "{name} twice");
            name.clone_into(&mut key);
        }
        let names = line
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>());
        messages.entry(key.clone()).or_default().extend(names);
    }
    messages.remove("");
    messages
}

/// What stands in the files of a folder, but for tests.
fn files_of(folder: &Path) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| match path.is_dir() {
        true => files_of(&path),
        false if path.to_string_lossy().ends_with("_tests.rs") => Vec::new(),
        false => vec![fs::read_to_string(&path).unwrap()],
    };
    paths.flat_map(read).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .filter(|path| !path.to_string_lossy().ends_with("_tests.rs"))
        .collect()
}

/// Every text in the sources that stands where a key stands.
fn keys_in_sources(known: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let beginnings: BTreeSet<&str> =
        known.keys().filter_map(|key| key.split_once('-')).map(|(first, _)| first).collect();
    let is_likely = |text: &&str| {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        plain && text.split_once('-').is_some_and(|(first, _)| beginnings.contains(first))
    };
    let mut keys = BTreeSet::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        for call in
            ["say(\"", "tell(\"", "around(\"", "key(\"", "around(desk, \"", "titled(desk, \""]
        {
            let called = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            keys.extend(called.map(str::to_owned));
        }
        // What a `match` gives: one text, or two in parentheses.
        for given in text.split("=> ").skip(1).filter_map(|rest| rest.split([')', '\n']).next()) {
            keys.extend(given.split('"').skip(1).step_by(2).filter(is_likely).map(str::to_owned));
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_values() {
    let (english, hindi) = (variables(EN), variables(HI));
    assert!(english.len() > 150, "only {} messages were read", english.len());
    for (key, values) in &english {
        assert_eq!(hindi.get(key), Some(values), "{key} in Hindi");
    }
    assert_eq!(hindi.len(), english.len());
}

#[test]
fn every_file_is_in_the_binary_and_without_faults() {
    for (language, files) in [("en", EN), ("hi", HI)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales").join(language);
        assert_eq!(fs::read_dir(folder).unwrap().count(), files.len(), "{language}");
        for text in files {
            assert!(FluentResource::try_new((*text).to_owned()).is_ok(), "{text}");
        }
    }
}

#[test]
fn every_key_in_the_sources_is_a_message() {
    let known = variables(EN);
    let used = keys_in_sources(&known);
    assert!(used.len() > 100, "only {} keys were found", used.len());
    for key in &used {
        assert!(known.contains_key(key), "{key} is no message");
    }
}

/// A key stands as a text of its own somewhere, in the sources of the pages or of the server's templates, or its beginning
/// does, before what is put in.
#[test]
fn every_message_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "../server/src", "../server/templates"];
    let text: String = folders.iter().flat_map(|folder| files_of(&root.join(folder))).collect();
    for key in variables(EN).keys() {
        let ends = key.match_indices('-').map(|(at, dash)| &key[..at + dash.len()]);
        let mut texts = ends.map(|start| format!("\"{start}{{")).chain([format!("\"{key}\"")]);
        assert!(texts.any(|it| text.contains(&it)), "{key} is never said");
    }
}

#[test]
fn values_and_gaps_are_put_in() {
    let (english, hindi) = (Words(Language::En), Words(Language::Hi));
    let left = |words: Words, left: i64| words.tell("refusal-code-wrong", [("left", left.into())]);
    assert!(left(english, 1).ends_with("You have 1 try left."));
    assert!(left(english, 4).ends_with("You have 4 tries left."));
    assert!(left(hindi, 4).contains("4 कोशिशें"));
    let year = english.tell("labs-year", [("year", "1951".into())]);
    assert_eq!(year, "1951");
    let (before, after) = english.around("common-footer-help", "phone");
    assert_eq!((before.as_str(), after.as_str()), ("Need help? Call the clinic: ", ""));
    assert_eq!(english.say("no-such-message"), "no-such-message");
}

#[test]
fn every_kind_of_event_has_its_words() {
    for language in Language::ALL {
        let bundle = Words(language).bundle();
        for event in portal::domain::audit::Event::ALL {
            let key = format!("history-event-{}", event.name());
            assert!(
                bundle.get_message(&key).is_some(),
                "{key} is missing in {}: say in a few plain words what happened, as the patient reads it in their \
                 history, in a file of locales/en and of locales/hi",
                language.tag()
            );
        }
    }
}
