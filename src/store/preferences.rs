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
