//! Every message that reading and sharing can say exists in all four languages, with the same placeholders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

const FAMILIES: [&str; 3] = ["problem.", "link.", "share."];

fn keys_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            keys_in(&path, found);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let quoted =
                text.split('"').filter(|part| FAMILIES.iter().any(|family| part.starts_with(family)));
            found.extend(quoted.filter(|part| !part.contains(char::is_whitespace)).map(str::to_owned));
        }
    }
}

/// The placeholders of a message; the singular may leave some out, so those of all forms together.
fn placeholders(message: &Value) -> BTreeSet<String> {
    let forms: Vec<&str> = match message {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        other => panic!("{other} is no message"),
    };
    forms
        .iter()
        .flat_map(|text| text.split('{').skip(1).filter_map(|rest| rest.split_once('}')))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn every_message_exists_in_all_four_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    keys_in(&root.join("src/interchange"), &mut used);
    assert!(used.len() > 40, "{used:?}");
    let mut english: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for language in ["en", "es", "pt", "fr"] {
        let text = fs::read_to_string(root.join(format!("locales/{language}.json"))).unwrap();
        let messages: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
        for key in &used {
            let message = messages.get(key).unwrap_or_else(|| panic!("{language} lacks {key}"));
            let names = placeholders(message);
            let same = english.entry(key.clone()).or_insert_with(|| names.clone());
            assert_eq!(*same, names, "{language} {key}");
        }
        let ours = messages.keys().filter(|key| key.starts_with("problem.") || key.starts_with("link."));
        let unused: Vec<_> = ours.filter(|key| !used.contains(*key)).collect();
        assert!(
            language != "en" || unused.is_empty() || unused.iter().all(|key| key.starts_with("link.")),
            "{unused:?}"
        );
    }
}
