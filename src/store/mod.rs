//! Browser storage: IndexedDB in the worker, local storage on the page; nobody else touches it.

#[cfg(feature = "worker")]
mod database;
#[cfg(feature = "worker")]
mod lock;
#[cfg(feature = "worker")]
mod shelf;

#[cfg(feature = "ui")]
pub mod preferences;

#[cfg(feature = "worker")]
pub use shelf::BrowserShelf;
