//! Merging: the laws, on any catalogs, and the rules, on cases a person would recognise.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use matriz::catalog::merge::{
    Choice, Outcome, Part, differences, learnt, merge, merge_selected, part_version, preview, preview_all,
    settle, together, undo,
};
use matriz::catalog::{
    AnyRecord, Catalog, Deletion, Head, Offer, RecordKind, Replica, Version, VersionVector,
};
use matriz::primitive::{Arg, FixedWorld, Id, Text};
use proptest::prelude::*;

use super::support::catalogs::catalogs;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_two_does_not_matter(a in catalogs(150), b in catalogs(150)) {
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
    }

    #[test]
    fn the_grouping_of_three_does_not_matter(a in catalogs(100), b in catalogs(100), c in catalogs(100)) {
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
    }

    #[test]
    fn merging_again_changes_nothing(a in catalogs(150), b in catalogs(150)) {
        prop_assert_eq!(&merge(&a, &a), &a);
        prop_assert_eq!(&settle(&a), &a);
        let both = merge(&a, &b);
        prop_assert_eq!(&merge(&both, &b), &both);
        prop_assert_eq!(&merge(&a, &both), &both);
    }

    #[test]
    fn the_preview_tells_exactly_what_changes(a in catalogs(150), b in catalogs(150)) {
        let preview = preview(&a, &b);
        let all: BTreeSet<Id> = preview.changes.iter().map(|change| change.id).collect();
        let merged = merge_selected(&a, &b, &all);
        let whole = merge(&a, &as_learnt(&a, &b));
        for kind in RecordKind::ALL {
            let ids: BTreeSet<Id> = whole.records().chain(a.records()).map(|r| r.head().id).collect();
            for id in ids {
                prop_assert_eq!(merged.get(kind, id), whole.get(kind, id));
                let differs = a.versions_of(id) != whole.versions_of(id);
                prop_assert_eq!(all.contains(&id), differs, "{:?}", id);
            }
        }
        prop_assert_eq!(&merged.deletions, &whole.deletions);
        prop_assert_eq!(merged.id, a.id);
    }

    #[test]
    fn what_is_not_ticked_stays_as_it_was(a in catalogs(150), b in catalogs(150)) {
        let merged = merge_selected(&a, &b, &BTreeSet::new());
        prop_assert_eq!(merged.records().collect::<Vec<_>>(), a.records().collect::<Vec<_>>());
        prop_assert_eq!(&merged.conflicts, &a.conflicts);
    }

    #[test]
    fn records_that_differ_have_a_difference(a in catalogs(200), b in catalogs(200)) {
        for left in a.records() {
            let Some(right) = b.get(left.kind(), left.head().id) else { continue };
            let mut same_version = right.clone();
            same_version.head_mut().rev = left.head().rev.clone();
            let found = differences(&[&left, &right]);
            prop_assert_eq!(found.is_empty(), same_version == left, "{:?}", found);
        }
    }

    #[test]
    fn a_resolved_conflict_is_over_everywhere(a in catalogs(150), b in catalogs(150)) {
        let both = merge(&a, &b);
        let mut replica = Replica::new(&mut FixedWorld::new(5));
        let mut resolved = both.clone();
        for id in both.in_conflict() {
            let choice = Choice::Keep { version: 0, fields: BTreeMap::new() };
            prop_assert!(resolved.resolve_conflict(id, &choice, &mut replica));
        }
        prop_assert!(resolved.in_conflict().is_empty());
        let again = merge(&merge(&resolved, &a), &b);
        prop_assert_eq!(again, resolved);
    }
}

/// A catalog as it is learnt beside one's own: records that name no edit get a name.
fn as_learnt(mine: &Catalog, theirs: &Catalog) -> Catalog {
    let ids = theirs.records().map(|record| record.head().id).chain(theirs.deletions.keys().copied());
    let ids: BTreeSet<Id> = ids.collect();
    let versions = |id| (id, learnt(&mine.versions_of(id), theirs.versions_of(id)));
    let mut learnt = Catalog::new(theirs.id, theirs.title.clone());
    learnt.admit_all(ids.into_iter().map(versions).collect());
    learnt
}

/// A device with its copy of one seminar's catalog.
struct Device {
    catalog: Catalog,
    replica: Replica,
}

const OFFER: Id = Id::from_u128(20);

impl Device {
    fn new(seed: u64) -> Self {
        let replica = Replica::new(&mut FixedWorld::seeded(0, seed));
        Self { catalog: Catalog::new(Id::from_u128(1), Text::plain("Seminar")), replica }
    }

    fn with_offer(seed: u64) -> Self {
        let mut device = Self::new(seed);
        device.write("Puente", |_| {});
        device
    }

    /// Edits the offer (or makes it), knowing all this device knows of it.
    fn write(&mut self, title: &str, edit: impl FnOnce(&mut Offer)) {
        let known = self.catalog.known_of(OFFER);
        let mut offer = match self.catalog.offers.get(&OFFER) {
            Some(offer) => offer.clone(),
            None => Offer::new(Head::new(OFFER), Id::from_u128(10), Text::default()),
        };
        offer.title = Text::plain(title);
        edit(&mut offer);
        offer.head.rev = self.replica.edit(&known);
        self.catalog.admit(Version::Content(offer.into()));
    }

    fn delete(&mut self) {
        let rev = self.replica.edit(&self.catalog.known_of(OFFER));
        self.catalog.admit(Version::Deletion(Deletion::new(RecordKind::Offer, OFFER, rev)));
    }

    fn learn(&mut self, other: &Self) {
        self.catalog = merge(&self.catalog, &other.catalog);
    }

    fn titles(&self) -> Vec<String> {
        let contents = self.catalog.contents_of(OFFER).into_iter();
        contents
            .map(|record| match record {
                AnyRecord::Offer(offer) => offer.title.text,
                other => panic!("{other:?}"),
            })
            .collect()
    }
}

/// Two devices that know the same offer.
fn two() -> (Device, Device) {
    let ana = Device::with_offer(1);
    let mut ben = Device::new(2);
    ben.learn(&ana);
    (ana, ben)
}

fn only_change(mine: &Device, theirs: &Device) -> (Outcome, bool) {
    let preview = preview(&mine.catalog, &theirs.catalog);
    assert_eq!(preview.changes.len(), 1, "{preview:?}");
    (preview.changes[0].outcome, preview.changes[0].from_new_device)
}

#[test]
fn a_later_edit_takes_the_place_of_the_earlier_one() {
    let (mut ana, mut ben) = two();
    ben.write("Puente, revised", |_| {});
    assert_eq!(only_change(&ana, &ben), (Outcome::Updated, true));
    assert!(preview(&ben.catalog, &ana.catalog).changes.is_empty(), "the older one changes nothing");
    ana.learn(&ben);
    assert_eq!(ana.titles(), ["Puente, revised"]);
    assert_eq!(ana.catalog.in_conflict().len(), 0);
}

#[test]
fn edits_that_did_not_know_each_other_are_both_kept_and_resolved_field_by_field() {
    let (mut ana, mut ben) = two();
    ana.write("Puente A", |offer| offer.capacity = NonZeroU32::new(2));
    ben.write("Puente B", |offer| offer.languages = vec!["es".into()]);
    assert_eq!(only_change(&ana, &ben), (Outcome::Conflict, true));
    let difference = &preview(&ana.catalog, &ben.catalog).changes[0].differences;
    let fields: Vec<&str> = difference.iter().map(|difference| difference.field.as_str()).collect();
    assert_eq!(fields, ["title", "languages", "capacity"]);
    assert_eq!(
        difference[0].values,
        [Some(Arg::Text("Puente A".into())), Some(Arg::Text("Puente B".into()))]
    );
    ana.learn(&ben);
    ben.learn(&ana);
    assert_eq!(ana.catalog, ben.catalog, "both show the same version");
    let titles = ana.titles();
    assert_eq!(titles.len(), 2);
    let (a, b) = if titles[0] == "Puente A" { (0, 1) } else { (1, 0) };
    let fields = BTreeMap::from([("languages".to_owned(), b)]);
    let choice = Choice::Keep { version: a, fields };
    assert!(ana.catalog.resolve_conflict(OFFER, &choice, &mut ana.replica));
    ben.learn(&ana);
    let offer = &ben.catalog.offers[&OFFER];
    assert_eq!(offer.title.text, "Puente A");
    assert_eq!(offer.capacity, NonZeroU32::new(2));
    assert_eq!(offer.languages, ["es"]);
    assert!(ben.catalog.in_conflict().is_empty());
}

#[test]
fn a_record_without_any_edit_is_not_replaced_by_one_read_in_part() {
    let version = |rev: VersionVector, title: &str| {
        let mut offer = Offer::new(Head::new(OFFER), Id::from_u128(10), Text::plain(title));
        offer.head.rev = rev;
        Version::Content(offer.into())
    };
    let whole = version(VersionVector::default(), "Puente, whole");
    let part = version(part_version(7), "Puente, in part");
    let other = version(part_version(8), "Puente, another part");
    for order in [[&whole, &part, &other], [&part, &other, &whole], [&other, &whole, &part]] {
        let mut device = Device::new(1);
        order.into_iter().for_each(|version| device.catalog.admit(version.clone()));
        let mut titles = device.titles();
        assert_eq!(titles[0], "Puente, whole", "the whole one is shown");
        titles.sort();
        assert_eq!(titles, ["Puente, another part", "Puente, in part", "Puente, whole"]);
        // Somebody's edit knew all three, and takes the place of all.
        device.write("Puente, revised", |_| {});
        assert_eq!(device.titles(), ["Puente, revised"]);
        device.catalog.admit(whole.clone());
        assert_eq!(device.titles(), ["Puente, revised"]);
    }
}

/// The offer as another program writes it: it names no edit.
fn foreign(title: &str) -> Device {
    let mut device = Device::new(9);
    let offer = Offer::new(Head::new(OFFER), Id::from_u128(10), Text::plain(title));
    device.catalog.admit(Version::Content(offer.into()));
    device
}

#[test]
fn words_of_a_program_that_names_no_edits_are_never_dropped() {
    let everything = BTreeSet::from([OFFER]);
    let take = |device: &mut Device, file: &Device| {
        device.catalog = merge_selected(&device.catalog, &file.catalog, &everything);
    };
    // What was written here meets other words that name no edit: nobody knows which is newer.
    let mut ana = Device::with_offer(1);
    assert_eq!(only_change(&ana, &foreign("Bridge")).0, Outcome::Conflict);
    let difference = &preview(&ana.catalog, &foreign("Bridge").catalog).changes[0].differences[0];
    assert_eq!(difference.values, [Some(Arg::Text("Puente".into())), Some(Arg::Text("Bridge".into()))]);
    assert!(
        preview(&ana.catalog, &foreign("Puente").catalog).changes.is_empty(),
        "the same words are no news"
    );
    take(&mut ana, &foreign("Bridge"));
    assert_eq!(ana.titles().len(), 2);
    // Once chosen, the same file brings nothing, and a third wording is asked about again.
    let keep = Choice::Keep { version: 0, fields: BTreeMap::new() };
    assert!(ana.catalog.resolve_conflict(OFFER, &keep, &mut ana.replica));
    assert!(preview(&ana.catalog, &foreign("Bridge").catalog).changes.is_empty());
    assert_eq!(only_change(&ana, &foreign("Brücke")).0, Outcome::Conflict);
    // Whoever began with the foreign file and edited it knows it.
    let mut ben = foreign("Bridge");
    ben.write("Bridge, revised", |_| {});
    assert!(preview(&ben.catalog, &foreign("Bridge").catalog).changes.is_empty());
    ben.delete();
    assert!(preview(&ben.catalog, &foreign("Bridge").catalog).changes.is_empty(), "and whoever deleted it");
    assert_eq!(only_change(&ben, &foreign("Brücke")).0, Outcome::Conflict);
    // Files that are opened as one keep both too, in either order.
    let (own, other) = (Device::with_offer(1), foreign("Bridge"));
    let both = together(&[&own.catalog, &other.catalog]).unwrap();
    assert_eq!(both.contents_of(OFFER).len(), 2);
    assert_eq!(both, together(&[&other.catalog, &own.catalog]).unwrap());
}

#[test]
fn a_deletion_beside_an_edit_is_a_conflict() {
    let (mut ana, mut ben) = two();
    ana.delete();
    ben.write("Puente, revised", |_| {});
    assert_eq!(only_change(&ana, &ben).0, Outcome::Conflict);
    assert!(preview(&ben.catalog, &ana.catalog).changes[0].with_deletion);
    ana.learn(&ben);
    ben.learn(&ana);
    assert_eq!(ana.catalog, ben.catalog);
    assert_eq!(ana.titles(), ["Puente, revised"], "the words are there until somebody chooses");
    assert_eq!(ana.catalog.in_conflict(), BTreeSet::from([OFFER]));
    assert!(ana.catalog.resolve_conflict(OFFER, &Choice::Delete, &mut ana.replica));
    ben.learn(&ana);
    assert_eq!(ben.titles(), Vec::<String>::new());
    assert!(ben.catalog.in_conflict().is_empty());
}

#[test]
fn a_deletion_that_knew_the_edit_deletes_and_an_edit_that_knew_the_deletion_restores() {
    let (mut ana, mut ben) = two();
    ana.write("Puente, revised", |_| {});
    ben.learn(&ana);
    ben.delete();
    assert_eq!(only_change(&ana, &ben).0, Outcome::Deleted);
    ana.learn(&ben);
    assert!(ana.titles().is_empty());
    ana.write("Puente, again", |_| {});
    assert_eq!(only_change(&ben, &ana).0, Outcome::Restored);
    ben.learn(&ana);
    assert_eq!(ben.titles(), ["Puente, again"]);
    assert!(ben.catalog.deletions.is_empty());
}

#[test]
fn absence_is_never_deletion() {
    let (ana, _) = two();
    let empty = Device::new(3);
    assert_eq!(merge(&ana.catalog, &empty.catalog), ana.catalog);
    assert!(preview(&ana.catalog, &empty.catalog).changes.is_empty());
}

#[test]
fn the_same_version_with_other_words_is_a_conflict() {
    let ana = Device::with_offer(1);
    let mut copy = Device { catalog: ana.catalog.clone(), replica: ana.replica.clone() };
    let mut original = ana;
    original.write("Written here", |_| {});
    copy.write("Written there", |_| {});
    let (here, there) = (&original.catalog.offers[&OFFER], &copy.catalog.offers[&OFFER]);
    assert_eq!(here.head.rev, there.head.rev, "a reused copy gives one version to two contents");
    original.learn(&copy);
    assert_eq!(original.titles().len(), 2);
    copy.learn(&original);
    assert_eq!(copy.catalog, original.catalog);
}

#[test]
fn concurrent_deletions_are_all_remembered() {
    let (mut ana, mut ben) = two();
    let old = ana.catalog.clone();
    ana.delete();
    ben.delete();
    ana.learn(&ben);
    assert!(ana.titles().is_empty());
    assert_eq!(ana.catalog.deletions[&OFFER].others.len(), 1);
    assert_eq!(merge(&ana.catalog, &old), ana.catalog, "an old copy brings nothing back");
}

#[test]
fn undo_goes_back_under_a_new_name() {
    let (mut ana, ben) = two();
    let before = ana.catalog.clone();
    let old_name = ana.replica.id().to_owned();
    ana.learn(&ben);
    let (catalog, replica) = undo(before.clone(), &mut FixedWorld::new(77));
    assert_eq!(catalog, before);
    assert_ne!(replica.id(), old_name);
    assert_eq!(replica.counter(), 0);
}

#[test]
fn translations_and_parts_of_a_list_are_compared_one_by_one() {
    let mut one = Offer::new(Head::new(OFFER), Id::from_u128(10), Text::in_language("es", "Manual"));
    let mut two = one.clone();
    one.title.translations.insert("pt".into(), "Manual".into());
    two.title.translations.insert("pt".into(), "Guia".into());
    two.evidence.transferred_to = vec!["PRY".into()];
    let found = differences(&[&one.into(), &two.into()]);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].field.as_str(), &found[0].part[..]),
        ("title", &[Part::Translation("pt".into())][..])
    );
    assert_eq!(found[1].values, [None, Some(Arg::List(vec![Arg::Country("PRY".into())]))]);
}

#[test]
fn many_files_are_previewed_at_once() {
    let (ana, _) = two();
    let mut others: Vec<Device> = (10..50).map(Device::with_offer).collect();
    for (n, device) in others.iter_mut().enumerate() {
        let head = Head {
            rev: device.replica.edit(&Default::default()),
            ..Head::new(Id::from_u128(100 + n as u128))
        };
        let offer = Offer::new(head, Id::from_u128(10), Text::plain(format!("Offer {n}")));
        device.catalog.admit(Version::Content(offer.into()));
    }
    let all: Vec<&Catalog> = others.iter().map(|device| &device.catalog).collect();
    let preview = preview_all(&ana.catalog, &all);
    assert_eq!(preview.changes.len(), 41);
    assert_eq!(preview.new_devices.len(), 40);
    let new: Vec<_> = preview.changes.iter().filter(|change| change.outcome == Outcome::New).collect();
    assert_eq!(new.len(), 40);
    assert_eq!(new[7].sources, [7]);
}
