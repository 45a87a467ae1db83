//! Small things of this device, in local storage: language, theme, who I am, unsaved drafts.
//!
//! A browser may refuse local storage; then a preference lasts as long as the page, and nothing breaks.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// All keys of the app begin with this, since a host may serve other apps from the same origin.
const PREFIX: &str = "matriz.";

/// Reads a preference; none where it was never set or cannot be read.
pub fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    LocalStorage::get(format!("{PREFIX}{key}")).ok()
}

/// Remembers a preference; says whether it will be there next time.
pub fn set<T: Serialize>(key: &str, value: &T) -> bool {
    LocalStorage::set(format!("{PREFIX}{key}"), value).is_ok()
}

/// Forgets a preference.
pub fn forget(key: &str) {
    LocalStorage::delete(format!("{PREFIX}{key}"));
}

/// Unsaved drafts of forms live under keys that begin with this.
pub const DRAFT: &str = "draft.";

/// Every unsaved draft, as one JSON text to be saved to a file; none where there is no draft.
pub fn drafts_as_json() -> Option<String> {
    let storage = LocalStorage::raw();
    let prefix = format!("{PREFIX}{DRAFT}");
    let mut drafts = serde_json::Map::new();
    for at in 0..storage.length().ok()? {
        let Some(key) = storage.key(at).ok().flatten().filter(|key| key.starts_with(&prefix)) else {
            continue;
        };
        let value = LocalStorage::get(&key).unwrap_or(serde_json::Value::Null);
        drafts.insert(key[prefix.len()..].to_owned(), value);
    }
    if drafts.is_empty() { None } else { serde_json::to_string_pretty(&drafts).ok() }
}
