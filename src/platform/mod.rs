//! The browser as the app sees it: clock, randomness, files.

#[cfg(feature = "ui")]
mod files;
mod world;

#[cfg(feature = "ui")]
pub use files::{ReadTrouble, download, read_bytes};
pub use world::BrowserWorld;

/// Names this build; page and worker compare it in their first words.
pub const BUILD: &str = env!("MATRIZ_BUILD");
