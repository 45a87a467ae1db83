//! The browser as the app sees it: clock, randomness, files, the network.

#[cfg(feature = "ui")]
mod fetch;
#[cfg(feature = "ui")]
mod files;
mod world;

#[cfg(feature = "ui")]
pub use fetch::{fetch_bytes, fetch_text};
#[cfg(feature = "ui")]
pub use files::{ReadTrouble, download, object_url, read_bytes};
pub use world::BrowserWorld;

/// Names this build; page and worker compare it in their first words.
pub const BUILD: &str = env!("MATRIZ_BUILD");
