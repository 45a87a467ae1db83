//! Merging catalogs: the same result in any order, any number of times.
//!
//! A record is merged as a whole: its versions carry version vectors, and what is kept of it is the set of
//! versions of which none knows another ([`Version`], and the reasoning there). Where two people edited the same
//! record without seeing each other's change, both versions stay until a person chooses, field by field
//! ([`Catalog::resolve_conflict`]). Absence is never deletion: a record that one side does not have is kept.
//!
//! # Why no library of replicated data types
//!
//! `automerge` and `crdts` were looked at. Both merge *inside* a record: two people's edits of the same field
//! end as one winner (a register), or as an interleaving of both (a text), chosen by the machine. That is the
//! one thing this catalog must not do: an offer is somebody's word, and whether "capacity 2" and "window until
//! June" may stand together is for that somebody to say. `automerge` moreover keeps the history of all edits in
//! a binary document of its own, where our file is plain JSON that other programs write too; and `crdts`'
//! multi-value register is the rule used here, less what we need around it (deletions that conflict with edits,
//! contents that differ under the same vector, records read only in part). What remains is a few lines: a
//! partial order and its maximal members.

mod choice;
mod difference;
mod header;
mod preview;
mod versions;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{AnyRecord, Catalog};
use crate::primitive::Id;
use versions::{all_versions, settled};

pub use choice::{Choice, combined, undo};
pub use difference::{FieldDifference, Part, differences};
pub use header::{TitleChange, adopted};
pub use preview::{
    Change, Outcome, Outline, Outlined, Preview, change_of, merge_selected, outline, preview, preview_all,
};
pub use versions::{Version, is_read_in_part, known_to_all, learnt, part_version};

/// A version of a record that is concurrent with the one shown, kept whole until a person chooses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The version that is not shown; its id is that of the record shown.
    pub record: AnyRecord,
}

/// The catalog that knows what either knows.
///
/// Commutative, associative and idempotent. The id is the lower one of the two; the title is that of the
/// catalog with the lower id or, between copies of one catalog, the one edited last as far as versions tell.
pub fn merge(left: &Catalog, right: &Catalog) -> Catalog {
    let mut merged = header::merged(left, right);
    let mut all = all_versions(left);
    for (id, versions) in all_versions(right) {
        all.entry(id).or_default().extend(versions);
    }
    for versions in all.into_values() {
        merged.put_versions(settled(versions));
    }
    merged
}

/// Several catalogs that are opened as one; see [`learnt`] for what names no edit.
pub fn together(catalogs: &[&Catalog]) -> Option<Catalog> {
    let (first, rest) = catalogs.split_first()?;
    let mut merged =
        rest.iter().fold(header::merged(first, first), |so_far, next| header::merged(&so_far, next));
    let mut all: BTreeMap<Id, Vec<Version>> = BTreeMap::new();
    for (id, versions) in catalogs.iter().flat_map(|catalog| all_versions(catalog)) {
        all.entry(id).or_default().extend(versions);
    }
    for versions in all.into_values() {
        merged.put_versions(settled(learnt(&[], versions)));
    }
    Some(merged)
}

/// A catalog in the form every catalog has after a merge: each record with all its versions settled.
pub fn settle(catalog: &Catalog) -> Catalog {
    merge(catalog, catalog)
}
