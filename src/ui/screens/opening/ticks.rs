//! What of a merge is ticked: whole groups, and the records for which it is the other way round.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use crate::catalog::merge::Outcome;
use crate::desk::{MergeView, Ticked};
use crate::primitive::Id;

/// What is ticked, and what the rows need to say where a change comes from.
#[derive(Clone, Copy)]
pub struct Ticks {
    groups: RwSignal<BTreeSet<Outcome>>,
    /// Records ticked other than their group, with the group.
    others: RwSignal<BTreeMap<Id, Outcome>>,
    title: RwSignal<bool>,
    /// How many are ticked, as it was counted last.
    counted: StoredValue<u32>,
    /// Names of the files, in the order of the sources.
    pub names: StoredValue<Vec<String>>,
}

impl Ticks {
    /// Nothing ticked; the files have these names.
    pub fn new(names: Vec<String>) -> Self {
        Self {
            groups: RwSignal::default(),
            others: RwSignal::default(),
            title: RwSignal::new(false),
            counted: StoredValue::new(0),
            names: StoredValue::new(names),
        }
    }

    /// Ticks everything a preview shows.
    pub fn all(self, preview: &MergeView) {
        self.groups.set(preview.groups.iter().map(|group| group.outcome).collect());
        self.others.set(BTreeMap::new());
        self.title.set(preview.title.is_some());
    }

    /// How many changes of a preview are ticked, its title among them.
    pub fn count(self, preview: &MergeView) -> u32 {
        let records: u32 = preview.groups.iter().map(|group| self.count_in(group.outcome, group.count)).sum();
        let count = records + u32::from(self.title.get());
        self.counted.set_value(count);
        count
    }

    /// What [`Ticks::count`] answered last.
    pub fn last_count(self) -> u32 {
        self.counted.get_value()
    }

    /// How many conflicts are ticked, untracked.
    pub fn conflicts(self, preview: &MergeView) -> u32 {
        let conflicts = preview.groups.iter().find(|group| group.outcome == Outcome::Conflict);
        conflicts.map_or(0, |group| untrack(|| self.count_in(group.outcome, group.count)))
    }

    fn count_in(self, outcome: Outcome, of: u32) -> u32 {
        let others = self.others.with(|others| others.values().filter(|group| **group == outcome).count());
        let others = u32::try_from(others).unwrap_or(of).min(of);
        if self.groups.with(|groups| groups.contains(&outcome)) { of - others } else { others }
    }

    /// What the desk is told; `own` is the id of the catalog and stands for its title.
    pub fn taken(self, own: Id) -> Ticked {
        let groups = self.groups.get_untracked();
        let title = self.title.get_untracked().then_some(own);
        let others = self.others.with_untracked(|others| others.keys().copied().chain(title).collect());
        Ticked { groups, others }
    }

    /// The tick of one record.
    pub fn of_record(self, id: Id, outcome: Outcome, label: impl IntoView + 'static) -> AnyView {
        let is_on = move || {
            let by_group = self.groups.with(|groups| groups.contains(&outcome));
            by_group != self.others.with(|others| others.contains_key(&id))
        };
        let set = move |on: bool| {
            let by_group = self.groups.with_untracked(|groups| groups.contains(&outcome));
            self.others.update(|others| {
                if on == by_group {
                    others.remove(&id);
                } else {
                    others.insert(id, outcome);
                }
            });
        };
        tick(is_on, set, label)
    }

    /// One tick for all records of a group, also those that are not listed.
    pub fn of_group(self, outcome: Outcome, label: impl IntoView + 'static) -> AnyView {
        let is_on = move || {
            let exception = self.others.with(|others| others.values().any(|group| *group == outcome));
            !exception && self.groups.with(|groups| groups.contains(&outcome))
        };
        let set = move |on: bool| {
            self.others.update(|others| others.retain(|_, group| *group != outcome));
            self.groups.update(|groups| {
                if on {
                    groups.insert(outcome);
                } else {
                    groups.remove(&outcome);
                }
            });
        };
        tick(is_on, set, label)
    }

    /// The tick of the title of the catalog.
    pub fn of_title(self, label: impl IntoView + 'static) -> AnyView {
        tick(move || self.title.get(), move |on| self.title.set(on), label)
    }
}

fn tick(
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
    label: impl IntoView + 'static,
) -> AnyView {
    let on_change = move |event| set(event_target_checked(&event));
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=is_on on:change=on_change />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
