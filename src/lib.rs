//! Matriz: a cooperation matrix in the browser.
//!
//! Modules in reading order; an arrow only ever points to a module above it in this list.
//!
//! * [`primitive`]: ids, dates, windows, texts, messages, and the world outside.
//! * [`vocabulary`]: the closed lists of the file format, topics and sub-topics with their terms, countries.
//! * [`words`]: folding, stemming and telling the language of running text; the concepts found in it.
//! * [`catalog`]: institutions, offers, requests, portfolio; version vectors; merging.
//! * [`matching`]: gates, criteria, ranking, explanations, near misses, demand screening.
//! * [`planning`]: allocation, missions, exchanges, triangular suggestions, gaps.
//! * [`interchange`]: bytes to catalog and back, with the problems found on the way.
//! * [`desk`]: what the app can be asked and told: questions, commands, undo.
//! * [`platform`]: clock, randomness, files, clipboard.
//! * [`store`]: IndexedDB and local storage; nobody else touches browser storage.
//! * [`worker`]: the desk behind a message channel: host, client.
//! * [`ui`]: screens and widgets.
//!
//! Invariants, as absences:
//! nothing up to `desk` knows a browser, a clock or a source of randomness; they are handed in ([`primitive::World`]);
//! nothing in `ui` computes on a catalog, and it cannot: the page is built without the engine;
//! nothing in `worker` or below draws anything;
//! no record is ever overwritten by another that did not know it.

#![warn(clippy::unwrap_used)]

pub mod catalog;
pub mod desk;
pub mod interchange;
pub mod matching;
pub mod planning;
pub mod primitive;
pub mod vocabulary;

#[cfg(feature = "engine")]
pub mod words;

#[cfg(feature = "browser")]
pub mod platform;
#[cfg(feature = "browser")]
pub mod store;
#[cfg(feature = "browser")]
pub mod worker;

#[cfg(feature = "ui")]
pub mod ui;
