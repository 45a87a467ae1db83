//! Bytes to catalog and back, with the problems found on the way.
//!
//! Reading is tolerant and never panics: what can be read is read, the rest comes back as [`Problem`]s with a
//! place and a reason, and is set aside, never thrown away. Writing is exact: the same catalog always gives
//! the same bytes. `format.md` of the project's documents is the rule for both; `public/catalog.schema.json`
//! says the same to machines.
//!
//! The page knows only what it shows of a reading (problems, places); reading and writing need the engine.

mod problem;
mod share;
pub mod sheet;

#[cfg(feature = "engine")]
mod guard;
#[cfg(feature = "engine")]
mod json;
#[cfg(feature = "engine")]
mod link;
#[cfg(feature = "engine")]
mod read;
#[cfg(feature = "engine")]
mod write;

#[cfg(feature = "engine")]
pub use guard::{guarded, unguarded};
#[cfg(feature = "engine")]
pub use link::{Links, read_link, write_link, write_links};
pub use problem::{Place, Problem, SetAside, Severity};
#[cfg(feature = "engine")]
pub use read::{FILE_LIMIT, Read, ReadRecord, read_catalog, read_catalog_within, record_from_json};
pub use share::{Entries, ShareOptions, Summary, shared, summary};
#[cfg(feature = "engine")]
pub use write::{Layout, WriteOptions, record_to_json, write_catalog};

/// The word under which a file says that it is one of ours.
pub const FILE_TYPE: &str = "matriz.catalog";
/// The version of the format this app reads and writes.
pub const FILE_VERSION: u64 = 1;

/// A link longer than this is cut by some chat programs, in characters of the whole address.
pub const SAFE_LINK: usize = 4_000;

/// Whether the fragment of an address (without the `#`) is meant to be a catalog.
pub fn is_link(fragment: &str) -> bool {
    let tag = fragment.split('.').next().unwrap_or_default();
    tag.strip_prefix(['m', 'd'])
        .is_some_and(|version| !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()))
}
