//! Merging under random histories: many devices that edit, delete, restore, share in part, lose their copies
//! and reuse old ones, in any order.

use std::collections::{BTreeMap, BTreeSet};

use matriz::catalog::merge::{merge, merge_selected};
use matriz::catalog::{
    Catalog, Deletion, Head, Offer, RecordKind, Relation, Replica, Version, VersionVector,
};
use matriz::primitive::{Date, FixedWorld, Id, Text};
use proptest::prelude::*;

use super::support::choices::{Choices, choices};

const RECORDS: usize = 3;
const DEVICES: usize = 4;

struct Device {
    catalog: Catalog,
    replica: Replica,
    /// What the clock of this device says; it may say anything, and may go backwards.
    today: i32,
}

struct History {
    devices: Vec<Device>,
    /// Every version anybody ever made.
    made: Vec<Version>,
    /// Every title anybody ever gave the catalog, with its version.
    titles: Vec<(VersionVector, Text)>,
    steps: usize,
}

fn id(choices: &mut Choices) -> Id {
    Id::from_u128(20 + choices.below(RECORDS) as u128)
}

impl History {
    fn new() -> Self {
        let device = |seed: usize| Device {
            catalog: Catalog::new(Id::from_u128(1), Text::plain("Seminar")),
            replica: Replica::new(&mut FixedWorld::seeded(0, seed as u64)),
            today: 0,
        };
        Self { devices: (0..DEVICES).map(device).collect(), made: Vec::new(), titles: Vec::new(), steps: 0 }
    }

    fn step(&mut self, choices: &mut Choices) {
        self.steps += 1;
        let who = choices.below(DEVICES);
        match choices.below(9) {
            0..=2 => self.edit(who, choices),
            3 => self.delete(who, choices),
            4 | 5 => self.share(who, choices),
            6 => self.copy(who, choices),
            7 => self.rename(who),
            _ => self.devices[who].today = choices.below(40_000) as i32 - 20_000,
        }
    }

    fn edit(&mut self, who: usize, choices: &mut Choices) {
        let id = id(choices);
        let device = &mut self.devices[who];
        let title = Text::plain(format!("version {} of {who}", self.steps));
        let mut offer = device
            .catalog
            .offers
            .get(&id)
            .cloned()
            .unwrap_or_else(|| Offer::new(Head::new(id), Id::from_u128(10), Text::default()));
        offer.title = title;
        offer.confirmed_on = Some(Date::from_days(device.today));
        // An edit knows the version that is shown, or everything (a conflict resolved by writing anew).
        let known = if choices.flip() { device.catalog.known_of(id) } else { offer.head.rev.clone() };
        offer.head.rev = device.replica.edit(&known);
        self.learn(who, Version::Content(offer.into()));
    }

    fn rename(&mut self, who: usize) {
        let device = &mut self.devices[who];
        device.catalog.title = Text::plain(format!("title {} of {who}", self.steps));
        device.catalog.rev = device.replica.edit(&device.catalog.rev);
        self.titles.push((device.catalog.rev.clone(), device.catalog.title.clone()));
    }

    fn delete(&mut self, who: usize, choices: &mut Choices) {
        let id = id(choices);
        let device = &mut self.devices[who];
        if device.catalog.kind_of(id).is_some() {
            let rev = device.replica.edit(&device.catalog.known_of(id));
            self.learn(who, Version::Deletion(Deletion::new(RecordKind::Offer, id, rev)));
        }
    }

    fn learn(&mut self, who: usize, version: Version) {
        self.devices[who].catalog.admit(version.clone());
        self.made.push(version);
    }

    /// One device takes over some records, or all, of another.
    fn share(&mut self, who: usize, choices: &mut Choices) {
        let from = choices.below(DEVICES);
        let theirs = self.devices[from].catalog.clone();
        let device = &mut self.devices[who];
        device.catalog = if choices.flip() {
            let mut ticked: BTreeSet<Id> = choices.several(2, id).into_iter().collect();
            if choices.flip() {
                // The id of the catalog stands for its title.
                ticked.insert(device.catalog.id);
            }
            merge_selected(&device.catalog, &theirs, &ticked)
        } else {
            merge(&device.catalog, &theirs)
        };
    }

    /// A device is replaced by a copy of another: with a new name, as it should be, or with the old one.
    fn copy(&mut self, who: usize, choices: &mut Choices) {
        let from = choices.below(DEVICES);
        let catalog = self.devices[from].catalog.clone();
        let reused = choices.below(3) == 2;
        let replica = if reused {
            self.devices[from].replica.clone()
        } else {
            Replica::new(&mut FixedWorld::seeded(1, self.steps as u64 + 100))
        };
        // What only the replaced device knew is lost with it, unless it is kept somewhere: keep it.
        let old = std::mem::replace(&mut self.devices[who], Device { catalog, replica, today: 0 });
        self.devices[(who + 1) % DEVICES].catalog =
            merge(&self.devices[(who + 1) % DEVICES].catalog, &old.catalog);
    }
}

fn history(choices: &mut Choices) -> History {
    let mut history = History::new();
    while !choices.has_run_out() {
        history.step(choices);
    }
    history
}

/// Merges the catalogs of all devices in an order of one's own, some of them twice.
fn merged(history: &History, order: &[usize]) -> Catalog {
    let first = history.devices[0].catalog.clone();
    let all = order.iter().copied().chain(0..DEVICES);
    all.fold(first, |merged, device| merge(&merged, &history.devices[device].catalog))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_order_ends_in_the_same_catalog(
        mut choices in choices(160), order in prop::collection::vec(0..DEVICES, 0..9),
    ) {
        let history = history(&mut choices);
        prop_assert_eq!(merged(&history, &order), merged(&history, &[]));
    }

    #[test]
    fn no_word_is_lost_but_to_one_who_knew_it(mut choices in choices(160)) {
        let history = history(&mut choices);
        let end = merged(&history, &[]);
        for version in &history.made {
            let kept = end.versions_of(version.head().id);
            let knows = |other: &Version| other.rev().relation(version.rev()) == Relation::After;
            prop_assert!(
                kept.iter().any(|other| other == version || knows(other)),
                "{:?} is gone; there is {:?}", version, kept
            );
        }
        let mut by_id: BTreeMap<Id, Vec<&Version>> = BTreeMap::new();
        history.made.iter().for_each(|version| by_id.entry(version.head().id).or_default().push(version));
        for (id, made) in by_id {
            for kept in end.versions_of(id) {
                prop_assert!(made.contains(&&kept), "{:?} was never made", kept);
                let known = made.iter().any(|other| other.rev().relation(kept.rev()) == Relation::After);
                prop_assert!(!known, "{:?} was known to a later version", kept);
            }
        }
    }

    #[test]
    fn the_title_that_stands_is_one_that_no_other_knew(mut choices in choices(160)) {
        let history = history(&mut choices);
        let end = merged(&history, &[]);
        if history.titles.is_empty() {
            prop_assert_eq!(end.title, Text::plain("Seminar"));
        } else {
            // Somebody gave it, and nobody gave another one in the knowledge of it.
            prop_assert!(history.titles.contains(&(end.rev.clone(), end.title.clone())));
            let knew = |(rev, _): &&(VersionVector, Text)| rev.relation(&end.rev) == Relation::After;
            prop_assert_eq!(history.titles.iter().find(knew), None);
        }
    }
}
