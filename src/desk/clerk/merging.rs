//! Merging what waits into the open catalog: shown first in figures and page by page, then what is ticked of it.

use std::collections::BTreeMap;

use super::log::{Change, Header, Merged, Move};
use super::rows::MERGE;
use super::transfer::{Reading, record_ids};
use super::undo_merge::rows_to_undo;
use super::write::Prepared;
use super::{Desk, Meta, refused};
use crate::catalog::merge::{self, Outcome, adopted, change_of, learnt, outline};
use crate::catalog::{Catalog, Version};
use crate::desk::{
    CatalogInfo, ChangeGroup, Fault, ListChanges, MergeEntry, MergeView, PreviewMerge, Shelf, Ticked,
};
use crate::primitive::{Arg, Arrange, Id, Said, World};

/// The groups of a preview, what needs attention first.
const GROUPS: [Outcome; 5] =
    [Outcome::Conflict, Outcome::Deleted, Outcome::Updated, Outcome::Restored, Outcome::New];

impl<S: Shelf, W: World> Desk<S, W> {
    /// What merging what waits under a token would change, in figures.
    pub(super) fn preview_merge(&mut self, question: &PreviewMerge) -> Result<MergeView, Fault> {
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let reading = self.tray.get_mut(question.token)?;
        if reading.is_apart_from(&book.catalog) {
            return Err(refused("refused.sample-apart"));
        }
        let mut outline = outline(&book.catalog, &reading.catalogs());
        // What is marked stands where it is seen; lists and ids keep their order.
        outline.changes.arrange_by_key(|change| !change.from_new_device);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let group = |outcome| {
            let of_it = || outline.changes.iter().filter(move |change| change.outcome == outcome);
            let marked = of_it().filter(|change| change.from_new_device).count();
            ChangeGroup { outcome, count: count(of_it().count()), marked: count(marked) }
        };
        let groups = GROUPS.map(group).into_iter().filter(|group| group.count > 0).collect();
        let view = MergeView { groups, unchanged: count(outline.unchanged), title: outline.title.clone() };
        reading.outline = Some(outline);
        Ok(view)
    }

    /// Some changes of a group, as the preview counted them.
    pub(super) fn list_changes(&self, question: &ListChanges) -> Result<Vec<merge::Change>, Fault> {
        let reading = self.tray.get(question.token)?;
        let mine = &self.book()?.catalog;
        let theirs = reading.catalogs();
        let all = reading.outline.iter().flat_map(|outline| &outline.changes);
        let some = all
            .filter(|change| change.outcome == question.outcome)
            .skip(question.from as usize)
            .take(question.count as usize);
        Ok(some.filter_map(|outlined| change_of(mine, &theirs, outlined)).collect())
    }

    /// Merges the ticked records of what was read into the current catalog.
    pub(super) async fn adopt_merged(
        &mut self,
        reading: &Reading,
        ticked: &Ticked,
    ) -> Result<CatalogInfo, Fault> {
        let (fresh, now_ms) = (Id::new(&mut self.world), self.world.now_ms());
        let open = self.book()?.catalog.id;
        let mut asides = self.asides(reading, open);
        let Some(book) = &self.book else { return Err(Fault::NoCatalog) };
        let id = book.catalog.id;
        if reading.is_apart_from(&book.catalog) {
            return Err(refused("refused.sample-apart"));
        }
        let from = reading.catalogs();
        let shown = shown_groups(reading, &book.catalog, ticked);
        let is_ticked = |id: Id| {
            let by_group = shown.get(&id).is_some_and(|outcome| ticked.groups.contains(outcome));
            by_group != ticked.others.contains(&id)
        };
        let mut ids: Vec<Id> = from.iter().flat_map(|catalog| record_ids(catalog)).collect();
        ids.arrange();
        ids.dedup();
        let changes = ids.into_iter().filter_map(|id| merged(&book.catalog, &from, id));
        // What nobody would see (deletions of what was never here) comes along, so that it is not forgotten.
        let changes: Vec<Change> =
            changes.filter(|change| is_ticked(change.id) || !is_visible(change)).collect();
        let header = new_header(&book.catalog, &from, is_ticked(id));
        let n = Arg::Number(changes.len() as f64);
        let mut names = reading.files.iter().map(|file| file.name.clone());
        let name = names.next().unwrap_or_default();
        let what = Said::new("done.merged").with("n", n).with("name", Arg::Text(name.clone()));
        let entry = MergeEntry { others: names.collect(), ..summary(&changes, &name, now_ms) };
        let key = format!("{MERGE}/{fresh}");
        if !changes.is_empty() || header.is_some() {
            asides.extend(rows_to_undo(id, &key, &changes, header.as_ref(), &self.merges_by_time()));
        }
        let merge = Some(Merged { key, entry, header });
        let prepared = Prepared { changes, replica: None, what, record: None, merge, asides, how: Move::Do };
        self.commit(prepared).await?;
        self.metas.get(&id).map(|meta: &Meta| meta.info(id)).ok_or(Fault::NoCatalog)
    }
}

/// The group each record was shown in; nothing where no group is ticked.
fn shown_groups(reading: &Reading, mine: &Catalog, ticked: &Ticked) -> BTreeMap<Id, Outcome> {
    if ticked.groups.is_empty() {
        return BTreeMap::new();
    }
    let outlined = match &reading.outline {
        Some(outline) => outline.changes.clone(),
        None => outline(mine, &reading.catalogs()).changes,
    };
    outlined.into_iter().map(|change| (change.id, change.outcome)).collect()
}

/// The title a merge gives the catalog, with the one there is; none where it stays as it is.
fn new_header(mine: &Catalog, from: &[&Catalog], with_title: bool) -> Option<(Header, Header)> {
    let mut after = Catalog::new(mine.id, mine.title.clone());
    (after.rev, after.extra) = (mine.rev.clone(), mine.extra.clone());
    for theirs in from {
        after = adopted(&after, theirs, with_title);
    }
    let (before, after) = (Header::of(mine), Header::of(&after));
    (before != after).then_some((before, after))
}

/// What merging one record changes; none where the catalog knows all of it.
fn merged(into: &Catalog, from: &[&Catalog], id: Id) -> Option<Change> {
    let before = into.versions_of(id);
    let mut scratch = Catalog::new(into.id, into.title.clone());
    let incoming: Vec<Version> = from.iter().flat_map(|catalog| catalog.versions_of(id)).collect();
    for version in before.iter().chain(&learnt(&before, incoming)) {
        scratch.admit(version.clone());
    }
    let after = scratch.versions_of(id);
    (after != before).then_some(Change { id, before, after })
}

/// What a merge did, for its log.
fn summary(changes: &[Change], name: &str, at_ms: u64) -> MergeEntry {
    let mut entry = MergeEntry {
        at_ms,
        name: name.to_owned(),
        others: Vec::new(),
        can_undo: true,
        key: String::new(),
        new: 0,
        updated: 0,
        conflicts: 0,
        deleted: 0,
        undone: false,
    };
    for change in changes {
        match (change.before.first().is_some_and(is_content), change.after.first().is_some_and(is_content)) {
            (_, true) if change.after.len() > 1 => entry.conflicts += 1,
            (false, true) => entry.new += 1,
            (true, true) => entry.updated += 1,
            (true, false) => entry.deleted += 1,
            (false, false) => {}
        }
    }
    entry
}

/// Whether a person sees anything of a change.
fn is_visible(change: &Change) -> bool {
    change.before.iter().chain(&change.after).any(is_content)
}

fn is_content(version: &Version) -> bool {
    matches!(version, Version::Content(_))
}
