//! The desk behind a message channel.
//!
//! A message is an array: JSON of [`crate::desk::ToWorker`] or [`crate::desk::FromWorker`], and behind it the bytes of
//! what is attached (files). These are handed over and not copied: what the page passes on from one worker to the other
//! never enters the memory of its own module. The page holds a [`client::Client`]; the worker binary runs
//! [`host::run`]. Where a browser has no workers, the page loads the worker's module itself and both ends
//! speak through a `MessageChannel`: the same code, only less smooth.
//!
//! A long plan is made by a second instance of the same worker ([`planner`] on the page): a worker that computes hears
//! nothing, so only one that can be ended from outside can be stopped, and the desk stays free meanwhile.
//!
//! Spreadsheets have a second worker, loaded when a person first needs one ([`sheets_client`], `sheets_host`).

#[cfg(feature = "ui")]
pub mod client;
#[cfg(feature = "worker")]
pub mod host;
#[cfg(any(feature = "worker", feature = "sheets"))]
mod inlet;
#[cfg(feature = "ui")]
mod outlet;
#[cfg(feature = "ui")]
pub mod planner;
#[cfg(feature = "ui")]
pub mod sheets_client;
#[cfg(feature = "sheets")]
pub mod sheets_host;
mod wire;

/// Name of a worker that only plans: it reads what the other desk wrote and writes nothing.
pub const PLANNER: &str = "matriz-planner";

/// Where the page leaves the port for a worker module that it loads itself.
pub const PORT_ON_PAGE: &str = "matrizPort";
/// The same for the module of spreadsheets.
pub const SHEETS_PORT_ON_PAGE: &str = "matrizSheetsPort";
