//! What a merge would change, told before anything is merged, and the merge of what was ticked.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::versions::{all_versions, is_device, learnt, settled};
use super::{FieldDifference, TitleChange, Version, differences, header, merge};
use crate::catalog::{AnyRecord, Catalog, RecordKind};
use crate::primitive::{Arrange, Id, Text};

/// What would happen if catalogs were merged into one's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// Records that would change, list by list in the order of the file, each list by id.
    pub changes: Vec<Change>,
    /// Records of theirs that change nothing here: the same, or older than what is here.
    pub unchanged: usize,
    /// What would happen to the title; ticked by the id of one's own catalog.
    pub title: Option<TitleChange>,
    /// Titles of their catalogs, one a catalog.
    pub titles: Vec<Text>,
    /// Names of devices whose edits were not in one's own catalog before.
    pub new_devices: Vec<String>,
}

/// What would happen to one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The record.
    pub id: Id,
    /// Its list.
    pub kind: RecordKind,
    /// What it is called: theirs where there is one, else mine.
    pub title: Text,
    /// The institution it belongs to, where it belongs to one.
    pub institution: Option<Id>,
    /// What would happen.
    pub outcome: Outcome,
    /// Whether there is a version of mine, and so the first of those compared is mine.
    pub is_here: bool,
    /// Field by field: mine first, then the versions there would be beside it (one for an update).
    pub differences: Vec<FieldDifference>,
    /// Whether a deletion is one of the versions there would be.
    pub with_deletion: bool,
    /// Whether an institution that is here already would see its records changed by a device that had no part
    /// in any of them before. What an institution brings for the first time is not marked: it has to come from
    /// somewhere, and forty marks would hide the one that matters.
    pub from_new_device: bool,
    /// Which of the catalogs bring the change, by position.
    pub sources: Vec<usize>,
}

/// What would happen to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// It is not here yet.
    New,
    /// It was edited since.
    Updated,
    /// It was edited, or deleted, on both sides: both versions would be kept until somebody chooses.
    Conflict,
    /// It was deleted.
    Deleted,
    /// It was deleted here, and restored or edited in full knowledge of that.
    Restored,
}

/// What a merge would change, without what each record says: enough to count, to order and to tick by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Records that would change, list by list in the order of the file, each list by id.
    pub changes: Vec<Outlined>,
    /// See [`Preview::unchanged`].
    pub unchanged: usize,
    /// See [`Preview::title`].
    pub title: Option<TitleChange>,
    /// See [`Preview::new_devices`].
    pub new_devices: Vec<String>,
}

/// One record of an [`Outline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlined {
    /// The record.
    pub id: Id,
    /// Its list.
    pub kind: RecordKind,
    /// What would happen.
    pub outcome: Outcome,
    /// See [`Change::from_new_device`].
    pub from_new_device: bool,
}

/// What merging one catalog would change.
pub fn preview(mine: &Catalog, theirs: &Catalog) -> Preview {
    preview_all(mine, &[theirs])
}

/// What merging several catalogs at once would change, with the differences of every record.
pub fn preview_all(mine: &Catalog, theirs: &[&Catalog]) -> Preview {
    let Outline { changes, unchanged, title, new_devices } = outline(mine, theirs);
    Preview {
        changes: changes.iter().filter_map(|outlined| change_of(mine, theirs, outlined)).collect(),
        unchanged,
        title,
        titles: theirs.iter().map(|catalog| catalog.title.clone()).collect(),
        new_devices,
    }
}

/// What merging several catalogs at once would change, in outline; [`change_of`] tells the rest of one record.
pub fn outline(mine: &Catalog, theirs: &[&Catalog]) -> Outline {
    let here = all_versions(mine);
    let known = Devices::of(mine, &here);
    let mut incoming: BTreeMap<Id, Vec<Version>> = BTreeMap::new();
    for catalog in theirs {
        for (id, versions) in all_versions(catalog) {
            incoming.entry(id).or_default().extend(versions);
        }
    }
    let mut outline = Outline { title: header::title_change(mine, theirs), ..Outline::default() };
    let mut new_devices = BTreeSet::new();
    for (id, versions) in incoming {
        let own = settled(here.get(&id).cloned().unwrap_or_default());
        let by: BTreeSet<String> = names(&versions).map(str::to_owned).collect();
        new_devices.extend(by.iter().filter(|name| !known.all.contains(*name)).cloned());
        let Some(met) = Met::of(own, versions) else {
            outline.unchanged += 1;
            continue;
        };
        let described = met.described();
        let whose = met.mine.iter().find_map(content).and_then(institution).or(institution(described));
        let from_new_device = whose.is_some_and(|id| known.are_strangers(mine.resolve(id), &by));
        outline.changes.push(Outlined { id, kind: described.kind(), outcome: met.outcome, from_new_device });
    }
    outline.changes.arrange_by_key(|change| (change.kind, change.id));
    outline.new_devices = new_devices.into_iter().collect();
    outline
}

/// All there is to tell of one record of an outline; none where it would not change (any more).
pub fn change_of(mine: &Catalog, theirs: &[&Catalog], outlined: &Outlined) -> Option<Change> {
    let (mut sources, mut versions) = (Vec::new(), Vec::new());
    for (source, catalog) in theirs.iter().enumerate() {
        let brought = catalog.versions_of(outlined.id);
        if !brought.is_empty() {
            sources.push(source);
            versions.extend(brought);
        }
    }
    let met = Met::of(settled(mine.versions_of(outlined.id)), versions)?;
    Some(Change { from_new_device: outlined.from_new_device, sources, ..met.change() })
}

/// One's own catalog with the ticked records of another merged into it.
///
/// What the preview does not show as a change (deletions of records that were never here) comes along
/// unticked, so that it is not forgotten. The catalog stays one's own: its id, and its title unless the other
/// is a copy of the same catalog with a later title and the id of the catalog is ticked.
pub fn merge_selected(mine: &Catalog, theirs: &Catalog, ticked: &BTreeSet<Id>) -> Catalog {
    let here = all_versions(mine);
    let mut chosen = header::adopted(mine, theirs, ticked.contains(&mine.id));
    for (id, versions) in all_versions(theirs) {
        let own = settled(here.get(&id).cloned().unwrap_or_default());
        let silent = || Met::of(own.clone(), versions.clone()).is_none();
        if ticked.contains(&id) || silent() {
            chosen.put_versions(settled(learnt(&own, versions)));
        }
    }
    // Its header is not older than one's own: that is what comes out.
    merge(mine, &chosen)
}

/// What is known of a record here, and what would be known after learning of further versions.
struct Met {
    mine: Vec<Version>,
    after: Vec<Version>,
    outcome: Outcome,
}

impl Met {
    /// None where nothing changes that a person would see.
    fn of(mine: Vec<Version>, theirs: Vec<Version>) -> Option<Self> {
        let theirs = learnt(&mine, theirs);
        let after = settled(mine.iter().cloned().chain(theirs).collect());
        if after == mine {
            return None;
        }
        let (before, shown) = (mine.iter().find_map(content), after.iter().find_map(content));
        let outcome = match (mine.is_empty(), before, shown) {
            (_, None, None) => return None,
            _ if after.len() > 1 => Outcome::Conflict,
            (_, Some(_), None) => Outcome::Deleted,
            (true, _, Some(_)) => Outcome::New,
            (false, None, Some(_)) => Outcome::Restored,
            (false, Some(_), Some(_)) => Outcome::Updated,
        };
        Some(Self { mine, after, outcome })
    }

    /// The version the record is described by.
    fn described(&self) -> &AnyRecord {
        let mut contents = self.after.iter().chain(&self.mine).filter_map(content);
        // `of` makes none where neither before nor after has a content.
        contents.next().expect("a content before or after")
    }

    fn change(&self) -> Change {
        let before = self.mine.iter().find_map(content);
        let mut compared: Vec<&AnyRecord> = before.into_iter().collect();
        compared.extend(self.after.iter().filter_map(content).filter(|version| Some(*version) != before));
        let described = self.described();
        Change {
            id: described.head().id,
            kind: described.kind(),
            title: title(described),
            institution: institution(described),
            outcome: self.outcome,
            is_here: before.is_some(),
            differences: if compared.len() > 1 { differences(&compared) } else { Vec::new() },
            with_deletion: self.after.iter().any(|version| matches!(version, Version::Deletion(_))),
            from_new_device: false,
            sources: Vec::new(),
        }
    }
}

fn content(version: &Version) -> Option<&AnyRecord> {
    match version {
        Version::Content(record) => Some(record),
        Version::Deletion(_) => None,
    }
}

/// The devices that had a part in one's own catalog.
struct Devices {
    all: BTreeSet<String>,
    /// Those that had a part in the records of an institution, by institution, joins resolved.
    of: BTreeMap<Id, BTreeSet<String>>,
}

impl Devices {
    fn of(mine: &Catalog, all: &BTreeMap<Id, Vec<Version>>) -> Self {
        let mut known = Self { all: BTreeSet::new(), of: BTreeMap::new() };
        for versions in all.values() {
            let names: Vec<String> = names(versions).map(str::to_owned).collect();
            if let Some(whose) = versions.iter().find_map(content).and_then(institution) {
                known.of.entry(mine.resolve(whose)).or_default().extend(names.iter().cloned());
            }
            known.all.extend(names);
        }
        known
    }

    /// Whether an institution has records here, and one of these devices had no part in any of them.
    fn are_strangers(&self, institution: Id, devices: &BTreeSet<String>) -> bool {
        self.of.get(&institution).is_some_and(|known| !devices.is_subset(known))
    }
}

/// Names of the devices that took part in these versions.
fn names(versions: &[Version]) -> impl Iterator<Item = &str> {
    let names = versions.iter().flat_map(|version| version.rev().counts()).map(|(name, _)| name);
    names.filter(|name| is_device(name))
}

/// What a record is called.
pub(super) fn title(record: &AnyRecord) -> Text {
    match record {
        AnyRecord::Institution(institution) => institution.name.clone(),
        AnyRecord::Offer(offer) => offer.title.clone(),
        AnyRecord::Request(request) => request.title.clone(),
        AnyRecord::Contact(contact) => Text::plain(contact.name.clone()),
        AnyRecord::Note(note) => note.text.clone(),
        AnyRecord::Portfolio(_) | AnyRecord::Join(_) => Text::default(),
    }
}

fn institution(record: &AnyRecord) -> Option<Id> {
    match record {
        AnyRecord::Institution(institution) => Some(institution.head.id),
        AnyRecord::Offer(offer) => Some(offer.institution),
        AnyRecord::Request(request) => Some(request.institution),
        AnyRecord::Contact(contact) => Some(contact.institution),
        AnyRecord::Portfolio(_) | AnyRecord::Note(_) | AnyRecord::Join(_) => None,
    }
}
