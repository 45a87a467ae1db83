//! What was done at this desk since the catalog was opened, so that it can be undone.
//!
//! Undoing an edit is a new edit: it brings the earlier content back under a version that knows everything,
//! so that it wins wherever the catalog goes. Undoing a merge is the exception: it restores what stood there
//! exactly, as if the merge had never been, and takes a new replica id, so that no version made after the merge is
//! ever made a second time with other content.

use serde::{Deserialize, Serialize};

use crate::catalog::{AnyRecord, Catalog, Extra, Version, VersionVector};
use crate::desk::MergeEntry;
use crate::primitive::{Id, Text};

/// How many commands can be undone; more than anyone undoes one by one, and bounded.
const LONGEST: usize = 100;

/// What happens to one record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    pub id: Id,
    /// Every version known before, the one shown first.
    pub before: Vec<Version>,
    /// Every version known after.
    pub after: Vec<Version>,
}

/// A merge, and the key of its row in the log of merges.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Merged {
    pub key: String,
    pub entry: MergeEntry,
    /// The title before and after, where the merge changed it.
    pub header: Option<(Header, Header)>,
}

/// What a catalog has beside its records and its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Header {
    pub title: Text,
    pub rev: VersionVector,
    pub extra: Extra,
}

impl Header {
    pub fn of(catalog: &Catalog) -> Self {
        Self { title: catalog.title.clone(), rev: catalog.rev.clone(), extra: catalog.extra.clone() }
    }
}

/// A command that was carried out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Logged {
    pub changes: Vec<Change>,
    /// The merge it was; a merge is undone exactly, everything else by a new edit.
    pub merge: Option<Merged>,
}

/// Where a command goes once it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Something new: there is nothing to redo any more.
    Do,
    /// The last command was undone.
    Undo,
    /// The last undone command was done again.
    Redo,
}

/// Commands that can be undone and redone, the last one at the end.
#[derive(Default)]
pub(super) struct Log {
    done: Vec<Logged>,
    undone: Vec<Logged>,
}

impl Log {
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    pub fn last_done(&self) -> Option<&Logged> {
        self.done.last()
    }

    pub fn last_undone(&self) -> Option<&Logged> {
        self.undone.last()
    }

    /// Notes a command that now counts.
    pub fn note(&mut self, how: Move, logged: Logged) {
        match how {
            Move::Do => {
                self.undone.clear();
                self.done.push(logged);
            }
            Move::Undo => {
                self.done.pop();
                self.undone.push(logged);
            }
            Move::Redo => {
                self.undone.pop();
                self.done.push(logged);
            }
        }
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// Forgets everything: another catalog is opened.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Whether two versions say the same, whatever edits they know.
pub(super) fn say_the_same(one: &[Version], other: &[Version]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| says_the_same(one, other))
}

fn says_the_same(one: &Version, other: &Version) -> bool {
    match (one, other) {
        (Version::Content(one), Version::Content(other)) => same_content(one, other),
        (Version::Deletion(one), Version::Deletion(other)) => one.of == other.of,
        _ => false,
    }
}

/// Whether two records have the same content.
pub(super) fn same_content(one: &AnyRecord, other: &AnyRecord) -> bool {
    let bare = |record: &AnyRecord| {
        let mut record = record.clone();
        record.head_mut().rev = VersionVector::default();
        record
    };
    bare(one) == bare(other)
}
