//! The versions of one record: how they are kept, and which of them is shown.
//!
//! All that is known of a record is an *antichain*: versions of which none knows another. A version is a
//! content or a deletion. To learn of a further version is to put it into the set and to drop what is known
//! to another member; two members with the same vector and different contents both stay. The set that
//! results depends neither on the order nor on the number of times versions are learnt of, because "is known
//! to" is a strict partial order: the maximal members of a union are the maximal members of the union of the
//! maximal members of its parts. All laws of the merge follow from this.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Conflict;
use crate::catalog::{AnyRecord, Catalog, Deletion, Head, Relation, VersionVector};
use crate::primitive::{Arrange, Id, short_digest};

/// One version of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Version {
    /// What the record said.
    Content(AnyRecord),
    /// That it was deleted.
    Deletion(Deletion),
}

impl Version {
    /// Id, version vector, unknown keys.
    pub fn head(&self) -> &Head {
        match self {
            Self::Content(record) => record.head(),
            Self::Deletion(deletion) => &deletion.head,
        }
    }

    /// Which edits it knows.
    pub fn rev(&self) -> &VersionVector {
        &self.head().rev
    }

    fn head_mut(&mut self) -> &mut Head {
        match self {
            Self::Content(record) => record.head_mut(),
            Self::Deletion(deletion) => &mut deletion.head,
        }
    }

    /// Which edits whoever reads it knows: where it names none, what it says has a name all the same ([`learnt`]).
    pub fn known(&self) -> VersionVector {
        if self.rev().is_empty() { as_it_stands(self) } else { self.rev().clone() }
    }

    /// Whether it was edited by somebody who said so, and so is known to whoever knows that edit.
    fn is_of_an_edit(&self) -> bool {
        !self.rev().is_empty() && !is_read_in_part(self.rev())
    }

    /// Whether it says the same as another, whatever edits they know.
    fn says_what(&self, other: &Self) -> bool {
        bare(self) == bare(other)
    }
}

/// The least version vector that knows all of these.
pub fn known_to_all(versions: &[Version]) -> VersionVector {
    versions.iter().fold(VersionVector::default(), |known, version| known.joined(&version.known()))
}

/// A version without the edits it knows.
fn bare(version: &Version) -> Version {
    let mut bare = version.clone();
    bare.head_mut().rev = VersionVector::default();
    bare
}

/// Begins the name of what a version says that names no edit.
const AS_IT_STANDS_PREFIX: &str = "as-";

/// The vector that names what a version says and nothing else.
fn as_it_stands(version: &Version) -> VersionVector {
    let mut content = serde_json::to_value(bare(version)).unwrap_or_default();
    // Unknown keys are the same in any order.
    content.sort_all_objects();
    let name = short_digest(content.to_string().as_bytes());
    VersionVector::from_counts([(format!("{AS_IT_STANDS_PREFIX}{name}"), 1)])
}

/// What a catalog from elsewhere brings of one record, as it is learnt beside what is known of it here.
///
/// Other programs write records that name no edit. By the order of vectors such a record is older than any edit, and
/// merging would drop it; but nobody knows whether it is older, and it is somebody's word. So, beside a version that
/// does name an edit, it is learnt under a name for what it says: concurrent with all who did not read just that, and
/// known to all who did, since every edit of such a record knows its name ([`Version::known`]). What says the same as
/// is known here brings nothing and is left as it is.
pub fn learnt(mine: &[Version], mut theirs: Vec<Version>) -> Vec<Version> {
    if theirs.iter().all(|version| !version.rev().is_empty()) {
        return theirs;
    }
    let edits = mine.iter().chain(&theirs).filter(|version| version.is_of_an_edit());
    let edits: Vec<Version> = edits.cloned().collect();
    for version in theirs.iter_mut().filter(|version| version.rev().is_empty()) {
        if !edits.is_empty() && !edits.iter().any(|edit| edit.says_what(version)) {
            version.head_mut().rev = as_it_stands(version);
        }
    }
    theirs
}

/// Begins the name under which a record that could only be read in part is versioned.
///
/// No device has such a name: replica ids have no hyphen.
const PART_PREFIX: &str = "part-";

/// The version vector of a record that could only be read in part.
///
/// It names the content and nothing else: it knows no edit of any device and no device's edit knows it. So
/// such a record never takes the place of a whole one, never yields its words silently either, and the same
/// part read twice is the same version.
pub fn part_version(content: u128) -> VersionVector {
    VersionVector::from_counts([(format!("{PART_PREFIX}{content:032x}"), 1)])
}

/// Whether this vector names only what was read in part, and no edit by a person.
pub fn is_read_in_part(rev: &VersionVector) -> bool {
    !rev.is_empty() && rev.counts().all(|(name, _)| name.starts_with(PART_PREFIX))
}

/// Whether a name in a vector is that of a device.
pub(super) fn is_device(name: &str) -> bool {
    !name.starts_with(PART_PREFIX) && !name.starts_with(AS_IT_STANDS_PREFIX)
}

/// Where a content stands among the versions of a record: the greatest is the one shown.
///
/// Whole before read in part; then the vector that sorts last; then the content that sorts last. Clocks have
/// no say, and every device shows the same.
fn rank(version: &Version) -> (bool, bool, VersionVector, String) {
    let is_content = matches!(version, Version::Content(_));
    let content = serde_json::to_string(version).unwrap_or_default();
    (is_content, !is_read_in_part(version.rev()), version.rev().clone(), content)
}

/// Whether a version is known to another, which may take its place.
///
/// A record that names no edit at all (other programs write such) is known to every edit, but not to what was only
/// read in part: that knows no whole record. This is still a strict partial order: whatever is known to a version that
/// names nothing but parts names nothing but parts itself.
fn is_known(version: &Version, to: &Version) -> bool {
    let is_part_of_it = version.rev().is_empty() && is_read_in_part(to.rev());
    version.rev().relation(to.rev()) == Relation::Before && !is_part_of_it
}

/// Keeps of these versions the ones no other knows, each once, the one shown first.
pub(super) fn settled(versions: Vec<Version>) -> Vec<Version> {
    if versions.len() < 2 {
        return versions;
    }
    let mut kept: Vec<Version> = Vec::with_capacity(versions.len());
    for version in versions {
        if kept.iter().any(|other| is_known(&version, other) || *other == version) {
            continue;
        }
        kept.retain(|other| !is_known(other, &version));
        kept.push(version);
    }
    if kept.len() > 1 {
        kept.arrange_by_key(|version| std::cmp::Reverse(rank(version)));
    }
    kept
}

/// Every version a catalog knows, by id of record.
pub(super) fn all_versions(catalog: &Catalog) -> BTreeMap<Id, Vec<Version>> {
    let mut all: BTreeMap<Id, Vec<Version>> = BTreeMap::new();
    let conflicting = catalog.conflicts.iter().map(|conflict| conflict.record.clone());
    for record in catalog.records().chain(conflicting) {
        all.entry(record.head().id).or_default().push(Version::Content(record));
    }
    for (id, deletion) in &catalog.deletions {
        all.entry(*id).or_default().extend(deletions(deletion).map(Version::Deletion));
    }
    all
}

/// A deletion and those beside it, one by one.
fn deletions(deletion: &Deletion) -> impl Iterator<Item = Deletion> + '_ {
    std::iter::once(deletion)
        .chain(&deletion.others)
        .map(|one| Deletion { others: Vec::new(), ..one.clone() })
}

impl Catalog {
    /// Puts the versions of one record, settled, into a catalog that knows none of it.
    pub(super) fn put_versions(&mut self, versions: Vec<Version>) {
        let mut shown = false;
        let mut first: Option<Deletion> = None;
        for version in versions {
            match version {
                Version::Content(record) if !shown => {
                    shown = true;
                    self.put(record);
                }
                Version::Content(record) => self.conflicts.push(Conflict { record }),
                Version::Deletion(deletion) => match &mut first {
                    None => first = Some(deletion),
                    Some(first) => first.others.push(deletion),
                },
            }
        }
        if let Some(deletion) = first {
            self.deletions.insert(deletion.head.id, deletion);
        }
    }

    /// Every version known of one record, the one shown first.
    pub fn versions_of(&self, id: Id) -> Vec<Version> {
        let shown = self.kind_of(id).and_then(|kind| self.get(kind, id));
        let others = self.conflicts.iter().map(|conflict| &conflict.record);
        let others = others.filter(|record| record.head().id == id).cloned();
        let contents = shown.into_iter().chain(others).map(Version::Content);
        let deleted = self.deletions.get(&id).into_iter().flat_map(deletions);
        contents.chain(deleted.map(Version::Deletion)).collect()
    }

    /// Learns of one more version of a record, by the rules of the merge.
    pub fn admit(&mut self, version: Version) {
        self.admit_all(BTreeMap::from([(version.head().id, vec![version])]));
    }

    /// Learns of further versions of records, by the rules of the merge.
    pub fn admit_all(&mut self, versions: BTreeMap<Id, Vec<Version>>) {
        let mut beside: BTreeMap<Id, Vec<Version>> = BTreeMap::new();
        self.conflicts.retain(|conflict| {
            let id = conflict.record.head().id;
            let concerned = versions.contains_key(&id);
            if concerned {
                beside.entry(id).or_default().push(Version::Content(conflict.record.clone()));
            }
            !concerned
        });
        for (id, mut versions) in versions {
            let shown = self.kind_of(id).and_then(|kind| self.take(kind, id));
            versions.extend(shown.map(Version::Content));
            versions.extend(beside.remove(&id).unwrap_or_default());
            if let Some(deletion) = self.deletions.remove(&id) {
                versions.extend(deletions(&deletion).map(Version::Deletion));
            }
            self.put_versions(settled(versions));
        }
        self.conflicts.arrange_by_key(|conflict| conflict.record.head().id);
    }
}
