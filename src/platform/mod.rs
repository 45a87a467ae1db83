//! The browser as the app sees it: clock, randomness, files, the network.

#[cfg(feature = "ui")]
mod fetch;
#[cfg(feature = "ui")]
mod files;
#[cfg(feature = "ui")]
mod saving;
mod world;

#[cfg(feature = "ui")]
pub use fetch::{FetchTrouble, Stop, checked, fetch_bytes, fetch_catalog, fetch_text};
#[cfg(feature = "ui")]
pub use files::{Bytes, ReadTrouble, download, object_url, read_bytes};
#[cfg(feature = "ui")]
pub use saving::{
    Asked, FileHandle, can_save_in_place, choose_files, choose_place, share_file, shareable_ending,
};
pub use world::BrowserWorld;

/// Names this build; page and worker compare it in their first words.
pub const BUILD: &str = env!("MATRIZ_BUILD");
