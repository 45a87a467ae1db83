//! What the bar shows while a plan is made: equal steps for equal requests, from the beginning to the end.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use matriz::catalog::{Catalog, Subject};
use matriz::planning::Planner;
use matriz::planning::solve::{Budget, Progress};
use matriz::primitive::Id;
use matriz::vocabulary::{Coded, Topic, Vocabulary};

use super::support::table::{REQUEST, Table, catalog, table};

/// Shares as they are heard, in so manieth parts, each once.
fn heard(parts: f64, plan: impl FnOnce(&mut Budget<'_>)) -> Vec<f64> {
    let mut shares = Vec::new();
    let mut listener = |progress: Progress| {
        shares.push((progress.done * parts * 1e6).round() / 1e6);
        ControlFlow::Continue(())
    };
    plan(&mut Budget::watched(u64::MAX, &mut listener).reporting_every(1));
    assert!(shares.is_sorted(), "it never falls: {shares:?}");
    shares.dedup();
    shares
}

/// Four requests, each of which only the offer of the same number fits.
fn four() -> (Catalog, Table) {
    (catalog(&[Some(1); 4], &[1; 4]), table(&[(0, 0, 900), (1, 1, 800), (2, 2, 700), (3, 3, 600)], 4))
}

#[test]
fn matches_are_half_of_an_allocation_and_each_of_three_a_third_of_the_rest() {
    let (catalog, table) = four();
    let planner = Planner::new(&catalog, &table);
    let shares = heard(24.0, |budget| drop(planner.compare(budget)));
    // A flow tells of each request before it is admitted, a stable matching of each proposal when it is made.
    let (finding, served) = ([0.0, 3.0, 6.0, 9.0], [12.0, 13.0, 14.0, 15.0]);
    let (benefit, stable) = ([16.0, 17.0, 18.0, 19.0], [21.0, 22.0, 23.0, 24.0]);
    assert_eq!(shares, [finding, served, benefit, stable].concat());
}

#[test]
fn missions_share_the_whole_equally() {
    let (catalog, mut table) = four();
    table.scores.insert((0, 1), 500);
    table.scores.insert((0, 2), 500);
    table.subjects = 2;
    table.covers = BTreeMap::from([((0, 1), vec![true, false]), ((0, 2), vec![false, true])]);
    let shares = heard(12.0, |budget| drop(Planner::new(&catalog, &table).missions(budget)));
    // The first has a mission to find, among the sets of two subjects that are the second of three and the third.
    assert_eq!(shares, [0.0, 2.0, 3.0, 6.0, 9.0]);
}

#[test]
fn third_parties_and_gaps_go_from_request_to_request_and_from_cell_to_cell() {
    let (mut catalog, table) = four();
    let vocabulary = Vocabulary::carried();
    let shares = heard(4.0, |budget| drop(Planner::new(&catalog, &table).triangular(vocabulary, budget)));
    assert_eq!(shares, [0.0, 1.0, 2.0, 3.0]);
    for (at, topic) in (0..).zip(Topic::ALL.iter().take(4)) {
        let subject = Subject { topic: Some((*topic).into()), ..Subject::default() };
        catalog.requests.get_mut(&Id::from_u128(REQUEST + at)).unwrap().subjects = vec![subject];
    }
    let nothing = Table { offers: 4, ..Table::default() };
    // Looking for pairs is nine tenths of it.
    let shares = heard(40.0, |budget| drop(Planner::new(&catalog, &nothing).gaps(vocabulary, budget)));
    assert_eq!(shares, [0.0, 9.0, 18.0, 27.0, 36.0, 37.0, 38.0, 39.0]);
}
