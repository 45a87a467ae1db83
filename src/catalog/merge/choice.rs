//! After a merge: choosing between versions, and going back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::difference::with_field;
use super::{Version, known_to_all};
use crate::catalog::{AnyRecord, Catalog, Deletion, Replica, VersionVector};
use crate::primitive::{Id, World};

/// What a person chose for a record with several versions.
///
/// Versions are named by their position in [`Catalog::contents_of`], the one shown being 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// One version, with single fields (by their key in the file) taken from others.
    Keep {
        /// The version that is kept.
        version: usize,
        /// The version each of these fields is taken from.
        fields: BTreeMap<String, usize>,
    },
    /// None of them: the record is deleted.
    Delete,
}

impl Catalog {
    /// The contents known of a record, the one shown first.
    pub fn contents_of(&self, id: Id) -> Vec<AnyRecord> {
        let contents = self.versions_of(id).into_iter().filter_map(|version| match version {
            Version::Content(record) => Some(record),
            Version::Deletion(_) => None,
        });
        contents.collect()
    }

    /// The records with more than one version: contents that wait for a choice, or an edit beside a deletion.
    pub fn in_conflict(&self) -> BTreeSet<Id> {
        let waiting = self.conflicts.iter().map(|conflict| conflict.record.head().id);
        let deleted = self.deletions.keys().copied().filter(|id| self.kind_of(*id).is_some());
        waiting.chain(deleted).collect()
    }

    /// Which edits whoever knows all versions of a record knows.
    pub fn known_of(&self, id: Id) -> VersionVector {
        known_to_all(&self.versions_of(id))
    }

    /// Ends a conflict as a person chose: one edit that knows every version, and so replaces them everywhere.
    ///
    /// False, and nothing done, where there is no such record or no such version.
    pub fn resolve_conflict(&mut self, id: Id, choice: &Choice, replica: &mut Replica) -> bool {
        let contents = self.contents_of(id);
        let known = self.known_of(id);
        let version = match choice {
            Choice::Keep { version, fields } => match combined(&contents, *version, fields) {
                Some(mut record) => {
                    record.head_mut().rev = replica.edit(&known);
                    Version::Content(record)
                }
                None => return false,
            },
            Choice::Delete => match contents.first() {
                Some(shown) => Version::Deletion(Deletion::new(shown.kind(), id, replica.edit(&known))),
                None => return false,
            },
        };
        self.admit(version);
        true
    }
}

/// A version with single fields of others; none where a position names no version.
pub fn combined(
    versions: &[AnyRecord],
    version: usize,
    fields: &BTreeMap<String, usize>,
) -> Option<AnyRecord> {
    let mut record = versions.get(version)?.clone();
    for (field, from) in fields {
        with_field(&mut record, field, versions.get(*from)?);
    }
    Some(record)
}

/// Goes back to the catalog as it was before a merge, under a new identity.
///
/// The identity must be new: edits made between the merge and the way back may have travelled already, and an
/// old name would give their versions to other contents.
pub fn undo(before: Catalog, world: &mut dyn World) -> (Catalog, Replica) {
    (before, Replica::new(world))
}
