//! Plans that look at few pairs find what looking at every pair finds.

use std::collections::{BTreeMap, BTreeSet};

use matriz::catalog::Catalog;
use matriz::interchange::read_catalog;
use matriz::matching::Index;
use matriz::matching::answer::{Band, Criterion, Importance, Settings};
use matriz::planning::answer::{Cell, Gaps, Missions};
use matriz::planning::solve::Budget;
use matriz::planning::{Candidates, Matched, Planner};
use matriz::primitive::{Id, Window};
use matriz::vocabulary::{Status, Vocabulary};

const FILES: [&[u8]; 2] =
    [include_bytes!("../graded/catalog-a.json"), include_bytes!("../graded/catalog-b.json")];
/// Share of a subject from which it counts as covered, as missions count it.
const COVERED: f64 = 0.5;

/// Every catalog with every kind of settings and every band.
fn for_each(mut check: impl FnMut(&Catalog, &Index, &Settings, Band)) {
    for file in FILES {
        let catalog = read_catalog(file).catalog.expect("the file is good");
        let index = Index::build(&catalog, Vocabulary::carried());
        let plain = Settings::on("2026-11-22".parse().unwrap());
        let text = plain.importances.with(Criterion::Text, Importance::Required);
        let language = plain.importances.with(Criterion::Language, Importance::Required);
        let same_country = Settings { same_country: true, ..plain };
        for settings in [
            plain,
            same_country,
            Settings { importances: text, ..plain },
            Settings { importances: language, ..plain },
        ] {
            for least in Band::ALL {
                check(&catalog, &index, &settings, least);
            }
        }
    }
}

/// Offers that match a request with at least this band, by looking at every one.
fn matching(index: &Index, settings: &Settings, request: Id, least: Band) -> BTreeSet<Id> {
    let all = index.all_matches(request, settings);
    all.into_iter().filter(|found| found.band >= least).map(|found| found.offer).collect()
}

fn gaps(catalog: &Catalog, index: &Index, settings: &Settings, least: Band) -> Gaps {
    let matched = Matched::new(index, settings);
    let planner = Planner::new(catalog, &matched).from_band(least);
    planner.gaps(Vocabulary::carried(), &mut Budget::unlimited())
}

#[test]
fn unmet_demand_and_idle_supply_are_those_of_looking_at_every_pair() {
    let (mut unmet, mut idle) = (0, 0);
    for_each(|catalog, index, settings, least| {
        let found = gaps(catalog, index, settings, least);
        let matches: BTreeMap<Id, BTreeSet<Id>> =
            catalog.requests.keys().map(|id| (*id, matching(index, settings, *id, least))).collect();
        let wanted: BTreeSet<Id> = matches.values().flatten().copied().collect();
        let matched = Matched::new(index, settings);
        let offered = offers_by_cell(catalog, settings);
        for gap in &found.cells {
            let no_match = |request: &Id| matches[request].is_empty();
            let expected: Vec<Id> = gap.demand.iter().copied().filter(no_match).collect();
            assert_eq!(gap.unmet, expected, "{:?} from {least:?}", gap.cell);
            let expected: Vec<Id> =
                gap.supply.iter().copied().filter(|offer| !wanted.contains(offer)).collect();
            assert_eq!(gap.idle, expected, "{:?} from {least:?}", gap.cell);
            assert_eq!(gap.reason.is_some(), !gap.unmet.is_empty());
            unmet += gap.unmet.len();
            idle += gap.idle.len();
        }
        let mut failures = BTreeMap::new();
        // The gate named is the one that fails most often between the cell's unmet requests and its offers.
        for gap in found.cells.iter().filter(|gap| !gap.unmet.is_empty()) {
            let mut counts = BTreeMap::new();
            for request in &gap.unmet {
                let failures = failures.entry(*request).or_insert_with(|| matched.failures(*request));
                for (offer, failed) in failures.iter() {
                    if offered.get(&gap.cell).is_some_and(|offered| offered.contains(offer)) {
                        failed.iter().for_each(|gate| *counts.entry(gate.index()).or_insert(0) += 1);
                    }
                }
            }
            let most = counts.values().copied().max().unwrap_or(0);
            assert_eq!(gap.failing.map_or(0, |gate| counts[&gate.index()]), most, "{:?}", gap.cell);
        }
    });
    assert!(unmet > 0 && idle > 0, "the catalogs have gaps");
}

/// The offers of every cell, be they closed, lapsed or full: as if all were open and had room.
fn offers_by_cell(catalog: &Catalog, settings: &Settings) -> BTreeMap<Cell, Vec<Id>> {
    let mut twin = catalog.clone();
    twin.portfolio.clear();
    for offer in twin.offers.values_mut() {
        (offer.status, offer.window, offer.capacity) = (Status::Open, Window::default(), None);
    }
    let index = Index::build(&twin, Vocabulary::carried());
    let found = gaps(&twin, &index, settings, Band::Weak);
    found.cells.into_iter().map(|gap| (gap.cell, gap.supply)).collect()
}

#[test]
fn the_offers_that_reach_a_band_are_those_of_looking_at_every_pair() {
    for_each(|catalog, index, settings, least| {
        let matched = Matched::new(index, settings);
        let offers: Vec<Id> = catalog.offers.keys().copied().collect();
        for request in catalog.requests.keys() {
            let expected = matching(index, settings, *request, least);
            let reached = matched.reached(*request, &offers, least);
            let reached: BTreeSet<Id> =
                offers.iter().zip(reached).filter(|(_, reached)| *reached).map(|(offer, _)| *offer).collect();
            assert_eq!(reached, expected);
            let covers = |offer: &Id| -> u64 {
                let covers = matched.covers(*request, &[*offer]);
                (0..).zip(&covers[0]).map(|(at, cover)| u64::from(cover.share >= COVERED) << at).sum()
            };
            let expected: Vec<(Id, u64)> =
                expected.iter().map(|offer| (*offer, covers(offer))).filter(|(_, bits)| *bits > 0).collect();
            assert_eq!(matched.coverers(*request, COVERED, least), expected);
        }
    });
}

#[test]
fn a_mission_is_there_exactly_where_no_institution_covers_everything_alone() {
    let mut count = 0;
    for_each(|catalog, index, settings, least| {
        let matched = Matched::new(index, settings);
        let planner = Planner::new(catalog, &matched).from_band(least);
        let found: Missions = planner.missions(&mut Budget::unlimited());
        let mut expected = BTreeSet::new();
        for request in
            catalog.requests.values().filter(|request| index.providers(request.head.id) < request.providers())
        {
            let subjects = matched.subjects(request.head.id);
            let is_live = !request.window.has_lapsed(settings.as_of) && request.status == Status::Open;
            if subjects.len() < 2 || !is_live {
                continue;
            }
            let mut brought = BTreeMap::<Id, u64>::new();
            for offer in matching(index, settings, request.head.id, least) {
                let covers = matched.covers(request.head.id, &[offer]);
                let bits: u64 =
                    (0..).zip(&covers[0]).map(|(at, cover)| u64::from(cover.share >= COVERED) << at).sum();
                *brought.entry(catalog.resolve(catalog.offers[&offer].institution)).or_default() |= bits;
            }
            if !brought.values().any(|bits| bits.count_ones() as usize == subjects.len()) {
                expected.insert(request.head.id);
            }
        }
        let missions: BTreeSet<Id> = found.missions.iter().map(|mission| mission.request).collect();
        assert_eq!(missions, expected, "from {least:?}");
        count += missions.len();
    });
    assert!(count > 0, "the catalogs have missions");
}
