//! Names the build, and turns `locales/*.json` into typed keys.
//!
//! A page whose words are incomplete is not built (feature `ui`): a key that a language lacks, placeholders
//! that differ between languages, plural forms that are missing, a key that nothing in `src` uses. Without
//! `ui` nothing shows words, and nothing is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

const LANGUAGES: [&str; 4] = ["en", "es", "pt", "fr"];
/// The plural forms every language of the app needs. Spanish, Portuguese and French have a third one, `many`
/// (whole millions), for which `other` is used where a message does not give it.
const NEEDED_FORMS: [&str; 2] = ["one", "other"];
const ALLOWED_FORMS: [&str; 3] = ["one", "many", "other"];

type Messages = BTreeMap<String, Value>;

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=locales");
    let mut sources = Vec::new();
    read_sources(&root.join("src"), &mut sources);
    sources.sort();
    // `./dev build` hands one name to both binaries; a bare build of either names itself after its sources.
    println!("cargo:rerun-if-env-changed=MATRIZ_BUILD");
    let name = env::var("MATRIZ_BUILD").unwrap_or_else(|_| build_id(&root, &sources));
    println!("cargo:rustc-env=MATRIZ_BUILD={name}");

    let mut problems = Vec::new();
    let languages: Vec<Messages> = LANGUAGES.iter().map(|lang| read(&root, lang, &mut problems)).collect();
    for (lang, messages) in LANGUAGES.iter().zip(&languages) {
        compare(lang, messages, &languages[0], &mut problems);
    }
    find_unused(&languages[0], &sources, &mut problems);
    write_keys(&languages[0], &mut problems);
    if env::var_os("CARGO_FEATURE_UI").is_some() && !problems.is_empty() {
        for problem in &problems {
            println!("cargo:error=words: {problem}");
        }
        std::process::exit(1);
    }
}

fn read_sources(folder: &Path, into: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap_or_default();
            into.push((path, text));
        }
    }
}

/// Version and a hash (FNV-1a) of the sources: page and worker of one build carry the same.
fn build_id(root: &Path, sources: &[(PathBuf, String)]) -> String {
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    let texts = sources.iter().map(|(_, text)| text.as_bytes()).chain([lock.as_bytes()]);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in texts.flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{}-{hash:016x}", env::var("CARGO_PKG_VERSION").unwrap_or_default())
}

fn read(root: &Path, lang: &str, problems: &mut Vec<String>) -> Messages {
    let name = format!("locales/{lang}.json");
    let text = fs::read_to_string(root.join(&name)).unwrap_or_default();
    match serde_json::from_str(&text) {
        Ok(messages) => messages,
        Err(error) => {
            problems.push(format!("{name} cannot be read: {error}"));
            Messages::new()
        }
    }
}

fn compare(lang: &str, messages: &Messages, english: &Messages, problems: &mut Vec<String>) {
    for key in english.keys().filter(|key| !messages.contains_key(*key)) {
        problems.push(format!("locales/{lang}.json lacks {key:?}"));
    }
    for (key, message) in messages {
        let Some(model) = english.get(key) else {
            problems.push(format!("locales/{lang}.json has {key:?}, which locales/en.json lacks"));
            continue;
        };
        if message.is_object() != model.is_object() {
            problems.push(format!("locales/{lang}.json: {key:?} has plural forms in one language only"));
        }
        check_forms(lang, key, message, problems);
        let (here, there) = (placeholders(message), placeholders(model));
        if here != there {
            problems.push(format!(
                "locales/{lang}.json: {key:?} has the placeholders {here:?}, in English {there:?}"
            ));
        }
    }
}

fn check_forms(lang: &str, key: &str, message: &Value, problems: &mut Vec<String>) {
    match message {
        Value::String(text) if text.trim().is_empty() => {
            problems.push(format!("locales/{lang}.json: {key:?} is empty"));
        }
        Value::String(_) => {}
        Value::Object(forms) => {
            for form in NEEDED_FORMS.iter().filter(|form| !forms.contains_key(**form)) {
                problems.push(format!("locales/{lang}.json: {key:?} lacks the plural form {form:?}"));
            }
            for form in forms.keys().filter(|form| !ALLOWED_FORMS.contains(&form.as_str())) {
                problems.push(format!("locales/{lang}.json: {key:?} has the unknown plural form {form:?}"));
            }
        }
        _ => problems.push(format!("locales/{lang}.json: {key:?} is neither a text nor plural forms")),
    }
}

/// Names in braces, over all forms. `n` may be left out of a form ("one offer"), so it is not compared.
fn placeholders(message: &Value) -> BTreeSet<String> {
    let texts: Vec<&str> = match message {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let mut names = BTreeSet::new();
    for text in texts {
        for piece in text.split('{').skip(1) {
            let Some((name, _)) = piece.split_once('}') else { continue };
            if name != "n" || message.is_string() {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

/// A key counts as used where its constant or, as the core writes it, its text in quotes stands in a source.
fn find_unused(english: &Messages, sources: &[(PathBuf, String)], problems: &mut Vec<String>) {
    let mut words = BTreeSet::new();
    for (_, text) in sources {
        words.extend(text.split(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c))));
    }
    for key in english.keys() {
        if !words.contains(constant(key).as_str()) && !words.contains(key.as_str()) {
            problems.push(format!("{key:?} is used nowhere in src: remove it from locales/*.json"));
        }
    }
}

fn constant(key: &str) -> String {
    key.to_ascii_uppercase().replace(['.', '-'], "_")
}

fn write_keys(english: &Messages, problems: &mut Vec<String>) {
    let mut code = String::new();
    let mut seen = BTreeMap::new();
    for (key, message) in english {
        let name = constant(key);
        if let Some(other) = seen.insert(name.clone(), key) {
            problems.push(format!("{key:?} and {other:?} would be the same constant"));
            continue;
        }
        let kind = match message {
            Value::Object(_) => "Plural",
            message if placeholders(message).is_empty() => "Key",
            _ => "Form",
        };
        let english = match message {
            Value::Object(forms) => forms.get("other").and_then(Value::as_str).unwrap_or_default(),
            message => message.as_str().unwrap_or_default(),
        };
        let doc = english.replace('\n', " ");
        let _ = writeln!(code, "#[doc = {doc:?}]\npub const {name}: super::{kind} = super::{kind}({key:?});");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("keys.rs");
    if let Err(error) = fs::write(&out, code) {
        problems.push(format!("the keys could not be written: {error}"));
    }
}
