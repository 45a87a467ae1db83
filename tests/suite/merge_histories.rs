//! Merging under random histories: many devices that edit, delete, restore, join, rename, share in part, undo merges,
//! lose their copies, come back from backups under their old name, and hear of programs that name no edits; in any
//! order, under clocks that say anything.

use std::collections::{BTreeMap, BTreeSet};

use matriz::catalog::merge::{learnt, merge, merge_selected, undo};
use matriz::catalog::{
    AnyRecord, Catalog, Contact, Deletion, Head, Join, Offer, RecordKind, Relation, Replica, Version,
    VersionVector,
};
use matriz::interchange::{ShareOptions, shared};
use matriz::primitive::{Date, FixedWorld, Id, Text};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::support::choices::{Choices, choices};

const DEVICES: usize = 4;
/// Offers, a contact and a join: few, so that devices meet at the same record.
const RECORDS: [(RecordKind, u128); 5] = [
    (RecordKind::Offer, 20),
    (RecordKind::Offer, 21),
    (RecordKind::Offer, 22),
    (RecordKind::Contact, 40),
    (RecordKind::Join, 50),
];
/// The institutions that joins name, in both directions.
const JOINED: [Id; 2] = [Id::from_u128(10), Id::from_u128(11)];

#[derive(Clone)]
struct Device {
    catalog: Catalog,
    replica: Replica,
    /// What the clock of this device says; it may say anything, and may go backwards.
    today: i32,
    /// What the last merge can be undone to, as long as nothing was edited since.
    before: Option<Catalog>,
    /// A backup of storage, with the name under which the device edits.
    backup: Option<(Catalog, Replica)>,
}

struct History {
    devices: Vec<Device>,
    /// Every version anybody ever made.
    made: Vec<Version>,
    /// Every title anybody ever gave the catalog, with its version.
    titles: Vec<(VersionVector, Text)>,
    steps: usize,
    /// How often each kind of step happened.
    happened: BTreeMap<&'static str, usize>,
}

fn one(choices: &mut Choices) -> (RecordKind, Id) {
    let (kind, id) = *choices.one(&RECORDS);
    (kind, Id::from_u128(id))
}

/// A record of which every word is new.
fn content((kind, id): (RecordKind, Id), words: &str, today: i32, flip: bool) -> AnyRecord {
    let head = Head::new(id);
    match kind {
        RecordKind::Contact => Contact {
            head,
            institution: JOINED[0],
            name: words.to_owned(),
            email: String::new(),
            phone: String::new(),
        }
        .into(),
        RecordKind::Join => {
            let mut join = Join { head, from: JOINED[usize::from(flip)], to: JOINED[usize::from(!flip)] };
            join.head.extra.insert("words".into(), words.into());
            join.into()
        }
        _ => {
            let mut offer = Offer::new(head, JOINED[0], Text::plain(words));
            offer.confirmed_on = Some(Date::from_days(today));
            offer.into()
        }
    }
}

impl History {
    fn new() -> Self {
        let device = |seed: usize| Device {
            catalog: Catalog::new(Id::from_u128(1), Text::plain("Seminar")),
            replica: Replica::new(&mut FixedWorld::seeded(0, seed as u64)),
            today: 0,
            before: None,
            backup: None,
        };
        let devices = (0..DEVICES).map(device).collect();
        Self { devices, made: Vec::new(), titles: Vec::new(), steps: 0, happened: BTreeMap::new() }
    }

    fn note(&mut self, what: &'static str) {
        *self.happened.entry(what).or_default() += 1;
    }

    fn step(&mut self, choices: &mut Choices) {
        self.steps += 1;
        let who = choices.below(DEVICES);
        match choices.below(16) {
            0..=3 => self.edit(who, one(choices), choices),
            4 => self.delete(who, choices),
            5 => self.restore(who, choices),
            6..=8 => self.share(who, choices),
            9 => self.undo(who),
            10 => self.copy(who, choices),
            11 => self.back_up(who),
            12 => self.come_back(who),
            13 => self.rename(who),
            14 => self.hear_of_a_program(who, choices),
            _ => {
                let now = choices.below(40_000) as i32 - 20_000;
                self.note(if now < self.devices[who].today { "clock set back" } else { "clock set" });
                self.devices[who].today = now;
            }
        }
    }

    fn edit(&mut self, who: usize, record: (RecordKind, Id), choices: &mut Choices) {
        let id = record.1;
        let device = &mut self.devices[who];
        let words = format!("version {} of {who}", self.steps);
        let mut edited = content(record, &words, device.today, choices.flip());
        let shown = device.catalog.versions_of(id).first().map(Version::known).unwrap_or_default();
        // An edit knows the version that is shown, or everything (a conflict resolved by writing anew).
        let known = if choices.flip() { device.catalog.known_of(id) } else { shown };
        edited.head_mut().rev = device.replica.edit(&known);
        self.note(record.0.word());
        self.learn(who, Version::Content(edited));
    }

    /// Writes a record that was deleted, in the knowledge of that.
    fn restore(&mut self, who: usize, choices: &mut Choices) {
        let catalog = &self.devices[who].catalog;
        let gone = RECORDS.map(|(kind, id)| (kind, Id::from_u128(id)));
        let gone = gone
            .into_iter()
            .find(|(_, id)| catalog.deletions.contains_key(id) && catalog.kind_of(*id).is_none());
        if let Some(record) = gone {
            self.note("restored");
            self.edit(who, record, choices);
        }
    }

    fn rename(&mut self, who: usize) {
        self.note("renamed");
        let device = &mut self.devices[who];
        device.catalog.title = Text::plain(format!("title {} of {who}", self.steps));
        device.catalog.rev = device.replica.edit(&device.catalog.rev);
        device.before = None;
        self.titles.push((device.catalog.rev.clone(), device.catalog.title.clone()));
    }

    fn delete(&mut self, who: usize, choices: &mut Choices) {
        let (kind, id) = one(choices);
        let device = &mut self.devices[who];
        if device.catalog.kind_of(id).is_some() {
            let rev = device.replica.edit(&device.catalog.known_of(id));
            self.note("deleted");
            self.learn(who, Version::Deletion(Deletion::new(kind, id, rev)));
        }
    }

    fn learn(&mut self, who: usize, version: Version) {
        self.devices[who].catalog.admit(version.clone());
        self.devices[who].before = None;
        self.made.push(version);
    }

    /// One device takes over all of another, what it shares without contacts, or what was ticked in the preview.
    fn share(&mut self, who: usize, choices: &mut Choices) {
        let mut theirs = self.devices[choices.below(DEVICES)].catalog.clone();
        let way = choices.below(3);
        self.note(["shared whole", "shared without contacts", "shared in part"][way]);
        if way == 1 {
            theirs = shared(&theirs, &ShareOptions::default());
            assert!(theirs.contacts.is_empty());
        }
        let device = &mut self.devices[who];
        let merged = if way < 2 {
            merge(&device.catalog, &theirs)
        } else {
            let mut ticked: BTreeSet<Id> = choices.several(2, |choices| one(choices).1).into_iter().collect();
            if choices.flip() {
                // The id of the catalog stands for its title.
                ticked.insert(device.catalog.id);
            }
            merge_selected(&device.catalog, &theirs, &ticked)
        };
        device.before = Some(std::mem::replace(&mut device.catalog, merged));
    }

    /// A merge is undone: the catalog of before, under a new name.
    fn undo(&mut self, who: usize) {
        if let Some(before) = self.devices[who].before.take() {
            self.note("merge undone");
            let mut world = FixedWorld::seeded(2, self.steps as u64);
            let device = &mut self.devices[who];
            (device.catalog, device.replica) = undo(before, &mut world);
        }
    }

    /// A device is replaced by a copy of another: with a new name, as it should be, or with the old one.
    fn copy(&mut self, who: usize, choices: &mut Choices) {
        let mut copy = self.devices[choices.below(DEVICES)].clone();
        if choices.flip() {
            self.note("copied under a new name");
            copy.replica = Replica::new(&mut FixedWorld::seeded(1, self.steps as u64 + 100));
        } else {
            self.note("copied under the same name");
        }
        (copy.before, copy.today) = (None, 0);
        self.replace(who, copy);
    }

    fn back_up(&mut self, who: usize) {
        let device = &mut self.devices[who];
        device.backup = Some((device.catalog.clone(), device.replica.clone()));
    }

    /// The storage of a device is put back from a backup: an old catalog, an old name, and a counter that counted on.
    fn come_back(&mut self, who: usize) {
        if let Some((catalog, replica)) = self.devices[who].backup.clone() {
            self.note("restored from a backup");
            let before = None;
            let backup = None;
            self.replace(who, Device { catalog, replica, today: 0, before, backup });
        }
    }

    /// What only the replaced device knew would be lost with it: another one has its file.
    fn replace(&mut self, who: usize, by: Device) {
        let old = std::mem::replace(&mut self.devices[who], by);
        let keeper = &mut self.devices[(who + 1) % DEVICES];
        keeper.catalog = merge(&keeper.catalog, &old.catalog);
        keeper.before = None;
    }

    /// Another program takes a catalog, drops the versions of all records, rewrites one, and hands it back.
    fn hear_of_a_program(&mut self, who: usize, choices: &mut Choices) {
        let record = one(choices);
        let mut all: Vec<AnyRecord> = self.devices[choices.below(DEVICES)].catalog.records().collect();
        all.retain(|other| other.head().id != record.1);
        let rewritten = content(record, &format!("program {}", self.steps), 0, choices.flip());
        all.push(rewritten.clone());
        let mut theirs = Catalog::new(Id::from_u128(1), Text::plain("Seminar"));
        let ids: BTreeSet<Id> = all.iter().map(|record| record.head().id).collect();
        for mut other in all {
            other.head_mut().rev = VersionVector::default();
            theirs.admit(Version::Content(other));
        }
        self.note("a program that names no edits");
        let device = &mut self.devices[who];
        let brought =
            ids.iter().flat_map(|id| learnt(&device.catalog.versions_of(*id), theirs.versions_of(*id)));
        self.made.extend(brought.collect::<Vec<_>>());
        device.catalog = merge_selected(&device.catalog, &theirs, &ids);
        device.before = None;
        let says_it = |kept: &AnyRecord| {
            let mut kept = kept.clone();
            kept.head_mut().rev = VersionVector::default();
            kept == rewritten
        };
        assert!(device.catalog.contents_of(record.1).iter().any(says_it), "{rewritten:?} was dropped");
    }
}

/// A version under the name it has for who learns it: one that names no edit is named once it meets one that does.
fn named(version: &Version) -> Version {
    let (mut named, known) = (version.clone(), version.known());
    match &mut named {
        Version::Content(record) => record.head_mut().rev = known,
        Version::Deletion(deletion) => deletion.head.rev = known,
    }
    named
}

fn history(choices: &mut Choices) -> History {
    let mut history = History::new();
    while !choices.has_run_out() {
        history.step(choices);
    }
    history
}

#[test]
fn histories_have_everything_that_happens_to_catalogs() {
    let mut runner = TestRunner::deterministic();
    let strategy = choices(160);
    let mut happened: BTreeMap<&'static str, usize> = BTreeMap::new();
    for _ in 0..200 {
        let mut choices = strategy.new_tree(&mut runner).unwrap().current();
        for (what, times) in history(&mut choices).happened {
            *happened.entry(what).or_default() += times;
        }
    }
    for what in [
        "offer",
        "contact",
        "join",
        "deleted",
        "restored",
        "renamed",
        "shared whole",
        "shared without contacts",
        "shared in part",
        "merge undone",
        "copied under a new name",
        "copied under the same name",
        "restored from a backup",
        "a program that names no edits",
        "clock set",
        "clock set back",
    ] {
        assert!(happened.get(what).is_some_and(|times| *times > 4), "{what}: {happened:?}");
    }
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
                prop_assert!(made.iter().any(|made| named(made) == named(&kept)), "{:?} was never made", kept);
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
