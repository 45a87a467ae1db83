//! The desk behind a message channel.
//!
//! A message is an array of two: JSON of [`crate::desk::ToWorker`] or [`crate::desk::FromWorker`], and the
//! bytes of an attachment (a file) or `null`. The page holds a [`client::Client`]; the worker binary runs
//! [`host::run`]. Where a browser has no workers, the page loads the worker's module itself and both ends
//! speak through a `MessageChannel`: the same code, only less smooth.

#[cfg(feature = "ui")]
pub mod client;
#[cfg(feature = "worker")]
pub mod host;
mod wire;

/// Where the page leaves the port for a worker module that it loads itself.
pub const PORT_ON_PAGE: &str = "matrizPort";
